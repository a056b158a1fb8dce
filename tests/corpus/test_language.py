"""The language of documents."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import common_words, document_language, stated_language
from corpus.script_letters import HAN

HAN_CHARACTER = re.compile(f"[{HAN}]")

VI = "Đồng chí Lưu Ninh hội kiến đoàn đại biểu tỉnh Lạng Sơn tại cửa khẩu."
TONELESS = (
    "Chieu nay, dong chi Bi thu Tinh uy da co cuoc hoi dam voi doan dai bieu cua tinh Quang Tay "
    "ve viec mo cua khau va phat trien kinh te cua hai nuoc."
)
EN = "The two sides agreed that the border gate will be open to trucks from the end of the month."


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        (VI, "vi"),
        (VI.upper(), "vi"),
        (TONELESS, "vi"),
        (EN, "en"),
        (EN + " Nguyễn Quốc Đoàn said so.", "en"),
        ("刘宁会见越南客人。", "zh"),
        ("劉寧會見越南客人。", "zh"),
        ("刘宁会见 Nguyễn Quốc Đoàn 一行", "zh"),
        (VI + " (刘宁)", "vi"),
        ("广西口岸 https://example.org/a/b/c/d?video=id&guid=x&length=y&image=z", "zh"),
        ("Le président de la République a été reçu à l'Élysée par le ministre", "und"),
        ("Președintele a fost primit în această săptămână la Chișinău să discute", "und"),
        ("Привет, мир", "und"),
        ("", "und"),
        ("123 456 …", "und"),
    ],
)
def test_a_document_has_the_language_of_most_of_its_tokens(text: str, lang: str) -> None:
    assert document_language("", text) == lang


def test_the_title_counts_too() -> None:
    assert document_language("刘宁会见越南客人", "GDP 5%") == "zh"


@pytest.mark.parametrize(
    ("tag", "lang"),
    [
        ("vi", "vi"),
        ("vi-VN", "vi"),
        ("VIE", "vi"),
        ("zh_Hant_TW", "zh"),
        ("cmn", "zh"),
        ("en-GB", "en"),
        ("fr", ""),
        ("", ""),
        ("vietnamese", ""),
    ],
)
def test_a_stated_language_is_known_by_its_primary_tag(tag: str, lang: str) -> None:
    assert stated_language(tag) == lang


def test_the_word_lists_are_whole_and_in_lower_case() -> None:
    lists = common_words()
    assert {lang: len(words) for lang, words in lists.items()} == {"vi-toneless": 158, "en": 59}
    assert all(word.isascii() and word.islower() for words in lists.values() for word in words)
    assert {"cua", "khong"} <= lists["vi-toneless"]
    assert {"the", "which"} <= lists["en"]


@given(st.text(max_size=200) | st.text(alphabet="ab đếĐ 中國国。，\n\u0301 1(", max_size=60))
def test_han_alone_is_chinese_and_without_it_nothing_is(text: str) -> None:
    han = HAN_CHARACTER.findall(text)
    if not han:
        assert document_language("", text) != "zh"
    assert document_language("", "".join(han)) == ("zh" if han else "und")
