"""Comparisons as lines of a file: a line for each number, so that a spreadsheet can turn them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from search.comparison.compared import Comparison, Count
from search.comparison.narrowing import LANGS
from search.comparison.two_sides import TwoSides

COMPARE_COLUMNS: Final = (
    *("entity", "kind", "vi", "zh", "side", "year", "lang", "documents", "mentions"),
)
"""Of a comparison. ``side`` is given for the lines that count one gate of a crossing, ``year`` for
those of a year (``unknown`` without a date), ``lang`` is empty where all are counted."""

SIDES_COLUMNS: Final = ("part", "period", "lang", "kind", "entity", "vi", "zh", "documents")
"""Of two sides: ``part`` is ``total``, ``undated``, ``volume`` (of a period) or ``only`` (what only
this language mentions)."""

BATCH: Final = 1_000


class Line(Struct, frozen=True):
    """One number, or two, with what they are of."""

    values: tuple[object, ...]
    columns: tuple[str, ...]

    def shape(self) -> dict[str, object]:
        """Return the line for a file."""
        return dict(zip(self.columns, self.values, strict=True))


def comparison_lines(comparison: Comparison) -> Iterator[list[Line]]:
    """Yield the lines of each entity: in all, by language, by side, by year."""
    for one in comparison.compared:
        subject = one.subject
        head = (subject.id, subject.kind, subject.name.vi, subject.name.zh)
        rows: list[tuple[object, ...]] = [(*head, "", "", "", *_counts(one.total))]
        rows += [(*head, "", "", lang, *_counts(one.by_lang[lang])) for lang in LANGS]
        rows += [
            (side.id, *head[1:2], side.name.vi, side.name.zh, side.side, "", lang, *_counts(count))
            for side in one.sides
            for lang, count in side.by_lang.items()
        ]
        rows += [
            (*head, "", year, lang, *_counts(counts[lang]))
            for year, counts in one.years.items()
            for lang in LANGS
        ]
        yield [Line(row, COMPARE_COLUMNS) for row in rows]


def _counts(count: Count) -> tuple[object, ...]:
    return count.documents, count.mentions


def sides_lines(found: TwoSides) -> Iterator[list[Line]]:
    """Yield the lines of two sides: totals, volumes, and what only one side mentions."""
    rows: list[tuple[object, ...]] = [
        (part, "", side.lang, "", "", "", "", count)
        for side in found.sides
        for part, count in (("total", side.documents), ("undated", side.undated))
    ]
    rows += [
        ("volume", period.name, lang, "", "", "", "", period.documents[lang])
        for period in found.periods
        for lang in LANGS
    ]
    yield [Line(row, SIDES_COLUMNS) for row in rows]
    for only in found.only:
        for start in range(0, len(only.found), BATCH):
            lines = []
            for entity, name, count in only.found[start : start + BATCH]:
                row = ("only", "", only.lang, only.kind, entity, name.vi, name.zh, count)
                lines.append(Line(row, SIDES_COLUMNS))
            yield lines
