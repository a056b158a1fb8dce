"""Keys: tone placement, Đ and its lookalikes, ignorable characters, simplified characters."""

import unicodedata
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synonyms.spelling import (
    character_key,
    is_han,
    place_tone,
    split_tone,
    syllable_key,
    toneless,
    tonings,
)


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("hoà", "hòa"),
        ("hòa", "hòa"),
        ("Thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("uỷ", "ủy"),
        ("quý", "quý"),
        ("qúy", "quý"),
        ("giá", "giá"),
        ("gía", "giá"),
        ("gì", "gì"),
        ("giếng", "giếng"),
        ("Hoàng", "hoàng"),
        ("Nguyễn", "nguyễn"),
        ("khuỷu", "khuỷu"),
        ("ngoáy", "ngoáy"),
        ("người", "người"),
        ("Ngoẹo", "ngoẹo"),
    ],
)
def test_tone_stands_in_one_place(word: str, key: str) -> None:
    assert syllable_key(word) == key


@pytest.mark.parametrize("letter", ["\u0110", "\u00d0", "\u0189", "đ", "\u00f0", "\u0256"])
def test_lookalikes_of_d_with_stroke_are_one_letter(letter: str) -> None:
    assert syllable_key(f"{letter}ức") == "đức"
    assert toneless(syllable_key(f"{letter}ức")) == "duc"


@pytest.mark.parametrize("word", ["łódź", "øre", "straße", "naïve", "café"])
def test_words_that_are_no_syllable_keep_their_marks(word: str) -> None:
    assert syllable_key(word.upper() if "ß" not in word else word) == word


def test_only_marks_and_d_are_folded() -> None:
    assert toneless("ø") == "ø"
    assert toneless("ł") == "ł"
    assert toneless("đường") == "duong"
    assert toneless("刘宁") == "刘宁"


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("ｈｏà", "hòa"),
        ("l\u00adưu", "lưu"),
        ("n\u200bi\u200dnh", "ninh"),
        ("\ufeffLưu", "lưu"),
    ],
)
def test_fullwidth_and_ignorable_characters_do_not_reach_a_key(word: str, key: str) -> None:
    assert syllable_key(word) == key


@pytest.mark.parametrize(
    ("char", "key", "why"),
    [
        ("劉", "刘", "traditional"),
        ("寧", "宁", "traditional"),
        ("為", "为", "Taiwan's shape"),
        ("爲", "为", "the old shape"),
        ("衞", "卫", "Hong Kong's shape"),
        ("沢", "泽", "Japan's shape"),
        ("芸", "芸", "an everyday simplified character, though also Japan's 藝"),
        ("⽉", "月", "a Kangxi radical out of a PDF"),
        ("〇", "零", "the digit zero"),
        ("葛\U000e0100", "葛", "with a variation selector"),
        ("𣴓", "𣴓", "beyond the basic plane"),
    ],
)
def test_characters_have_simplified_keys(char: str, key: str, why: str) -> None:
    assert character_key(char) == key, why


def test_han_is_told_from_other_scripts() -> None:
    assert all(map(is_han, "刘〇々𣴓⽉"))
    assert not any(map(is_han, ["L", "ư", "1", "カ", "한", "。", ""]))


def test_toneless_syllable_stands_for_its_toned_ones() -> None:
    assert tonings("luu")[0] == "luu"
    assert {"lưu", "lựu", "lửu"} <= set(tonings("luu"))
    assert {"đoàn", "doan", "đoán"} <= set(tonings("doan"))
    assert "quốc" in tonings("quoc")
    assert "quốc" not in tonings("quc")
    assert tonings("putin") == ("putin",)


SYLLABLES = st.sampled_from(
    "hoa thuy khoe quy gia gi giêng nguyên hương đuôi oan uy ươm quôc ngoay khuyu".split()
)
MARKS = st.sampled_from(["", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"])


@given(SYLLABLES, MARKS)
def test_placing_a_tone_is_undone_by_splitting_it(base: str, tone: str) -> None:
    placed = place_tone(base, tone)
    assert placed is not None
    assert split_tone(placed) == (base, tone)


@given(st.text(max_size=12))
def test_a_key_is_its_own_key_and_does_not_know_the_form_of_its_text(text: str) -> None:
    key = syllable_key(text)
    assert syllable_key(key) == key
    assert syllable_key(unicodedata.normalize("NFD", text)) == syllable_key(
        unicodedata.normalize("NFC", text)
    )


@given(SYLLABLES, MARKS)
def test_every_toned_syllable_is_a_toning_of_its_toneless_one(base: str, tone: str) -> None:
    placed = place_tone(base, tone)
    assert placed is not None
    if base.endswith(("c", "ch", "p", "t")) and tone not in ("", "\u0301", "\u0323"):
        return
    assert placed in tonings(toneless(placed))


@pytest.mark.parametrize("word", ["a" * 20, "a" * 2_000, "dau" * 200, "oe" * 50, "thuongg"])
def test_what_is_no_syllable_has_no_tonings(word: str) -> None:
    # Twenty a's were 3 to the power of 20 products.
    assert tonings(word) == (word,)


def test_tonings_are_bounded_by_construction() -> None:
    onsets = ("", "d", "ngh", "gi", "qu", "th")
    groups = ("".join(group) for size in (1, 2, 3) for group in product("aeiouy", repeat=size))
    spelt = (f"{onset}{group}{coda}" for group in groups for onset in onsets for coda in ("", "ng"))
    assert max(len(tonings(word)) for word in spelt) <= 1 + 2 * 3**3 * 6
