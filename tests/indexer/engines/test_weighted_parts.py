"""What is left out of an order changes no order: the law is in tests/conformance."""

from __future__ import annotations

from indexer import fields
from indexer.engines.protocol import Weighted
from indexer.engines.weighted_parts import covering, limiting, telling
from indexer.plan import And, AnyOf, Everything, Not, Nothing, Or, Plan

A, B, C = (AnyOf(fields.BODY, (key,)) for key in "abc")


def by(*parts: tuple[Plan, int]) -> Weighted:
    return Weighted(parts)


def test_what_every_document_of_the_plan_matches_tells_nothing() -> None:
    order = by((A, 1), (B, 2), (C, 3), (And((B, C)), 4))
    assert telling(And((A, And((B, C)))), order) == {}
    assert telling(And((A, B)), order) == {C: 3, And((B, C)): 4}
    assert telling(A, order) == {B: 2, C: 3, And((B, C)): 4}


def test_a_choice_demands_none_of_its_parts() -> None:
    assert telling(Or((A, B)), by((A, 1), (Or((A, B)), 5))) == {A: 1}


def test_everything_and_nothing_tell_nothing() -> None:
    assert telling(A, by((Everything(), 1), (Nothing(), 2), (Not(A), 3))) == {Not(A): 3}


def test_a_part_twice_weighs_twice() -> None:
    assert telling(A, by((B, 1), (C, 2), (B, 3))) == {B: 4, C: 2}


def test_a_choice_among_all_weighted_parts_limits_nothing() -> None:
    plan = And((And((Or((A, B, C)), Not(A))), Everything()))
    assert limiting(plan, {B: 1, C: 2}) == [Not(A)]


def test_a_choice_without_one_of_the_weighted_parts_limits() -> None:
    assert limiting(Or((A, B)), {A: 1, C: 2}) == [Or((A, B))]


def test_a_choice_among_some_weighted_parts_is_covered_by_these() -> None:
    plan = And((Or((A, B)), Not(C)))
    assert covering(plan, {A: 1, C: 2}) == ()
    assert {*limiting(plan, {A: 1, C: 2})} == {Or((A, B)), Not(C)}
    assert covering(plan, {A: 1, B: 2, C: 3}) == (A, B)
    assert limiting(plan, {A: 1, B: 2, C: 3}) == [Not(C)]


def test_of_two_choices_one_limits() -> None:
    plan = And((Or((A, B)), Or((B, C))))
    weights: dict[Plan, int] = {A: 1, B: 2, C: 3}
    chosen = Or(covering(plan, weights))
    assert {chosen, *limiting(plan, weights)} == {*plan.parts}
