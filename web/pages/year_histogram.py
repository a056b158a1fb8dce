"""A histogram by year, drawn as SVG without script: the place and size of each bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from indexer import fields
from search.answer.models import FacetValue

HEIGHT: Final = 44
"""Pixels of the highest bar."""

WIDEST: Final = 7.0
"""Percent of the picture that a bar takes at most: few years stay bars, not blocks."""

LABELS: Final = 7
"""Most years written under the bars: four digits each take 30 of the 330 pixels of a telephone."""

LONGEST: Final = 60
"""Years drawn one beside the other; of a longer range only those that have documents are."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year. ``left``, ``middle`` and ``width`` are percent of the picture's width, ``top`` and
    ``height`` pixels; ``label`` is empty where there is no room for it."""

    year: str
    count: int
    left: float
    middle: float
    width: float
    top: float
    height: float
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Years:
    """All bars, and the number of documents without a year."""

    bars: tuple[Bar, ...]
    undated: int

    @property
    def narrowed(self) -> bool:
        """Whether years are chosen, so that the others are shown paler."""
        return any(bar.chosen for bar in self.bars)

    @property
    def first(self) -> str:
        """The first year."""
        return self.bars[0].year

    @property
    def last(self) -> str:
        """The last year."""
        return self.bars[-1].year


def years_of(values: Sequence[FacetValue]) -> Years | None:
    """Return the histogram of a year facet; None if there are not two years to compare."""
    rows = {row.value: row for row in values if row.value.isdecimal()}
    undated = sum(row.count for row in values if row.value == fields.UNKNOWN)
    if len(rows) < 2:
        return None
    first, last = int(min(rows)), int(max(rows))
    if last - first < LONGEST:
        shown = [f"{year:04}" for year in range(first, last + 1)]
    else:
        shown = sorted(rows)[-LONGEST:]
    most = max(row.count for row in rows.values()) or 1
    step = 100 / len(shown)
    width = min(step * 0.76, WIDEST)
    every = -(-len(shown) // LABELS)
    bars = []
    for place, year in enumerate(shown):
        row = rows.get(year, FacetValue(year, 0, False))
        height = round(max(HEIGHT * row.count / most, 1.5 if row.count else 0), 1)
        bars.append(
            Bar(
                year=year,
                count=row.count,
                left=round((place + 0.5) * step - width / 2, 2),
                middle=round((place + 0.5) * step, 2),
                width=round(width, 2),
                top=HEIGHT - height,
                height=height,
                label=year if (len(shown) - 1 - place) % every == 0 else "",
                chosen=row.chosen,
            )
        )
    return Years(tuple(bars), undated)
