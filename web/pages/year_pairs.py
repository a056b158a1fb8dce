"""Mentions by year in both languages, drawn as SVG without script: Vietnamese above the axis,
Chinese below it, each bar with its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from math import ceil
from typing import Final

from msgspec import Struct

from indexer import fields
from web.i18n.formatting import grouped
from web.i18n.texts import Texts

HIGHEST: Final = 56
"""Pixels of the highest bar."""

NUMBER: Final = 18
AXIS: Final = 24
"""Pixels of a number beyond its bar, and of the years between the bars."""

WIDEST: Final = 4.0
"""Percent of the picture that a bar takes at most: few years stay bars, not blocks."""

LONGEST: Final = 60
"""Most years drawn: the last ones."""

GAP: Final = 2
"""Most empty years drawn between two others; of a longer gap only that there is one."""

APART: Final = 0.8
"""How much wider than a year what has none is, in years: its name is longer, and it is no year."""

OMITTED: Final = "…"

WIDTHS: Final = (("narrow", 9), ("wide", 18), ("wider", 30))
"""Names of the least width that the style sheet gives the picture, up to so many years: a number
of four digits takes some 34 pixels."""


class YearPair(Struct, frozen=True):
    """A year: the place of its bars in percent of the width and in pixels, and its numbers. A bar
    that is ``cut`` stands for more than it is high."""

    label: str
    href: str
    vi: str
    zh: str
    left: float
    width: float
    middle: float
    bar: float
    vi_height: float
    zh_height: float
    vi_cut: bool
    zh_cut: bool
    chosen: bool
    said: str


class YearPairs(Struct, frozen=True):
    """All years; ``width`` is a name of ``WIDTHS``, or ``widest``. The picture is as high as its
    bars need: where one language says little, no room is kept for more."""

    pairs: tuple[YearPair, ...]
    width: str
    first: str
    last: str

    @property
    def above(self) -> int:
        """Where the band of the years begins."""
        return _room(one.vi_height for one in self.pairs)

    @property
    def below(self) -> int:
        """Where it ends."""
        return self.above + AXIS

    @property
    def height(self) -> int:
        """Pixels of the whole picture."""
        return self.below + _room(one.zh_height for one in self.pairs)

    @property
    def is_cut(self) -> bool:
        """Whether a bar stands for more than it is high."""
        return any(one.vi_cut or one.zh_cut for one in self.pairs)

    @property
    def narrowed(self) -> bool:
        """Whether years are chosen, so that the others are shown paler."""
        return any(one.chosen for one in self.pairs)


def year_pairs(
    counts: Mapping[str, Mapping[str, int]],
    chosen: tuple[str, ...],
    url: Callable[[str], str],
    texts: Texts,
) -> YearPairs | None:
    """Return the picture of mentions by year, then language; what has no year stands last. None
    where there is nothing to draw."""
    years = _years(counts)
    if not years:
        return None
    # Another language than the two is counted in the table.
    highest = {year: max(of.get("vi", 0), of.get("zh", 0)) for year, of in counts.items()}
    # What has no date is no year: 119 undated beside 2 to 9 a year made slivers of these. Its bar
    # is cut where it would be higher than any year's.
    most = max((n for year, n in highest.items() if year != fields.UNKNOWN), default=0)
    most = most or max(highest.values()) or 1
    step = 100 / (len(years) + (APART if years[-1] == fields.UNKNOWN else 0))
    bar = min(step * 0.6, WIDEST)
    pairs = []
    for place, year in enumerate(years):
        vi, zh = (counts.get(year, {}).get(lang, 0) for lang in ("vi", "zh"))
        label = texts["unknown"] if year == fields.UNKNOWN else year
        apart = APART * step if year == fields.UNKNOWN else 0
        middle = (place + 0.5) * step + apart / 2
        pairs.append(
            YearPair(
                label=label,
                href=url(year) if vi or zh else "",
                vi=grouped(vi) if vi else "",
                zh=grouped(zh) if zh else "",
                left=round(place * step, 2),
                width=round(step + apart, 2),
                middle=round(middle, 2),
                bar=round(middle - bar / 2, 2),
                vi_height=_height(vi, most),
                zh_height=_height(zh, most),
                vi_cut=vi > most,
                zh_cut=zh > most,
                chosen=year in chosen,
                said=f"{label}: VI {grouped(vi)}, ZH {grouped(zh)}",
            )
        )
    width = next((name for name, most in WIDTHS if len(years) <= most), "widest")
    return YearPairs(tuple(pairs), width, pairs[0].label, pairs[-1].label)


def _height(count: int, most: int) -> float:
    return round(max(HIGHEST * min(count / most, 1), 2 if count else 0), 1)


def _room(heights: Iterable[float]) -> int:
    """Return the pixels that bars and their numbers take on one side of the years."""
    highest = max(heights)
    return NUMBER + ceil(highest) if highest else 0


def _years(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    found: list[str] = []
    for year in sorted(year for year in counts if year != fields.UNKNOWN):
        if found:
            empty = range(int(found[-1]) + 1, int(year))
            found += [OMITTED] if len(empty) > GAP else [f"{one:04}" for one in empty]
        found.append(year)
    return found[-LONGEST:] + [fields.UNKNOWN] * (fields.UNKNOWN in counts)
