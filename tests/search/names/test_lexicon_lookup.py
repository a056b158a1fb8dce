"""Words by their keys: other wordings, related ones, false friends, little words."""

from __future__ import annotations

import pytest

from search.names.lexicon_lookup import BEHIND, Lexicon, is_little, is_word, lexicon
from search.terms.forms import OFFERED, FormKind
from synonyms.lexicon import LexiconEntry

LINES = (
    LexiconEntry(("chống buôn lậu",), ("打击走私", "反走私"), "v"),
    LexiconEntry(("quốc hội",), ("国会", "国民议会"), "n", ("全国人大", "nghị viện")),
    LexiconEntry(("kho", "kho hàng"), ("仓库", "库"), "n"),
    LexiconEntry(("thư ký",), ("秘书",), "n"),
    LexiconEntry(("bí thư",), ("书记",), "n"),
    LexiconEntry(("tình hữu nghị",), ("友谊",), "n"),
    LexiconEntry(("hữu nghị",), ("友好",), "a"),
    LexiconEntry(("và",), ("以及", "并且"), "part"),
)


@pytest.fixture(scope="module")
def small() -> Lexicon:
    return Lexicon.of(LINES)


def weights(small: Lexicon, text: str) -> dict[str, int]:
    keys = tuple(text.split()) if " " in text or text.isascii() else tuple(text)
    return {form.text: form.weight for form in small.forms(keys)}


def test_the_commonest_wording_comes_first_and_others_behind(small: Lexicon) -> None:
    assert weights(small, "chống buôn lậu") == {"打击走私": 0, "反走私": BEHIND}
    assert weights(small, "反走私") == {"chống buôn lậu": BEHIND, "打击走私": BEHIND}
    assert {form.kind for form in small.forms(("chống", "buôn", "lậu"))} == {FormKind.LEXICON}


def test_related_words_are_offered(small: Lexicon) -> None:
    assert weights(small, "quốc hội") == {
        **{"国会": 0, "国民议会": BEHIND, "全国人大": OFFERED, "nghị viện": OFFERED}
    }


def test_what_function_words_are_is_offered(small: Lexicon) -> None:
    assert weights(small, "以及") == {"và": OFFERED, "并且": OFFERED}


def test_one_syllable_is_behind_and_one_character_offered(small: Lexicon) -> None:
    assert weights(small, "仓库")["kho"] == BEHIND
    assert weights(small, "kho")["库"] == OFFERED


def test_a_reading_that_is_another_word_is_a_false_friend(small: Lexicon) -> None:
    assert small.are_false_friends(("thư", "ký"), ("书", "记"))
    # One wording holds the other: 友谊 is tình hữu nghị.
    assert not small.are_false_friends(("hữu", "nghị"), ("友", "谊"))
    # What the lexicon does not have may be anything.
    assert not small.are_false_friends(("thư", "ký"), ("书", "己"))


def test_words_are_found_without_their_tones(small: Lexicon) -> None:
    assert list(small.toned(("thu", "ky"))) == [("thư", "ký")]
    assert list(small.toned(("thu", "ka"))) == []


def test_an_empty_lexicon_knows_nothing() -> None:
    assert Lexicon.of(()).longest == 0
    assert Lexicon.of(()).forms(("thư", "ký")) == ()


@pytest.mark.parametrize("text", ["bao nhiêu", "là gì", "của", "什么", "多少", "的"])
def test_little_words(text: str) -> None:
    assert is_little(
        tuple(text.split()) if " " in text else tuple(text) if text > "一" else (text,)
    )


def test_words_of_a_language_are_told_from_what_is_none() -> None:
    assert is_word(("首", "相"))
    assert not is_word(("手", "将"))
    assert is_word(("hợp", "tác"))
    assert not is_word(("lưu", "ninh"))
    assert lexicon().knows(("hợp", "tác"))
