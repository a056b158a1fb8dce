"""Read one snapshot of an index of tantivy; engine.py says what must be known about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, Final

import tantivy
from tantivy import Occur, Query

from indexer import fields
from indexer.engines.others import beyond, marked, parted
from indexer.engines.protocol import (
    NEWEST,
    NO_FILTERS,
    DatedValue,
    Hit,
    Order,
    ReadRequest,
    ReadResult,
    Strata,
    Weighted,
)
from indexer.engines.strata_order import strata_page
from indexer.engines.tantivy.facets import ALIVE, Counted, Facets
from indexer.engines.tantivy.numbers import NumberedValues
from indexer.engines.tantivy.queries import (
    ORDER,
    QueryBuilder,
    filtered,
    known,
)
from indexer.engines.tantivy.sums import Sums
from indexer.engines.weighted_parts import covering, limiting, telling
from indexer.plan import And, AnyOf, Everything, Not, Or, Plan

STORED: Final = "stored"
_PREFIX: Final = 8
"""Characters of ``order`` before the id."""

MOST_ADDRESSES: Final = 1_000
"""Hits of which it is kept where they lie: a page has tens, of several strata."""


class TantivyReader:
    """One snapshot."""

    def __init__(
        self, schema: tantivy.Schema, searcher: tantivy.Searcher, values: NumberedValues
    ) -> None:
        self._schema = schema
        self._searcher = searcher
        self._facets = Facets(searcher, values)
        self._addresses: dict[str, Any] = {}
        """Where the hits of pages lie: they are fetched next."""
        self._query = QueryBuilder(schema, searcher).query

    @property
    def size(self) -> int:
        """Documents in the snapshot."""
        return self._searcher.num_docs

    @cached_property
    def exact(self) -> bool:
        """Whether no deleted document is still counted."""
        return self._searcher.doc_freq(ALIVE, "1") == self._searcher.num_docs

    def known(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Return which of the terms exist, with an upper bound of their documents."""
        return known(self._searcher, field, terms)

    def run(self, request: ReadRequest) -> ReadResult:
        """Answer a request: the exact total, one page, facets and counts."""
        filters = request.filters
        whole = filtered(request.plan, filters)
        # Total and the facets that no filter of their own acts on are one pass.
        free = [name for name in request.facets if name not in filters]
        counted = self._counted(whole, free, request) if free else None
        total = counted.total if counted else self.count(whole)
        passes = [counted] if counted else []
        for name in request.facets:
            if name in filters:
                others = {other: part for other, part in filters.items() if other != name}
                passes.append(self._counted(filtered(request.plan, others), [name], request))
        # A query of one part, and the one reading of a name, are the whole again.
        parts = {request.plan: total}
        for part in request.counts.values():
            if part not in parts:
                parts[part] = self.count(part, filters)
        facets = {name: pairs for one in passes for name, pairs in one.facets.items()}
        hits, _ = parted(total, 0, request.offset, request.limit)
        after, others_total = self._others_of(request, total)
        return ReadResult(
            total=total,
            hits=(*self._page(whole, request.order, hits), *marked(after)),
            facets={name: facets[name] for name in request.facets},
            split={name: part for one in passes for name, part in one.split.items()},
            counts={name: parts[part] for name, part in request.counts.items()},
            others_total=others_total,
        )

    def dated_values(self, plan: Plan, field: str, prefix: str) -> tuple[DatedValue, ...]:
        """The values that begin so, counted in the documents of the plan."""
        return self._facets.dated_values(self._query(plan), field, prefix)

    def values(self, field: str, prefix: str) -> tuple[tuple[str, int], ...]:
        """The values that begin so: terms, counted as they lie there as long as no deleted document
        is. All 66,797 of the mentions of 20,957 documents in 0.13 s by their first letters, 0.34 s
        counted (2026-11); as facets these are more than tantivy counts into."""
        living = None if self.exact else Query.all_query()
        return tuple(sorted(self._searcher.terms_with_prefix(field, prefix, living)))

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
        whole = filtered(plan, filters)
        yield from self._page(whole, order, range(self.count(whole)))
        if others is not None:
            after = filtered(beyond(plan, others), filters)
            total = self.count(after)
            places = range(total if most is None else min(most, total))
            yield from marked(self._page(after, order, places))

    def fetch(self, ids: Sequence[str]) -> dict[str, str]:
        """Return ``stored`` of these documents."""
        found: dict[str, str] = {}
        for doc_id in ids:
            address = self._addresses.get(doc_id) or self._address(doc_id)
            if address is not None:
                found[doc_id] = bytes(self._searcher.doc(address)[STORED][0]).decode()
        return found

    def count(self, plan: Plan, filters: Mapping[str, Plan] = NO_FILTERS) -> int:
        """Return documents of the plan within the filters, exactly."""
        whole = filtered(plan, filters)
        match whole:
            case Everything():
                return self.size
            case AnyOf(field, (term,)) if self.exact:
                return self._searcher.doc_freq(field, term)
            case _:
                return self._facets.total(self._query(whole))

    def newest(self, plan: Plan, offset: int, limit: int) -> list[str]:
        """Return ids of one page, newest first."""
        hits = self._by_order(self._query(plan), offset, limit)
        found = {key[_PREFIX:]: address for key, address in hits}
        if len(self._addresses) + len(found) > MOST_ADDRESSES:
            self._addresses.clear()
        if len(found) <= MOST_ADDRESSES:
            self._addresses |= found
        return list(found)

    def _counted(self, plan: Plan, names: Sequence[str], request: ReadRequest) -> Counted:
        """Return the documents of a plan, and the values of these facets of a request."""
        return self._facets.counted(self._query(plan), plan, names, request)

    def _address(self, doc_id: str) -> Any:
        """Return where a document lies; None where there is none."""
        query = Query.term_query(self._schema, fields.ID, doc_id, "basic")
        hits = self._searcher.search(query, 1, count=False).hits
        return hits[0][1] if hits else None

    def _by_order(self, query: Query, offset: int, limit: int) -> list[tuple[str, Any]]:
        """Return (``order``, address) of one page, newest first."""
        limit = min(limit, self.size - offset)
        if limit <= 0:
            return []
        return self._searcher.search(
            query,
            limit,
            count=False,
            order_by_field=ORDER,
            offset=offset,
            order=tantivy.Order.Asc,
        ).hits

    def _others_of(self, request: ReadRequest, total: int) -> tuple[list[Hit], int]:
        """Return the others on the page of a request with so many hits, and how many there are."""
        if request.others is None:
            return [], 0
        after = filtered(beyond(request.plan, request.others), request.filters)
        if isinstance(request.order, Weighted):
            weights = telling(after, request.order)
            _, places = parted(total, request.others_limit, request.offset, request.limit)
            if places and covering(after, weights):
                # The search for the page counts them; counting them apart takes half its time.
                sums = self._sums(after, weights)
                page = sums.page(places.start, places.stop)
                return [Hit(key[_PREFIX:]) for key in page], sums.matched
        others = self.count(after)
        _, places = parted(total, min(others, request.others_limit), request.offset, request.limit)
        return self._page(after, request.order, places), others

    def _page(self, plan: Plan, order: Order, places: range) -> list[Hit]:
        """Return the hits of these places, which exist."""
        offset, limit = places.start, len(places)
        if not limit:
            return []
        match order:
            case Strata(plans):
                return strata_page(self, plan, plans, offset, limit)
            case Weighted():
                return [Hit(doc_id) for doc_id in self._weighted(plan, order, offset, limit)]
            case _:
                return [Hit(doc_id) for doc_id in self.newest(plan, offset, limit)]

    def _weighted(self, plan: Plan, order: Weighted, offset: int, limit: int) -> list[str]:
        """Return ids of one page by sums of weights."""
        weights = telling(plan, order)
        if not weights:
            return self.newest(plan, offset, limit)
        sums = self._sums(plan, weights)
        page = [key[_PREFIX:] for key in sums.page(offset, offset + limit)]
        if len(page) == limit:
            return page
        none = And((plan, Not(Or(tuple(weights)))))
        return page + self.newest(none, max(0, offset - sums.matched), limit - len(page))

    def _sums(self, plan: Plan, weights: Mapping[Plan, int]) -> Sums:
        """Return the documents of the plan that match any part; the score is the sum."""
        chosen = covering(plan, weights) or tuple(weights)
        parts = {
            part: Query.const_score_query(self._query(part), float(weight))
            for part, weight in weights.items()
        }
        choice = [(Occur.Should, parts.pop(part)) for part in dict.fromkeys(chosen)]
        clauses = [(Occur.Must, Query.boolean_query(choice))]
        # What else weighs is looked for in the documents of the choice alone.
        clauses += [(Occur.Should, query) for query in parts.values()]
        for one in limiting(plan, weights):
            if isinstance(one, Not):
                clauses.append((Occur.MustNot, self._query(one.part)))
            else:
                clauses.append((Occur.Must, Query.const_score_query(self._query(one), 0.0)))
        return Sums(self._schema, self._searcher, Query.boolean_query(clauses), self.size)
