"""The language of documents and of runs of text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import LanguageRun, document_language, runs, script, stated_language

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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("刘宁会见", "zh-Hans"),
        ("劉寧會見", "zh-Hant"),
        ("山水", ""),
        ("后里", ""),  # both scripts have these, with different meanings
        ("", ""),
    ],
)
def test_the_script_is_told_by_characters_that_only_one_has(text: str, expected: str) -> None:
    assert script(text) == expected


def test_runs_change_with_the_script_and_neutral_characters_follow() -> None:
    text = f"1. 劉寧會見 Nguyễn Quốc Đoàn, 2023年 (中)。\n{EN}"
    pieces = [(text[run.start : run.end], run.lang) for run in runs(text)]
    assert pieces == [
        ("1. 劉寧會見 ", "zh-Hant"),
        ("Nguyễn Quốc Đoàn, 2023", "vi"),
        ("年 (中)。\n", "zh-Hant"),
        (EN, "en"),
    ]


def test_a_toneless_name_on_its_own_line_is_vietnamese_in_a_vietnamese_text() -> None:
    assert {run.lang for run in runs(f"{VI}\n\nLang Son\n")} == {"vi"}


def test_an_abbreviation_among_chinese_is_of_no_language() -> None:
    assert [run.lang for run in runs("今年GDP增长")] == ["zh-Hans", "und", "zh-Hans"]


def test_an_empty_text_has_no_runs() -> None:
    assert runs("") == []


@given(
    st.text(max_size=200) | st.text(alphabet="ab đếĐ 中國国。，\n\u0301\U00020000 1(", max_size=60)
)
def test_runs_cover_the_text_without_gaps_and_neighbours_differ(text: str) -> None:
    found = runs(text)
    assert all(isinstance(run, LanguageRun) and run.start < run.end for run in found)
    assert "".join(text[run.start : run.end] for run in found) == text
    assert all(one.end == two.start for one, two in pairwise(found))
    assert all(one.lang != two.lang for one, two in pairwise(found))
    assert {run.lang for run in found} <= {"vi", "en", "und", "zh-Hans", "zh-Hant"}
