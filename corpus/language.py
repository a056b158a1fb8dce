"""Which language a document is in, and which each run of its text.

By rule and fast. Han characters are Chinese; Latin letters are Vietnamese where enough words bear
letters that only Vietnamese has, or, typed without tones, where nearly all words have the shape of
its syllables and many are its commonest. English is told by its commonest words, anything else is
``und``. One Han character weighs as much as one Vietnamese syllable: both are one token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from corpus.script_letters import CJK_PUNCTUATION, HAN, VIETNAMESE_LETTERS, VIETNAMESE_ONLY

LANGUAGES: Final = ("vi", "zh", "en", "und")

SAMPLE: Final = 2000
"""Code points of the beginning that decide about a document."""

_HAN_RUN: Final = re.compile(f"[{HAN}]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LATIN_WORD: Final = re.compile(f"[A-Za-z\u00c0-\u024f\u1e00-\u1eff{VIETNAMESE_LETTERS}]+")
_MARKED: Final = re.compile(f"[{VIETNAMESE_ONLY}][^\\W\\d_]*")
"""Once for each word with a letter that only Vietnamese has."""

_TONELESS: Final = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_COMMON_TONELESS: Final = frozenset(
    """
    anh ban bao bi cac cai cao chi chinh cho chu chua chung chuyen co cong cua cuoc cung da dan
    dang dau day de den di dia dien dinh doan doi don dong du duoc gap gia giao giua hai hang hanh
    hay hien hieu hoa hoach hoat hoi hon hop huyen khac khai khau khi khong kinh kien ky la lai lam
    lien luc ly mat mien minh moi mot nam nay nen ngay nghi nghiep ngoai nguoi nha nhan nhieu nhu
    nhung noi nuoc phai phan phat phap phia pho phong phu qua quan quoc quy quyen ra rang rat sach
    sau sinh so su ta tai tam tang tao thanh thang thao the theo thi thong thu thuc thuong thuy tien
    tiep tieu tinh to toan toi trao tren trien trinh trong truoc truong tu tuc tuyen uy va van vao
    ve vi viec viet voi vu vung xa xay xuat xuc y yeu
    """.split()
)
_COMMON_ENGLISH: Final = frozenset(
    """
    the of and to in is that for on was with as by at from are be has have it his her their this an
    not or which were will been its he she they we you who said more but also after new all about
    would can than when had one two between during into other over under
    """.split()
)

# Shares of words, chosen on news: running Vietnamese has such letters in about half of its words,
# a Vietnamese name or two in an English article in few; English function words make up a third.
_ENOUGH_VIETNAMESE_LETTERS: Final = 0.15
_NEARLY_ALL: Final = 0.85
_MANY: Final = 0.2
_ENOUGH_ENGLISH: Final = 0.15


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """``text[start:end]`` is in ``lang``: ``vi``, ``en``, ``zh-Hans``, ``zh-Hant`` or ``und``.

    All are fit for an HTML ``lang`` attribute.
    """

    start: int
    end: int
    lang: str


def document_language(title: str, body: str) -> str:
    """One of ``LANGUAGES`` for a document, by its title and the beginning of its body."""
    sample = f"{title[:SAMPLE]}\n{body[:SAMPLE]}"
    han = sum(map(len, _HAN_RUN.findall(sample)))
    words = _WORD.findall(_HAN_RUN.sub(" ", sample) if han else sample)
    if han and han >= len(words):
        return "zh"
    latin = latin_language(words)
    # Latin words of no known language (an address, a record's markup) beside a Chinese title.
    return "zh" if latin == "und" and han else latin


def stated_language(tag: str) -> str:
    """The language that a record's own tag names (``zh-CN``, ``vie``), empty if none we know."""
    primary = re.split("[-_]", tag.strip().lower(), maxsplit=1)[0]
    return _TAGS.get(primary, "")


