"""People who are one, said in any order, in circles and by several readers at once: it ends, and
means something."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import combinations, permutations, product
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from indexer.corrections.correction import APART, MENTION, SAME, UNDO, Correction
from indexer.corrections.in_force import Corrections
from indexer.corrections.overlay import corrected
from indexer.linking.mention import GATE, OTHER, PERSON, Mention
from search.names.gazetteer_layers import with_joined
from synonyms.gazetteer import load

PEOPLE = "abcdefg"
SAMES = st.builds(
    lambda pair: Correction(SAME, *pair), st.sampled_from(list(permutations(PEOPLE, 2)))
)
APARTS = st.builds(
    lambda pair, doc, surface: Correction(APART, *pair, doc=doc, surface=surface),
    st.sampled_from(list(permutations(PEOPLE, 2))),
    st.sampled_from(["", "d", "e"]),
    st.sampled_from(["X", "Y"]),
)
UNDOS = st.builds(lambda one: Correction(UNDO, other=one.id), SAMES)
SAID = st.lists(st.one_of(SAMES, SAMES, UNDOS), max_size=25)
DOCUMENT = Document("d", "Tin", "X " * len(PEOPLE) + "Y " * len(PEOPLE), "vi")
MENTIONS = tuple(
    Mention("body", 2 * at, 2 * at + 1, surface, entity, "person", PERSON, "rule")
    for at, (surface, entity) in enumerate(product("XY", PEOPLE))
)


def relabelled(corrections: Corrections) -> dict[str, str]:
    """What the sets mean, said in the plainest way: whoever counts as the second counts as what
    the first counts as."""
    one = {entity: entity for entity in PEOPLE}
    for said in corrections:
        kept, gone = one[said.entity], one[said.other]
        one = {entity: kept if now == gone else now for entity, now in one.items()}
    return one


def entities(said: list[Correction]) -> list[str]:
    return [one.entity for one in corrected(DOCUMENT, MENTIONS, Corrections(said))]


@pytest.mark.parametrize(
    "circle",
    [
        [("a", "b"), ("b", "x"), ("x", "b")],
        [("a", "b"), ("b", "a")],
        [("a", "b"), ("b", "c"), ("c", "a"), ("a", "c"), ("b", "a")],
        [("a", "b"), ("c", "b"), ("b", "c"), ("b", "a")],
    ],
)
def test_a_circle_ends_and_all_of_it_are_one(circle: list[tuple[str, str]]) -> None:
    names = load()
    for order in permutations(circle):
        corrections = Corrections(Correction(SAME, *pair) for pair in order)
        named = {entity for pair in circle for entity in pair}
        assert len({corrections.one_of(entity) for entity in named}) == 1
        with_joined(names, corrections)
        mentions = [
            Mention("body", 0, 1, "X", entity, "person", PERSON, "rule") for entity in named
        ]
        assert len({one.entity for one in corrected(DOCUMENT, mentions, corrections)}) == 1


@given(SAID)
def test_the_sets_are_what_was_said_in_the_order_it_was_said(said: list[Correction]) -> None:
    corrections = Corrections(said)
    now = {entity: corrections.one_of(entity) for entity in PEOPLE}
    assert now == relabelled(corrections)
    assert all(corrections.one_of(one) == one for one in now.values())
    assert dict(zip(PEOPLE, entities(said), strict=False)) == now
    assert set(corrections.joined()) == {entity for entity in PEOPLE if now[entity] != entity}


@given(SAID)
def test_who_is_one_with_whom_follows_from_what_is_in_force_alone(said: list[Correction]) -> None:
    corrections = Corrections(said)
    turned = Corrections(reversed(list(corrections)))
    for one, other in combinations(PEOPLE, 2):
        same = corrections.one_of(one) == corrections.one_of(other)
        assert same == (turned.one_of(one) == turned.one_of(other))


@given(st.lists(st.one_of(SAMES, APARTS), min_size=1, max_size=25), st.data())
def test_what_is_taken_back_leaves_what_was_without_it(
    said: list[Correction], data: st.DataObject
) -> None:
    gone = data.draw(st.lists(st.sampled_from(said), unique_by=lambda one: one.id))
    undone = [*said, *(Correction(UNDO, other=one.id) for one in gone)]
    without = [one for one in said if one.id not in {each.id for each in gone}]
    assert entities(undone) == entities(without)
    assert list(Corrections(undone)) == list(Corrections(without))


@given(st.lists(st.one_of(SAMES, APARTS, UNDOS), max_size=30))
def test_any_corrections_end_and_act_on_their_own_result_alike(said: list[Correction]) -> None:
    corrections = Corrections(said)
    once = corrected(DOCUMENT, MENTIONS, corrections)
    assert corrected(DOCUMENT, once, corrections) == once
    assert corrected(DOCUMENT, once, Corrections()) == MENTIONS


@given(st.lists(st.one_of(SAMES, APARTS, UNDOS), max_size=20), st.one_of(SAMES, APARTS))
def test_where_mentions_stand_that_change_is_known(
    said: list[Correction], more: Correction
) -> None:
    before = corrected(DOCUMENT, MENTIONS, Corrections(said))
    for line in (more, Correction(UNDO, other=more.id)):
        corrections = Corrections([*said, line])
        after = corrected(DOCUMENT, MENTIONS, corrections)
        changed = {one.entity for one, other in zip(before, after, strict=True) if one != other}
        assert changed <= corrections.related(more)
        before, said = after, [*said, line]


def test_a_namesake_can_be_parted_again_and_the_narrowest_holds() -> None:
    first = Correction(APART, "a", "a (2)", doc="d")
    again = Correction(APART, "a (2)", "a (3)", surface="X")
    assert entities([first, again])[0] == "a (3)"
    assert entities([again, first])[0] == "a (2)"
    everywhere = Correction(APART, "a", "b", surface="X")
    here = Correction(APART, "a", "c", doc="d", surface="X")
    assert entities([everywhere, here])[0] == entities([here, everywhere])[0] == "c"
    assert entities([everywhere, Correction(APART, "a", "e", surface="X")])[0] == "e"


def test_a_form_parts_from_all_who_count_as_one() -> None:
    joined = Correction(SAME, "a", "b")
    assert entities([joined, Correction(APART, "a", "c", surface="X")])[:2] == ["c", "c"]


def test_a_gate_is_nobody_and_no_name_of_it_is_lost() -> None:
    names = load()
    corrections = Corrections([Correction(SAME, "lưu ninh", "huu-nghi")])
    assert with_joined(names, corrections).entities["huu-nghi"] == names.entities["huu-nghi"]
    gate = Mention("body", 0, 1, "X", "huu-nghi", "gate", GATE, "rule")
    assert corrected(DOCUMENT, [gate], corrections) == (gate,)


def test_two_that_share_an_id_are_both_in_force() -> None:
    seen: dict[str, Correction] = {}
    for number in range(1 << 20):
        one = Correction(SAME, "a", f"p{number}")
        if one.id in seen:
            break
        seen[one.id] = one
    other = seen[one.id]
    assert one.says != other.says
    both = Corrections([other, one])
    assert both.one_of(one.other) == both.one_of(other.other) == "a"
    assert not Corrections([other]).holds(one)


def calls(work: Callable[[], object]) -> int:
    """Functions called, ours and native ones: a measure that no busy machine changes."""
    count = 0

    def seen(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def many(number: int) -> Callable[[], object]:
    """A document in which each mention is corrected, its person joined along one long way, and
    parted by its form."""
    document = Document("d", "Tin", "X" * number, "vi")
    mentions = [
        Mention("body", at, at + 1, "X", f"p{at}", "person", PERSON, "rule") for at in range(number)
    ]
    said = [Correction(SAME, f"p{at + 1}", f"p{at}") for at in range(number)]
    said += [Correction(APART, f"p{at}", f"q{at}", surface="X") for at in range(number)]
    said += [Correction(MENTION, f"p{at}", "", OTHER, "d", "body", at, "X") for at in range(number)]
    return lambda: corrected(document, mentions, Corrections(said))


def test_twice_as_many_corrections_and_mentions_cost_twice_as_much() -> None:
    few, twice, more = (calls(many(number)) for number in (500, 1000, 4000))
    assert twice < 2.4 * few
    assert more < 4.8 * twice
