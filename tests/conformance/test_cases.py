"""Every engine answers every case as the oracle does, and as was written by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import get_args

import pytest
from cases import CASES
from documents import RECORDS
from oracle import Oracle

from indexer import fields
from indexer.engines.protocol import Hit, Newest, Reader, ReadResult, Strata, Weighted
from indexer.plan import AnyOf, Near, Not, Plan, Prefix, Range

ORACLE = Oracle(RECORDS)


@cache
def expected(number: int) -> tuple[ReadResult, list[Hit]]:
    """The oracle's answer and all its hits, found once for all engines."""
    case = CASES[number]
    found = ORACLE.run(case.request)
    return found, ORACLE.every(case.plan, case.filters, case.order, case.others, case.most)


def parts_of(plan: Plan) -> Iterator[Plan]:
    """A plan and all plans within it."""
    yield plan
    for part in (plan.part,) if isinstance(plan, Not) else getattr(plan, "parts", ()):
        yield from parts_of(part)


def test_each_case_has_a_reason_of_its_own() -> None:
    assert [why for why, count in Counter(case.why for case in CASES).items() if count > 1] == []


def test_every_plan_order_and_field_is_in_the_table() -> None:
    whole = [
        plan
        for case in CASES
        for plan in (case.plan, *case.filters.values(), *case.counts.values())
    ]
    plans = [part for plan in whole for part in parts_of(plan)]
    every = set(get_args(Plan))
    # No engine sees a Near (indexer/near.py).
    assert {type(part) for part in plans} == every - {Near}
    assert {type(case.order) for case in CASES} == {Newest, Strata, Weighted}
    asked = {part.field for part in plans if isinstance(part, AnyOf | Prefix | Range)}
    assert asked >= {*fields.TOKENISED, *fields.KEYWORDS}
    assert {name for case in CASES for name in case.facets} == set(fields.FACETS)


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].why)
def test_the_oracle_agrees_with_what_was_written_by_hand(number: int) -> None:
    case = CASES[number]
    if case.ids is not None:
        assert tuple(hit.id for hit in expected(number)[0].hits) == case.ids


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].why)
def test_an_engine_answers_as_the_oracle(reader: Reader, number: int) -> None:
    case = CASES[number]
    found = reader.run(case.request)
    wanted, _ = expected(number)
    assert found.hits == wanted.hits
    assert found.total == wanted.total
    assert found.others_total == wanted.others_total
    assert dict(found.facets) == wanted.facets
    assert list(found.facets) == list(case.facets)
    assert {name: dict(found.split[name]) for name in found.split} == wanted.split
    assert dict(found.counts) == wanted.counts


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda number: CASES[number].why)
def test_every_gives_all_hits_in_the_same_order(reader: Reader, number: int) -> None:
    case = CASES[number]
    hits = reader.every(
        case.plan, filters=case.filters, order=case.order, others=case.others, most=case.most
    )
    assert list(hits) == expected(number)[1]
