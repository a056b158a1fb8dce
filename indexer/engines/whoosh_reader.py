"""Read a snapshot of an index of whoosh, by set algebra on document numbers."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from itertools import chain, takewhile
from typing import Any, Final, TypeAlias

from indexer import fields
from indexer.engines.protocol import (
    NEWEST,
    NO_FILTERS,
    DatedValue,
    Hit,
    Newest,
    Order,
    ReadRequest,
    ReadResult,
    Scored,
    Strata,
)
from indexer.engines.whoosh_leaf import Leaf, Snapshot
from indexer.engines.whoosh_schema import bm25
from indexer.engines.whoosh_table import Table
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

Numbers: TypeAlias = frozenset[int]
Key: TypeAlias = Callable[[int], Any]

_B: Final = 0.75
_K1: Final = 1.2
"""BM25's usual constants, those of tantivy too."""


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
        for name in request.facets:
            others = [numbers for field, numbers in kept.items() if field != name]
            within = matching.intersection(*others) if name in kept else found
            most = request.values if name in fields.ENTITIES else None
            counted[name] = self._table.counted(name, within)[:most]
        return ReadResult(
            total=len(found),
            hits=tuple(
                self._hits(found, request.order, request.offset, request.offset + request.limit)
            ),
            facets=counted,
            counts={
                name: len(self._documents(part).intersection(*kept.values()))
                for name, part in request.counts.items()
            },
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

    def every(
        self,
        plan: Plan,
        *,
        filters: Mapping[str, Plan] = NO_FILTERS,
        order: Order = NEWEST,
    ) -> Iterator[Hit]:
        """Yield every hit in order."""
        found = self._documents(all_of([plan, *filters.values()]))
        yield from self._hits(found, order, 0, len(found))

    def fetch(self, ids: Sequence[str]) -> dict[str, str]:
        """Return ``stored`` of these documents."""
        return {
            doc_id: leaf.stored(number)
            for doc_id in ids
            for leaf in self._leaves
            for number in leaf.living(fields.ID, doc_id)
        }

    def _hits(self, found: Numbers, order: Order, start: int, stop: int) -> Iterator[Hit]:
        """Yield hits ``start`` to ``stop`` in order; strata behind the page are not looked at."""
        passed = 0
        for stratum, numbers, keys in self._strata(found, order):
            if stop <= max(start, passed):
                break
            best = nsmallest(stop - passed, numbers, key=keys)
            for number in best[max(0, start - passed) :]:
                yield Hit(self._table.doc_id(number), stratum)
            passed += len(numbers)

    def _strata(self, found: Numbers, order: Order) -> Iterator[tuple[int, Numbers, Key]]:
        """Yield the hits in groups that follow each other, each with what it is sorted by."""
        rank = self._table.rank.__getitem__
        match order:
            case Newest():
                yield 0, found, rank
            case Scored(plan):
                matched = found & self._documents(plan)
                scores = self._scores(plan, matched)
                yield 0, matched, lambda number: (-scores.get(number, 0.0), rank(number))
                yield 0, found - matched, rank
            case Strata(plans):
                rest = found
                for stratum, plan in enumerate(plans):
                    own = rest & self._documents(plan)
                    yield stratum, own, rank
                    rest = rest - own
                yield len(plans), rest, rank

    def _scores(self, plan: Plan, matched: Numbers) -> dict[int, float]:
        """Return BM25 of the matched documents, over the plan's terms of the body."""
        average = sum(leaf.total_length() for leaf in self._leaves) / (self._all or 1)
        terms = self.known(fields.BODY, dict.fromkeys(_scored_terms(plan)))
        scores: defaultdict[int, float] = defaultdict(float)
        for leaf in self._leaves:
            for term in leaf.existing(fields.BODY, terms):
                documents = terms[term.decode()]
                rarity = math.log(1 + (self._all - documents + 0.5) / (documents + 0.5))
                for number, places in leaf.places(term, matched):
                    length = leaf.length(number)
                    scores[number] += bm25(rarity, len(places), length, average, _B, _K1)
        return scores

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
            match part:
                case Not(negated):
                    found = found - self._documents(negated)
                case Phrase(slots):
                    found = self._phrase(slots, found)
                case _:
                    found = found & self._documents(part)
        return found

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
        """Return documents with neighbouring positions. Whoosh's own spans crawl on
        alternatives."""
        return frozenset().union(*(_phrase_in(leaf, slots, within) for leaf in self._leaves))


def _phrase_in(leaf: Leaf, slots: Sequence[Sequence[str]], within: Numbers) -> Numbers:
    """Return documents of one segment, and of those within, that hold the phrase.

    First the documents of all slots are intersected, without a look at positions; then of each slot
    only those positions stay that continue what stands before it.
    """
    candidates = within
    terms: list[list[bytes]] = []
    for slot in slots:
        terms.append(leaf.existing(fields.BODY, slot))
        having = [leaf.having(fields.BODY, term) for term in terms[-1]]
        candidates = candidates.intersection(chain.from_iterable(having))
        if not candidates:
            return candidates
    if len(slots) == 1:
        return candidates
    begins: dict[int, set[int]] = {}
    for place, alternatives in enumerate(terms):
        here: defaultdict[int, set[int]] = defaultdict(set)
        for term in alternatives:
            for number, places in leaf.places(term, candidates):
                here[number].update([at - place for at in places])
        begins = {
            number: kept
            for number, found in here.items()
            if (kept := found & begins[number] if place else found)
        }
        candidates = frozenset(begins)
    return candidates


def _scored_terms(plan: Plan) -> Iterator[str]:
    """Yield the terms of the body that a plan asks for; those it excludes have no score."""
    match plan:
        case AnyOf(fields.BODY, terms):
            yield from terms
        case Phrase(slots):
            for slot in slots:
                yield from slot
        case And(parts) | Or(parts):
            for part in parts:
                yield from _scored_terms(part)


def _dearness(part: Plan) -> int:
    """Return which part of a conjunction is looked at first: 0 before 1 before 2."""
    return 2 if isinstance(part, Not) else 1 if isinstance(part, Phrase) else 0
