"""Read the dates of records: ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.

Weekday, time and time zone are removed first; all that is left must be the date. The day comes
before the month, as in Vietnamese papers; Chinese ones write the year first. A year has four
digits, and a day that is not in the calendar is no date. Time zones do not change the day.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from typing import Final

from msgspec import Struct


class ReadDate(Struct, frozen=True):
    """``date`` is empty if none is given or none can be read; ``problem`` says why it cannot."""

    date: str
    problem: str = ""


FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2999
"""Years outside are empty dates of databases (0001-01-01, 9999-12-31), not of papers."""

_LONGEST: Final = 100
"""Most characters of a date. Those of 20,838 news items have 10 at most; with the weekday, the time
and the zone some 60."""

_CHINESE_DIGITS: Final = {c: d for d, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
}
_CHINESE_NUMBER: Final = "[〇零○Ｏ一二三四五六七八九十元廿卅]"

ENGLISH_MONTHS: Final = {
    month: number
    for number, month in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}
MONTH_NAME: Final = (
    "(?P<name>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\.?"
)

_TIME: Final = r"\d{1,2}[:h]\d{2}(?:[:m]\d{2}(?:[.,]\d{1,9})?)?s?(?: ?[ap]m\b)?"
_ZONE: Final = r"(?:z|utc|gmt)?(?: ?[+-]\d{1,2}(?::?\d{2})?)?"
_SURROUNDINGS: Final = re.compile(
    rf"(?<=\d)t(?={_TIME})"  # 2023-02-28T10:00
    rf"|(?<![\d:]){_TIME} ?\(?{_ZONE}\)?(?![\d:/])"
    r"|\((?:gmt|utc)[^()]{0,8}\)"
    r"|\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])\b(?=[ ,])"
    r"|(?:星期|週|周|礼拜|禮拜)[一二三四五六日天]"
    r"|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?\b"
    r"|\b(?:lúc|vào|giờ)\b"
)
_EDGES: Final = " ,;|()（）-–，"

_SHAPES: Final = tuple(
    re.compile(shape)
    for shape in (
        r"(?P<y>\d{4})(?:(?P<m>\d{2})(?:(?P<d>\d{2})(?:t?\d{4}(?:\d{2})?z?)?)?)?",
        r"(?P<y>\d{4})(?P<sep>[-/.])(?P<m>\d{1,2})(?:(?P=sep)(?P<d>\d{1,2}))?",
        r"(?:ngày )?(?:(?P<d>\d{1,2}) ?(?P<sep>[-/.]) ?)(?P<m>\d{1,2}) ?(?P=sep) ?(?P<y>\d{4})",
        r"(?:tháng )?(?P<m>\d{1,2})[-/.](?P<y>\d{4})",
        r"(?:(?:ngày )?(?P<d>\d{1,2}) )?tháng (?P<m>\d{1,2})(?:[ ,]+năm |[ ,/]+)(?P<y>\d{4})",
        r"năm (?P<y>\d{4})",
        r"(?P<y>\d{4}) ?年(?: ?(?P<m>\d{1,2}) ?月(?: ?(?P<d>\d{1,2}) ?[日号號])?)?",
        rf"(?P<d>\d{{1,2}}) {MONTH_NAME},? (?P<y>\d{{4}})",
        rf"{MONTH_NAME} (?:(?P<d>\d{{1,2}}),? )?(?P<y>\d{{4}})",
    )
)


def read_date(value: object) -> ReadDate:
    """Return the date that a record states as text or as a whole number (20230228).

    None and blank text give no date and no problem. A zero for day or month means that it is not
    known (2023-02-00), as databases write it.
    """
    if value is None:
        return ReadDate("")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int | str):
        return ReadDate("", f"the date is a {type(value).__name__}; write text or a number")
    written = str(value)
    if not written.strip():
        return ReadDate("")
    if len(written) > _LONGEST:
        return ReadDate(
            "", f"the date has {len(written)} characters: {written[:30]!r} …; write 2023-02-28"
        )
    # NFKC makes fullwidth digits plain, and composes Vietnamese.
    bare = numerals_to_digits(unicodedata.normalize("NFKC", written).lower())
    bare = " ".join(_SURROUNDINGS.sub(" ", " ".join(bare.split())).strip(_EDGES).split())
    for shape in _SHAPES:
        found = shape.fullmatch(bare)
        if found:
            return _checked(found, written)
    return ReadDate("", f"{written!r} is no date; write 2023-02-28, 2023-02 or 2023")


def _checked(found: re.Match[str], written: str) -> ReadDate:
    parts = found.groupdict()
    year = int(parts["y"])
    name = parts.get("name")
    month = ENGLISH_MONTHS[name] if name else int(parts.get("m") or 0)
    day = int(parts.get("d") or 0)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ReadDate("", f"{written!r} is no date: the year {year} cannot be meant")
    if not month and not day:
        return ReadDate(f"{year}")
    if not 1 <= month <= 12:
        return ReadDate("", f"{written!r} is no date: there is no month {month}")
    if not day:
        return ReadDate(f"{year}-{month:02}")
    if day > monthrange(year, month)[1]:
        return ReadDate("", f"{written!r} is no date: {year}-{month:02} has no day {day}")
    return ReadDate(f"{year}-{month:02}-{day:02}")


def numerals_to_digits(text: str) -> str:
    """Turn Chinese numerals before 年 月 日 号 into digits: 二〇二三年二月 becomes 2023年2月."""
    return re.sub(f"({_CHINESE_NUMBER}+)(?=[年月日号號])", _number, text)


def _number(found: re.Match[str]) -> str:
    digits = found[1].replace("元", "一").replace("廿", "二十").replace("卅", "三十")
    if "十" not in digits:
        return "".join(str(_CHINESE_DIGITS[digit]) for digit in digits)
    tens, _, ones = digits.partition("十")
    if len(tens) > 1 or len(ones) > 1 or ones in ("〇", "零", "○"):
        return found[1]
    return str(10 * _CHINESE_DIGITS.get(tens, 1) + _CHINESE_DIGITS.get(ones, 0))
