"""Mentions by year in both languages, drawn as SVG without script: Vietnamese above the axis,
Chinese below it, each bar with its number."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

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


@dataclass(frozen=True, slots=True)
class YearPair:
    """A year: the place of its bars in percent of the width and in pixels, and its numbers."""

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
    chosen: bool
    said: str


@dataclass(frozen=True, slots=True)
class YearPairs:
    """All years; ``width`` is a name of ``WIDTHS``, or ``widest``."""

    pairs: tuple[YearPair, ...]
    width: str
    first: str
    last: str

    height: int = 2 * (NUMBER + HIGHEST) + AXIS
    above: int = NUMBER + HIGHEST
    """Where the band of the years begins."""
    below: int = NUMBER + HIGHEST + AXIS
    """Where it ends."""

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
    # Without a date, and another language than the two, is counted in the table.
    most = max(max(of.get("vi", 0), of.get("zh", 0)) for of in counts.values()) or 1
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
                chosen=year in chosen,
                said=f"{label}: VI {grouped(vi)}, ZH {grouped(zh)}",
            )
        )
    width = next((name for name, most in WIDTHS if len(years) <= most), "widest")
    return YearPairs(tuple(pairs), width, pairs[0].label, pairs[-1].label)


def _height(count: int, most: int) -> float:
    return round(max(HIGHEST * count / most, 2 if count else 0), 1)


def _years(counts: Mapping[str, Mapping[str, int]]) -> list[str]:
    found: list[str] = []
    for year in sorted(year for year in counts if year != fields.UNKNOWN):
        if found:
            empty = range(int(found[-1]) + 1, int(year))
            found += [OMITTED] if len(empty) > GAP else [f"{one:04}" for one in empty]
        found.append(year)
    return found[-LONGEST:] + [fields.UNKNOWN] * (fields.UNKNOWN in counts)
