"""Find the day of publication in a text.

A dateline near the head is as good as said. Anything else is a guess: a day in the first
sentences, or one without its year (``Chiều 27.4``, 新华社北京2月28日电) where a name near it has
one (``Lễ hội pháo hoa 2017``). A wrong day is worse than none: no day is guessed where the text
speaks of a later one as come (corpus/dating/spoken_years.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from corpus.date_origins import GUESSED, TEXT
from corpus.dating.datelines import dateline, signature_date, wire_date
from corpus.dating.shapes import (
    Day,
    comparable,
    days_with_year,
    days_without_year,
    in_sense,
)
from corpus.dating.spoken_years import latest_come, own_year, year_of_anniversary

HEAD: Final = 10_000
"""Code points at the beginning of a body in which a dateline is looked for."""

HEAD_LINES: Final = 200
"""Lines of it: the menu of Báo Lai Châu has some hundred."""

_MENU: Final = 6
"""Lines between a date and the first paragraph from which it may be the clock of a site's header,
if it is the first line and no other date confirms it: then it is a guess."""

_PARAGRAPH: Final = 160
"""Code points from which a line is a paragraph; a Han character counts as three."""

_FIRST_SENTENCES: Final = 600
"""Code points of the running text in which a day is a guess at the day of publication: news says
when in its first or second sentence."""

_COMPLETE_DAY: Final = 300
"""Code points in which that may be a day with its year. News of the day rarely says the year, so
later ones, and all with 年, are mostly of other years: of 101 with 年 in the first 200 characters
of Chinese news, 22% were the day of publication, 32% within three days."""

_ON_THAT_DAY: Final = re.compile(r"\b(?:sáng|trưa|chiều|tối|đêm|nay|qua|ngày)(?: ngày)?[ (]*$")

_SENTENCE_END: Final = re.compile(r"[。!?\n]|\.\s")

_RELATED: Final = re.compile(
    r"(?:các )?(?:tin|bài|bài viết) "
    r"(?:liên quan|khác|cùng chuyên mục|mới(?: nhất)?|nổi bật|đã đưa)\b"
    r"|(?:相关|相關|更多|热门|推荐|最新)(?:新闻|新聞|阅读|閱讀|文章|链接|报道)|延伸阅读"
)
"""How the list of other texts under a page begins; their dates are not of this one."""

_NOT_THE_DAY: Final = re.compile(
    r"(?:\bsinh|\bmất|\btừ|\bđến|\btới|\btrước|\bsau|\bkể từ|\bhạn|\bhết|thành lập|năm|số \S+"
    r"|出生|生于|成立于|截至|至|从|自|到)(?: ngày| vào)*[ (]*$"
    r"|(?:^|[.!?,\n] ?)(?:sau|trước) (?:vụ|khi|trận|đó)\b[^,.!?]*$"
)
"""What stands before a day that is not that of the news: of birth, of an end, of a law; of what
the news came after (``Sau vụ tai nạn chiều 23/9/2016, …``)."""

_HAN: Final = re.compile("[\u4e00-\u9fff]")


def date_in_text(title: str, body: str, year: str = "") -> tuple[str, str]:
    """Return the date (``YYYY-MM-DD``) that a text gives for itself, and where it was found:
    ``TEXT`` or ``GUESSED``. Both are empty if there is none.

    Of several datelines the earliest is taken: pages also say when they were changed, and what day
    it is. ``year`` is that of the address or path, for a day without one.
    """
    said = list(_datelines(body))
    is_clock = len(said) == 1 and said[0].line == 0 and said[0].to_text >= _MENU
    if said and not is_clock:
        return min(one.day for one in said), TEXT
    if signed := _signature(body):
        return signed, TEXT
    guess = said[0].day if said else _guess(title, body, year)
    return (guess, GUESSED) if guess else ("", "")


class _Said(Struct, frozen=True):
    """A dateline: its day, its line among those that are not blank, and how many lines follow it
    before the first paragraph."""

    day: str
    line: int
    to_text: int


def _datelines(body: str) -> Iterator[_Said]:
    """Give the datelines in the head: up to the second paragraph."""
    lines = _lines(body[:HEAD])[:HEAD_LINES]
    text_at = next((at for at, line in enumerate(lines) if is_paragraph(line)), len(lines))
    paragraphs = 0
    for at, line in enumerate(lines):
        if paragraphs and _RELATED.match(line.strip().lower()):
            return
        is_text = is_paragraph(line)
        if found := dateline(line) or (wire_date(line) if is_text else ""):
            yield _Said(found, at, text_at - at - 1)
        paragraphs += is_text
        if paragraphs == 2:
            return


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def is_paragraph(line: str) -> bool:
    """Tell whether a line is too long for a heading, a menu or a dateline."""
    return len(line) + 2 * len(_HAN.findall(line)) >= _PARAGRAPH


def _signature(body: str) -> str:
    """Return the date in the last line of a text that has others."""
    end = body.rstrip()[-200:]
    above, _, last = end.rpartition("\n")
    return signature_date(last) if above.strip() else ""


def _guess(title: str, body: str, year: str) -> str:
    """Return the first day that the title or the first sentences name, complete or completed, if
    the text speaks of none later as come."""
    heading, opening = comparable(title), comparable(body[:_FIRST_SENTENCES])
    for text in (heading, opening):
        found: list[Day] = [*days_with_year(text), *days_without_year(text)]
        for day in sorted(found, key=lambda day: day.start):
            if _NOT_THE_DAY.search(text[: day.start]):
                continue
            if not day.year and year:
                return _completed(day, int(year))
            if day.year and not (day.start < _COMPLETE_DAY and _is_of_news(day, text)):
                continue
            whole = f"{heading}\n{comparable(body)}"
            guess = day.iso if day.year else _completed(day, _year_of(day, text, heading, whole))
            is_possible = guess >= latest_come(whole)
            if is_possible or not day.year:
                return guess if is_possible else ""
    return ""


def _is_of_news(day: Day, text: str) -> bool:
    return "年" not in text[day.start : day.end] and bool(
        _ON_THAT_DAY.search(text[: day.start]) or text[day.start : day.start + 4].isdigit()
    )


def _year_of(day: Day, text: str, heading: str, whole: str) -> int:
    """Return the year of the anniversary that a day is, else that of the title, else that of the
    sentence of the day; 0 if there is none or it is not clear."""
    before = _SENTENCE_END.split(text[: day.start])[-1]
    after = _SENTENCE_END.split(text[day.end :])[0]
    return year_of_anniversary(day, whole) or own_year(heading) or own_year(before, after)


def _completed(day: Day, year: int) -> str:
    if not in_sense(year, day.month, day.day):
        return ""
    return date(year, day.month, day.day).isoformat()
