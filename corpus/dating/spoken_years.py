"""Tell what a text says with the years that it names: which have come when it is written, and which
may be its own.

- A year may be *to come*: of a goal (``đến năm 2020``, 到2035年), of a plan (``giai đoạn
  2016-2020``), of what is prepared (``vòng loại World Cup 2018``). Any other has come: a text is
  not older.
- A text that says its day without the year does not say its own year as a time, but ``năm nay``
  and 今年. A year that it does say as a time is mostly another (``từ những năm 1990``, ``thảm họa
  năm 2011``, 2025年，全国…); its own stands in names of what is held (``Lễ hội pháo hoa 2017``,
  ``kỳ thi năm 2017``, 2025年上合组织峰会).

The rules were made with documents of even number of five corpora; docs/measurements.md has the
figures of the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.dating.shapes import Day, days_with_year, latest_day

_YEAR: Final = re.compile(
    # The number first, which most places lack: each of the others would be asked everywhere.
    # Not when somebody was born: lái xe Nguyễn Đình Tài (SN 1987); not 1971万例, 近2000名
    r"(?=(?:19|20)\d\d)"
    r"(?<!\bsn )(?<!\bsn)(?<!\bsinh )(?<!\bsinh năm )(?<!生于)(?<!出生于)(?<!近)(?<!约)(?<!超)"
    r"(?<![\d.-])(?<!\d,)(?:19|20)\d\d"
    r"(?![\d%]|[.,/-]\d|年出生|年生| ?[万亿萬億多余餘名个個家人例亩吨元公米只件次场项条])"
)
_BEFORE: Final = 40
"""Code points before a year in which it is said what it is of."""

_TO_COME: Final = re.compile(
    # đến cuối năm 2020; giai đoạn 2016 - 2020; 到2035年
    r"(?:\b(?:đến|tới|trước|hết|hạn|sau|qua|giai đoạn|tầm nhìn|mục tiêu|nhiệm kỳ|mùa giải|mùa bóng)"
    r"|至|到|前|[\d年月日] ?[—–~-])"
    r"(?: cuối| đầu| hết| hè| năm| tháng| ngày| quý| \d{1,2})*[ (/.—–-]*$"
    # vòng loại U.23 châu Á 2026
    r"|\b(?:vòng loại|bầu cử|tranh cử|ứng cử|giành vé|vé dự|suất dự|đăng cai|hướng tới|tiến tới"
    r"|chuẩn bị)\b(?:[^.!?;\n]|\.(?! ))*$"
    r"|(?:预选赛|资格赛|大选|申办|备战|将于)[^。!?;\n]*$"
)
_GOES_ON: Final = re.compile(r"年?[ ]?[—–~/-] ?\d|年?[至到]\d")
"""Behind the first year of a plan or a season."""

_AS_TIME: Final = re.compile(
    r"(?:\b(?:những năm|các năm|thập niên|thập kỷ|(?:hồi|trong|vào|từ|của|so với|là|cả|suốt|kể từ)"
    r"(?: đầu| cuối| giữa| tháng \d+)? năm)|/|\btháng \d+(?: năm)?)[ (]*$"
)
_HELD_IN_YEAR: Final = re.compile(
    r"\b(?:hội|lễ|giải|thi|tuyển sinh|xuân|tết|diễn đàn|kỳ|chương trình|tuần|liên hoan|festival"
    r"|cúp)\b[^,.;:!?\n]* năm[ (]*$"
)
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_CHINESE_HELD: Final = re.compile(
    r"[ ·年]{0,2}[^,、。;:!?—\n]{0,24}?(?:年会|大会|峰会|论坛|論壇|博览会|博覽會|交易会"
    r"|服贸会|世博会|运动会|晚会|奥运会|研讨会|展览|展会|节|赛|杯|活动|行动|仪式|评选|典礼|版|奖)"
)


def latest_come(text: str) -> str:
    """Return the latest day that a comparable text speaks of as come (``YYYY-MM-DD``), or the year
    of it (``YYYY``); empty if it speaks of none."""
    days = (
        day.iso
        for day in days_with_year(text)
        if not _TO_COME.search(text[max(0, day.start - _BEFORE) : day.start])
    )
    return max([*days, *(str(year) for year, _, _ in _years_come(text))], default="")


def own_year(*texts: str) -> int:
    """Return the only year that comparable texts speak of as come, if it stands in names only and
    so may be that in which they are written; else 0."""
    found = [
        (year, _is_of_name(text, start, end))
        for text in texts
        for year, start, end in _years_come(text)
    ]
    is_clear = len({year for year, _ in found}) == 1 and all(named for _, named in found)
    return found[0][0] if is_clear else 0


def year_of_anniversary(day: Day, text: str) -> int:
    """Return the later year of a span of which a day is the anniversary: ``(21/6/1925 –
    21/6/2017)``; 0 if a comparable text has none."""
    ends = (
        one.year
        for one in days_with_year(text)
        if (one.month, one.day) == (day.month, day.day)
        and re.search(r"\d ?[–—-] ?$", text[max(0, one.start - 4) : one.start])
    )
    return max(ends, default=0)


def _years_come(text: str) -> Iterator[tuple[int, int, int]]:
    """Give the years that a comparable text speaks of as come, without those of its complete days,
    each with where it stands."""
    for match in _YEAR.finditer(text):
        start, end = match.span()
        is_to_come = _TO_COME.search(text[max(0, start - _BEFORE) : start])
        if int(match[0]) <= latest_day().year and not (is_to_come or _GOES_ON.match(text, end)):
            yield int(match[0]), start, end


def _is_of_name(text: str, start: int, end: int) -> bool:
    """Tell whether a year is that of something held, and not a time that is said."""
    if _HAN.search(text[max(0, start - 2) : end + 3]):
        return bool(_CHINESE_HELD.match(text, end))
    before = text[max(0, start - _BEFORE) : start]
    if _AS_TIME.search(before):
        return False
    return not before.rstrip(" (").endswith(" năm") or bool(_HELD_IN_YEAR.search(before))
