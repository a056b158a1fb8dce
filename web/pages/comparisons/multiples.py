"""Small multiples: for each entity the pairs of bars by year, Vietnamese above the axis and Chinese
below it, all on one axis of years and in one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from search.comparison.compared import Compared, Count
from web.i18n.formatting import grouped
from web.i18n.texts import Texts

HIGHEST: Final = 40
NUMBER: Final = 16
AXIS: Final = 22
"""Pixels of the highest bar, of a number beyond its bar, and of the years between the bars."""

ABOVE: Final = NUMBER + HIGHEST
BELOW: Final = ABOVE + AXIS
HEIGHT: Final = BELOW + HIGHEST + NUMBER
"""Where the band of the years begins and ends, and the height of one picture."""

ROOM: Final = 60
"""Most pairs of bars on a page, which is to have 60 KB at most: years by entities."""

GAP: Final = 2
"""Most empty years drawn between two others; of a longer gap only that there is one."""

OMITTED: Final = "…"

APART: Final = 0.8
"""How much wider than a year what has none is, in years: its name is longer, and it is no year."""

WIDEST: Final = 4.0
"""Percent of the picture that a bar takes at most."""


class Pair(Struct, frozen=True):
    """A year of one entity: the place of its bars in percent of the width and in pixels, and its
    numbers (empty for none)."""

    label: str
    middle: float
    bar: float
    vi: str
    zh: str
    vi_height: float
    zh_height: float


class Multiple(Struct, frozen=True):
    """The picture of one entity, and what it says in one line."""

    pairs: tuple[Pair, ...]
    said: str


def drawn_years(years: Sequence[str], entities: int) -> list[str]:
    """Return the years that are drawn, gaps filled or marked, the one that is not known last: as
    many of the latest as there is room for."""
    found: list[str] = []
    for year in (one for one in years if one != fields.UNKNOWN):
        if found:
            empty = range(int(found[-1]) + 1, int(year))
            found += [OMITTED] if len(empty) > GAP else [f"{one:04}" for one in empty]
        found.append(year)
    most = ROOM // max(entities, 1)
    shown = found[-most:]
    if shown[:1] == [OMITTED]:
        del shown[0]
    return shown + [fields.UNKNOWN] * (fields.UNKNOWN in years)


def multiples(
    compared: Sequence[Compared], years: Sequence[str], counted: str, texts: Texts
) -> tuple[list[Multiple], int]:
    """Return a picture for each entity, and the number of the highest bar; ``counted`` is the field
    of ``Count`` that is drawn. What has no date is no year: its numbers stand there without
    bars."""
    counts = [_numbers(one.years, years, counted) for one in compared]
    known = [number for number, year in enumerate(years) if year != fields.UNKNOWN]
    most = max((max(of[place]) for of in counts for place in known), default=0)
    is_apart = fields.UNKNOWN in years
    step = 100 / max(len(years) + (APART if is_apart else 0), 1)
    width = min(step * 0.6, WIDEST)
    found = []
    for one, numbers in zip(compared, counts, strict=True):
        pairs = []
        for place, (year, (vi, zh)) in enumerate(zip(years, numbers, strict=True)):
            drawn = (0, 0) if year == fields.UNKNOWN else (vi, zh)
            pairs.append(
                Pair(
                    texts["unknown"] if year == fields.UNKNOWN else year,
                    round((place + 0.5 + (APART / 2 if year == fields.UNKNOWN else 0)) * step, 2),
                    round(width, 2),
                    grouped(vi) if vi else "",
                    grouped(zh) if zh else "",
                    *(_height(count, most) for count in drawn),
                )
            )
        said = f"{one.subject.name}: " + "; ".join(
            f"{pair.label} VI {pair.vi or 0} ZH {pair.zh or 0}"
            for pair in pairs
            if pair.vi or pair.zh
        )
        found.append(Multiple(tuple(pairs), said))
    return found, most


def _numbers(
    counts: Mapping[str, Mapping[str, Count]], years: Sequence[str], counted: str
) -> list[tuple[int, int]]:
    return [
        (_number(counts, year, "vi", counted), _number(counts, year, "zh", counted))
        for year in years
    ]


def _number(counts: Mapping[str, Mapping[str, Count]], year: str, lang: str, counted: str) -> int:
    count = counts.get(year, {}).get(lang, Count())
    return count.documents if counted == "documents" else count.mentions


def _height(count: int, most: int) -> float:
    return round(max(HIGHEST * count / most, 2), 1) if count else 0
