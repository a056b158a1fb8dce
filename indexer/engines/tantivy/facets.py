"""Count the values of facets by aggregations of tantivy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import tantivy
from msgspec import Struct
from tantivy import Query

from indexer import fields
from indexer.engines.protocol import DatedValue, Pairs, ReadRequest
from indexer.engines.tantivy.bounds import at_most
from indexer.engines.tantivy.numbers import NUMBERS, TOGETHER, NumberedValues, combined
from indexer.engines.tantivy.queries import DAY, begins_with
from indexer.plan import Plan

EVERY_VALUE: Final = 1 << 30
"""More values than a facet has in one segment."""

MOST_VALUES: Final = 60_000
"""Values of a facet that tantivy gives at most: it refuses to count into more than 65,000."""

MANY: Final = 2_500
"""From so many documents on entities are counted as text: tantivy then counts in two thirds to
half of the time that it takes for numbers (of 25,900 documents 4.0 ms against 6.3), but looks up
each value in its dictionary, at .4 ms a request (``bench.facet_numbers``)."""

ALIVE: Final = "alive"
_COUNT: Final = {"value_count": {"field": ALIVE}}

Bucket = dict[str, Any]
"""What tantivy says of one value."""

Rows = list[tuple[tuple[str, ...], int]]
"""Combinations of values with their documents."""


class Counted(Struct, frozen=True):
    """The documents of a query, those of each value of its facets, and of these by another."""

    total: int
    facets: Mapping[str, Pairs]
    split: Mapping[str, Mapping[str, Pairs]]


class Facets:
    """Counts in one snapshot."""

    def __init__(self, searcher: tantivy.Searcher, values: NumberedValues) -> None:
        self._searcher = searcher
        self._values = values

    def total(self, query: Query) -> int:
        """Return the documents of a query."""
        answer = self._searcher.aggregate(query, {ALIVE: _COUNT})
        return int(answer[ALIVE]["value"])

    def counted(
        self, query: Query, plan: Plan, names: Sequence[str], request: ReadRequest
    ) -> Counted:
        """Return the documents of the query of a plan, and the values of these facets of a request,
        in one pass.

        Of several segments each gives all its values, so that the counts of those kept are exact;
        one alone need not (2.2 ms against 0.8 for 5,900 people, of whom 300 are kept).
        """
        alone = self._searcher.num_segments == 1
        # The text of every value of several segments would be looked up.
        numbers = {} if alone and self._may_be_many(plan) else NUMBERS
        together = _counted_together(names, request.split)
        apart = [name for name in names if name not in together]
        asked: dict[str, Any] = {ALIVE: _COUNT}
        if together:
            asked[TOGETHER] = _terms(TOGETHER)
        for name in apart:
            size = max(request.values, 1) if name in fields.ENTITIES else MOST_VALUES
            asked[name] = _terms(numbers.get(name, name), size, size if alone else EVERY_VALUE)
            if other := request.split.get(name):
                asked[name]["aggs"] = {other: _terms(other)}
        answer = self._searcher.aggregate(query, asked)
        buckets = {name: answer[name]["buckets"] for name in asked if name != ALIVE}
        for name in buckets:
            if answer[name]["doc_count_error_upper_bound"] and not alone:
                raise RuntimeError(f"tantivy did not count every value of {name}")
        facets = {
            name: _pairs(self._keys(buckets[name], name in numbers), buckets[name])
            for name in apart
        }
        split = {
            name: {one["key"]: _own_pairs(one[other]["buckets"]) for one in buckets[name]}
            for name in apart
            if (other := request.split.get(name))
        }
        if together:
            rows = self._combinations(buckets[TOGETHER])
            facets |= {name: _facet(rows, name) for name in together}
            split |= {
                name: _split(rows, name, request.split[name])
                for name in together
                if name in request.split
            }
        return Counted(int(answer[ALIVE]["value"]), facets, split)

    def _may_be_many(self, plan: Plan) -> bool:
        return self._searcher.num_docs >= MANY and at_most(self._searcher, plan, MANY) >= MANY

    def dated_values(self, query: Query, name: str, prefix: str) -> tuple[DatedValue, ...]:
        """Return the values that begin so, counted in the documents of the query."""
        asked = _terms(NUMBERS.get(name, name))
        if name not in NUMBERS:
            asked["terms"]["include"] = begins_with(prefix)
        asked["aggs"] = {each: {each: {"field": DAY}} for each in ("min", "max")}
        answer = self._searcher.aggregate(query, {name: asked})[name]
        if answer["sum_other_doc_count"] or answer["doc_count_error_upper_bound"]:
            raise RuntimeError(f"tantivy did not count every value of {name}")
        buckets = answer["buckets"]
        found = (
            DatedValue(
                key,
                int(bucket["doc_count"]),
                *(f"{int(bucket[each]['value']):08d}" for each in ("min", "max")),
            )
            for key, bucket in zip(self._keys(buckets, name in NUMBERS), buckets, strict=True)
            if key.startswith(prefix)
        )
        return tuple(sorted(found, key=lambda one: one.value))

    def _keys(self, buckets: Sequence[Bucket], numbered: bool) -> Iterable[str]:
        """Return the values of the buckets of a facet."""
        keys = (bucket["key"] for bucket in buckets)
        return self._values.of(self._searcher, keys) if numbered else keys

    def _combinations(self, buckets: Sequence[Bucket]) -> Rows:
        """Return the values of ``fields.COUNTED_TOGETHER`` of each bucket, with its documents."""
        keys = self._keys(buckets, numbered=True)
        counts = (int(bucket["doc_count"]) for bucket in buckets)
        return list(zip(map(combined, keys), counts, strict=True))


def _facet(rows: Rows, name: str) -> Pairs:
    """Return the values of a facet out of combinations."""
    place = fields.COUNTED_TOGETHER.index(name)
    found: defaultdict[str, int] = defaultdict(int)
    for values, count in rows:
        found[values[place]] += count
    return _sorted(found.items())


def _split(rows: Rows, name: str, by: str) -> dict[str, Pairs]:
    """Return what the values of a facet are split into by another one."""
    place, other = map(fields.COUNTED_TOGETHER.index, (name, by))
    found: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    for values, count in rows:
        found[values[place]][values[other]] += count
    return {value: _sorted(parts.items()) for value, parts in found.items()}


def _counted_together(names: Sequence[str], split: Mapping[str, str]) -> list[str]:
    """Return which of the facets are counted as one; none where one alone is asked for."""
    together = [
        name
        for name in names
        if name in fields.COUNTED_TOGETHER and split.get(name, name) in fields.COUNTED_TOGETHER
    ]
    return together if len(together) > 1 else []


def _terms(name: str, size: int = MOST_VALUES, each: int = EVERY_VALUE) -> dict[str, Any]:
    return {"terms": {"field": name, "size": size, "segment_size": each}}


def _own_pairs(buckets: Sequence[Bucket]) -> Pairs:
    return _pairs((bucket["key"] for bucket in buckets), buckets)


def _pairs(values: Iterable[str], buckets: Sequence[Bucket]) -> Pairs:
    counts = (int(bucket["doc_count"]) for bucket in buckets)
    return _sorted(zip(values, counts, strict=True))


def _sorted(pairs: Iterable[tuple[str, int]]) -> Pairs:
    return tuple(sorted(pairs, key=lambda one: (-one[1], one[0])))
