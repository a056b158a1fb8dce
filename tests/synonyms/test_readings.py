"""The readings table: coverage, polyphones, weights."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synonyms.readings import Weight, characters_read, readings_of, table
from synonyms.spelling import character_key, is_syllable


def test_the_table_holds_twelve_thousand_characters_of_both_scripts() -> None:
    assert len(table()) >= 12_000
    simplified = {char for char in table() if character_key(char) == char}
    assert len(simplified) >= 6_000
    assert len(table().keys() - simplified) >= 2_000


@pytest.mark.parametrize(
    ("char", "syllables"),
    [
        ("重", {"trùng", "trọng"}),
        ("长", {"trường", "trưởng"}),
        ("乐", {"lạc", "nhạc"}),
        ("行", {"hành", "hàng"}),
        ("刘", {"lưu"}),
        ("宁", {"ninh"}),
        # Unihan's kVietnamese lacks these.
        ("浦", {"phố"}),
        ("谊", {"nghị"}),
    ],
)
def test_every_reading_that_names_use_is_in_use(char: str, syllables: set[str]) -> None:
    used = {one.syllable for one in readings_of(char) if one.weight < Weight.RARE}
    assert syllables <= used


def test_a_homographs_reading_is_rare() -> None:
    weights = {one.syllable: one.weight for one in readings_of("宁")}
    assert weights["ninh"] == Weight.PRIMARY
    assert weights["trữ"] == Weight.RARE


def test_readings_stand_best_first_and_are_syllables() -> None:
    for char in table():
        readings = readings_of(character_key(char))
        assert readings, char
        assert [one.weight for one in readings] == sorted(one.weight for one in readings)
        assert all(is_syllable(one.syllable) for one in readings), char


def test_both_directions_say_the_same() -> None:
    for char in map(character_key, table()):
        for one in readings_of(char):
            assert (char, one.weight) in characters_read(one.syllable)


def test_characters_are_asked_by_their_simplified_key() -> None:
    assert readings_of("劉") == ()
    assert "刘" in dict(characters_read("lưu"))


def test_a_character_or_syllable_without_reading_gives_none() -> None:
    assert readings_of("a") == ()
    assert characters_read("xyz") == ()


def test_a_merged_in_characters_reading_is_at_most_secondary() -> None:
    weights = {one.syllable: one.weight for one in readings_of("干")}
    assert weights["can"] == Weight.PRIMARY
    assert weights["càn"] == Weight.SECONDARY


@pytest.mark.parametrize(
    ("char", "syllables"),
    [("武", {"vũ", "võ"}), ("黄", {"hoàng", "huỳnh"}), ("周", {"chu", "châu"})],
)
def test_surnames_are_read_in_both_ways(char: str, syllables: set[str]) -> None:
    assert syllables <= {one.syllable for one in readings_of(char) if one.weight < Weight.RARE}


SYLLABLES = sorted({one.syllable for char in table() for one in readings_of(character_key(char))})


@given(st.sampled_from(SYLLABLES))
def test_a_syllables_characters_are_read_so(syllable: str) -> None:
    for char, weight in characters_read(syllable):
        assert weight in {one.weight for one in readings_of(char) if one.syllable == syllable}
