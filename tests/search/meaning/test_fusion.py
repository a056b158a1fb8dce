"""Two ranked lists become one, by ranks alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.meaning.fusion import FusedHit, fused

IDS = st.lists(st.sampled_from([f"d{at}" for at in range(30)]), unique=True)


def ids(lexical: list[str], meaning: list[str]) -> list[str]:
    return [hit.id for hit in fused(lexical, meaning)]


def test_what_both_found_comes_first_and_each_says_who_found_it() -> None:
    assert fused(["a", "b"], ["c", "b"]) == [
        FusedHit("b", "both"),
        FusedHit("a", "words"),
        FusedHit("c", "meaning"),
    ]


def test_the_two_take_turns() -> None:
    assert ids(["a", "b", "c"], ["x", "y"]) == ["a", "x", "b", "y", "c"]


@given(IDS)
def test_of_one_list_the_order_stays(only: list[str]) -> None:
    assert ids(only, []) == ids([], only) == ids(only, only) == only


@given(IDS, IDS)
def test_each_document_stands_once(lexical: list[str], meaning: list[str]) -> None:
    found = ids(lexical, meaning)
    assert len(found) == len(set(found))
    assert set(found) == {*lexical, *meaning}


@given(IDS, IDS)
def test_the_order_of_what_one_list_alone_has_stays(lexical: list[str], meaning: list[str]) -> None:
    for only, by in ((lexical, "words"), (meaning, "meaning")):
        kept = [hit.id for hit in fused(lexical, meaning) if hit.found_by == by]
        assert kept == [doc_id for doc_id in only if doc_id in kept]


@given(IDS, IDS, st.integers(0, 30))
def test_a_long_list_may_be_cut_and_its_end_put_after(
    lexical: list[str], meaning: list[str], more: int
) -> None:
    kept = lexical[: len(meaning) + more]
    rest = [doc_id for doc_id in lexical[len(kept) :] if doc_id not in meaning]
    moved = [doc_id for doc_id in lexical[len(kept) :] if doc_id in meaning]
    assert set(ids(lexical, meaning)) == {*ids(kept, meaning), *rest}
    if not moved:
        assert ids(lexical, meaning) == [*ids(kept, meaning), *rest]
