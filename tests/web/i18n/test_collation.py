"""Names in the order of their language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.i18n.collation import chinese_order, initial_of, plain_form, vietnamese_order


def test_vietnamese_letters_come_before_tones() -> None:
    # The order of a Vietnamese dictionary: a ă â, d đ, o ô ơ; ngang huyền hỏi ngã sắc nặng.
    words = "an àn ản ãn án ạn anh ăn ân da đa ô ơ u ư".split()
    backwards = words[::-1]
    assert sorted(backwards, key=vietnamese_order) == words


def test_words_are_compared_one_by_one() -> None:
    assert sorted(["Lan Anh", "La Văn"], key=vietnamese_order) == ["La Văn", "Lan Anh"]
    assert sorted(["Đỗ", "Dương", "Em"], key=vietnamese_order) == ["Dương", "Đỗ", "Em"]


def test_chinese_names_stand_by_pinyin_with_the_reading_of_surnames() -> None:
    # 单 is shàn as a surname, 曾 zēng.
    assert sorted(["曾庆红", "王毅", "单霁翔", "刘宁"], key=chinese_order) == [
        *("刘宁", "单霁翔", "王毅", "曾庆红")
    ]


@pytest.mark.parametrize(
    ("text", "plain", "initial"),
    [
        ("Đinh La Thăng", "dinh la thang", "D"),
        ("Ông Ích Khiêm", "ong ich khiem", "O"),
        ("劉寧", "刘宁", "L"),
        ("", "", ""),
        ("3M", "3m", ""),
    ],
)
def test_a_name_has_a_plain_form_and_an_initial(text: str, plain: str, initial: str) -> None:
    assert (plain_form(text), initial_of(text)) == (plain, initial)


@given(st.text(max_size=12), st.text(max_size=12))
def test_only_equal_texts_are_equal_in_order(one: str, other: str) -> None:
    assert (vietnamese_order(one) == vietnamese_order(other)) == (one == other)
    assert (chinese_order(one) == chinese_order(other)) == (one == other)


@given(st.text(max_size=12))
def test_the_plain_form_of_a_plain_form_is_itself(text: str) -> None:
    assert plain_form(plain_form(text)) == plain_form(text)
