"""Read one snapshot of an index on OpenSearch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from indexer import fields
from indexer.engines.batches import batches
from indexer.engines.opensearch.client import Json
from indexer.engines.opensearch.facets import Facet, Facets
from indexer.engines.opensearch.known import MOST_COUNTED, Routes, known, may_exist
from indexer.engines.opensearch.mapping import ORDER, STORED
from indexer.engines.opensearch.queries import ALL, all_of, query_of, scored, within
from indexer.engines.opensearch.scope import Scope, aggregations, group_of, scope_of
from indexer.engines.opensearch.snapshot import Snapshot
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
)
from indexer.plan import AnyOf, Everything, Plan

WINDOW: Final = 10_000
"""Hits that one search gives (``index.max_result_window``); those behind are reached page by
page."""

STREAMED: Final = 2_000
"""Hits of one page of a stream."""

FETCHED: Final = 200
"""Documents of one request: about 1 MB of news."""

TOGETHER: Final = 50
"""Most hits of a page whose documents come with it: they are fetched next, in most cases."""

KEPT: Final = 200
"""Documents that are kept for that."""

_PREFIX: Final = 8
"""Characters of ``order`` before the id."""


class OpenSearchReader:
    """One snapshot."""

    def __init__(self, snapshot: Snapshot, routes: Routes) -> None:
        self._snapshot = snapshot
        self._routes = routes
        self._facets = Facets(snapshot.search)
        self._stored: dict[str, str] = {}
        """Of the hits of pages."""

    @property
    def size(self) -> int:
        """Documents in the snapshot."""
        return self._snapshot.size

    @property
    def exact(self) -> bool:
        """Whether no deleted document is still counted."""
        return self._snapshot.exact

    def known(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Return which of the terms exist, with an upper bound of their documents.

        An artificial document is analysed by the index as it is now, not as it was. So after a
        later commit the terms are counted in the snapshot itself, which is exact and slower.
        """
        there = may_exist(field, terms)
        if not there:
            return {}
        snapshot = self._snapshot
        found = known(snapshot.cluster, self._routes.values(), field, there)
        return found if snapshot.is_current() else self._counted(field, there)

    def _counted(self, field: str, terms: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        for batch in batches(terms, MOST_COUNTED):
            filters = {str(at): {"term": {field: term}} for at, term in enumerate(batch)}
            body = {"size": 0, "query": query_of(AnyOf(field, tuple(batch)))}
            body["aggs"] = {"a": {"filters": {"filters": filters}}}
            buckets = self._snapshot.search(body)["aggregations"]["a"]["buckets"]
            counts = (int(buckets[name]["doc_count"]) for name in filters)
            found |= {term: count for term, count in zip(batch, counts, strict=True) if count}
        return found

    def run(self, request: ReadRequest) -> ReadResult:
        """Answer a request: total, facets, counts and the page by one search; where there are
        others a second one."""
        scope = scope_of(request)
        end = request.offset + request.limit
        near = request.limit if end <= WINDOW else 0
        body: Json = {
            "track_total_hits": True,
            "query": scored(scope.query, request.plan, request.order) if near else scope.query,
            "from": request.offset if near else 0,
            "size": near,
            **_sorted_by(request.order),
            "_source": [STORED] if near <= TOGETHER else False,
        }
        if scope.hits != ALL:
            body["post_filter"] = scope.hits
        counts = {str(at): part for at, part in enumerate(dict.fromkeys(request.counts.values()))}
        if counted_in := aggregations(request, scope, counts):
            body["aggs"] = counted_in
        said = self._snapshot.search(body)
        total = int(said["hits"]["total"]["value"])
        if near:
            hits = self._hits_of(said, request.order)
        else:
            places, _ = parted(total, 0, request.offset, request.limit)
            hits = list(self._page(request.plan, request.filters, request.order, places))
        answer = said.get("aggregations", {})
        facets = self._facets_of(request, scope, answer)
        counted = answer["counts"]["counts"]["buckets"] if counts else {}
        number = {part: int(counted[name]["doc_count"]) for name, part in counts.items()}
        after, others_total = self._others_of(request, total)
        return ReadResult(
            total=total,
            hits=(*hits, *marked(after)),
            facets={name: facets[name].values for name in request.facets},
            split={
                name: split
                for name in request.facets
                if name in request.split and (split := facets[name].split) is not None
            },
            counts={name: number[part] for name, part in request.counts.items()},
            others_total=others_total,
        )

    def _facets_of(self, request: ReadRequest, scope: Scope, answer: Json) -> dict[str, Facet]:
        """Return the facets out of the answer of the main search."""
        found: dict[str, Facet] = {}
        for name in request.facets:
            said = answer[group_of(name, scope)][name]
            query = all_of([scope.query, scope.facets[name]])
            found[name] = self._facets.facet(name, request, said, query)
        return found

    def count(self, plan: Plan, filters: Mapping[str, Plan] = NO_FILTERS) -> int:
        """Return documents of the plan within the filters, exactly."""
        query = within(plan, filters)
        if query == ALL:
            return self.size
        body = {"size": 0, "track_total_hits": True, "query": query}
        return int(self._snapshot.search(body)["hits"]["total"]["value"])

    def dated_values(self, plan: Plan, field: str, prefix: str) -> tuple[DatedValue, ...]:
        """The values that begin so, counted in the documents of the plan."""
        return self._facets.dated_values(query_of(plan), field, prefix)

    def values(self, field: str, prefix: str) -> tuple[tuple[str, int], ...]:
        """The values that begin so."""
        return self._facets.values(query_of(Everything()), field, prefix)

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
        yield from self._streamed(plan, filters, order)
        if others is not None and most != 0:
            after = self._streamed(beyond(plan, others), filters, order, most)
            yield from marked(islice(after, most))

    def fetch(self, ids: Sequence[str]) -> dict[str, str]:
        """Return ``stored`` of these documents."""
        kept = {one: self._stored[one] for one in ids if one in self._stored}
        if len(kept) == len({*ids}):
            return kept
        found: dict[str, str] = {}
        for batch in batches(dict.fromkeys(ids), FETCHED):
            body: Json = {
                "size": len(batch),
                "query": {"terms": {fields.ID: batch}},
                **_sorted_by(NEWEST),
                "_source": [STORED],
            }
            hits = self._snapshot.search(body)["hits"]["hits"]
            there = {one["sort"][-1][_PREFIX:]: one["_source"][STORED] for one in hits}
            found |= {doc_id: there[doc_id] for doc_id in batch if doc_id in there}
        return found

    def _others_of(self, request: ReadRequest, total: int) -> tuple[list[Hit], int]:
        """Return the others on the page of a request with so many hits, and how many there are."""
        if request.others is None:
            return [], 0
        plan = beyond(request.plan, request.others)
        _, wanted = parted(total, request.others_limit, request.offset, request.limit)
        near = wanted if wanted.stop <= WINDOW else range(0)
        query = within(plan, request.filters)
        said = self._snapshot.search(
            {
                "track_total_hits": True,
                "query": scored(query, plan, request.order) if near else query,
                "from": near.start if near else 0,
                "size": len(near),
                **_sorted_by(request.order),
                "_source": [STORED] if len(near) <= TOGETHER else False,
            }
        )
        others = int(said["hits"]["total"]["value"])
        if near or not wanted:
            return self._hits_of(said, request.order), others
        most = min(others, request.others_limit)
        _, places = parted(total, most, request.offset, request.limit)
        return list(self._page(plan, request.filters, request.order, places)), others

    def _hits_of(self, said: Json, order: Order) -> list[Hit]:
        """Return the hits of a page, and keep the documents that came with them."""
        page = said["hits"]["hits"]
        hits = [_hit(one, order) for one in page]
        if len(self._stored) + len(hits) > KEPT:
            self._stored.clear()
        for hit, one in zip(hits, page, strict=True):
            if "_source" in one:
                self._stored[hit.id] = one["_source"][STORED]
        return hits

    def _page(
        self, plan: Plan, filters: Mapping[str, Plan], order: Order, places: range
    ) -> Iterator[Hit]:
        """Yield the hits of these places, which exist, however deep they are."""
        if places:
            hits = self._streamed(plan, filters, order, places.stop)
            yield from islice(hits, places.start, places.stop)

    def _streamed(
        self, plan: Plan, filters: Mapping[str, Plan], order: Order, most: int | None = None
    ) -> Iterator[Hit]:
        """Yield hits in order, each page from behind the last hit of the one before."""
        query = scored(within(plan, filters), plan, order)
        size = STREAMED if most is None or most < WINDOW else WINDOW
        body: Json = {"size": size, "query": query, "track_total_hits": False}
        body |= _sorted_by(order)
        while True:
            page = self._snapshot.search(body)["hits"]["hits"]
            for one in page:
                yield _hit(one, order)
            if len(page) < size:
                return
            body["search_after"] = page[-1]["sort"]


def _sorted_by(order: Order) -> Json:
    by_date: list[Json] = [{ORDER: "asc"}]
    first: list[Json] = [] if isinstance(order, Newest) else [{"_score": "desc"}]
    return {"sort": [*first, *by_date], "_source": False}


def _hit(found: Json, order: Order) -> Hit:
    """Return a hit; the stratum is what the score lacks to the highest."""
    *score, key = found["sort"]
    stratum = len(order.plans) - int(score[0]) if isinstance(order, Strata) else 0
    return Hit(key[_PREFIX:], stratum)
