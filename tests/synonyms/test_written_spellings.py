"""Where a key stands in a usual text, one of its written spellings stands in the text in lower
case."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokens import MARKS, analyse
from synonyms.spelling import is_han, nfc, tonings
from synonyms.written_spellings import is_usual, written


@pytest.mark.parametrize(
    ("key", "spellings"),
    [
        ("lưu", {"lưu"}),
        ("hòa", {"hòa", "hoà"}),
        ("quý", {"quý", "qúy"}),
        ("刘", {"刘", "劉"}),
        ("零", {"零", "〇"}),
        ("nato", {"nato"}),
    ],
)
def test_spellings_of_a_key(key: str, spellings: set[str]) -> None:
    assert written(key)[0] == key
    assert set(written(key)) == spellings
    assert {len(one) for one in written(key)} == {len(key)}


@pytest.mark.parametrize(
    "text",
    ["Cửa khẩu Hữu Nghị, 2024", "友谊关口岸（广西）", "刘宁·Liu Ning", "Straße é ü ø", "…—“”"],
)
def test_usual_texts(text: str) -> None:
    assert is_usual(text)


@pytest.mark.parametrize(
    "text",
    [
        "Lưu\u200b Ninh",
        "Ｌưu",
        "Ðồng Đăng",  # eth
        "佐々木",
        "刘\ufe00宁",
        "h̀oa",
        "①",
        "ﬁ",
        "\U00020000",
        "İ",
        "ΣΑΣ",
    ],
)
def test_texts_of_other_letters(text: str) -> None:
    assert not is_usual(text)


def test_each_usual_letter_is_a_spelling_of_its_key() -> None:
    usual = 0
    for char in map(chr, range(0x10000)):
        if nfc(char) == char and is_usual(char) and (char.isalnum() or is_han(char)):
            (key,) = analyse(char).keys
            assert char.lower() in written(key), char
            usual += 1
    assert usual > 40_000


SYLLABLES = st.sampled_from(
    [
        tone
        for base in ("hoa", "thuy", "quy", "luu", "gia", "nguyen", "khoe")
        for tone in tonings(base)
    ]
)
WRITTEN_EITHER_WAY = SYLLABLES.flatmap(
    lambda syllable: st.permutations(unicodedata.normalize("NFD", syllable)).map(
        lambda letters: nfc("".join(letters))
    )
)


@given(st.one_of(st.text(min_size=1).map(nfc), SYLLABLES, WRITTEN_EITHER_WAY))
def test_each_token_of_a_usual_text_is_a_spelling_of_its_key(text: str) -> None:
    if not is_usual(text):
        return
    tokens = analyse(text)
    for key, raw in zip(tokens.keys, tokens.pieces[1::2], strict=True):
        if key not in MARKS and len(raw) <= 64:
            assert raw.lower() in written(key)
