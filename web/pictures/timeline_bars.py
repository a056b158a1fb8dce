"""A timeline as rows of bars: one row a form and language, one bar a year, all to one scale.

The undated have a column of their own with a number and no bar: they are of any year.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from search.pictures.timeline import FormYears, Timeline
from web.i18n.formatting import grouped
from web.pictures.boxes import text_width

WIDTH: Final = 960.0
LEFT, RIGHT = 190.0, 120.0
"""Units for the names of the forms, and for the undated."""

TOP, ROW = 8.0, 62.0
"""Units above the first row, and of each row; above its bars there is a line for numbers."""

TURNED: Final = 22.0
"""Units that a row needs beside, where a number is wider than a year and is written upwards."""

HIGHEST: Final = 40.0
WIDEST: Final = 34.0
LEAST: Final = 1.5
"""Units of the highest and the widest bar, and the height of one that would not be seen."""

FOOT: Final = 26.0
"""Units for the years below the rows."""

_YEAR: Final = text_width("0000") + 10
"""Units that a year needs below its bar."""


class Bar(Struct, frozen=True):
    """A year of a form. Its number stands above it, upwards (``is_turned``) where it is wider than
    a year."""

    year: str
    mentions: int
    x: float
    y: float
    width: float
    height: float
    middle: float
    number: str
    is_turned: bool


class BarRow(Struct, frozen=True):
    """A form with its bars, which stand on the line at ``y``."""

    form: FormYears
    y: float
    bars: tuple[Bar, ...]
    undated: str


class DrawnTimeline(Struct, frozen=True):
    """Rows from the top down; ``years`` are those with a name below: its middle and its text."""

    rows: tuple[BarRow, ...]
    years: tuple[tuple[float, str], ...]
    undated_at: float
    height: float


def drawn_timeline(timeline: Timeline, rows: int) -> DrawnTimeline:
    """Draw the forms with most mentions, at most so many."""
    shown = timeline.forms[:rows]
    step = (WIDTH - LEFT - RIGHT) / max(1, len(timeline.years))
    widest = text_width(grouped(timeline.most))
    row = ROW + (TURNED if widest > step else 0)
    middles = {year: LEFT + (at + 0.5) * step for at, year in enumerate(timeline.years)}
    drawn = tuple(
        BarRow(
            form,
            (y := TOP + (at + 1) * row - 4),
            tuple(_bars(form, middles, y, step, timeline.most)),
            grouped(form.years[fields.UNKNOWN]) if fields.UNKNOWN in form.years else "",
        )
        for at, form in enumerate(shown)
    )
    return DrawnTimeline(
        drawn,
        tuple(_years(timeline.years, middles, step)),
        WIDTH - RIGHT * 0.44,
        TOP + len(drawn) * row + FOOT,
    )


def _bars(
    form: FormYears, middles: dict[str, float], y: float, step: float, most: int
) -> Iterator[Bar]:
    width = min(WIDEST, step * 0.76)
    for year, middle in middles.items():
        mentions = form.years.get(year, 0)
        if not mentions:
            continue
        height = round(max(LEAST, HIGHEST * mentions / most), 1)
        number = grouped(mentions)
        yield Bar(
            year,
            mentions,
            round(middle - width / 2, 1),
            round(y - height, 1),
            round(width, 1),
            height,
            round(middle, 1),
            number,
            text_width(number) > step,
        )


def _years(
    years: Sequence[str], middles: dict[str, float], step: float
) -> Iterator[tuple[float, str]]:
    """Yield the last year and those before it that have room."""
    every = max(1, -(-int(_YEAR) // max(1, int(step))))
    for at, year in enumerate(years):
        if (len(years) - 1 - at) % every == 0:
            yield round(middles[year], 1), year
