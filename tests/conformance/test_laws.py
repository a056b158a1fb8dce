"""Laws that hold for any plan, with random ones over few words."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from documents import RECORDS, WORDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import Oracle, seen
from plans import leaves, plans

from indexer import fields
from indexer.engines.protocol import NEWEST, Order, Reader, ReadRequest, Strata, Weighted
from indexer.plan import And, AnyOf, Everything, Not, Nothing, Or, Phrase, Plan

ORACLE = Oracle(RECORDS)
ONCE_A_READER = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

orders: st.SearchStrategy[Order] = st.one_of(
    st.just(NEWEST),
    st.lists(plans, max_size=3).map(lambda parts: Strata(tuple(parts))),
    st.lists(st.tuples(plans, st.integers(1, 9)), max_size=6).map(
        lambda parts: Weighted(tuple(parts))
    ),
)


@ONCE_A_READER
@given(plan=plans)
def test_any_plan_finds_what_the_oracle_finds(reader: Reader, plan: Plan) -> None:
    assert list(reader.every(plan)) == ORACLE.hits(plan, {}, NEWEST)


requests: st.SearchStrategy[ReadRequest] = st.builds(
    ReadRequest,
    plans,
    filters=st.fixed_dictionaries({fields.LANG: leaves, f"-{fields.GENRE}": leaves}),
    order=orders,
    offset=st.integers(0, len(RECORDS)),
    limit=st.integers(0, 50),
    facets=st.just((fields.LANG, fields.GENRE)),
    split=st.sampled_from(
        [{}, {fields.LANG: fields.GENRE}, {fields.GENRE: fields.YEAR, fields.YEAR: fields.LANG}]
    ),
    counts=st.fixed_dictionaries({"any": plans}),
    others=st.none() | plans,
    others_limit=st.integers(0, len(RECORDS)),
)


@ONCE_A_READER
@given(request=requests)
def test_any_run_is_exact(reader: Reader, request: ReadRequest) -> None:
    assert reader.run(request) == ORACLE.run(request)


@st.composite
def choices(draw: st.DrawFn) -> ReadRequest:
    """A request as a question makes it: the others have any of some weighted parts."""
    order = draw(orders.filter(lambda one: isinstance(one, Weighted) and one.parts != ()))
    assert isinstance(order, Weighted)
    chosen = draw(st.lists(st.sampled_from([part for part, _ in order.parts]), max_size=4))
    required = draw(st.lists(leaves, max_size=1))
    others = And((*required, Or(tuple(chosen))))
    return replace(draw(requests), order=order, others=others)


@ONCE_A_READER
@given(request=choices())
def test_any_choice_among_weighted_parts_is_exact(reader: Reader, request: ReadRequest) -> None:
    assert reader.run(request) == ORACLE.run(request)


@ONCE_A_READER
@given(request=requests, most=st.none() | st.integers(0, 50))
def test_every_gives_all_hits_and_so_many_others(
    reader: Reader, request: ReadRequest, most: int | None
) -> None:
    plan, filters, order, others = request.plan, request.filters, request.order, request.others
    hits = list(reader.every(plan, filters=filters, order=order, others=others, most=most))
    assert hits == ORACLE.every(plan, filters, order, others, most)


prefixes = st.sampled_from(
    ["", "x", "x.*", "x\x1e", "huu-nghi\x1e", "huu-nghi\x1e(v", "l", "𠀀", "ǃ", "宁" * 2_000]
)


@ONCE_A_READER
@given(field=st.sampled_from(fields.MULTIPLE), prefix=prefixes)
def test_any_values_are_counted_in_all_documents(reader: Reader, field: str, prefix: str) -> None:
    assert reader.values(field, prefix) == ORACLE.values(field, prefix)


@ONCE_A_READER
@given(plan=plans, field=st.sampled_from(fields.MULTIPLE), prefix=prefixes)
def test_any_values_are_counted_with_their_dates(
    reader: Reader, plan: Plan, field: str, prefix: str
) -> None:
    assert reader.dated_values(plan, field, prefix) == ORACLE.dated_values(plan, field, prefix)


@ONCE_A_READER
@given(plan=plans)
def test_a_plan_and_its_negation_part_the_index(reader: Reader, plan: Plan) -> None:
    totals = [reader.count(part) for part in (plan, Not(plan))]
    assert sum(totals) == reader.size == len(RECORDS)


def test_strata_pages_are_complete_and_disjoint(reader: Reader) -> None:
    order = Strata((AnyOf(fields.TITLE_PAIR, ("của_và",)), AnyOf(fields.BODY, ("中",))))
    plan = AnyOf(fields.BODY, ("của",))
    whole = list(reader.every(plan, order=order))
    paged = [
        hit
        for offset in range(0, len(whole) + 37, 37)
        for hit in reader.run(ReadRequest(plan, order=order, offset=offset, limit=37)).hits
    ]
    assert paged == whole
    assert len(set(paged)) == len(whole)


def test_known_holds_every_term_that_is_and_none_that_never_was(reader: Reader) -> None:
    documents = list(map(seen, RECORDS))
    for name in (*fields.TOKENISED, *fields.KEYWORDS, fields.BANDS):
        count: dict[str, int] = {}
        for document in documents:
            for term in document.terms[name]:
                count[term] = count.get(term, 0) + 1
        never = [f"{term}ǃ" for term in count][:2000]
        known = reader.known(name, [*count, *never])
        assert set(known) == set(count)
        assert all(known[term] >= count[term] for term in count)
        if reader.exact:
            assert known == count


def test_known_takes_any_iterable_and_nothing(reader: Reader) -> None:
    assert reader.known(fields.PAIR, iter(["刘_宁", "刘_宁", "nie_da"])).keys() == {"刘_宁"}
    assert reader.known(fields.PAIR, ()) == {}
    assert reader.known(fields.BODY, ["", " ", "lưu ninh"]) == {}


def test_fetch_gives_back_what_was_stored(reader: Reader) -> None:
    stored = {record.id: record.stored for record in RECORDS}
    ids = [*stored, "nobody", ""]
    assert reader.fetch(ids) == stored
    assert reader.fetch(["doc", "doc"]) == {"doc": stored["doc"]}
    assert reader.fetch([]) == {}


def test_size_is_the_number_of_documents(reader: Reader) -> None:
    assert reader.size == len(RECORDS) == reader.count(Everything())


@pytest.mark.parametrize("wrap", [And, Or], ids=["and", "or"])
def test_a_part_in_company_of_neutral_ones_is_itself(
    reader: Reader, wrap: Callable[[tuple[Plan, ...]], Plan]
) -> None:
    neutral = Everything() if wrap is And else Nothing()
    for one, other in pairwise(WORDS):
        plan = Phrase(((one,), (other,)))
        assert reader.count(plan) == reader.count(wrap((plan, neutral)))