_TAGS: Final = {
    "vi": "vi",
    "vie": "vi",
    "zh": "zh",
    "zho": "zh",
    "chi": "zh",
    "cmn": "zh",
    "en": "en",
    "eng": "en",
}


def latin_language(words: list[str]) -> str:
    """``vi``, ``en`` or ``und`` for words in Latin letters (of other letters: ``und``)."""
    if not words:
        return "und"
    total = len(words)
    marked = len(_MARKED.findall(" ".join(words)))
    if marked >= _ENOUGH_VIETNAMESE_LETTERS * total:
        return "vi"
    small = [word.lower() for word in words]
    english = sum(1 for word in small if word in _COMMON_ENGLISH)
    common = sum(1 for word in small if word in _COMMON_TONELESS)
    if (
        common > english
        and common >= _MANY * total
        and sum(1 for word in small if _TONELESS.fullmatch(word)) >= _NEARLY_ALL * total
    ):
        return "vi"
    return "en" if english >= _ENOUGH_ENGLISH * total else "und"


# A stretch of Han with its punctuation; or anything else up to the end of the line.
_PIECE: Final = re.compile(f"[{HAN}{CJK_PUNCTUATION}]+|[^{HAN}{CJK_PUNCTUATION}\n]+\n*|\n+")


def runs(text: str) -> list[LanguageRun]:
    """The runs of a text in order, without gaps or empty runs; ``[]`` for an empty text.

    Digits, blanks and ASCII punctuation join the run before them, at the beginning the one after.
    A piece that does not show its language by itself (``GDP``, 中) has that of the whole text.
    """
    found: list[LanguageRun] = []
    chinese = script(text) or "zh-Hans"
    latin = ""
    for start, end, kind in _pieces(text):
        if kind == "han":
            lang = script(text[start:end]) or chinese
        else:
            words = _LATIN_WORD.findall(text, start, end)
            lang = latin_language(words)
            if lang == "und" and words:
                latin = latin or _latin_of(text)
                if latin == "vi" and all(_TONELESS.fullmatch(word.lower()) for word in words):
                    lang = "vi"
        if found and found[-1].lang == lang:
            found[-1] = LanguageRun(found[-1].start, end, lang)
        else:
            found.append(LanguageRun(start, end, lang))
    return found


def _pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches (start, end, ``han`` or ``other``), neutral ones joined to a neighbour."""
    start, kind = 0, ""
    for piece in _PIECE.finditer(text):
        letters = _HAN_RUN.search(piece[0])
        this = "han" if letters else "other"
        letters = letters or _WORD.search(piece[0])
        if letters is None:
            continue
        if kind and (this, kind) != ("han", "han"):
            begin = piece.start() + (letters.start() if this == "other" else 0)
            yield start, begin, kind
            start = begin
        kind = this
    if text:
        yield start, len(text), kind or "other"


def _latin_of(text: str) -> str:
    """What the Latin words at the beginning of a text are in."""
    return latin_language(_LATIN_WORD.findall(text[:SAMPLE]))


def script(text: str) -> str:
    """``zh-Hans`` or ``zh-Hant``, whichever has more of its own characters in the text; empty
    if the text shows neither, or both alike."""
    only = _only_of_one_script()
    balance = 0
    for stretch in _HAN_RUN.findall(text):
        for char in stretch:
            balance += only.get(char, 0)
    if not balance:
        return ""
    return "zh-Hans" if balance < 0 else "zh-Hant"


@lru_cache(maxsize=1)
def _only_of_one_script() -> dict[str, int]:
    """1 for characters that only traditional text has, -1 for those of simplified text only.

    From OpenCC's tables: a character that the other script writes in another way and never so
    (後 and 国, but not 后, which both have).
    """
    only: dict[str, int] = {}
    for name, value in (("STCharacters.txt", -1), ("TSCharacters.txt", 1)):
        table = files("opencc").joinpath("dictionary", name).read_text("utf-8")
        for line in table.splitlines():
            char, _, others = line.partition("\t")
            if char not in others.split():
                only[char] = value
    return only
