"""Record dates: what is one, what is none, and that none is invented."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.dates import FIRST_YEAR, LAST_YEAR, read_date


@pytest.mark.parametrize(
    "written",
    [
        "2023-02-28",
        "2023-2-28",
        "2023/02/28",
        "2023.2.28",
        "2023-02-28T10:00:00Z",
        "2023-02-28T23:59:59.999+07:00",  # the day written, not the day in UTC
        "2023-02-28T10:00:00+0700",
        "2023-02-28 10:00",
        "2023-02-28 10:00:00 UTC",
        "20230228",
        20230228,
        20230228.0,
        "20230228103000",
        "20230228T100000Z",
        "28/2/2023",
        "28/02/2023",
        "28-02-2023",
        "28.02.2023",
        "ngày 28 tháng 2 năm 2023",
        "Ngày 28 tháng 2, năm 2023",
        "nga\u0300y 28 tha\u0301ng 2 na\u0306m 2023",  # NFD
        "Thứ Ba, 28/2/2023, 10:30 (GMT+7)",
        "10:30, 28/02/2023",
        "28/02/2023 | 10:30",
        "2023年2月28日",
        "2023 年 2 月 28 日",
        "2023年2月28日 星期二",
        "２０２３年２月２８日",
        "二〇二三年二月二十八日",
        "二○二三年二月廿八日",
        "二零二三年二月二十八號",
        "28 February 2023",
        "Feb. 28, 2023",
        "Tue, 28 Feb 2023 10:00:00 GMT",
    ],
)
def test_a_day_is_read_in_every_usual_writing(written: str | int | float) -> None:
    found = read_date(written)
    assert (found.date, found.problem) == ("2023-02-28", "")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2023-02", "2023-02"),
        (202302, "2023-02"),
        ("2/2023", "2023-02"),
        ("tháng 2 năm 2023", "2023-02"),
        ("tháng 2/2023", "2023-02"),
        ("2023年2月", "2023-02"),
        ("二〇二三年十月", "2023-10"),
        ("二〇二三年元月", "2023-01"),
        ("September 2023", "2023-09"),
        ("2023", "2023"),
        (2023, "2023"),
        ("năm 2023", "2023"),
        ("2023年", "2023"),
        ("2023-02-00", "2023-02"),
        ("20230000", "2023"),
        ("2024-02-29", "2024-02-29"),
        ("二〇二三年十二月三十一日", "2023-12-31"),
    ],
)
def test_what_is_known_of_a_date_is_kept(written: str | int, expected: str) -> None:
    found = read_date(written)
    assert (found.date, found.problem) == (expected, "")


@pytest.mark.parametrize("nothing", [None, "", "  \n"])
def test_no_date_is_no_problem(nothing: object) -> None:
    found = read_date(nothing)
    assert (found.date, found.problem) == ("", "")


@pytest.mark.parametrize(
    "written",
    [
        "31/2/2023",
        "29/2/2023",
        "2023-13",
        "2023-00-05",
        "2/28/2023",  # American order is not guessed at
        "28/2/23",
        "28/2",
        "20120702-9",  # an id
        "2012-07-02-9",
        "0000-00-00",
        "0001-01-01",
        1677542400,
        "hôm qua",
        "二十日",
        "2023-02-28 và 2023-03-01",
        True,
        ["2023"],
        {"$date": "2023-02-28"},
        10**30,
        2.5,
        "9" * 5000,
    ],
)
def test_what_is_no_date_is_reported_and_not_guessed(written: object) -> None:
    found = read_date(written)
    assert found.date == ""
    assert found.problem


@given(st.dates(min_value=date(FIRST_YEAR, 1, 1), max_value=date(LAST_YEAR, 12, 31)))
def test_all_writings_of_a_day_agree(day: date) -> None:
    writings = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        f"{day.day}/{day.month}/{day.year}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day.year}年{day.month}月{day.day}日",
    ]
    assert {read_date(written).date for written in writings} == {day.isoformat()}


@given(
    st.text(max_size=120)
    | st.text(alphabet="0123456789-/.年月日 Tt:ngàythán+Z一十", max_size=30)
    | st.integers()
    | st.floats()
    | st.booleans()
)
def test_anything_gives_a_date_of_the_calendar_or_none(value: object) -> None:
    found = read_date(value)
    assert not (found.date and found.problem)
    if found.date:
        assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", found.date)
        date.fromisoformat((found.date + "-01-01")[:10])
