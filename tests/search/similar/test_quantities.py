"""A number or a date is one value, however a language writes it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.similar.quantities import DAY, LEAST, MONTH, NUMBER, Quantity, quantities, writings


def said(text: str, lang: str) -> list[tuple[str, str]]:
    return [(one.quantity.kind, one.quantity.value) for one in quantities(text, lang)]


@pytest.mark.parametrize(
    ("vi", "zh", "value"),
    [
        ("3,5 triệu", "350万", "3500000"),
        ("3.5 triệu", "3.5百万", "3500000"),
        ("1.234,5 tấn", "1,234.5吨", "1234.5"),
        # English separators stand in Vietnamese papers too.
        ("10,000 USD", "1万美元", "10000"),
        ("2.500 tỷ đồng", "2.5万亿元", "2500000000000"),
        ("120 nghìn người", "12万人", "120000"),
        ("12 nghìn", "12000", "12000"),
        ("3,5%", "3.5%", "3.5"),
        ("1939", "1939年", "1939"),
    ],
)
def test_a_number_is_one_value_in_both_languages(vi: str, zh: str, value: str) -> None:
    assert said(vi, "vi") == said(zh, "zh") == [(NUMBER, value)]


@pytest.mark.parametrize(
    "vi", ["28/2/2023", "28-02-2023", "28.2.2023", "28/2", "28 tháng 2 năm 2023", "28 tháng hai"]
)
def test_a_day_is_one_value_and_its_year_a_number(vi: str) -> None:
    assert said(f"ngày {vi}", "vi")[0] == (DAY, "02-28")
    assert said("2023年2月28日", "zh") == [(DAY, "02-28"), (NUMBER, "2023")]
    if "2023" in vi:
        assert said(vi, "vi") == said("2023年2月28日", "zh")


@pytest.mark.parametrize("vi", ["tháng 6", "Tháng Sáu", "tháng 06"])
@pytest.mark.parametrize("zh", ["6月", "六月", "6月份"])
def test_a_month_is_one_value(vi: str, zh: str) -> None:
    assert said(vi, "vi") == said(zh, "zh") == [(MONTH, "06")]


def test_what_no_calendar_has_is_no_day() -> None:
    assert said("tỷ số 45/13", "vi") == []


def test_small_numbers_say_nothing() -> None:
    assert said(f"{LEAST - 1} người", "vi") == []


def test_offsets_are_those_of_the_text() -> None:
    text = "Hơn 3,5 triệu người, ngày 28/2"
    assert [text[one.start : one.end] for one in quantities(text, "vi")] == ["3,5 triệu", "28/2"]


@given(st.integers(LEAST, 10**14), st.sampled_from(["vi", "zh"]))
def test_each_writing_of_a_number_is_read_as_it(number: int, lang: str) -> None:
    written = writings(Quantity(NUMBER, str(number)), lang)
    for text in written:
        # Units stand before decimals with a dot: how the index has them, not how they are read.
        shown = text.replace(".", ",") if lang == "vi" and " " in text else text
        ((_, value),) = said(shown, lang)
        assert Decimal(value) == number, shown


@given(st.integers(1, 12), st.integers(1, 31), st.sampled_from(["vi", "zh"]))
def test_each_writing_of_a_day_is_read_as_it(month: int, day: int, lang: str) -> None:
    quantity = Quantity(DAY, f"{month:02d}-{day:02d}")
    for text in writings(quantity, lang):
        assert said(text, lang) == [(DAY, quantity.value)], text


@given(st.text(max_size=60), st.sampled_from(["vi", "zh", "en", "und"]))
def test_any_text_can_be_read(text: str, lang: str) -> None:
    for one in quantities(text, lang):
        assert 0 <= one.start < one.end <= len(text)
