"""Tell a dateline: a line that says when a text was published, and nothing else.

``18:55, 27/04/2022``; ``Thứ Tư, 27/04/2022 - 18:55 | Vũ Giang``; 发布时间：2023-02-28 来源：新华网;
``Hà Nội, ngày 28 tháng 02 năm 2023``; and how agencies begin: 新华社北京2023年2月28日电.
"""

from __future__ import annotations

import re
from typing import Final

from corpus.dating.shapes import Day, comparable, days_with_year

LONGEST: Final = 160
"""Most code points of a dateline, with author, source and counts of readers. Not measured."""

_TIME: Final = re.compile(
    r"(?<![\d:])\d{1,2} ?[:h] ?\d{2}(?: ?[:m]\d{2})?(?: ?[ap]m\b)?(?: phút)?(?![\d:])"
    r"|\d{1,2} ?[时時点點]\d{1,2}分?"
)
_SURROUNDINGS: Final = re.compile(
    r"\bthứ (?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])\b|\bchủ nhật\b|\bcn\b|\bt[2-7]\b"
    r"|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\(?(?:gmt|utc) ?[+-]?\d{0,2}(?::?\d{2})?\)?|(?<=\d)t(?=\d)|\b[ap]m\b"
)
_LABEL: Final = re.compile(
    r"(?:(?:ngày|thời gian|giờ)? ?(?:đăng|đăng tải|đăng bài|xuất bản|phát hành|cập nhật|tạo|viết"
    r"|gửi|đưa tin|ban hành)(?: lần cuối| ngày| lúc| bởi| tin)*|ngày|lúc|vào|vào lúc|ra ngày|hồi"
    r"|posted(?: on| by)?|published(?: on)?|updated?(?: on| at)?|date"
    r"|(?:发布|發布|发表|發表|更新|发稿|發稿|刊发|成文|发文)?(?:时间|時間|日期)|发布于|發布於|发表于|发布|更新)"
    r"(?: ?:)?"
)
_PLAIN_LABELS: Final = frozenset(("ngày", "lúc", "vào", "vào lúc", "hồi", "ra ngày"))
"""Labels with which sentences begin, too."""

_CREDIT: Final = re.compile(
    r"(?:tác giả|nguồn|nguồn tin|theo|bài|ảnh|tin|pv|phóng viên|người đăng|đăng bởi|by|source"
    r"|author|lượt xem|lượt đọc|số lượt xem|đã xem|views?|来源|來源|稿源|作者|记者|記者|编辑|編輯"
    r"|责任编辑|責任編輯|责编|責編|点击|點擊|浏览|瀏覽|阅读|閱讀|浏览量|点击数|字号|字體|字体|分享到)"
    r" ?(?::|：|\d).{0,40}"
    r"|\d[\d.,]* (?:lượt xem|lượt đọc|lượt truy cập|bình luận|views?|phút đọc)"
    r"|\d+(?:次|人)?(?:阅读|浏览|评论)"
)
_BREAKS: Final = re.compile(r"[|•·,;()\[\]【】、–—_-]|\s/\s|\s{2,}")

_PLACE_AND_DAY: Final = re.compile(
    r"(?:^|\s{2,}|\t|\| ?)[^\W\d][^\d,;:|]{1,40}, ?"
    r"(?:ngày|, )? ?\d{1,2} tháng \d{1,2} năm \d{4} ?\.?$"
)
"""``Số: 12/QĐ-UBND   Lạng Sơn, ngày 28 tháng 02 năm 2023``: the form of official papers that decree
30/2020/NĐ-CP gives."""

_WIRE_BEFORE: Final = re.compile(
    r"(?:本报|本報|[\u4e00-\u9fff]{1,6}(?:社|网|網|報|报))"
    r"[\u4e00-\u9fff]{0,8} ?"
)
_WIRE_AFTER: Final = re.compile(r" ?(?:电|電|讯|訊|消息)")
_BRACKETED: Final = re.compile(r"(?:本报讯|本報訊|本网讯|本站讯|消息) ?\([^()]{0,24}")
_VNA: Final = re.compile(
    r"[^\d.]{0,40}\((?:ttxvn|vna|vov|vnp|vietnam\+)[^()]{0,20}\)? ?[-–,:]? ?(?:ngày )?"
)


def dateline(line: str) -> str:
    """Return the date (``YYYY-MM-DD``) of a line that says a day, and besides it nothing but the
    time, the weekday, a label, and who wrote it; else empty."""
    if len(line) > LONGEST:
        return ""
    text = comparable(line).strip()
    days = days_with_year(text)
    if not days:
        return ""
    if _PLACE_AND_DAY.search(text):
        return days[-1].iso
    rest = _without(text, days)
    timed = bool(_TIME.search(rest))
    rest = _SURROUNDINGS.sub(" | ", _TIME.sub(" | ", rest))
    labelled = False
    for part in filter(None, (part.strip(" .:") for part in _BREAKS.split(rest))):
        if _LABEL.fullmatch(part):
            labelled |= part not in _PLAIN_LABELS
        elif not (_CREDIT.fullmatch(part) or ((timed or labelled) and _short(part))):
            return ""
    return days[0].iso


def wire_date(paragraph: str) -> str:
    """Return the date with which a news agency begins a paragraph, if its year is said; else
    empty: 新华社北京2023年2月28日电, 本报讯（2023年2月28日）, ``Hà Nội (TTXVN) ngày 28/2/2023``."""
    text = comparable(paragraph[:LONGEST]).strip()
    for day in days_with_year(text)[:1]:
        before = text[: day.start]
        if _WIRE_BEFORE.fullmatch(before) and _WIRE_AFTER.match(text, day.end):
            return day.iso
        if _BRACKETED.fullmatch(before) or _VNA.fullmatch(before):
            return day.iso
    return ""


def signature_date(line: str) -> str:
    """Return the date of the line under a paper in Chinese: 二〇二三年二月二十八日; else empty."""
    text = comparable(line).strip(" ()。.")
    days = days_with_year(text)
    is_all = len(days) == 1 and (days[0].start, days[0].end) == (0, len(text))
    return days[0].iso if is_all and "年" in text else ""


def _without(text: str, days: list[Day]) -> str:
    for day in reversed(days):
        text = f"{text[: day.start]} | {text[day.end :]}"
    return text


def _short(part: str) -> bool:
    """Tell whether this may be the name of an author, a place or a paper beside a time."""
    return len(part.split()) <= 4 and len(part) <= 24 and not re.search(r"\d|[.!?。]", part)
