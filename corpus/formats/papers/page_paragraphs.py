"""Make paragraphs of the lines of all pages, and a body of these.

A line goes on where the one before it stopped if nothing says otherwise: a gap, another size of the
letters, an indent, or room left on the line before for the first word of this one. The last line of
a column or page goes on in the next unless it ends a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from statistics import median
from typing import Final

from msgspec import Struct, field

from corpus.cleaning import clean
from corpus.formats.lines.joined_lines import seam, without_soft_hyphens
from corpus.formats.papers.page_layout import Line

GAP: Final = 1.35
"""From how many times the usual distance of its column's lines on a line begins a paragraph."""

INDENT: Final = 0.8
"""Least indent, in sizes of the font; Vietnamese papers indent by two or more, Chinese by two."""

SIZE: Final = 1.15
"""From what ratio letters are of another size: a heading."""

_BLANK: Final = 0.6
"""Room for a blank, also a wide one, in sizes of the font."""

_BETWEEN: Final = "\n\n"
_ENDINGS: Final = tuple(".!?:;…。！？：；”»」』")


class Paragraph(Struct):
    """A paragraph: the size of its letters in points, its page (counted from 0), its text in
    pieces, and where later pages begin in it: the page with the offset."""

    size: float
    page: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    begins: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.pieces)

    def add(self, text: str) -> int:
        """Add a line, and return the offset at which it begins."""
        if self.pieces:
            before = self.pieces[-1]
            self.pieces[-1], between = seam(before, text)
            self.pieces.append(between + text)
            self.length += len(self.pieces[-2]) - len(before) + len(between)
        else:
            self.pieces.append(text)
        self.length += len(text)
        return self.length - len(text)


def paragraphs_of(pages: Sequence[Sequence[Line]]) -> list[Paragraph]:
    """Return the paragraphs of the pages of a paper."""
    found: list[Paragraph] = []
    before: _Placed | None = None
    for number, lines in enumerate(pages):
        placed = _placed(lines)
        for at, one in enumerate(placed):
            if before is None or not _goes_on(before, one, placed[at + 1 : at + 2]):
                found.append(Paragraph(one.line.size, number))
            else:
                one.is_opening = False
            text = without_soft_hyphens(one.line.text[:-1]) + one.line.text[-1:]
            offset = found[-1].add(clean(text))
            if at == 0:
                found[-1].begins.append((number, offset))
            before = one
    return found


def body_of(paragraphs: Iterable[Paragraph], pages: int) -> tuple[str, tuple[int, ...]]:
    """Return the text, a blank line between paragraphs, and the offset of each page but the first.

    A page without text begins where the next one with text does.
    """
    begins: dict[int, int] = {}
    texts: list[str] = []
    size = 0
    for one in paragraphs:
        # Made of clean pieces, it is clean itself unless one begins with a mark without its letter.
        texts.append(clean(one.text))
        for page, offset in one.begins:
            begins[page] = size + min(offset, len(texts[-1]))
        size += len(texts[-1]) + len(_BETWEEN)
    body = _BETWEEN.join(texts)
    offsets: list[int] = []
    following = len(body)
    for page in range(pages - 1, 0, -1):
        following = begins.get(page, following)
        offsets.append(following)
    return body, tuple(reversed(offsets))


class _Column(Struct):
    """The edges of a column, the usual distance of its lines, and how many these are."""

    left: float
    right: float
    leading: float
    lines: int


class _Placed(Struct):
    """A line in its column, the first of it or not, and whether it opens a paragraph."""

    line: Line
    column: _Column
    is_first: bool
    is_opening: bool = True

    @property
    def indent(self) -> float:
        """How far it begins from the left edge, in sizes of the font."""
        return (self.line.left - self.column.left) / (self.line.size or 1)

    @property
    def room(self) -> float:
        """How far it ends from the right edge."""
        return self.column.right - self.line.right

    @property
    def is_centred(self) -> bool:
        """Whether it stands in the middle of its column."""
        room = self.room / (self.line.size or 1)
        return min(self.indent, room) > 1.5 and abs(self.indent - room) < 1.5


def _placed(lines: Sequence[Line]) -> list[_Placed]:
    found: list[_Placed] = []
    for _, same in groupby(lines, lambda line: line.column):
        held = list(same)
        steps = [above.bottom - below.bottom for above, below in pairwise(held)]
        column = _Column(
            min(line.left for line in held),
            max(line.right for line in held),
            median(steps) if steps else 0.0,
            len(held),
        )
        found += [_Placed(line, column, at == 0) for at, line in enumerate(held)]
    return found


def _goes_on(before: _Placed, one: _Placed, following: Sequence[_Placed]) -> bool:
    """Tell whether a line goes on in the paragraph of the line before it; ``following`` has the
    line after it if there is one."""
    last, line = before.line, one.line
    other_size = max(last.size, line.size) > SIZE * min(last.size, line.size)
    if other_size or last.is_row or line.is_row:
        return False
    ends = last.text.endswith(_ENDINGS)
    # Room for the first word would have been used.
    has_room = before.room > line.first + _BLANK * last.size
    if one.is_first:
        # Alone in its column, a line does not tell how wide that is.
        return not (ends or before.column.lines == 1 or one.indent >= INDENT or has_room)
    if not 0 < last.bottom - line.bottom <= GAP * one.column.leading:
        return False
    if before.is_centred and one.is_centred:
        return not ends
    return not (has_room or _is_indented(before, one, following, ends))


def _is_indented(before: _Placed, one: _Placed, following: Sequence[_Placed], ends: bool) -> bool:
    """Tell whether a line begins further right than the text, or further left than a list whose
    items hang out; ``ends`` says that the line before it may end a sentence."""
    further = one.indent - before.indent
    if further >= INDENT:
        return ends or any(after.indent < one.indent - INDENT / 2 for after in following)
    return further <= -INDENT and not before.is_opening
