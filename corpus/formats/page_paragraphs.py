"""Make paragraphs of the lines of all pages, and a body of these.

A line goes on where the one before it stopped if nothing says otherwise: a gap, another size of the
letters, an indent, or room left on the line before for the first word of this one. The last line of
a column or page goes on in the next unless it ends a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from corpus.cleaning import clean
from corpus.formats.joined_lines import seam, without_soft_hyphens
from corpus.formats.page_layout import Line

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


@dataclass(slots=True)
class Paragraph:
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
            following = placed[at + 1] if at + 1 < len(placed) else None
            if before is None or not _goes_on(before, one, following):
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


@dataclass(slots=True)
class _Placed:
    """A line with the usual distance of lines in its column, and whether it opens a paragraph."""

    line: Line
    leading: float
    is_opening: bool = True


def _placed(lines: Sequence[Line]) -> list[_Placed]:
    columns: list[list[Line]] = []
    for line in lines:
        if line.is_first or not columns:
            columns.append([])
        columns[-1].append(line)
    return [_Placed(line, step) for one in columns for step in [_leading(one)] for line in one]


def _leading(column: Sequence[Line]) -> float:
    """Return the usual distance of the lines of a column; of a single line, twice its size."""
    steps = [above.bottom - below.bottom for above, below in pairwise(column)]
    return median(steps) if steps else 2 * column[0].size


def _goes_on(before: _Placed, one: _Placed, following: _Placed | None) -> bool:
    """Tell whether a line goes on in the paragraph of the line before it."""
    last, line = before.line, one.line
    if max(last.size, line.size) > SIZE * min(last.size, line.size):
        return False
    ends = last.text.endswith(_ENDINGS)
    if line.is_first:
        is_indented = line.left - line.column_left >= INDENT * line.size
        return not (ends or is_indented or _has_room(last, line))
    if not 0 < last.bottom - line.bottom <= GAP * one.leading:
        return False
    if _is_centred(last) and _is_centred(line):
        return not ends
    return not (_has_room(last, line) or _is_indented(before, line, following, ends))


def _is_indented(before: _Placed, line: Line, following: _Placed | None, ends: bool) -> bool:
    """Tell whether a line begins further right than the text, or further left than a list whose
    items hang out; ``ends`` says that the line before it may end a sentence."""
    further = line.left - before.line.left
    if further >= INDENT * line.size:
        returns = following is not None and following.line.left < line.left - INDENT * line.size / 2
        return returns or ends
    return further <= -INDENT * line.size and not before.is_opening


def _has_room(last: Line, line: Line) -> bool:
    """Tell whether the first word of a line would have had room on the line before it."""
    return last.column_right - last.right > line.first + _BLANK * last.size


def _is_centred(line: Line) -> bool:
    left, right = line.left - line.column_left, line.column_right - line.right
    return min(left, right) > 1.5 * line.size and abs(left - right) < 1.5 * line.size
