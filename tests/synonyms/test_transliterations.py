"""The list of foreign name parts, and the sounds learnt from it."""

from __future__ import annotations

import pytest

from synonyms.spelling import character_key
from synonyms.transliteration_sounds import (
    UNHEARD,
    fit,
    sounds_of_character,
    sounds_of_letters,
)
from synonyms.transliterations import han_of_part, parts_of_han, plain_letters


@pytest.mark.parametrize(
    ("latin", "han"), [("guterres", "古特雷斯"), ("trump", "特朗普"), ("spicer", "斯派塞")]
)
def test_a_part_and_its_spelling_lead_to_each_other(latin: str, han: str) -> None:
    assert han in dict(han_of_part(latin))
    assert latin in dict(parts_of_han(han))


def test_the_most_frequent_comes_first() -> None:
    counts = [count for _, count in parts_of_han("约翰")]
    assert parts_of_han("约翰")[0][0] == "john"
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("part", ["", "zzzz", "guterre", "uterres", "特"])
def test_what_is_only_a_piece_of_a_part_is_not_listed(part: str) -> None:
    assert han_of_part(part) == ()


def test_a_piece_of_a_spelling_is_not_the_spelling() -> None:
    assert "guterres" not in dict(parts_of_han("古特雷"))
    assert parts_of_han("特雷斯古") == ()


@pytest.mark.parametrize("letters", ["modrić", "mòdric", "modric"])
def test_marks_do_not_count(letters: str) -> None:
    assert plain_letters(letters) == "modric"


def test_letters_that_no_mark_makes_are_plain_too() -> None:
    assert plain_letters("bjørn") == "bjorn"
    assert plain_letters("wałęsa") == "walesa"


def test_spellings_are_simplified_as_tokens_are() -> None:
    for part in ("john", "antonio", "donald"):
        for han, _ in han_of_part(part):
            assert all(character_key(char) == char for char in han)


@pytest.mark.parametrize(
    ("latin", "right", "wrong"),
    [
        ("witkoff", "威特科夫", "格拉西莫夫"),
        ("gerasimov", "格拉西莫夫", "古特雷斯"),
        ("nadal", "纳达尔", "费德勒"),
    ],
)
def test_a_name_fits_its_spelling_better_than_another(latin: str, right: str, wrong: str) -> None:
    assert fit(latin, right) > -3.3 > fit(latin, wrong)


def test_letters_that_no_character_can_cover_fit_worst() -> None:
    assert fit("wolfeschlegelstein", "沃") == UNHEARD
    assert fit("a", "阿布") == UNHEARD


def test_sounds_go_both_ways() -> None:
    assert sounds_of_letters("ko")[0].char == "科"
    assert "ko" in [sound.letters for sound in sounds_of_character("科")]
    assert sounds_of_letters("zzzzz") == ()
    likelihoods = [sound.likelihood for sound in sounds_of_character("特")]
    assert likelihoods == sorted(likelihoods, reverse=True)
