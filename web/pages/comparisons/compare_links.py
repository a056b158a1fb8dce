"""The URLs of a comparison: of the page with something else in its place, and of the dossier that
each number is of."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from search.comparison.compared import Comparison, Count
from search.comparison.subject import Subject
from search.concordance.mention_filter import MentionFilter
from search.names.gate_sides import BOTH
from web.http import comparison_urls, urls
from web.i18n.formatting import grouped
from web.pages.comparisons.asked_comparison import (
    COUNT,
    DOCUMENTS,
    comparison_pairs,
    narrowing_pairs,
)


class Cell(Struct, frozen=True):
    """A number and the URL of what it counts; empty for none."""

    text: str
    href: str = ""


class CompareLinks:
    """The URLs of one comparison; ``counted`` is what is drawn."""

    def __init__(self, found: Comparison, counted: str) -> None:
        self._asked = found.asked
        self._counted = counted
        self.ids = [one.subject.id for one in found.compared]

    def pairs(
        self,
        named: Sequence[str] | None = None,
        side: str | None = None,
        wanted: MentionFilter | None = None,
        counted: str = "",
    ) -> list[tuple[str, str]]:
        """Return the pairs of this page with something else in its place."""
        pairs = comparison_pairs(
            self.ids if named is None else named,
            self._asked.side if side is None else side,
            self._asked.wanted if wanted is None else wanted,
        )
        drawn = counted or self._counted
        return [*pairs, *([(COUNT, DOCUMENTS)] if drawn == DOCUMENTS else [])]

    def url(
        self,
        named: Sequence[str] | None = None,
        side: str | None = None,
        wanted: MentionFilter | None = None,
        counted: str = "",
    ) -> str:
        """Return the URL of this page with something else in its place."""
        return comparison_urls.compare_url(self.pairs(named, side, wanted, counted))

    def narrowed(self, *more: tuple[str, str]) -> list[tuple[str, str]]:
        """Return the pairs of a dossier under the filters of this page; a language that is counted
        takes the place of those that were chosen."""
        wanted = self._asked.wanted.but(**{name: () for name, _ in more})
        return [*more, *narrowing_pairs(wanted)]

    def dossier(self, subject: Subject, *more: tuple[str, str]) -> str:
        """Return the URL of the dossier of an entity under these filters."""
        pairs = [*side_pairs(subject), *self.narrowed(*more)]
        return urls.entity_url(subject.kind, subject.id, pairs)

    def sides(self, subject: Subject) -> str:
        """Return the URL of the two sides of an entity under these filters."""
        narrowed = narrowing_pairs(self._asked.wanted.but(lang=()))
        return comparison_urls.sides_url([("e", subject.id), *side_pairs(subject), *narrowed])

    def cell(self, subject: Subject, count: int, *more: tuple[str, str]) -> Cell:
        """Return a number of an entity, with the dossier that has as many."""
        return counted_cell(count, self.dossier(subject, *more))


def side_pairs(subject: Subject) -> list[tuple[str, str]]:
    """Return what says in an address that a crossing is meant whole."""
    return [("side", BOTH)] if len(subject.ids) > 1 else []


def number_of(count: Count, counted: str) -> int:
    """Return the documents or the mentions of a count."""
    return count.documents if counted == DOCUMENTS else count.mentions


def counted_cell(count: int, href: str) -> Cell:
    """Return a number; of nothing there is nothing to look at."""
    return Cell(grouped(count), href if count else "")
