"""Numbers and dates are written as each language does."""

import pytest

from web.i18n.formatting import dated, grouped
from web.i18n.negotiation import LANGUAGES


def test_numbers_are_grouped_by_a_narrow_no_break_space() -> None:
    assert [grouped(number) for number in (0, 999, 1000, 1234567)] == [
        "0",
        "999",
        "1\u202f000",
        "1\u202f234\u202f567",
    ]


@pytest.mark.parametrize(
    ("date", "vi", "zh", "en"),
    [
        ("2023-02-08", "08/02/2023", "2023年2月8日", "8 Feb 2023"),
        ("2023-02", "02/2023", "2023年2月", "Feb 2023"),
        ("2023", "2023", "2023", "2023"),
        ("2023-13", "13/2023", "2023年13月", "13 2023"),
        ("sine dato", "sine dato", "sine dato", "sine dato"),
    ],
)
def test_dates_are_written_as_each_language_does(date: str, vi: str, zh: str, en: str) -> None:
    assert [dated(date, language) for language in LANGUAGES] == [vi, zh, en]
