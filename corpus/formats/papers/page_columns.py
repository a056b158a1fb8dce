"""Divide a page at the gutters between its columns.

A gutter is a strip that nothing crosses, with lines on both sides that fill their width. At the
tallest one a page is divided: what is above is read first, then its left side, its right side, and
what is below; each of these is divided again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from statistics import median
from typing import Final, NamedTuple

GUTTER: Final = 0.8
"""Narrowest gutter, in sizes of the font."""

WIDE_GUTTER: Final = 2.0
"""From this width a gutter needs fewer lines (the two heads of an official letter have two)."""

GUTTER_LINES: Final = 4
WIDE_GUTTER_LINES: Final = 2
"""Fewest lines on each side of a gutter. Blanks of justified text meet by chance in three."""

NARROWEST: Final = 8.0
"""Narrowest column, in sizes of the font; what is narrower is numbering, or a column of a table."""

FILLED: Final = 0.6
"""Least part of a column that its lines fill. Cells of tables fill less and are read row by row."""

APART: Final = 0.5
"""Least gap below a heading that belongs to more than one column, in sizes of the font: the cells
of lines that follow each other overlap."""

MOST_PIECES: Final = 2_000
"""Pieces of a page that are searched for columns: the time grows with their square. A page of a
newspaper has 600, a drawing with labels may have any number. Beyond it the page is one column."""

MOST_PARTS: Final = 200
"""Parts of a page after which what is left is divided no more."""

_NEAR: Final = 1.0
"""Points that boxes may overlap: they are those of the font and not of the ink."""


class Piece(NamedTuple):
    """Words of one line that stand close together, and their cell on the page in points, y upwards.

    ``first`` is the width of its first word, or of one Han character.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    first: float
    middle: float


def parts(pieces: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """Give the parts of a page without a gutter, in reading order."""
    waiting = [pieces]
    divided = 0
    while waiting:
        part = waiting.pop()
        gutter = _gutter(part) if len(pieces) <= MOST_PIECES and divided < MOST_PARTS else None
        if gutter is None:
            if part:
                yield part
            continue
        divided += 1
        within = [one for one in part if gutter.bottom <= one.middle <= gutter.top]
        # The last is taken first.
        waiting += [
            [one for one in part if one.middle < gutter.bottom],
            [one for one in within if one.left >= gutter.at],
            [one for one in within if one.left < gutter.at],
            [one for one in part if one.middle > gutter.top],
        ]


class _Gutter(NamedTuple):
    """A strip between two columns: where the right one begins, and their bottom and top."""

    at: float
    bottom: float
    top: float


def _gutter(part: Sequence[Piece]) -> _Gutter | None:
    """Return the tallest gutter of a part, None if it has none."""
    if len(part) < 2 * WIDE_GUTTER_LINES:
        return None
    size = median(one.size for one in part)
    best: _Gutter | None = None
    tallest = 0.0
    placed = sorted(part, key=lambda one: one.middle)
    for edge in sorted({round(one.right) for one in part}):
        near, beyond = edge + _NEAR, edge + GUTTER * size - _NEAR
        crossing = [at for at, one in enumerate(placed) if one.left < beyond and one.right > near]
        for below, above in zip([-1, *crossing], [*crossing, len(placed)], strict=True):
            run = placed[below + 1 : above]
            if len(run) >= 2 * WIDE_GUTTER_LINES and run[-1].middle - run[0].middle > tallest:
                found = _between(run, near, beyond, size)
                if found and found.top - found.bottom > tallest:
                    best, tallest = found, found.top - found.bottom
    return best


def _between(run: Sequence[Piece], near: float, beyond: float, size: float) -> _Gutter | None:
    """Return the gutter of a run of pieces of which none crosses the strip from ``near`` to
    ``beyond``; None if one side is no column of text."""
    left = [one for one in run if one.right <= near]
    right = [one for one in run if one.left >= beyond]
    if min(len(left), len(right)) < WIDE_GUTTER_LINES:
        return None
    begins = min(one.left for one in right)
    is_wide = begins - max(one.right for one in left) >= WIDE_GUTTER * size
    least = WIDE_GUTTER_LINES if is_wide else GUTTER_LINES
    if not (_is_column(left, least, size) and _is_column(right, least, size)):
        return None
    heads = (_below_heading(left, right), _below_heading(right, left), run[-1].middle)
    return _Gutter(begins - _NEAR, run[0].middle, min(heads))


def _below_heading(side: Sequence[Piece], other: Sequence[Piece]) -> float:
    """Return the top of a side without what stands apart above the other side: a heading of both
    that is narrower than this side. Infinite if there is none. Both begin with the lowest piece."""
    top = other[-1].top
    for above, one in zip(side[::-1], side[-2::-1], strict=False):
        if above.bottom < top - _NEAR:
            break
        if above.bottom - one.top >= APART * one.size:
            return one.middle
    return inf


def _is_column(side: Sequence[Piece], least: int, size: float) -> bool:
    width = max(one.right for one in side) - min(one.left for one in side)
    if len(side) < least or width < NARROWEST * size:
        return False
    inked = sum(one.right - one.left for one in side)
    if inked < FILLED * width * least:
        return False
    height = len(rows(side))
    return height >= least and inked >= FILLED * width * height


def rows(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces of one height together, from the top down, each row from left to right."""
    found: list[list[Piece]] = []
    for one in sorted(pieces, key=lambda one: -one.middle):
        if found:
            last = found[-1][0]
            near = 0.4 * max(last.top - last.bottom, one.top - one.bottom)
            if abs(last.middle - one.middle) < near:
                found[-1].append(one)
                continue
        found.append([one])
    return [sorted(row, key=lambda one: one.left) for row in found]
