"""Build OpenSearch's queries from plans, as JSON and never in a query language.

What changes nothing is left out while a query is built: all of a conjunction, none of a
disjunction, a negation of a negation. So plans may be nested deeper than a request may be, and an
empty ``should``, which matches everything, is never sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from indexer import fields
from indexer.engines.opensearch.mapping import ALTERNATIVES, SEPARATOR
from indexer.engines.protocol import Order, Strata, Weighted
from indexer.engines.weighted_parts import telling
from indexer.plan import And, AnyOf, Everything, Near, Not, Nothing, Or, Phrase, Plan, Prefix, Range

Query: TypeAlias = dict[str, Any]

ALL: Final[Query] = {"match_all": {}}
NONE: Final[Query] = {"match_none": {}}

MOST_TERMS: Final = 65_536
"""Terms of one ``terms`` query (``index.max_terms_count``)."""


def query_of(plan: Plan) -> Query:
    """Return the query of a plan. It takes one frame a level: plans may be nested hundreds of
    levels deep."""
    match plan:
        case And(parts):
            found: list[Query] = []
            for part in parts:
                found.append(query_of(part))
            return all_of(found)
        case Or(parts):
            found = []
            for part in parts:
                found.append(query_of(part))
            return any_of(found)
        case Not(part):
            return none_of(query_of(part))
        case _:
            return _of_terms(plan)


def all_of(queries: Iterable[Query]) -> Query:
    """Return the conjunction; of none it is everything."""
    must: list[Query] = []
    without: list[Query] = []
    for query in queries:
        if query == NONE:
            return NONE
        if query == ALL:
            continue
        inner = query.get("bool", {})
        if inner and "should" not in inner:
            must += inner.get("filter", ())
            without += inner.get("must_not", ())
        else:
            must.append(query)
    if not without:
        return must[0] if len(must) == 1 else {"bool": {"filter": must}} if must else ALL
    return {"bool": {"filter": must, "must_not": without} if must else {"must_not": without}}


def any_of(queries: Iterable[Query]) -> Query:
    """Return the disjunction; of none it is nothing. Terms of one field become one part: a query
    may have 1,024 of these."""
    parts: list[Query] = []
    terms: dict[str, dict[str, None]] = {}
    for query in queries:
        if query == ALL:
            return ALL
        if query == NONE:
            continue
        inner = query.get("bool", {})
        for part in inner.get("should", (query,)):
            if "terms" in part:
                for field, values in part["terms"].items():
                    terms.setdefault(field, {}).update(dict.fromkeys(values))
            else:
                parts.append(part)
    for field, values in terms.items():
        parts += _terms(field, list(values))
    if len(parts) < 2:
        return parts[0] if parts else NONE
    return {"bool": {"should": parts, "minimum_should_match": 1}}


def none_of(query: Query) -> Query:
    """Return the negation."""
    if query == ALL:
        return NONE
    if query == NONE:
        return ALL
    inner = query.get("bool", {})
    if inner.keys() == {"must_not"}:
        # Not any of these, negated.
        return any_of(inner["must_not"])
    return {"bool": {"must_not": [query]}}


def scored(query: Query, plan: Plan, order: Order) -> Query:
    """Return the same documents with a score by which they stand in order: the sum of the weights
    of a ``Weighted``, and of ``Strata`` how many follow the stratum of the document."""
    match order:
        case Weighted():
            weights = telling(plan, order)
            parts = [_constant(part, weight) for part, weight in weights.items()]
            return _with_scores(query, [part for part in parts if part is not None])
        case Strata(plans):
            strata = [_constant(part, len(plans) - at) for at, part in enumerate(plans)]
            there = [part for part in strata if part is not None]
            return _with_scores(query, [{"dis_max": {"queries": there}}] if there else [])
        case _:
            return query


def _with_scores(query: Query, parts: Sequence[Query]) -> Query:
    if not parts:
        # Every document has the score 0.
        return {"bool": {"filter": [query]}}
    return {"bool": {"filter": [query], "should": list(parts), "minimum_should_match": 0}}


def _constant(plan: Plan, score: int) -> Query | None:
    query = query_of(plan)
    return None if query == NONE else {"constant_score": {"filter": query, "boost": score}}


def _of_terms(plan: Everything | Nothing | AnyOf | Prefix | Phrase | Range | Near) -> Query:
    """Return the query of a plan that has no parts."""
    match plan:
        case Everything():
            return ALL
        case Nothing():
            return NONE
        case AnyOf(field, terms):
            return any_of(_terms(field, list(dict.fromkeys(terms))))
        case Prefix(field, prefix):
            return {"prefix": {field: {"value": prefix}}}
        case Phrase(slots):
            return _phrase(slots)
        case Range(field, low, high):
            bounds = {"gte": low, "lte": high}
            given = {name: bound for name, bound in bounds.items() if bound is not None}
            return {"range": {field: given}} if given else {"exists": {"field": field}}
        case Near():
            raise TypeError("Near is resolved before an engine sees a plan (indexer/near.py)")


def _terms(field: str, terms: list[str]) -> list[Query]:
    return [
        {"terms": {field: terms[start : start + MOST_TERMS]}}
        for start in range(0, len(terms), MOST_TERMS)
    ]


def _phrase(slots: Sequence[Sequence[str]]) -> Query:
    kept = [[key for key in dict.fromkeys(slot) if is_key(key)] for slot in slots]
    if not all(kept):
        return NONE
    if len(kept) == 1:
        return any_of(_terms(fields.BODY, kept[0]))
    text = " ".join(map(SEPARATOR.join, kept))
    return {"match_phrase": {fields.BODY: {"query": text, "analyzer": ALTERNATIVES}}}


def is_key(text: str) -> bool:
    """Tell whether this may be a key: others would be cut into several where a text is asked."""
    return SEPARATOR not in text and text.split() == [text]


def within(plan: Plan, filters: Mapping[str, Plan]) -> Query:
    """Return the query of a plan within all filters."""
    return query_of(And((plan, *filters.values())) if filters else plan)
