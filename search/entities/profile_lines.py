"""One page of an entity's mentions, in the order that is asked for.

Only the documents of the page are read. In order of date, source or form the index says how many
mentions stand before the page; what is left to skip are those of one day. By left or right context
every document must be read: that ends with the budget, and says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.annotation.mention_groups import MentionGroup, entities_of, group_of
from indexer.annotation.records import UNDATED, with_annotation
from indexer.budget import EVERYTHING, Budget, Looked
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader, ReadRequest
from indexer.facet_values import written_of
from indexer.plan import AnyOf, Plan, Range
from search.concordance.mention_lines import (
    BATCH,
    SORTINGS,
    MentionLine,
    form_key,
    mention_line,
    source_key,
)
from search.group_counts import GroupCount, counts_in, documents_with, total

BY_CONTEXT: Final = ("left", "right")
"""Orders for which every text must be read."""

FETCHED: Final = 10
"""Documents fetched at once for a page of 50 lines: each has some 3 mentions of who is asked for
(xi-jinping: 7,600 in 2,068 documents), so two batches fill a page."""


READ_LINES: Final = 50
"""Lines before a page, of one date, that are read: some 20 documents, 10 ms. To count more of them
takes some ten counts of 1 to 5 ms each."""


class LinesPage(Struct, frozen=True):
    """The lines of a page, and how many documents were read where that was not enough."""

    lines: tuple[MentionLine, ...]
    looked: Looked = EVERYTHING


class _Stratum(Struct, frozen=True):
    """Mentions that stand together in an order, newest first among themselves; their documents are
    of all plans ``within``."""

    counts: tuple[GroupCount, ...]
    within: tuple[Plan, ...] = ()


class ProfileLines:
    """The mentions of some entities in some groups and in documents of all plans ``within``, read
    where they are paged."""

    def __init__(
        self,
        reader: Reader,
        ids: Sequence[str],
        counts: tuple[GroupCount, ...],
        budget: Budget,
        within: tuple[Plan, ...] = (),
    ) -> None:
        self._reader = reader
        self._ids = frozenset(ids)
        self._counts = counts
        self._budget = budget
        self._within = within

    def page(self, sorting: str, offset: int, limit: int) -> LinesPage:
        """Return the lines ``offset`` to ``offset + limit`` in an order of ``SORTINGS``."""
        if sorting in BY_CONTEXT:
            return self._sorted_page(sorting, offset, limit)
        skipped, strata = self._strata(sorting, offset)
        offset -= skipped
        lines: list[MentionLine] = []
        for stratum in strata:
            here = total(stratum.counts)
            if offset < here:
                page = self._newest(stratum, offset, limit - len(lines))
                lines += page.lines
                if page.looked.left_out:
                    return LinesPage(tuple(lines), page.looked)
            offset = max(0, offset - here)
            if len(lines) >= limit:
                break
        return LinesPage(tuple(lines))

    def _strata(self, sorting: str, offset: int) -> tuple[int, Iterable[_Stratum]]:
        """Return the strata of an order, without some that stand before the line at ``offset``;
        first the number of lines in those."""
        match sorting:
            case "form":
                return 0, self._by_form()
            case "source":
                return self._by_source(offset)
            case _:
                return 0, [_Stratum(self._counts, self._within)]

    def _by_form(self) -> Iterator[_Stratum]:
        by_form: defaultdict[str, list[GroupCount]] = defaultdict(list)
        for one in self._counts:
            by_form[form_key(one.group.form)].append(one)
        for form in sorted(by_form):
            yield _Stratum(tuple(by_form[form]), self._within)

    def _by_source(self, offset: int) -> tuple[int, Iterator[_Stratum]]:
        """An archive may have hundreds of sources, and each costs a count: where to begin is found
        by halving."""
        plan = documents_with(self._counts, *self._within)
        facets = self._reader.run(ReadRequest(plan, limit=0, facets=(fields.SOURCE,))).facets
        by_key: defaultdict[str, list[str]] = defaultdict(list)
        for source, _ in facets[fields.SOURCE]:
            by_key[source_key(written_of(source))].append(source)
        keys = sorted(by_key)

        def lines_before(place: int) -> int:
            sources = tuple(source for key in keys[:place] for source in by_key[key])
            return total(self._counted(self._counts, *self._within, AnyOf(fields.SOURCE, sources)))

        # Every source has a line, so nothing need be counted for the first page.
        start = bisect_right(range(len(keys)), offset, key=lines_before) - 1 if offset else 0

        def strata() -> Iterator[_Stratum]:
            for key in keys[max(0, start) :]:
                chosen = (*self._within, AnyOf(fields.SOURCE, tuple(by_key[key])))
                yield _Stratum(self._counted(self._counts, *chosen), chosen)

        return (lines_before(start) if start > 0 else 0), strata()

    def _counted(self, counts: Sequence[GroupCount], *within: Plan) -> tuple[GroupCount, ...]:
        """These counts again, of the documents of all plans ``within`` only."""
        wanted = {one.value for one in counts}
        plan = documents_with(counts, *within)
        found = (one for id_ in self._ids for one in counts_in(self._reader, plan, id_))
        return tuple(one for one in found if one.value in wanted)

    def _newest(self, stratum: _Stratum, offset: int, limit: int) -> LinesPage:
        """Return a page of one stratum, which has more than ``offset`` lines."""
        day, lines_passed = self._day_of(stratum, offset)
        documents_passed, more = self._documents_passed(stratum, day, offset - lines_passed)
        start = offset - lines_passed - more
        until = Range(fields.DATE, None, day)
        plan = documents_with(stratum.counts, *stratum.within, until)
        end = start + limit
        groups = {one.group for one in stratum.counts}
        lines: list[MentionLine] = []
        read = 0
        while len(lines) < end:
            # No more documents than the page may need: each has one of the lines.
            most = min(BATCH, end - len(lines))
            request = ReadRequest(plan, offset=documents_passed + read, limit=most)
            hits = self._reader.run(request).hits
            for ids in batches((hit.id for hit in hits), FETCHED):
                if self._budget.over:
                    looked = Looked(read, self._reader.count(plan) - documents_passed)
                    return LinesPage(tuple(lines[start:end]), looked)
                lines += self._lines_of(self._reader.fetch(ids).values(), groups)
                read += len(ids)
                if len(lines) >= end:
                    break
            if not hits:
                break
        return LinesPage(tuple(lines[start:end]))

    def _documents_passed(self, stratum: _Stratum, day: str, offset: int) -> tuple[int, int]:
        """Of the documents of one date, or of the undated ones: how many stand wholly before the
        line at ``offset``, and the number of their lines. Found by halving."""
        if offset <= READ_LINES:
            return 0, 0
        same_day = Range(fields.DATE, day, day)
        plan = documents_with(stratum.counts, *stratum.within, same_day)
        ids = [hit.id for hit in self._reader.every(plan)]

        def lines_of_first(documents: int) -> int:
            first = AnyOf(fields.ID, tuple(ids[:documents]))
            return total(self._counted(stratum.counts, *stratum.within, first))

        passed = bisect_right(range(len(ids) + 1), offset, key=lines_of_first) - 1
        return passed, lines_of_first(passed)

    def _day_of(self, stratum: _Stratum, offset: int) -> tuple[str, int]:
        """Return the newest date (a key of ``fields.DATE``) from which on the line at ``offset`` is
        found, and the number of lines that stand before that date.

        Years are counted already; within a year the day is found by halving, in at most 14 counts.
        """
        before = 0
        by_year: defaultdict[str, list[GroupCount]] = defaultdict(list)
        for one in stratum.counts:
            by_year[one.group.year].append(one)
        # Without a date come last.
        for year in sorted(by_year.keys() - {fields.UNKNOWN}, reverse=True):
            here = total(by_year[year])
            if offset == before:
                return f"{year}9999", before
            if offset < before + here:
                return self._day_in_year(stratum, by_year[year], offset - before, before)
            before += here
        return UNDATED, before

    def _day_in_year(
        self, stratum: _Stratum, counts: Sequence[GroupCount], offset: int, before: int
    ) -> tuple[str, int]:
        year = int(counts[0].group.year) * 10_000

        def newer(day: int) -> int:
            dates = Range(fields.DATE, f"{day + 1:08d}", f"{year + 9_999:08d}")
            return total(self._counted(counts, *stratum.within, dates))

        days = range(year, year + 9_999)
        # The oldest day that has no more than ``offset`` lines before it.
        day = days[bisect_left(days, -offset, key=lambda one: -newer(one))]
        return f"{day:08d}", before + newer(day)

    def _sorted_page(self, sorting: str, offset: int, limit: int) -> LinesPage:
        plan = documents_with(self._counts, *self._within)
        groups = {one.group for one in self._counts}
        lines: list[MentionLine] = []
        looked = EVERYTHING
        read = 0
        for ids in batches((hit.id for hit in self._reader.every(plan)), BATCH):
            if self._budget.over:
                looked = Looked(read, self._reader.count(plan))
                break
            lines += self._lines_of(self._reader.fetch(ids).values(), groups)
            read += len(ids)
        lines.sort(key=SORTINGS[sorting])
        return LinesPage(tuple(islice(lines, offset, offset + limit)), looked)

    def _lines_of(self, stored: Iterable[str], groups: set[MentionGroup]) -> Iterator[MentionLine]:
        """Yield the lines of these documents whose mentions are of one of the groups."""
        for text in stored:
            document, annotation = with_annotation(text)
            for mention in annotation.mentions:
                if any(
                    group_of(document, mention, one) in groups
                    for one in self._ids & entities_of(mention)
                ):
                    yield mention_line(document, mention)
