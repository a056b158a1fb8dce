"""Count the values of facets by aggregations, exactly although they are spread over shards.

Each shard gives the values that most of its documents hold, and says in how many documents one that
it has left out may be. Of a facet with few values each shard gives all. Of entities, of which there
are hundreds of thousands, each gives more than are asked for; the first ones are exact where no
shard has left out any of them, and none that all have left out can have more documents than the
last. Where that does not hold, more are asked of each shard, at last all of them one after another
(``composite``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from indexer import fields
from indexer.engines.opensearch.mapping import DAY
from indexer.engines.opensearch.queries import Query
from indexer.engines.protocol import DatedValue, ReadRequest

MOST_VALUES: Final = 10_000
"""Values that one request gives of a facet; ``search.max_buckets`` of a cluster is 65,535 for all
of it."""

MOST_SPLIT: Final = 100
"""Values of the second field for each of the first, in the same request."""

SHARD_TIMES: Final = 8
"""How many times the values asked for each shard gives at first."""

LONGEST_PATTERN: Final = 900
"""Characters of a prefix in a pattern: OpenSearch refuses one of more than 1,000, each of which may
be escaped."""

Pairs = tuple[tuple[str, int], ...]
Bucket = dict[str, Any]
Search = Callable[[dict[str, Any]], dict[str, Any]]
"""Asks the snapshot."""


class Facet(Struct, frozen=True):
    """The values of a facet with their documents, and for each those of another field."""

    values: Pairs
    split: Mapping[str, Pairs] | None = None


def asked(name: str, request: ReadRequest) -> Query:
    """Return the aggregation of a facet."""
    if name in fields.ENTITIES:
        size = max(1, min(request.values, MOST_VALUES))
        return _terms(name, size, SHARD_TIMES * size)
    found = _terms(name, MOST_VALUES, MOST_VALUES)
    if other := request.split.get(name):
        found["aggs"] = {other: _terms(other, MOST_SPLIT, MOST_SPLIT)}
    return found


def _terms(name: str, size: int, shard_size: int) -> Query:
    return {
        "terms": {
            "field": name,
            "size": size,
            "shard_size": shard_size,
            "show_term_doc_count_error": True,
        }
    }


class Facets:
    """Counts of one snapshot."""

    def __init__(self, search: Search) -> None:
        self._search = search

    def facet(self, name: str, request: ReadRequest, said: Bucket, query: Query) -> Facet:
        """Return a facet of a request from the answer to ``asked``, or where that is not exact by
        asking the documents of ``query`` again."""
        other = request.split.get(name) if name not in fields.ENTITIES else None
        buckets = said["buckets"]
        if name in fields.ENTITIES:
            if not _is_first_exact(said, request.values):
                buckets = self._more(name, request.values, query)
            return Facet(_sorted(buckets)[: request.values])
        if not _is_whole(said) or (other and not all(_is_whole(one[other]) for one in buckets)):
            return self._composed(name, other, query)
        split = {one["key"]: _sorted(one[other]["buckets"]) for one in buckets} if other else None
        return Facet(_sorted(buckets), split)

    def _more(self, name: str, values: int, query: Query) -> list[Bucket]:
        """Return the values of most documents, asking more of each shard."""
        if values <= MOST_VALUES:
            said = self._counted(query, _terms(name, values, MOST_VALUES * SHARD_TIMES))
            if _is_first_exact(said, values):
                return list(said["buckets"])
        return [
            {"key": bucket["key"]["0"], "doc_count": bucket["doc_count"]}
            for bucket in self._composites(query, (name,))
        ]

    def _composed(self, name: str, other: str | None, query: Query) -> Facet:
        """Return a facet of more values than one request gives."""
        counts: defaultdict[str, int] = defaultdict(int)
        split: defaultdict[str, dict[str, int]] = defaultdict(dict)
        for bucket in self._composites(query, (name, other) if other else (name,)):
            value, documents = bucket["key"]["0"], int(bucket["doc_count"])
            counts[value] += documents
            if other:
                split[value][bucket["key"]["1"]] = documents
        parts = {value: _most_first(found) for value, found in split.items()}
        return Facet(_most_first(counts), parts if other else None)

    def dated_values(self, query: Query, name: str, prefix: str) -> tuple[DatedValue, ...]:
        """Return every value that begins so with its documents and their first and last day."""
        days = {each: {each: {"field": DAY}} for each in ("min", "max")}
        found = (
            DatedValue(value, int(bucket["doc_count"]), *(_day(bucket[each]) for each in days))
            for value, bucket in self._beginning(query, name, prefix, days)
        )
        return tuple(sorted(found, key=lambda one: one.value))

    def values(self, query: Query, name: str, prefix: str) -> Pairs:
        """Return every value that begins so with its documents, in order of the values."""
        found = self._beginning(query, name, prefix, {})
        return tuple(sorted((value, int(bucket["doc_count"])) for value, bucket in found))

    def _beginning(
        self, query: Query, name: str, prefix: str, inner: Query
    ) -> Iterator[tuple[str, Bucket]]:
        if len(prefix) <= LONGEST_PATTERN // 2:
            terms = _terms(name, MOST_VALUES, MOST_VALUES)
            if prefix:
                terms["terms"]["include"] = _escaped(prefix) + ".*"
            said = self._counted(query, terms | ({"aggs": inner} if inner else {}))
            if _is_whole(said):
                for bucket in said["buckets"]:
                    yield bucket["key"], bucket
                return
        for bucket in self._composites(query, (name,), inner, prefix):
            yield bucket["key"]["0"], bucket

    def _counted(self, query: Query, aggregation: Query) -> Bucket:
        body = {"size": 0, "query": query, "aggs": {"a": aggregation}}
        return dict(self._search(body)["aggregations"]["a"])

    def _composites(
        self,
        query: Query,
        names: Sequence[str],
        inner: Query | None = None,
        prefix: str = "",
    ) -> Iterator[Bucket]:
        """Yield every combination of values in order, of which the first begins so."""
        sources = [{str(at): {"terms": {"field": name}}} for at, name in enumerate(names)]
        shape: dict[str, Any] = {"sources": sources, "size": MOST_VALUES}
        if prefix:
            shape["after"] = {"0": _before(prefix)}
        while True:
            body: dict[str, Any] = {"composite": shape}
            if inner:
                body["aggs"] = inner
            said = self._counted(query, body)
            for bucket in said["buckets"]:
                value = bucket["key"]["0"]
                if value.startswith(prefix):
                    yield bucket
                elif value > prefix:
                    return
            if "after_key" not in said:
                return
            shape["after"] = said["after_key"]


def _is_whole(said: Bucket) -> bool:
    """Tell whether every shard has given all its values, and all of them are here."""
    return not said["sum_other_doc_count"] and not said["doc_count_error_upper_bound"]


def _is_first_exact(said: Bucket, values: int) -> bool:
    """Tell whether these are the values of most documents, and their counts exact."""
    buckets = said["buckets"]
    left_out = said["doc_count_error_upper_bound"]
    if _is_whole(said):
        return True
    if len(buckets) < values or any(one["doc_count_error_upper_bound"] for one in buckets):
        return False
    return bool(buckets[-1]["doc_count"] >= left_out)


def _before(prefix: str) -> str:
    """Return a text that stands before all that begins so, and behind most that does not."""
    last = ord(prefix[-1])
    if last in (0, 0xE000):
        return prefix[:-1]
    return prefix[:-1] + chr(last - 1)


def _escaped(text: str) -> str:
    """Return the pattern of a text, as Lucene writes patterns."""
    return re.sub(r'[.?+*|{}\[\]()"\\#@&<>~^$-]', lambda found: "\\" + found[0], text)


def _day(bucket: Bucket) -> str:
    return f"{int(bucket['value']):08d}"


def _sorted(buckets: Sequence[Bucket]) -> Pairs:
    return _most_first({one["key"]: int(one["doc_count"]) for one in buckets})


def _most_first(counts: Mapping[str, int]) -> Pairs:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
