"""Lines of a page in reading order, from words with their places. No format is known here.

1. Words that stand close together on one line become a piece.
2. The page is divided at the gutters between its columns (page_columns.py).
3. In each part, pieces of one height become a line.

Points (1/72 inch), y upwards. Words that are turned against the page come last, as they are drawn.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from corpus.formats.lines.joined_lines import blank_between
from corpus.formats.papers.page_columns import WIDE_GUTTER, Piece, parts, rows


class Word(NamedTuple):
    """What stands between two blanks, and its cell on the page.

    ``size`` is that of the font; ``angle`` counts quarters by which the word is turned to the left;
    ``is_code`` says that the file does not tell which characters the glyphs are, and
    ``after_blank`` that a blank is written before it.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    angle: int = 0
    font: str = ""
    is_code: bool = False
    after_blank: bool = True


class Line(Struct, frozen=True):
    """A line of a column. ``first`` is the width of its first word, or of one Han character;
    ``column`` numbers the columns of a page in reading order. ``is_row`` says that it has wide
    gaps, as rows of tables have.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    first: float
    column: int = 0
    is_row: bool = False

    def scaled(self, factor: float, height: float) -> Line:
        """Return the line of a page of this height in another unit, its y counted from the top
        downwards (negative) before, from the bottom upwards after."""
        return replace(
            self,
            left=self.left * factor,
            bottom=height + self.bottom * factor,
            right=self.right * factor,
            top=height + self.top * factor,
            size=self.size * factor,
            first=self.first * factor,
        )


JOINED: Final = 0.7
"""Widest gap within a piece, in sizes of the font. A blank has 0.25 to 0.35, in justified text
twice as much; gutters of newspapers have one and more."""


def lines_of(words: Sequence[Word]) -> list[Line]:
    """Return the lines of a page in reading order."""
    angle = Counter(word.angle for word in words for _ in word.text).most_common(1)
    main = angle[0][0] if angle else 0
    upright = _pieces(_turned(word, main) for word in words if word.angle == main)
    columns = [*parts(upright), *_aside([word for word in words if word.angle != main])]
    return [line for number, part in enumerate(columns) for line in _lines(part, number)]


def _turned(word: Word, quarters: int) -> Word:
    """Return a word of a page that is turned as a whole as it stands upright."""
    left, bottom, right, top = word.left, word.bottom, word.right, word.top
    for _ in range(quarters % 4):
        left, bottom, right, top = bottom, -right, top, -left
    return word._replace(left=left, bottom=bottom, right=right, top=top)


def _pieces(words: Iterable[Word]) -> list[Piece]:
    found: list[Piece] = []
    held: list[Word] = []
    for word in words:
        if held and not _goes_on(held[-1], word):
            found.append(_piece(held))
            held = []
        held.append(word)
    if held:
        found.append(_piece(held))
    return found


def _goes_on(before: Word, word: Word) -> bool:
    size = max(before.size, word.size)
    gap = word.left - before.right
    overlap = min(before.top, word.top) - max(before.bottom, word.bottom)
    low = min(before.top - before.bottom, word.top - word.bottom)
    return -JOINED * size <= gap <= JOINED * size and overlap >= 0.5 * low


def _piece(words: Sequence[Word]) -> Piece:
    text = words[0].text
    for before, word in pairwise(words):
        gap = (word.left - before.right) / (word.size or 1)
        text += (" " if word.after_blank else blank_between(text, word.text, gap)) + word.text
    first = words[0]
    width = first.right - first.left
    bottom = min(word.bottom for word in words)
    top = max(word.top for word in words)
    return Piece(
        text,
        min(word.left for word in words),
        bottom,
        max(word.right for word in words),
        top,
        _sizes(words).most_common(1)[0][0],
        min(width, first.size) if first.text[0] >= "\u2e80" else width,
        (bottom + top) / 2,
    )


def _sizes(words: Iterable[Word]) -> Counter[float]:
    found: Counter[float] = Counter()
    for word in words:
        found[word.size] += len(word.text)
    return found


def _lines(part: Sequence[Piece], number: int) -> Iterator[Line]:
    for row in rows(part):
        text = row[0].text
        gaps = [(one.left - before.right) / (one.size or 1) for before, one in pairwise(row)]
        for gap, one in zip(gaps, row[1:], strict=True):
            text += blank_between(text, one.text, gap) + one.text
        yield Line(
            text=text,
            left=row[0].left,
            bottom=min(one.bottom for one in row),
            right=max(one.right for one in row),
            top=max(one.top for one in row),
            size=max(row, key=lambda one: len(one.text)).size,
            first=row[0].first,
            column=number,
            is_row=any(gap >= WIDE_GUTTER for gap in gaps),
        )


def _aside(words: Iterable[Word]) -> Iterator[list[Piece]]:
    """Give words that are turned against the page, upright: those of one angle and size that follow
    each other are a column."""
    for (angle, _), same in groupby(words, lambda word: (word.angle, word.size)):
        yield _pieces(_turned(word, angle) for word in same)
