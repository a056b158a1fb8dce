"""Surnames: what the rule of name triples takes for the beginning of a name."""

from __future__ import annotations

from collections import Counter

import pytest

from synonyms.pinyin import pinyin_spellings
from synonyms.readings import Weight, readings_of
from synonyms.spelling import character_key, is_han
from synonyms.surnames import SURNAMES_ZH
from synonyms.word_lists import word_list


@pytest.mark.parametrize("surnames", ["王李张刘陈", "单仇曾", "阮黎范裴武邓", "朴崔金尹", "习"])
def test_surnames_of_chinese_vietnamese_and_korean_names_are_known(surnames: str) -> None:
    assert set(surnames) <= SURNAMES_ZH


def test_there_are_some_four_hundred() -> None:
    # Each one more indexes a triple behind every place where it is a word.
    assert 350 <= len(SURNAMES_ZH) <= 500


@pytest.mark.parametrize("word", "来都国水")
def test_a_rare_surname_that_is_an_everyday_word_is_left_out(word: str) -> None:
    assert word not in SURNAMES_ZH


def test_a_surname_is_one_han_character_and_its_own_key() -> None:
    # Tokens are compared by key: a traditional character here would never be met.
    for surname in SURNAMES_ZH:
        assert is_han(surname), surname
        assert len(surname) == 1, surname
        assert character_key(surname) == surname


def test_no_surname_stands_twice_in_the_file() -> None:
    listed = Counter(word_list("surnames_zh", "surname"))
    assert {surname for surname, count in listed.items() if count > 1} == set()


def test_every_surname_crosses_into_vietnamese_and_pinyin() -> None:
    for surname in SURNAMES_ZH:
        assert any(one.weight == Weight.PRIMARY for one in readings_of(surname)), surname
        assert pinyin_spellings((surname, "宁")), surname
