"""Read a snapshot of an index of whoosh, by set algebra on document numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import takewhile
from typing import Any, TypeAlias

from indexer import fields
from indexer.engines.others import beyond, marked, parted
from indexer.engines.protocol import (
    NEWEST,
    NO_FILTERS,
    DatedValue,
    Hit,
    Newest,
    Order,
    ReadRequest,
    ReadResult,
    Strata,
    Weighted,
)
from indexer.engines.weighted_parts import telling
from indexer.engines.whoosh.leaf import Snapshot
from indexer.engines.whoosh.phrases import Numbers, phrase_in
from indexer.engines.whoosh.table import Table
from indexer.plan import (
    And,
    AnyOf,
    Everything,
    Near,
    Not,
    Nothing,
    Or,
    Phrase,
    Plan,
    Prefix,
    Range,
    all_of,
)

Key: TypeAlias = Callable[[int], Any]


class WhooshReader:
    """One snapshot."""

    def __init__(self, snapshot: Snapshot, table: Table) -> None:
        self._leaves = snapshot.leaves
        self._table = table
        self._all = sum(len(leaf.numbers) for leaf in self._leaves)

    @property
    def size(self) -> int:
        """Documents in the snapshot."""
        return len(self._table.living)

    @property
    def exact(self) -> bool:
        """Whether no deleted document is still counted."""
        return self.size == self._all

    def known(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Return which of the terms exist, with an upper bound of their documents."""
        return {
            term: count
            for term in terms
            if (count := sum([leaf.frequency(field, term) for leaf in self._leaves]))
        }

    def run(self, request: ReadRequest) -> ReadResult:
        """Answer a request: the exact total, one page, facets and counts."""
        matching = self._documents(request.plan)
        kept = {field: self._documents(part) for field, part in request.filters.items()}
        found = matching.intersection(*kept.values())
        counted: dict[str, tuple[tuple[str, int], ...]] = {}
        split: dict[str, dict[str, tuple[tuple[str, int], ...]]] = {}
        for name in request.facets:
            others = [numbers for field, numbers in kept.items() if field != name]
            within = matching.intersection(*others) if name in kept else found
            most = request.values if name in fields.ENTITIES else None
            counted[name] = self._table.counted(name, within)[:most]
            if other := request.split.get(name):
                split[name] = self._table.split(name, other, within)
        after = Nothing() if request.others is None else beyond(request.plan, request.others)
        loose = self._documents(after).intersection(*kept.values())
        hits, places = parted(
            len(found), min(len(loose), request.others_limit), request.offset, request.limit
        )
        return ReadResult(
            total=len(found),
            hits=(
                *self._hits(found, request.plan, request.order, hits),
                *marked(self._hits(loose, after, request.order, places)),
            ),
            facets=counted,
            split=split,
            counts={
                name: len(self._documents(part).intersection(*kept.values()))
                for name, part in request.counts.items()
            },
            others_total=len(loose),
        )

    def count(self, plan: Plan, filters: Mapping[str, Plan] = NO_FILTERS) -> int:
        """Return documents of the plan within the filters, exactly."""
        return len(self._documents(all_of([plan, *filters.values()])))

    def dated_values(self, plan: Plan, field: str, prefix: str) -> tuple[DatedValue, ...]:
        """The values that begin so, counted in the documents of the plan."""
        within, date_key = self._documents(plan), self._table.date_key
        low = prefix.encode()
        dates: defaultdict[str, list[str]] = defaultdict(list)
        for leaf in self._leaves:
            for term in takewhile(lambda one: one.startswith(low), leaf.terms_from(field, low)):
                dates[term.decode()] += map(date_key, within.intersection(leaf.having(field, term)))
        return tuple(
            DatedValue(value, len(found), min(found), max(found))
            for value, found in sorted(dates.items())
            if found
        )

    def values(self, field: str, prefix: str) -> tuple[tuple[str, int], ...]:
        """The values that begin so."""
        dated = self.dated_values(Everything(), field, prefix)
        return tuple((one.value, one.documents) for one in dated)

    def every(
        self,
        plan: Plan,
        *,
        filters: Mapping[str, Plan] = NO_FILTERS,
        order: Order = NEWEST,
        others: Plan | None = None,
        most: int | None = None,
    ) -> Iterator[Hit]:
        """Yield every hit in order, then the others."""
        found = self._documents(all_of([plan, *filters.values()]))
        yield from self._hits(found, plan, order, range(len(found)))
        if others is not None:
            after = beyond(plan, others)
            found = self._documents(all_of([after, *filters.values()]))
            places = range(len(found) if most is None else min(most, len(found)))
            yield from marked(self._hits(found, after, order, places))

    def fetch(self, ids: Sequence[str]) -> dict[str, str]:
        """Return ``stored`` of these documents."""
        return {
            doc_id: leaf.stored(number)
            for doc_id in ids
            for leaf in self._leaves
            for number in leaf.living(fields.ID, doc_id)
        }

    def _hits(self, found: Numbers, plan: Plan, order: Order, places: range) -> Iterator[Hit]:
        """Yield the hits of these places among the documents found, all of the plan, in order;
        strata behind the page are not looked at."""
        if not places:
            return
        passed = 0
        for stratum, numbers, keys in self._strata(found, plan, order):
            if places.stop <= passed:
                break
            best = nsmallest(places.stop - passed, numbers, key=keys)
            for number in best[max(0, places.start - passed) :]:
                yield Hit(self._table.doc_id(number), stratum)
            passed += len(numbers)

    def _strata(
        self, found: Numbers, plan: Plan, order: Order
    ) -> Iterator[tuple[int, Numbers, Key]]:
        """Yield the hits in groups that follow each other, each with what it is sorted by."""
        rank = self._table.rank.__getitem__
        match order:
            case Newest():
                yield 0, found, rank
            case Weighted():
                sums = self._sums(found, plan, order)
                matched = found & sums.keys()
                yield 0, matched, lambda number: (-sums[number], rank(number))
                yield 0, found - matched, rank
            case Strata(plans):
                rest = found
                for stratum, part in enumerate(plans):
                    own = rest & self._documents(part)
                    yield stratum, own, rank
                    rest = rest - own
                yield len(plans), rest, rank

    def _sums(self, found: Numbers, plan: Plan, order: Weighted) -> Mapping[int, int]:
        """Add up the weights of each of these documents of a plan that matches any part."""
        sums: defaultdict[int, int] = defaultdict(int)
        for part, weight in telling(plan, order).items():
            for number in self._narrowed(found, part):
                sums[number] += weight
        return sums

    def _documents(self, plan: Plan) -> Numbers:
        """Find the living documents of a plan."""
        match plan:
            case And(parts):
                return self._and(parts)
            case Or(parts):
                return frozenset().union(*map(self._documents, parts))
            case Not(part):
                return self._table.living - self._documents(part)
            case _:
                return self._of_terms(plan)

    def _of_terms(
        self, plan: Everything | Nothing | AnyOf | Prefix | Phrase | Range | Near
    ) -> Numbers:
        """Find the living documents of a plan that has no parts."""
        match plan:
            case Everything():
                return self._table.living
            case Nothing():
                return frozenset()
            case AnyOf(field, terms):
                return self._any_of(field, dict.fromkeys(terms))
            case Prefix(field, prefix):
                low = prefix.encode()
                return self._between(field, low, lambda term: term.startswith(low))
            case Range(field, low_text, high_text):
                low = (low_text or "").encode()
                high = None if high_text is None else high_text.encode()
                return self._between(field, low, lambda term: high is None or term <= high)
            case Phrase(slots):
                return self._phrase(slots, self._table.living)
            case Near():
                raise TypeError("Near is resolved before an engine sees a plan (indexer/near.py)")

    def _and(self, parts: Sequence[Plan]) -> Numbers:
        """Take phrases last but for negations: they look only at the documents of the others."""
        found = self._table.living
        for part in sorted(parts, key=_dearness):
            if not found:
                break
            found = self._narrowed(found, part)
        return found

    def _narrowed(self, found: Numbers, part: Plan) -> Numbers:
        """Return those of the documents that are of a plan too."""
        match part:
            case Not(negated):
                return found - self._documents(negated)
            case Phrase(slots):
                return self._phrase(slots, found)
            case _:
                return found & self._documents(part)

    def _any_of(self, field: str, terms: Iterable[str]) -> Numbers:
        found: set[int] = set()
        for leaf in self._leaves:
            for term in leaf.existing(field, terms):
                found.update(leaf.having(field, term))
        return self._table.living & found

    def _between(self, field: str, low: bytes, goes_on: Callable[[bytes], bool]) -> Numbers:
        """Return documents with a term from ``low`` on, as long as it goes on."""
        found: set[int] = set()
        for leaf in self._leaves:
            for term in takewhile(goes_on, leaf.terms_from(field, low)):
                found.update(leaf.having(field, term))
        return self._table.living & found

    def _phrase(self, slots: Sequence[Sequence[str]], within: Numbers) -> Numbers:
        """Return documents with neighbouring positions."""
        return frozenset().union(*(phrase_in(leaf, slots, within) for leaf in self._leaves))


def _dearness(part: Plan) -> int:
    """Return which part of a conjunction is looked at first: 0 before 1 before 2."""
    return 2 if isinstance(part, Not) else 1 if isinstance(part, Phrase) else 0
