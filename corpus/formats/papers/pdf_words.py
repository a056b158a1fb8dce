"""The words of a page of a PDF with their places, as pdfium finds them.

A PDF has glyphs at places and neither words nor lines. pdfium puts blanks and line ends between
glyphs that stand apart, in the order in which they were drawn. Each question about a glyph is a
call of a C function (0.7 µs), so the place, the size and the font are asked for each word only.
"""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections.abc import Callable
from typing import Any, Final

from corpus.formats.papers.page_layout import Word
from corpus.read_errors import ReadError

MOST_CHARACTERS: Final = 200_000
"""Most characters of a page. A broadsheet page of a newspaper has some 30,000."""

_LINE_HYPHENS: Final = (0x02, 0xFFFE)
"""What pdfium gives for a hyphen or a soft hyphen at the end of a line."""

LINE_HYPHEN: Final = "\u2010"
"""What is given for these: which of the two it was is lost."""

_FONT_NAME: Final = 128

_RADICALS: Final = (
    "⺁⺂⺃⺄⺅⺆⺈⺉⺊⺌⺍⺎⺏⺐⺒⺓⺔⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺫⺬⺭⺯⺰⺱⺲⺴⺶⺹⺺⺻⺼⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
    "厂乛乚乙亻冂刀刂卜小小兀尣尢巳幺彑忄心扌攵旡日月歺母民氵氺灬爫爫丬牛犭王目示礻糹纟罓罒冗羊耂肀聿肉艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阝雨青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
)
"""The radicals of U+2E80 to U+2EFF and the characters they are forms of (Unicode,
EquivalentUnifiedIdeograph.txt), without those that stand for rare ones. Fonts that have one glyph
for both make ⻔ of 门 and ⻄ of 西 where a PDF maps glyphs back to characters."""

_SAME: Final = str.maketrans(
    dict(zip(*_RADICALS, strict=True))
    | {
        chr(code): unicodedata.normalize("NFKC", chr(code))
        for code in (*range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))
    }
)
"""Also the radicals of U+2F00, and the ligatures of Latin letters (ﬁ)."""


def words_of(page: Any) -> list[Word]:
    """Return the words of a page (``pypdfium2.PdfPage``) as they are drawn, the page upright.

    Raise ``ReadError`` if it has more than ``MOST_CHARACTERS``.
    """
    text_page = page.get_textpage()
    try:
        size = text_page.count_chars()
        if size > MOST_CHARACTERS:
            raise ReadError(f"has {size:,} characters; {MOST_CHARACTERS:,} of a page are read")
        return _Glyphs(text_page.raw, page.get_rotation()).words(size)
    finally:
        text_page.close()


class _Glyphs:
    """Asks pdfium for the glyphs of one page; ``rotation`` is that of the page when shown."""

    def __init__(self, raw: Any, rotation: int) -> None:
        import pypdfium2.raw as pdfium

        self._raw = raw
        self._pdfium = pdfium
        self._turn = _TURNS[rotation % 360]
        self._rotation = rotation
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_FONT_NAME)
        self._flags = ctypes.c_int()

    def words(self, size: int) -> list[Word]:
        """Return the words of the first ``size`` glyphs."""
        found: list[Word] = []
        letters: list[str] = []
        begin = 0
        is_blank = True
        for at in range(size):
            char, ends = self._char(at)
            if not letters and found and unicodedata.combining(char):
                # A mark that was drawn for itself, away from its letter.
                found[-1] = found[-1]._replace(text=found[-1].text + char)
            elif not char.isspace():
                begin = begin if letters else at
                letters.append(char)
            if letters and ends:
                last = begin + len(letters) - 1
                found.append(self._word("".join(letters), begin, last, is_blank))
                letters, is_blank = [], False
            if char == " " and not self._pdfium.FPDFText_IsGenerated(self._raw, at):
                is_blank = True
        if letters:
            found.append(self._word("".join(letters), begin, size - 1, is_blank))
        return found

    def _char(self, at: int) -> tuple[str, bool]:
        """Return the character of a glyph, and whether a word ends before or with it."""
        code = self._pdfium.FPDFText_GetUnicode(self._raw, at)
        if code in _LINE_HYPHENS:
            return LINE_HYPHEN, True
        char = chr(code) if code < 0x110000 else "\ufffd"
        return char, char.isspace()

    def _word(self, text: str, first: int, last: int, is_blank: bool) -> Word:
        left, bottom, right, top = self._place(first)
        if last > first:
            left_2, bottom_2, right_2, top_2 = self._place(last)
            left, bottom = min(left, left_2), min(bottom, bottom_2)
            right, top = max(right, right_2), max(top, top_2)
        size, angle = self._size(first)
        return Word(
            text=text.translate(_SAME),
            left=left,
            bottom=bottom,
            right=right,
            top=top,
            size=size or top - bottom,
            angle=angle,
            font=self._font(first),
            is_code=self._pdfium.FPDFText_HasUnicodeMapError(self._raw, first) == 1,
            after_blank=is_blank,
        )

    def _place(self, at: int) -> tuple[float, float, float, float]:
        """Return left, bottom, right and top of a glyph's cell, in points of the upright page."""
        box = self._box
        self._pdfium.FPDFText_GetLooseCharBox(self._raw, at, ctypes.byref(box))
        x1, y1 = self._turn(box.left, box.bottom)
        x2, y2 = self._turn(box.right, box.top)
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)

    def _size(self, at: int) -> tuple[float, int]:
        """Return the size of the font in points, and how far the text is turned, in quarters."""
        matrix = self._matrix
        if not self._pdfium.FPDFText_GetMatrix(self._raw, at, ctypes.byref(matrix)):
            return 0.0, 0
        size = self._pdfium.FPDFText_GetFontSize(self._raw, at) * math.hypot(matrix.a, matrix.b)
        degrees = math.degrees(math.atan2(matrix.b, matrix.a)) - self._rotation
        return round(size, 1), round(degrees / 90) % 4

    def _font(self, at: int) -> str:
        length = self._pdfium.FPDFText_GetFontInfo(
            self._raw, at, self._name, _FONT_NAME, ctypes.byref(self._flags)
        )
        return self._name.value.decode("utf-8", "replace") if 0 < length <= _FONT_NAME else ""


_TURNS: Final[dict[int, Callable[[float, float], tuple[float, float]]]] = {
    0: lambda x, y: (x, y),
    90: lambda x, y: (y, -x),
    180: lambda x, y: (-x, -y),
    270: lambda x, y: (-y, x),
}
"""A point of a page that is shown turned clockwise by these degrees."""
