"""What the main search of a request looks at, so that one search answers all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from indexer.engines.opensearch.facets import asked
from indexer.engines.opensearch.queries import ALL, Query, all_of, any_of, query_of
from indexer.engines.protocol import ReadRequest
from indexer.plan import Plan


class Scope(Struct, frozen=True):
    """What the main search of a request looks at, and what of it counts for what.

    ``query`` has all documents that anything is counted in; ``hits`` narrows it to the hits,
    ``counts`` to what named sub-plans are counted in, and ``facets`` to what each facet is.
    """

    query: Query
    hits: Query
    counts: Query
    facets: Mapping[str, Query]


def scope_of(request: ReadRequest) -> Scope:
    """Return what the main search looks at: as little as everything that it counts allows."""
    filters = {name: query_of(part) for name, part in request.filters.items()}
    own = {name: query for name, query in filters.items() if name in request.facets}
    shared = [query for name, query in filters.items() if name not in own]
    plan = query_of(request.plan)
    # Sub-plans are counted whether they are of the plan or not; forms of a name are.
    parts = [query_of(part) for part in request.counts.values()]
    wide = any_of([plan, *parts])
    plan_in = ALL if wide == plan else plan
    return Scope(
        query=all_of([wide, *shared]),
        hits=all_of([plan_in, *own.values()]),
        counts=all_of(own.values()),
        facets={
            name: all_of([plan_in, *(query for other, query in own.items() if other != name)])
            for name in request.facets
        },
    )


def group_of(name: str, scope: Scope) -> str:
    """Return the name of the aggregation that has this facet: those of equal documents are one."""
    first = next(one for one, query in scope.facets.items() if query == scope.facets[name])
    return f"facet {first}"


def aggregations(request: ReadRequest, scope: Scope, counts: Mapping[str, Plan]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in request.facets:
        group = found.setdefault(group_of(name, scope), {"filter": scope.facets[name], "aggs": {}})
        group["aggs"][name] = asked(name, request)
    if counts:
        filters = {name: query_of(part) for name, part in counts.items()}
        counted = {"counts": {"filters": {"filters": filters}}}
        found["counts"] = {"filter": scope.counts, "aggs": counted}
    return found
