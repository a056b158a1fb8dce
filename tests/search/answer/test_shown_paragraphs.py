"""The paragraphs of a text are only for display: joined they are the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.answer.shown_paragraphs import MOST, WholeSpans, shown_paragraphs

WORDS = st.sampled_from(
    (
        "Lưu Ninh",
        "刘宁",
        "。",
        ". ",
        "\n",
        "\n\n",
        " ",
        "TP. Hồ",
        "a" * 400,
        "越南" * 300,
        "! ",
        "\u0301",
    )
)
TEXTS = st.lists(WORDS | st.text(max_size=20), max_size=40).map("".join)
SPANS = st.lists(st.tuples(st.integers(0, 4_000), st.integers(1, 60)), max_size=10)


@given(TEXTS, SPANS)
def test_joined_they_are_the_text_and_no_match_is_cut(
    text: str, spans: list[tuple[int, int]]
) -> None:
    whole = [(start, min(start + length, len(text))) for start, length in spans]
    found = shown_paragraphs(text, WholeSpans(whole))
    assert "".join(text[one.start : one.end] for one in found) == text
    assert all(one.end == other.start for one, other in pairwise(found))
    for one in found:
        assert not any(start < one.start < end for start, end in whole)


@given(TEXTS)
def test_none_is_much_longer_than_a_paragraph_of_a_newspaper(text: str) -> None:
    for one in shown_paragraphs(text, WholeSpans(())):
        assert len(text[one.start : one.end].rstrip("\n")) <= MOST


def test_a_sentence_without_end_is_cut_at_its_commas() -> None:
    text = "hội nhập quốc tế sâu rộng, " * 300
    found = shown_paragraphs(text, WholeSpans(()))
    assert all(text[: one.end].endswith(", ") for one in found)


def test_a_long_line_is_cut_at_the_ends_of_sentences() -> None:
    sentence = "Đồng chí Lưu Ninh đã đến thăm TP. Lạng Sơn và nói chuyện với cán bộ biên phòng. "
    text = sentence * 400
    found = shown_paragraphs(text, WholeSpans(()))
    assert len(found) > 30
    assert {text[one.start : one.end].endswith("phòng. ") for one in found} == {True}
    assert [one.continues for one in found] == [False] + [True] * (len(found) - 1)


def test_chinese_is_cut_behind_its_full_stop() -> None:
    text = "广西壮族自治区党委书记刘宁会见越南谅山省委书记。" * 100
    assert all(text[one.end - 1] == "。" for one in shown_paragraphs(text, WholeSpans(())))


@pytest.mark.parametrize("text", ["", "\n", "x"])
def test_short_texts(text: str) -> None:
    found = shown_paragraphs(text, WholeSpans(()))
    assert "".join(text[one.start : one.end] for one in found) == text
