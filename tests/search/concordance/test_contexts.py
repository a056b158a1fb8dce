"""A context is cut between words: no syllable in two, Chinese before any character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.analysis.tokens import MARKS, analyse
from search.concordance.contexts import CONTEXT, around

PIECES = (
    *("Lưu ", "Ninh", "刘宁", " ", ",", "quốc\u200btế ", "e\u0301 ", "書\ufe00", "\n", "2023"),
    "カ",
)
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=30, max_size=120).map(
    "".join
)


@given(TEXTS, st.data())
def test_no_word_is_cut_in_two(text: str, data: st.DataObject) -> None:
    tokens = analyse(text)
    at = data.draw(st.integers(0, max(0, len(tokens) - 1)))
    if not len(tokens):
        return
    start, end = tokens.starts[at], tokens.ends[at]
    left, right = around(text, start, end)
    assert text[:start].replace("\n", " ").endswith(left)
    assert text[end:].replace("\n", " ").startswith(right)
    borders = (start - len(left), end + len(right))
    for key, first, last in zip(tokens.keys, tokens.starts, tokens.ends, strict=True):
        if key not in MARKS and last - first < CONTEXT // 2:
            assert not any(first < border < last for border in borders), text[first:last]


@pytest.mark.parametrize(
    ("text", "left", "right"),
    [
        ("Ủy viên Trung ương " * 6 + "Lưu Ninh" + " nói chuyện" * 9, "Ủy", "chuyện"),
        ("广西" * 60 + "Lưu Ninh" + "越南" * 60, "广", "南"),
    ],
)
def test_it_ends_with_a_whole_word(text: str, left: str, right: str) -> None:
    at = text.index("Lưu Ninh")
    before, after = around(text, at, at + 8)
    assert before.split()[0] in text.split() or before[0] in "广西"
    assert after.split()[-1] in text.split() or after[-1] in "越南"
    assert CONTEXT - 8 < len(before) <= CONTEXT
    assert CONTEXT - 8 < len(after) <= CONTEXT
    assert left in before
    assert right in after


def test_of_a_word_that_is_longer_than_the_context_nothing_is_shown() -> None:
    assert around("x" * 200 + " Ninh " + "y" * 200, 201, 205) == (" ", " ")


def test_a_context_within_one_word_is_cut_anywhere() -> None:
    assert around("x" * 200, 100, 101) == ("x" * CONTEXT, "x" * CONTEXT)
