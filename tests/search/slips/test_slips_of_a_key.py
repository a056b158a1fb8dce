"""What one key may have been meant to be: each rule with an example, and what no rule gives."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.slips.costs import IMPOSSIBLE
from search.slips.han_slips import character_slips
from search.slips.letter_slips import word_slips
from search.slips.pinyin_slips import pinyin_slips
from search.slips.syllable_slips import is_plain_syllable, syllable_slips, toneless_slips
from synonyms.pinyin import is_pinyin
from synonyms.spelling import is_syllable, tonings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("trong", "trọng"),
        ("nguyển", "nguyễn"),
        ("lý", "lí"),
        ("sang", "san"),
        ("bắt", "bắc"),
        ("sách", "sác"),
        ("lội", "nội"),
        ("trí", "chí"),
        ("suất", "xuất"),
        ("rân", "dân"),
        ("giu", "du"),
        ("dì", "gì"),
        ("vì", "dì"),
        ("hiu", "hưu"),
        ("hươu", "hưu"),
        ("nghành", "ngành"),
        ("nihn", "ninh"),
        ("nginh", "ninh"),
        ("thnah", "thành"),
        ("luwu", "lưu"),
    ],
)
def test_a_syllable_is_taken_for_another(typed: str, meant: str) -> None:
    assert meant in syllable_slips(typed)


def test_a_syllable_without_tones_is_given_back_with_tones() -> None:
    slips = toneless_slips("tron")
    assert {"trong", "trọng", "trống"} <= set(slips)
    assert "tròn" not in slips


def test_what_is_no_syllable_is_a_slip_for_certain() -> None:
    assert syllable_slips("nihn")["ninh"] == IMPOSSIBLE < syllable_slips("nin")["ninh"]


@given(st.text("abcdeghiklmnopqrstuvxyăâđêôơưáàảãạ", min_size=1, max_size=7))
def test_a_slip_of_a_syllable_is_a_possible_syllable_and_another(key: str) -> None:
    slips = syllable_slips(key)
    assert key not in slips
    assert all(is_syllable(one) or is_plain_syllable(one) for one in slips)


@pytest.mark.parametrize("word", ["hieu", "tien", "nguyen", "duoc", "ninh"])
def test_letters_without_marks_may_be_a_syllable(word: str) -> None:
    assert is_plain_syllable(word)
    assert any(map(is_syllable, tonings(word)))


@pytest.mark.parametrize("word", ["trump", "donal", "nihn", "x", ""])
def test_other_words_are_none(word: str) -> None:
    assert not is_plain_syllable(word)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("donal", "donald"),
        ("trmup", "trump"),
        ("puttin", "putin"),
        ("tillersen", "tillerson"),
        ("netanyahou", "netanyahu"),
    ],
)
def test_a_foreign_word_is_one_edit_away_and_a_long_one_two(typed: str, meant: str) -> None:
    assert meant in word_slips(typed)


def test_two_edits_are_not_looked_for_in_a_short_word() -> None:
    assert "trump" not in word_slips("trmu")
    assert "netanyahu" in word_slips("netaniahou")
    assert word_slips("abc") == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("zong", "zhong"), ("cen", "chen"), ("si", "shi"), ("pin", "ping"), ("lan", "nan")],
)
def test_a_syllable_of_pinyin_is_taken_for_another(typed: str, meant: str) -> None:
    assert meant in pinyin_slips(typed)
    assert typed in pinyin_slips(meant)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=6))
def test_a_slip_of_pinyin_is_pinyin(syllable: str) -> None:
    assert all(map(is_pinyin, pinyin_slips(syllable)))


@pytest.mark.parametrize(
    ("typed", "meant"), [("瓶", "平"), ("刁", "习"), ("墙", "强"), ("未", "末"), ("陈", "程")]
)
def test_a_character_is_taken_for_one_that_sounds_or_looks_like_it(typed: str, meant: str) -> None:
    assert meant in character_slips(typed)
    assert typed not in character_slips(typed)
