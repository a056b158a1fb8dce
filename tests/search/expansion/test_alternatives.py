"""Alternatives of one syllable or character: one hop, its weight and what it speaks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.expansion.alternatives import (
    Alternatives,
    han_of_pinyin,
    han_of_syllable,
    vietnamese_of_character,
    vietnamese_of_syllable,
)
from synonyms.readings import Weight, characters_read, readings_of
from synonyms.spelling import is_han, toneless
from synonyms.variants import canonical, variants_of

CHARACTERS = st.sampled_from("刘宁柳留周朱迅长重乐阮武黄李贵中国越南友谊水口张")
SYLLABLES = st.sampled_from(
    "lưu ninh trữ võ vũ hoàng huỳnh lý lí quý châu chu tấn đức trần cương cường hòa nghị".split()
)
TONELESS = st.sampled_from("luu ninh vo vu hoang ly quy chau tan dam dai truong hoa nghi".split())


def kinds(alternatives: Alternatives) -> dict[str, str]:
    return {key: one.kind for key, one in alternatives.items()}


def spellings(syllable: str) -> set[str]:
    """The syllable and its variants."""
    return {syllable, *(one.syllable for one in variants_of(syllable))}


@given(CHARACTERS)
def test_a_character_asks_for_syllables_and_never_for_characters(char: str) -> None:
    assert not any(map(is_han, vietnamese_of_character(char)))


@given(SYLLABLES, st.booleans())
def test_a_syllable_asks_for_one_script_a_slot(syllable: str, loose: bool) -> None:
    assert all(map(is_han, han_of_syllable(syllable, loose)))
    assert not any(map(is_han, vietnamese_of_syllable(syllable, loose)))


@given(SYLLABLES)
def test_the_characters_of_a_toned_syllable_are_read_so_or_as_its_variant(syllable: str) -> None:
    for char in han_of_syllable(syllable, False):
        assert spellings(syllable) & {one.syllable for one in readings_of(char)}, char


@given(CHARACTERS)
def test_the_syllables_of_a_character_are_its_readings_and_their_variants(char: str) -> None:
    wanted = set().union(*(spellings(one.syllable) for one in readings_of(char)))
    assert set(vietnamese_of_character(char)) == wanted


@given(CHARACTERS)
def test_both_ways_between_the_scripts_weigh_the_same(char: str) -> None:
    for reading in readings_of(char):
        there = vietnamese_of_character(char)[reading.syllable]
        back = han_of_syllable(reading.syllable, False)[char]
        assert there.weight == back.weight <= reading.weight


@given(SYLLABLES)
def test_a_syllable_with_tones_asks_no_other_tone(syllable: str) -> None:
    alternatives = vietnamese_of_syllable(syllable, False)
    assert alternatives[syllable].kind == "typed"
    assert set(alternatives) == spellings(syllable)
    assert all(one.kind == "variant" for key, one in alternatives.items() if key != syllable)


@given(TONELESS)
def test_a_syllable_without_tones_asks_every_toning_and_what_was_typed(syllable: str) -> None:
    alternatives = vietnamese_of_syllable(syllable, True)
    assert alternatives[syllable].kind == "typed"
    for key, one in alternatives.items():
        if one.kind == "toneless":
            assert toneless(key) == syllable != key
        elif one.kind == "variant":
            assert any(
                key in spellings(other) for other in alternatives if toneless(other) == syllable
            )


@pytest.mark.parametrize(
    ("typed", "toned"),
    [
        ("luu", "lưu"),
        ("chau", "châu"),
        ("nghi", "nghị"),
        # Đ does not fold under NFD.
        ("dam", "đam"),
        ("duong", "đường"),
        ("tran", "trần"),
        ("hoa", "hòa"),
    ],
)
def test_letters_and_tones_are_both_given_back(typed: str, toned: str) -> None:
    assert kinds(vietnamese_of_syllable(typed, True))[toned] == "toneless"


@pytest.mark.parametrize(
    ("char", "syllable", "weight"),
    [
        ("宁", "ninh", Weight.PRIMARY),
        ("宁", "trữ", Weight.RARE),
        ("重", "trùng", Weight.SECONDARY),
        ("乐", "nhạc", Weight.SECONDARY),
    ],
)
def test_a_rare_reading_is_kept_with_its_weight(char: str, syllable: str, weight: int) -> None:
    assert vietnamese_of_character(char)[syllable].weight == weight
    assert han_of_syllable(syllable, False)[char].weight == weight


def test_a_character_reached_by_several_readings_speaks_for_each_with_its_weight() -> None:
    found = han_of_syllable("truong", True)["长"]
    assert found.weight == Weight.PRIMARY
    # Trường and tràng are variants, so one reading.
    assert dict(found.syllables) == {
        canonical("trường"): Weight.PRIMARY,
        "trưởng": Weight.SECONDARY,
    }


@pytest.mark.parametrize(("one", "other"), [("võ", "vũ"), ("lý", "lí"), ("hoàng", "huỳnh")])
def test_variants_ask_each_other_and_speak_for_one_reading(one: str, other: str) -> None:
    there, back = vietnamese_of_syllable(one, False), vietnamese_of_syllable(other, False)
    assert kinds(there) == {one: "typed", other: "variant"}
    assert kinds(back) == {other: "typed", one: "variant"}
    assert {entry.syllables for entry in (*there.values(), *back.values())} == {
        ((canonical(one), 0),)
    }
    assert set(han_of_syllable(one, False)) == set(han_of_syllable(other, False))


@given(st.sampled_from("liu ning xi jin ping zhou xun".split()))
def test_pinyin_speaks_for_primary_readings_only(spelling: str) -> None:
    for char, one in han_of_pinyin(spelling).items():
        assert one.kind == "pinyin"
        primary = {r.syllable for r in readings_of(char) if r.weight == Weight.PRIMARY}
        assert {syllable for syllable, _ in one.syllables} == set(map(canonical, primary))


def test_what_no_reading_connects_is_not_reached() -> None:
    assert vietnamese_of_character("刘").keys() == {"lưu"}
    assert "柳" not in han_of_syllable("lưu", False)
    assert "柳" in dict(characters_read("liễu"))
    assert han_of_syllable("xyz", False) == {}
    assert vietnamese_of_character("㍿") == {}
    assert han_of_pinyin("luu") == {}
