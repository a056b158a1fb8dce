"""The small multiples of a comparison as one picture for a paper: it brings its own colours and
needs no style sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from markupsafe import escape

WIDTH: Final = 960
LEFT: Final = 190
"""Pixels of the picture, and of the names left of the bars."""

TOP: Final = 58
"""Pixels of the heading and of the legend."""

VI: Final = "#1a4b91"
ZH: Final = "#d97310"
INK: Final = "#1c1f24"
SOFT: Final = "#5a6069"
LINE: Final = "#d9dad5"
"""The colours of a light page (web/static/style/base.css)."""

SANS: Final = "system-ui, 'Noto Sans', 'Noto Sans CJK SC', 'PingFang SC', sans-serif"


class BarPair(Protocol):
    """A year: where it stands in percent of the width, its numbers and heights in pixels."""

    @property
    def label(self) -> str: ...
    @property
    def middle(self) -> float: ...
    @property
    def bar(self) -> float: ...
    @property
    def vi(self) -> str: ...
    @property
    def zh(self) -> str: ...
    @property
    def vi_height(self) -> float: ...
    @property
    def zh_height(self) -> float: ...


def picture(
    rows: Sequence[tuple[str, Sequence[BarPair]]],
    heading: str,
    legend: tuple[str, str, str],
    bands: tuple[int, int, int],
) -> bytes:
    """Return an SVG file of named rows of bars. ``legend`` says what stands above and below the
    axis, and the scale; ``bands`` are where the years begin and end, and the height of a row."""
    above, below, height = bands
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" '
        f'height="{TOP + len(rows) * (height + 12)}" font-family="{escape(SANS)}" font-size="12">',
        f"<title>{escape(heading)}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        _text(12, 24, heading, INK, "start", 16),
        f'<rect x="12" y="36" width="12" height="12" fill="{VI}"/>',
        _text(30, 46, legend[0], SOFT, "start"),
        f'<rect x="{LEFT}" y="36" width="12" height="12" fill="{ZH}"/>',
        _text(LEFT + 18, 46, legend[1], SOFT, "start"),
        _text(WIDTH - 12, 46, legend[2], SOFT, "end"),
    ]
    for place, (name, pairs) in enumerate(rows):
        top = TOP + place * (height + 12)
        middle = top + (above + below) / 2 + 4
        parts.append(_text(12, middle, name, INK, "start", 13))
        parts += [
            f'<line x1="{LEFT}" x2="{WIDTH - 12}" y1="{top + y}" y2="{top + y}" stroke="{LINE}"/>'
            for y in (above, below)
        ]
        parts += (part for pair in pairs for part in _pair(pair, top, above, below))
    return "".join([*parts, "</svg>\n"]).encode("utf-8", "replace")


def _pair(pair: BarPair, top: int, above: int, below: int) -> Iterator[str]:
    share = (WIDTH - 12 - LEFT) / 100
    middle = round(LEFT + pair.middle * share, 1)
    width = round(pair.bar * share, 1)
    left = round(middle - width / 2, 1)
    yield _text(middle, top + above + 16, pair.label, SOFT)
    if pair.vi:
        y = round(top + above - pair.vi_height, 1)
        if pair.vi_height:
            yield _bar(left, y, width, pair.vi_height, VI)
        yield _text(middle, round(y - 4, 1), pair.vi, INK)
    if pair.zh:
        y = top + below
        if pair.zh_height:
            yield _bar(left, y, width, pair.zh_height, ZH)
        yield _text(middle, round(y + pair.zh_height + 13, 1), pair.zh, INK)


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, colour: str, anchor: str = "middle", size: int = 0) -> str:
    sized = f' font-size="{size}"' if size else ""
    return (
        f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}"{sized}>{escape(text)}</text>'
    )
