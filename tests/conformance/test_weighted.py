"""Weights and others in small archives of every shape, and the same on all engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import BOTH, LUU, MANY, NAME, OTHERS, WEIGHTED, body, by, pair
from conftest import opened, write
from documents import RECORDS, numbered, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import Oracle

from indexer import fields
from indexer.engines import engines
from indexer.engines.protocol import (
    NEWEST,
    WEIGHTS,
    Engine,
    Order,
    Reader,
    ReadRequest,
    Record,
    Strata,
    Weighted,
)
from indexer.plan import And, AnyOf, Everything, Not, Or, Phrase, Plan
from tests.cluster import usable

LETTERS = st.sampled_from("abcd.")
texts = st.lists(LETTERS, max_size=6).map(" ".join)
made: st.SearchStrategy[Record] = st.builds(
    record,
    st.sampled_from([f"d{number}" for number in range(12)]),
    texts,
    title=texts,
    date=st.sampled_from(["00000000", "20240000", "20240601"]),
    lang=st.sampled_from(["vi", "zh"]),
)
commits = st.lists(st.lists(made, max_size=8), min_size=1, max_size=4)
"""Documents of each commit; one of the same id takes the place of the one before."""

leaves: st.SearchStrategy[Plan] = st.one_of(
    st.just(Everything()),
    st.builds(AnyOf, st.just(fields.BODY), st.lists(LETTERS, max_size=2).map(tuple)),
    st.builds(AnyOf, st.just(fields.LANG), st.just(("vi",))),
    st.builds(
        Phrase,
        st.lists(st.lists(LETTERS, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(
            tuple
        ),
    ),
)
plans: st.SearchStrategy[Plan] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
orders: st.SearchStrategy[Order] = st.one_of(
    st.lists(st.tuples(plans, st.integers(1, 4)), max_size=5).map(
        lambda parts: Weighted(tuple(parts))
    ),
    st.just(NEWEST),
    st.lists(plans, max_size=2).map(lambda parts: Strata(tuple(parts))),
)
requests: st.SearchStrategy[ReadRequest] = st.builds(
    ReadRequest,
    plans,
    filters=st.just({}) | st.fixed_dictionaries({fields.LANG: leaves}),
    order=orders,
    offset=st.integers(0, 13),
    limit=st.integers(0, 13),
    facets=st.just((fields.LANG,)),
    others=st.none() | plans,
    others_limit=st.integers(0, 13),
)


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    commits=commits,
    deleted=st.sets(st.integers(0, 11), max_size=4),
    asked=st.lists(requests, min_size=8, max_size=16),
)
def test_any_small_archive_is_answered_as_by_the_oracle(
    engine_name: str,
    tmp_path_factory: pytest.TempPathFactory,
    commits: list[list[Record]],
    deleted: set[int],
    asked: list[ReadRequest],
) -> None:
    left = {one.id: one for commit in commits for one in commit}
    engine = opened(engine_name, tmp_path_factory.mktemp("small") / "engine")
    for commit in commits:
        write(engine, commit)
    with engine.writing() as writer:
        for number in deleted:
            writer.delete(f"d{number}")
            left.pop(f"d{number}", None)
    oracle = Oracle(list(left.values()))
    with engine.reading() as reader:
        for request in asked:
            assert reader.run(request) == oracle.run(request)


def test_an_archive_whose_documents_were_all_deleted_is_asked_like_any(engine: Engine) -> None:
    write(engine, [record("gone", "a b")])
    with engine.writing() as writer:
        writer.delete("gone")
    part, other = AnyOf(fields.PAIR, ("a_b",)), AnyOf(fields.BODY, ("a",))
    order = Weighted(((part, 1), (other, 2)))
    nothing = AnyOf(fields.LANG, ("zh",))
    with engine.reading() as reader:
        asked = ReadRequest(nothing, order=order, limit=5, others=Or((part, other)))
        assert reader.run(asked) == Oracle([]).run(asked)
        assert list(reader.every(Or((part, other)), order=order)) == []


DAY = [
    record(
        f"d{number:04d}",
        " ".join(word for word, step in (("a", 2), ("b", 3), ("c", 700)) if number % step == 0),
        date="20240601",
    )
    for number in range(0, 6000, 3)
]
"""Documents of one day, so that only their ids order those of one sum; half have ``a``."""


@pytest.fixture(scope="module")
def one_day(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """``DAY`` in two commits, of which the second begins with the last ids, and without some."""
    engine = opened(engine_name, tmp_path_factory.mktemp(engine_name) / "engine")
    write(engine, [*DAY[1000:], *(record(f"x{number}", "a b") for number in range(50))])
    write(engine, DAY[:1000])
    with engine.writing() as writer:
        for number in range(50):
            writer.delete(f"x{number}")
    return engine


@pytest.mark.parametrize("offset", [0, 2, 4, 10, 495, 990, 1000, 1200, 1995])
@pytest.mark.parametrize(
    "order",
    [
        by((body("a"), 2), (body("c"), 3)),
        by((body("c"), 3), (Not(body("a")), 1)),
        by((body("a"), 1), (Not(body("a")), 1)),
    ],
    ids=["half of all", "the other half", "all of them with different parts"],
)
def test_many_of_one_sum_and_day_stand_by_id(one_day: Engine, order: Order, offset: int) -> None:
    oracle = Oracle(DAY)
    requests = [
        ReadRequest(Everything(), order=order, offset=offset, limit=limit) for limit in (1, 10, 700)
    ]
    with one_day.reading() as reader:
        for request in requests:
            assert reader.run(request).hits == oracle.run(request).hits


def test_deleted_documents_are_neither_hits_nor_others(engine: Engine) -> None:
    write(engine, [numbered(number, "a b" if number % 2 else "a") for number in range(10)])
    with engine.writing() as writer:
        for number in range(4):
            writer.delete(f"d{number:03d}")
    with engine.reading() as reader:
        found = reader.run(ReadRequest(body("b"), others=body("a"), order=by((body("a"), 1))))
    assert [hit.id for hit in found.hits] == ["d005", "d007", "d009", "d004", "d006", "d008"]
    assert [hit.beyond for hit in found.hits] == [False] * 3 + [True] * 3
    assert (found.total, found.others_total) == (3, 3)


def test_every_engine_gives_the_same_order(tmp_path: Path) -> None:
    cases = [*WEIGHTED, *OTHERS]
    answers = {}
    for name in usable(engines()):
        engine = opened(name, tmp_path / name / "engine")
        write(engine, RECORDS[::2])
        write(engine, RECORDS[1::2])
        with engine.reading() as reader:
            answers[name] = [reader.run(case.request).hits for case in cases]
    first, *rest = answers.values()
    assert rest
    assert all(other == first for other in rest)


@pytest.mark.parametrize("order", [NEWEST, Strata((pair("^lưu_ninh"),)), LUU, MANY])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_across_the_border_are_complete_and_disjoint(
    reader: Reader, order: Order, limit: int
) -> None:
    others = Or((NAME, body("hiệu", "hạn", "điểm")))
    whole = list(reader.every(BOTH, order=order, others=others))
    paged = [
        hit
        for offset in range(0, len(whole) + limit, limit)
        for hit in reader.run(
            ReadRequest(BOTH, order=order, others=others, offset=offset, limit=limit)
        ).hits
    ]
    assert paged == whole
    assert len({hit.id for hit in whole}) == len(whole)


def test_others_change_nothing_of_the_hits_before_them(reader: Reader) -> None:
    plain = ReadRequest(
        body("của"), order=MANY, facets=fields.FACETS, counts={"a": body("và")}, limit=5
    )
    alone = reader.run(plain)
    together = reader.run(
        ReadRequest(
            plain.plan,
            order=MANY,
            facets=plain.facets,
            counts=plain.counts,
            limit=5,
            others=body("và"),
        )
    )
    assert (together.total, together.facets, together.counts, together.hits) == (
        alone.total,
        alone.facets,
        alone.counts,
        alone.hits,
    )
    assert alone.others_total == 0
    assert together.others_total == reader.count(And((body("và"), Not(body("của")))))


@pytest.mark.parametrize("most", [0, 1, 500, 5000, None])
def test_every_gives_so_many_others_and_no_more(reader: Reader, most: int | None) -> None:
    hits = list(reader.every(body("của"), others=body("và"), order=MANY, most=most))
    others = reader.count(And((body("và"), Not(body("của")))))
    assert sum(hit.beyond for hit in hits) == (others if most is None else min(most, others))
    assert sum(not hit.beyond for hit in hits) == reader.count(body("của"))


@pytest.mark.parametrize("weight", [0, -1])
def test_a_weight_is_positive(weight: int) -> None:
    with pytest.raises(ValueError, match="positive"):
        by((body("a"), 3), (body("b"), weight))


def test_weights_together_are_no_more_than_what_is_added_exactly() -> None:
    assert by((body("a"), WEIGHTS - 1), (body("b"), 1)).parts
    with pytest.raises(ValueError, match="more than 16,777,216"):
        by((body("a"), WEIGHTS), (body("b"), 1))
