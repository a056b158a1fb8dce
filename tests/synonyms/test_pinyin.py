"""Pinyin: a name's spellings, the characters of a syllable, glued words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synonyms.pinyin import characters_spelt, is_pinyin, pinyin_spellings, split_glued


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("单伟建", ("shan", "wei", "jian")),
        ("仇和", ("qiu", "he")),
        ("曾庆红", ("zeng", "qing", "hong")),
        ("吕布", ("lu", "bu")),
        ("刘宁", ("liu", "ning")),
    ],
)
def test_a_surname_is_read_as_a_surname(name: str, spelling: tuple[str, ...]) -> None:
    assert spelling in pinyin_spellings(tuple(name))


def test_a_name_is_spelt_apart_half_glued_and_glued() -> None:
    assert pinyin_spellings(("习", "近", "平")) == [
        ("xi", "jin", "ping"),
        ("xi", "jinping"),
        ("xijinping",),
    ]


def test_a_character_without_pinyin_gives_no_spelling() -> None:
    assert pinyin_spellings(("刘", "𠀀")) == []


@pytest.mark.parametrize("typed", ["lv", "lu", "lyu"])
def test_u_with_dots_is_typed_in_three_ways(typed: str) -> None:
    assert "吕" in characters_spelt(typed)


@pytest.mark.parametrize(
    ("char", "syllable"),
    # Readings of old books that no modern dictionary has brought in names that are none.
    [("年", "ning"), ("游", "liu")],
)
def test_a_reading_no_dictionary_has_is_none(char: str, syllable: str) -> None:
    assert char not in characters_spelt(syllable)


@pytest.mark.parametrize(("char", "syllable"), [("厦", "xia"), ("重", "chong"), ("六", "lu")])
def test_a_polyphones_second_reading_stays(char: str, syllable: str) -> None:
    assert char in characters_spelt(syllable)


def test_a_glued_word_is_cut_in_every_way() -> None:
    assert set(split_glued("xian")) >= {("xian",), ("xi", "an")}
    assert split_glued("jinping") == (("jin", "ping"),)
    assert split_glued("nguyen") == ()


@given(st.text("abcdeghijlnopuxyz", max_size=12))
def test_pieces_of_a_glued_word_make_it_up(word: str) -> None:
    for pieces in split_glued(word):
        assert "".join(pieces) == word
        assert all(map(is_pinyin, pieces))


def test_a_glued_word_has_at_most_four_syllables() -> None:
    assert ("ou", "yang", "jin", "ping") in split_glued("ouyangjinping")
    assert all(len(one) <= 4 for one in split_glued("anananan"))


@pytest.mark.parametrize(("char", "syllable"), [("仇", "qiu"), ("黑", "he")])
def test_a_syllable_spells_characters_as_surnames_too(char: str, syllable: str) -> None:
    assert char in characters_spelt(syllable)


def test_a_single_character_has_one_spelling() -> None:
    assert pinyin_spellings(("吕",)) == [("lu",)]
