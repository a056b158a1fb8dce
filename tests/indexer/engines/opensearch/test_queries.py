"""Plans as OpenSearch's JSON: what would match everything, or be refused, is never sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import fields
from indexer.engines.opensearch.queries import ALL, MOST_TERMS, NONE, query_of, scored
from indexer.engines.protocol import Strata, Weighted
from indexer.plan import And, AnyOf, Everything, Near, Not, Nothing, Or, Phrase, Plan, Prefix

keys = st.sampled_from(["lưu", "ninh", "刘", "", "a b", "a|b"])
leaves: st.SearchStrategy[Plan] = st.one_of(
    st.just(Everything()),
    st.just(Nothing()),
    st.builds(AnyOf, st.just(fields.BODY), st.lists(keys, max_size=3).map(tuple)),
    st.builds(Phrase, st.lists(st.lists(keys, max_size=2).map(tuple), min_size=1).map(tuple)),
)
plans: st.SearchStrategy[Plan] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
    ),
)


def parts_of(query: object) -> Iterator[dict[str, Any]]:
    """Every object within a query."""
    if isinstance(query, dict):
        yield query
        for part in query.values():
            yield from parts_of(part)
    elif isinstance(query, list):
        for part in query:
            yield from parts_of(part)


@given(plan=plans, weighted=st.lists(plans, max_size=3))
def test_no_list_of_parts_is_ever_empty(plan: Plan, weighted: list[Plan]) -> None:
    # An empty should matches everything: 111,056 documents for a name without a path.
    for order in (Strata(tuple(weighted)), Weighted(tuple((part, 1) for part in weighted))):
        for part in parts_of(scored(query_of(plan), plan, order)):
            for name in ("should", "filter", "must_not", "queries"):
                assert part.get(name) != []
            assert [] not in part.get("terms", {}).values()


@pytest.mark.parametrize(
    "plan",
    [
        Nothing(),
        Or(()),
        AnyOf(fields.BODY, ()),
        Phrase((("lưu",), ())),
        Phrase((("lưu",), ("a b", "a|b", ""))),
        And((Everything(), Or((Nothing(),)))),
        Not(And(())),
    ],
)
def test_what_finds_nothing_is_match_none(plan: Plan) -> None:
    assert query_of(plan) == NONE


@pytest.mark.parametrize("plan", [Everything(), And(()), Not(Nothing()), Or((Not(Or(())),))])
def test_what_finds_everything_is_match_all(plan: Plan) -> None:
    assert query_of(plan) == ALL


def test_layers_that_change_nothing_are_left_out() -> None:
    plan: Plan = AnyOf(fields.LANG, ("vi",))
    wanted = query_of(plan)
    for _ in range(100):
        plan = And((Not(Not(Or((Nothing(), plan)))), Everything()))
    assert query_of(plan) == wanted


def test_terms_of_one_field_are_one_part_however_they_are_nested() -> None:
    # A query has 1,024 parts at most; a name that is written in many ways has more terms.
    plan = Or(tuple(Or((AnyOf(fields.PAIR, (f"a_{number}",)),)) for number in range(2_000)))
    assert query_of(plan) == {"terms": {fields.PAIR: [f"a_{number}" for number in range(2_000)]}}


def test_more_terms_than_one_query_takes_are_several() -> None:
    terms = tuple(f"k{number}" for number in range(MOST_TERMS + 1))
    parts = query_of(AnyOf(fields.BODY, terms))["bool"]["should"]
    assert [len(part["terms"][fields.BODY]) for part in parts] == [MOST_TERMS, 1]


def test_a_phrase_has_its_alternatives_at_one_position() -> None:
    plan = Phrase((("lưu", "刘"), ("ninh",)))
    assert query_of(plan) == {
        "match_phrase": {fields.BODY: {"query": "lưu|刘 ninh", "analyzer": "alternatives"}}
    }


def test_every_stratum_scores_more_than_the_one_behind_it() -> None:
    one, other = AnyOf(fields.LANG, ("vi",)), Prefix(fields.BODY, "l")
    found = scored(ALL, Everything(), Strata((one, other)))
    scores = [part["boost"] for part in parts_of(found) if "boost" in part]
    assert scores == [2, 1]


def test_near_is_refused() -> None:
    with pytest.raises(TypeError, match="Near"):
        query_of(Near((), (), 3))
