"""Tell what a line above a text is, on pages that were saved or copied as plain text.

The words are in corpus/data/page_words.tsv.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import Final

from corpus.dating.datelines import dateline
from corpus.script_letters import HAN


class Line(Enum):
    """What a line is."""

    DATE = "date"
    """A dateline, with who wrote it."""
    CONTROL = "control"
    """For the reader of the page: log in, print, size of letters, trail, number of readers."""
    SITE = "site"
    """The name of a site, an office or a section, or a banner."""
    SHORT = "short"
    """So short that it may be a section, a name or a title."""
    TITLE = "title"
    """May be a title."""
    PARAGRAPH = "paragraph"
    """Running text."""


LONGEST_TITLE: Final = 200
"""Most code points of a title. Of 19,512 headlines of Vietnamese and Chinese news one is longer;
paragraphs mostly are."""

_SHORT: Final = 4.0
"""Words up to which a line is short; a Han character is ``_HAN_WORDS`` words. One in a hundred
titles of 4,210 Vietnamese and 7,755 Chinese news items has fewer than 6 syllables or characters."""
_HAN_WORDS: Final = 0.7

_LONG: Final = 12.0
"""Words from which a line that ends like a sentence is a paragraph, not a note."""

SENTENCE_ENDS: Final = (".", "。", ",", "，", ";", "；", "、")
_TRAIL: Final = re.compile(r"\S ?(?:>+|»|›|→|::) ?\S|^(?:>|»|›)|\S {0,3}(?:\||│) {0,3}\S.*(?:\||│)")
_BULLET: Final = re.compile(r"[•●▪■◦○‣*+] |——")
_BARS: Final = re.compile(r" (?:\||│|/) ")
_CLOCK: Final = re.compile(r"\d{1,2}[:h]\d{2}")
_DIGITS_ONLY: Final = re.compile(r"[\W\d_]+")
_NAME_WORD: Final = re.compile(
    r"[^\W\d_a-zà-ỹđ].*|tỉnh|thành|phố|huyện|xã|phường|thị|trấn|và|điện|tử|thông|tin|nước|trung|ương"
    r"|nhân|dân|ngoại|vụ|tế|đào|tạo|nguyên|môi|trường|thôn|nghiệp|giao|vận|tải|tư|phòng|đầu|tài|chính"
    r"|công|thương|an|văn|hóa|hoá|thao|du|lịch|hội|đồng|cộng|sản|quản|lý|kinh|khẩu|cửa|tiến|thương"
    r"|online|\.?vn|[-–]"
)
_HAN: Final = re.compile(f"[{HAN}]")
_WORD: Final = re.compile(r"[^\W_]+")


def kind_of(line: str) -> Line:
    """Return what a line that is not blank is."""
    bare = line.strip()
    lower = bare.casefold()
    if len(bare) > LONGEST_TITLE:
        return Line.PARAGRAPH
    if dateline(bare):
        return Line.DATE
    if _is_control(bare, lower):
        return Line.CONTROL
    if _is_site(bare, lower):
        return Line.SITE
    if bare.endswith(SENTENCE_ENDS):
        return Line.PARAGRAPH
    return Line.SHORT if words(bare) <= _SHORT else Line.TITLE


def words(line: str) -> float:
    """Return the length of a line in words, comparable between the languages."""
    han = len(_HAN.findall(line))
    return len(_WORD.findall(_HAN.sub(" ", line))) + _HAN_WORDS * han


def is_long(line: str) -> bool:
    """Tell whether a paragraph is one of the running text, not a note such as ``Theo TTXVN.``"""
    return words(line[: 2 * LONGEST_TITLE]) >= _LONG


def _is_control(bare: str, lower: str) -> bool:
    is_trail = _TRAIL.search(bare) and "«" not in bare
    if is_trail or _DIGITS_ONLY.fullmatch(bare) or _BULLET.match(bare):
        return True
    if _begins(lower, "notice"):
        return True
    control = _begins(lower, "control")
    if control and words(bare[len(control) :]) <= _SHORT:
        return True
    # The clock in a site's header: its day is not complete, or beside other things.
    return bool(_BARS.search(bare)) and bool(_CLOCK.search(bare) or words(bare) <= _LONG)


def _is_site(bare: str, lower: str) -> bool:
    plain = lower.strip(" .:|-–»>[]【】")
    if plain in _phrases()["section"] or _begins(lower, "slogan"):
        return True
    if words(bare) > _LONG:
        return False
    office = _begins(lower, "office")
    if office:
        rest = bare[len(office) :].split()
        if bare.isupper() or all(_NAME_WORD.fullmatch(word) for word in rest):
            return True
    ends = tuple(_phrases()["office_end"])
    return plain.endswith(ends) and (bool(_HAN.search(bare)) or words(bare) <= 6)


def _begins(lower: str, kind: str) -> str:
    """Return the phrase of a kind that a line begins with, up to the end of a word; else empty."""
    for phrase in _phrases()[kind]:
        if lower.startswith(phrase) and not lower[len(phrase) : len(phrase) + 1].isalpha():
            return phrase
        if lower.startswith(phrase) and _HAN.match(phrase):
            return phrase
    return ""


@cache
def _phrases() -> dict[str, tuple[str, ...]]:
    table = files("corpus").joinpath("data", "page_words.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and line[0] != "#"]
    kinds: dict[str, list[str]] = {}
    for kind, phrases in rows:
        kinds.setdefault(kind, []).extend(phrases.split(" | "))
    return {kind: tuple(sorted(set(found), key=len, reverse=True)) for kind, found in kinds.items()}
