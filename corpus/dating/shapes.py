"""Find dates within text: days with their year, and days without one.

The shapes are those of Vietnamese, Chinese and English papers; the day comes before the month,
except where the year comes first. Lunar dates are left alone: ``mùng 8 tháng Giêng``, 农历正月初八,
``ngày 15/7 âm lịch``. So are dates outside of sense: before ``FIRST_YEAR``, or to come.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from corpus.dates import ENGLISH_MONTHS, MONTH_NAME, numerals_to_digits

FIRST_YEAR: Final = 1865
"""The year of the first newspaper in Vietnamese (Gia Định báo); Chinese ones are not much older."""

_LUNAR: Final = re.compile(
    "âm lịch|\\bâl\\b|農曆|农历|陰曆|阴历|舊曆|旧历|夏历|夏曆|\\bgiêng\\b|\\bchạp\\b|\\brằm\\b"
    "|\\bmùng\\b|\\bmồng\\b|正月|腊月|臘月|初[一二三四五六七八九十\\d]"
)
_LUNAR_NEAR: Final = 40
"""Code points before and after a date in which a word of ``_LUNAR`` makes it a lunar one: ``(tức 17
tháng 2 âm lịch)``. Not measured."""

_FULL: Final = tuple(
    re.compile(shape)
    for shape in (
        r"(?<![\d/.-])(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?![\d/-]|\.\d)",
        r"(?<![\d/.-])(?P<d>\d{1,2}) ?(?P<sep>[-/.]) ?(?P<m>\d{1,2}) ?(?P=sep) ?(?P<y>\d{4})"
        r"(?![\d/-]|\.\d)",
        r"(?<!\d)(?P<d>\d{1,2}) tháng (?P<m>\d{1,2})(?:,? năm |, ?| ?/ ?| )(?P<y>\d{4})(?!\d)",
        r"(?<!\d)(?P<y>\d{4}) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?[日号號]",
        rf"(?<!\d)(?P<d>\d{{1,2}}) {MONTH_NAME},? (?P<y>\d{{4}})(?!\d)",
        rf"\b{MONTH_NAME} (?P<d>\d{{1,2}}),? (?P<y>\d{{4}})(?!\d)",
    )
)
_YEAR: Final = re.compile(r"\d{4}")
_BEFORE_YEAR: Final = 32
_BEHIND_YEAR: Final = 24
"""Code points around a year in which all of a date of ``_FULL`` stands, and what may not follow it:
at most 17 before (``27 tháng 12, năm``), 12 behind (``2017 年 12 月 27 日``)."""

_WITHOUT_YEAR: Final = re.compile(
    # Chiều 27.4; ngày 27-4; Sáng nay (27/4); (27/4)
    r"(?:\b(?:sáng|trưa|chiều|tối|đêm|ngày|qua|nay) (?:ngày )?\(?|\()(?:ngày )?"
    r"(?P<d>\d{1,2})(?P<sep>[-/.])(?P<m>\d{1,2})(?![\d/-]|\.\d|%)"
    r"|\bngày (?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})\b(?!,? (?:năm )?\d{4})"
    r"|(?<![\d年])(?P<m3>\d{1,2})月(?P<d3>\d{1,2})[日号號]"
)


class Day(Struct, frozen=True):
    """A date in a text, and where it stands there. ``year`` is 0 if it is not said."""

    year: int
    month: int
    day: int
    start: int
    end: int

    @property
    def iso(self) -> str:
        """Return ``YYYY-MM-DD``."""
        return f"{self.year}-{self.month:02}-{self.day:02}"


def comparable(text: str) -> str:
    """Return the text as the other functions take it: in lower case, fullwidth forms made plain,
    and 二〇二三年二月 with digits."""
    return numerals_to_digits(unicodedata.normalize("NFKC", text).lower())


def days_with_year(text: str) -> list[Day]:
    """Return the days of a comparable text that are complete, in their order."""
    found: list[Day] = []
    near = _near_years(text)
    for shape in _FULL:
        for match in (one for window in near for one in shape.finditer(text, *window)):
            parts = match.groupdict()
            name = parts.get("name")
            month = ENGLISH_MONTHS[name] if name else int(parts["m"])
            day = Day(int(parts["y"]), month, int(parts["d"]), *match.span())
            if in_sense(day.year, day.month, day.day) and not _lunar(text, day):
                found.append(day)
    return sorted(found, key=lambda day: day.start)


def _near_years(text: str) -> list[tuple[int, int]]:
    """Return where a text has dates with their years, if any: to try six shapes at each place of it
    took a third of the time of reading Vietnamese news."""
    found: list[tuple[int, int]] = []
    for match in _YEAR.finditer(text):
        start, end = max(0, match.start() - _BEFORE_YEAR), match.end() + _BEHIND_YEAR
        if found and start <= found[-1][1]:
            start = found.pop()[0]
        found.append((start, end))
    return found


def days_without_year(text: str) -> Iterator[Day]:
    """Give the days of a comparable text that lack their year, in their order."""
    for match in _WITHOUT_YEAR.finditer(text):
        parts = match.groupdict()
        month = int(parts["m"] or parts["m2"] or parts["m3"])
        number = int(parts["d"] or parts["d2"] or parts["d3"])
        day = Day(0, month, number, *match.span())
        # 2000 is a leap year: whether 29 February was one is asked when the year is known.
        if in_sense(2000, month, number) and not _lunar(text, day):
            yield day


def in_sense(year: int, month: int, day: int) -> bool:
    """Tell whether a day is in the calendar, not before ``FIRST_YEAR`` and not to come."""
    try:
        return year >= FIRST_YEAR and date(year, month, day) <= latest_day()
    except ValueError:
        return False


def latest_day() -> date:
    """Return the last day on which something may have been published: tomorrow, which somewhere is
    today."""
    return date.today() + timedelta(days=1)


def _lunar(text: str, day: Day) -> bool:
    around = text[max(0, day.start - _LUNAR_NEAR) : day.end + _LUNAR_NEAR]
    return bool(_LUNAR.search(around))
