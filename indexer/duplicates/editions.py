"""Tell whether two documents are the same story printed again.

They are copies of each other where

* their texts have the same keys (of short ones, title and text), whenever they were printed; or
* their texts are alike (``ALIKE``), and so are their figures (``FIGURES``), and they were printed
  within ``DAYS`` of each other, as far as is known.

A daily report that differs by its figures is alike in nine words of ten, and no reprint: figures
are what people look for in it. So is the report on the same event of the next year. Of 20,957 items
of news 72 pairs of longer texts are alike; 10 of them are copies, and figures and days leave
exactly these (docs/measurements.md). A reprint that stands unfolded does less harm than a story
that is hidden under another one.

The relation is symmetric and depends on the two documents alone. A *story* is all documents that
are joined by it, through others too: then it does not depend on an order either, and an index that
was interrupted, repeated or grown has the stories of one that was made at once. Stories are
therefore not kept in the index but found when they are asked for (search/stories).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final, TypeAlias

from corpus.document import Document
from indexer import fields
from indexer.duplicates.signature import Signature
from indexer.plan import AnyOf, Everything, Or, Plan, Range

ALIKE: Final = 0.7
"""Least share of common shingles. Of 400 documents with a twentieth of their words changed .92 are
found with it, of those with a tenth none."""

FIGURES: Final = 0.8
"""Least share of the figures of the one with fewer that the other has, too."""

DAYS: Final = 31
"""Most days between two printings that are not the same word for word."""

Span: TypeAlias = tuple[date, date]
"""The first and the last of some days."""

_UNDATED: Final = "00000000"
_FIGURE: Final = re.compile(r"\d{1,18}")


@dataclass(frozen=True)
class Edition:
    """A document as it is compared with others; ``read`` decodes it."""

    signature: Signature
    read: Callable[[], Document]

    @cached_property
    def document(self) -> Document:
        """The document, decoded."""
        return self.read()

    @cached_property
    def figures(self) -> frozenset[int]:
        """The whole numbers in the text; those of a date or a fraction one by one."""
        return frozenset(map(int, _FIGURE.findall(self.document.body)))

    @cached_property
    def days(self) -> Span | None:
        """The first and the last day that the date may mean; None for an undated document."""
        return _days(self.document.date)

    def is_copy(self, another: Edition) -> bool:
        """Tell whether both are the same story."""
        if self.signature.exact == another.signature.exact:
            return bool(self.signature.exact)
        ours, theirs = Printings([self.days]), Printings([another.days])
        return self.is_alike(another) and ours.has_near(theirs)

    def is_alike(self, another: Edition) -> bool:
        """Tell whether texts and figures are alike, whenever they were printed."""
        if self.signature.likeness(another.signature) < ALIKE:
            return False
        fewer = min(len(self.figures), len(another.figures))
        return len(self.figures & another.figures) >= FIGURES * fewer


class Printings:
    """When one text was printed, once or more often; a date that leaves the day open may be any of
    its days, and None is no date."""

    def __init__(self, printed: Iterable[Span | None]) -> None:
        spans = set(printed)
        self._is_undated = None in spans
        self._spans = {one for one in spans if one is not None}

    def has_near(self, others: Printings) -> bool:
        """Tell whether one of these and one of the others may lie within ``DAYS``."""
        if self._is_undated or others._is_undated:
            return True
        ours, theirs = self._periods(DAYS), others._periods(0)
        at = 0
        for first, last in theirs:
            while at < len(ours) and ours[at][1] < first:
                at += 1
            if at < len(ours) and ours[at][0] <= last:
                return True
        return False

    def _periods(self, days: int) -> list[Span]:
        """Return the days that are at most so many away from a printing, as periods in order that
        do not overlap."""
        around = timedelta(days)
        periods: list[Span] = []
        for first, last in sorted((one - around, other + around) for one, other in self._spans):
            if periods and first <= periods[-1][1]:
                periods[-1] = periods[-1][0], max(periods[-1][1], last)
            else:
                periods.append((first, last))
        return periods

    @property
    def near(self) -> Plan:
        """The documents that may have been printed within ``DAYS`` of one of these; some more among
        them, where dates leave the day open."""
        if self._is_undated:
            return Everything()
        parts: list[Plan] = []
        open_days = {_UNDATED}
        for first, last in self._periods(DAYS):
            low, high = (day.isoformat().replace("-", "") for day in (first, last))
            parts.append(Range(fields.DATE, low, high))
            # A year and a month sort before their days, so those of ``low`` are not in the range.
            open_days |= {f"{low[:4]}0000", f"{low[:6]}00"}
        return Or((*parts, AnyOf(fields.DATE, tuple(sorted(open_days)))))


def _days(written: str) -> Span | None:
    if not written:
        return None
    year, *rest = map(int, written.split("-"))
    first_month, last_month = (rest[0], rest[0]) if rest else (1, 12)
    if len(rest) == 2:
        return date(year, *rest), date(year, *rest)
    last_day = monthrange(year, last_month)[1]
    return date(year, first_month, 1), date(year, last_month, last_day)
