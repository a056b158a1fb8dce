"""Tokens: what is one, what is a mark, where each stands, how it is capitalised."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokens import analyse


def keys(text: str) -> str:
    return " ".join(analyse(text).keys)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("Lưu Ninh hội kiến", "lưu ninh hội kiến", "syllables"),
        ("劉寧會見", "刘 宁 会 见", "characters, simplified"),
        ("南、宁", "南 , 宁", "an enumeration comma parts"),
        ("Việt Nam, Ninh Bình", "việt nam , ninh bình", "a comma parts"),
        ("họp. Sau đó", "họp . sau đó", "a full stop ends a sentence"),
        ("“友谊关”口岸", ", 友 谊 关 , 口 岸", "quotation marks part"),
        ("唐纳德·特朗普", "唐 纳 德 特 朗 普", "the middle dot does not part"),
        ("Xi Jin-ping", "xi jin ping", "a hyphen does not part"),
        ("T.Ư Đảng", "t ư đảng", "a dot inside an abbreviation"),
        ("TP. Hồ Chí Minh", "tp hồ chí minh", "a dot behind an abbreviation"),
        ("J. K. Rowling", "j k rowling", "initials"),
        ("1.234,5 tấn lúc 10:30", "1 234 5 tấn lúc 10 30", "between digits nothing parts"),
        ("12/2024/NĐ-CP", "12 2024 nđ cp", "a document number"),
        ("国函〔2024〕5号", "国 函 2024 5 号", "a year in brackets belongs to the number"),
        ("autopro.com.vn", "autopro com vn", "an address"),
        ("ngày.Hôm", "ngày . hôm", "a missing space behind a full stop"),
        ("dòng một\ndòng hai", "dòng một dòng hai", "a hard-wrapped line"),
        ("một\n\nhai", "một . hai", "a blank line parts"),
        ("Hai - ba", "hai , ba", "a dash with space around it parts"),
        ("中国—东盟", "中 国 东 盟", "a single dash inside a name"),
        ("好——是", "好 , 是", "a double dash parts"),
        ("人々", "人 人", "the iteration mark repeats"),
        ("Km3+4", "km3 4", "a marker's name"),
        ("L\u200bưuNinh", "lưuninh", "a zero-width space inside a word"),
        ("Lưu\u200bNinh", "lưu ninh", "a zero-width space between words"),
        ("Lưu\u00a0Ninh", "lưu ninh", "a no-break space"),
        ("越南API接口2024年", "越 南 api 接 口 2024 年", "Latin and digits inside Chinese"),
        ("O'Neill nói 'vâng'", "o neill nói , vâng ,", "an apostrophe is no quotation mark"),
        ("a…  —— !", "a .", "a run of marks is one token"),
        ("", "", "nothing"),
    ],
)
def test_text_is_cut_into_tokens_and_marks(text: str, expected: str, why: str) -> None:
    assert keys(text) == expected, why


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Lưu ninh 12 刘.", "ClEhm"),
        ("Kim Jong-un", "CCE"),
        ("Bắc Luân II, mốc 1119", "CCEclE"),
        ("Osama bin Laden", "CEC"),
        ("VIỆT NAM", "CC"),
        ("Nói: Hữu nghị", "CmCl"),
    ],
)
def test_tokens_have_classes(text: str, classes: str) -> None:
    assert analyse(text).classes == classes


TEXT = st.text(
    st.sampled_from("aăĐưuỷNnh刘寧々〇𣴓 \n.,:·-–—()“”\u200b\u00ad\u00a01２①カ한é\u0301〔〕/")
) | st.text(max_size=40)


@given(TEXT)
def test_joining_the_pieces_gives_the_text_and_spans_point_at_it(text: str) -> None:
    tokens = analyse(text)
    assert "".join(tokens.pieces) == text
    spans = zip(tokens.starts, tokens.ends, strict=True)
    assert [text[start:end] for start, end in spans] == tokens.pieces[1::2]
    assert len(tokens.classes) == len(tokens.keys) == len(tokens)


@given(TEXT)
def test_keys_hold_nothing_that_fields_and_engines_use(text: str) -> None:
    for key in analyse(text).keys:
        assert key
        assert not set(key) & set(" _^~=|\n\t\u00a0")


@given(TEXT)
def test_decomposed_text_has_the_keys_of_composed_text(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    again = unicodedata.normalize("NFC", unicodedata.normalize("NFD", text))
    assert analyse(composed).keys == analyse(again).keys
