"""What was answered is kept for one state of an index, within bounds."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from indexer.budget import Budget, BudgetedReader
from indexer.engines.protocol import ReadRequest, ReadResult
from indexer.kept_answers import Kept, KeptAnswers, terms_of
from indexer.plan import And, AnyOf, Everything, Near, Not, Or, Phrase, Plan


class Counting:
    """Counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        return self.asked


def kept_in(most: int) -> KeptAnswers[str, int]:
    """Answers of which each takes two places."""
    return KeptAnswers(lambda key, _: 2 * len(key), most)


def test_the_same_question_is_asked_once() -> None:
    kept, counting = kept_in(9), Counting()
    assert [kept.answer("1", "a", counting) for _ in range(2)] == [1, 1]
    assert kept.answer("1", "b", counting) == 2


def test_another_state_of_the_index_is_asked_anew() -> None:
    kept, counting = kept_in(9), Counting()
    before = kept.answer("1", "a", counting)
    assert kept.answer("2", "a", counting) != before
    # A reader of the state before, who is still at it, is told nothing of the new one.
    assert kept.answer("1", "a", counting) == 3


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept, counting = kept_in(4), Counting()
    for key in ("a", "b", "a", "c"):
        kept.answer("1", key, counting)
    assert counting.asked == 3
    kept.answer("1", "a", counting)
    assert counting.asked == 3
    kept.answer("1", "b", counting)
    assert counting.asked == 4


def test_what_is_more_than_all_room_is_not_kept() -> None:
    kept, counting = kept_in(4), Counting()
    assert [kept.answer("1", "long", counting) for _ in range(2)] == [1, 2]


class Index:
    """An index in which each plan has as many documents as were counted so far."""

    size = 9
    exact = True

    def __init__(self) -> None:
        self.counted: list[Plan] = []
        self.faceted = 0

    def count(self, plan: Plan, filters: object = None) -> int:
        self.counted.append(plan)
        return len(self.counted)

    def run(self, request: ReadRequest) -> ReadResult:
        self.faceted += bool(request.facets)
        return ReadResult(
            9,
            (),
            facets={name: ((str(self.faceted), 1),) for name in request.facets},
            split={name: {other: ()} for name, other in request.split.items()},
            counts={name: self.count(p) for name, p in request.counts.items()},
        )


A, B = AnyOf("lang", ("vi",)), AnyOf("lang", ("zh",))


def test_a_count_in_the_whole_index_is_made_once_for_all_requests() -> None:
    index, kept = Index(), Kept()
    for _ in range(2):
        reader = BudgetedReader(index, Budget(), "1", kept)  # type: ignore[arg-type]
        assert reader.count(A) == 1
        asked = ReadRequest(Everything(), counts={"a": A, "b": B})
        assert reader.run(asked).counts == {"a": 1, "b": 2}
    assert index.counted == [A, B]


def test_a_count_within_filters_or_of_another_commit_is_its_own() -> None:
    index, kept = Index(), Kept()
    reader = BudgetedReader(index, Budget(), "1", kept)  # type: ignore[arg-type]
    within = ReadRequest(Everything(), filters={"lang": B}, counts={"a": A})
    assert reader.count(A) == 1
    assert reader.count(A, {"lang": B}) == 2
    assert reader.run(within).counts == {"a": 3}
    later = BudgetedReader(index, Budget(), "2", kept)  # type: ignore[arg-type]
    assert later.count(A) == 4


def test_facets_are_counted_once_for_all_pages_of_what_was_found() -> None:
    index, kept = Index(), Kept()
    asked = ReadRequest(A, facets=("year", "lang"), split={"year": "lang"}, counts={"a": A})
    results = [
        BudgetedReader(index, Budget(), "1", kept).run(replace(asked, offset=at))  # type: ignore[arg-type]
        for at in (0, 10)
    ]
    assert results[0] == results[1]
    assert results[0].facets == {"year": (("1", 1),), "lang": (("1", 1),)}
    assert results[0].split == {"year": {"lang": ()}}
    assert index.faceted == 1


@pytest.mark.parametrize(
    "other",
    [
        ReadRequest(B, facets=("year",)),
        ReadRequest(A, facets=("lang",)),
        ReadRequest(A, facets=("year",), filters={"lang": B}),
        ReadRequest(A, facets=("year",), values=7),
        ReadRequest(A, facets=("year",), split={"year": "lang"}),
    ],
)
def test_facets_of_anything_else_are_counted(other: ReadRequest) -> None:
    index, kept = Index(), Kept()
    reader = BudgetedReader(index, Budget(), "1", kept)  # type: ignore[arg-type]
    reader.run(ReadRequest(A, facets=("year",)))
    reader.run(other)
    BudgetedReader(index, Budget(), "2", kept).run(other)  # type: ignore[arg-type]
    assert index.faceted == 3


@pytest.mark.parametrize(
    ("plan", "terms"),
    [
        (Everything(), 1),
        (AnyOf("lang", ("vi", "zh")), 2),
        (Not(A), 1),
        (Or((A, And((A, B)))), 7),
        (Near((Phrase((("a", "b"), ("c",))),), (Phrase((("d",),)),), 5), 4),
    ],
)
def test_a_plan_takes_the_room_of_its_terms_and_parts(plan: Plan, terms: int) -> None:
    assert terms_of(plan) == terms
