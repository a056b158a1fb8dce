"""Leave out what is printed around the text of each page: running heads and feet, page numbers.

A line at the top or the bottom belongs to the page and not to the text if it stands at the same
place on at least three pages, each the next or the next but one (left and right pages have heads of
their own), with the same words, or with a number in it that counts with the pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from corpus.formats.papers.page_layout import Line

EDGE: Final = 0.15
"""The part of a page's height at its top, and at its bottom, that may have heads and feet."""

EDGE_LINES: Final = 3
"""Lines at either end that may be heads or feet."""

PAGES: Final = 3
"""Fewest pages that a head or foot stands on; of a paper of two pages, both, if it counts them."""

_APART: Final = 4.0
"""Points by which the place may differ from page to page."""

_LONGEST: Final = 150
"""Code points of the longest head; what is longer is text."""

_NUMBER: Final = re.compile(r"\d{1,5}")


class _Seen(NamedTuple):
    page: int
    line: int
    height: float


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> list[list[Line]]:
    """Return the lines of each page without heads, feet and page numbers; ``heights`` are those of
    the pages in points."""
    seen: dict[str, list[_Seen]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True)):
        for at in _at_the_edges(lines, height):
            for key in _keys(lines[at].text, number):
                seen[key].append(_Seen(number, at, lines[at].bottom))
    running: set[tuple[int, int]] = set()
    for key, places in seen.items():
        least = 2 if len(pages) == 2 and key[:1] == "#" else PAGES
        for row in _rows(places):
            if len({one.page for one in row}) >= least:
                running |= {(one.page, one.line) for one in row}
    return [
        [line for at, line in enumerate(lines) if (number, at) not in running]
        for number, lines in enumerate(pages)
    ]


def _at_the_edges(lines: Sequence[Line], height: float) -> Iterator[int]:
    """Give the numbers of the lines that may be heads or feet."""
    order = sorted(range(len(lines)), key=lambda at: -lines[at].bottom)
    for at in order[:EDGE_LINES]:
        if lines[at].bottom > (1 - EDGE) * height:
            yield at
    for at in order[EDGE_LINES:][-EDGE_LINES:]:
        if lines[at].top < EDGE * height:
            yield at


def _keys(text: str, page: int) -> Iterator[str]:
    """Give what a head is known by: its words, and these with each number less that of the page."""
    if len(text) <= _LONGEST:
        yield f"={text}"
        for number in _NUMBER.finditer(text):
            count = int(number[0]) - page
            yield f"#{text[: number.start()]}\0{count}\0{text[number.end() :]}"


def _rows(places: Sequence[_Seen]) -> list[list[_Seen]]:
    """Return the places that follow each other from page to page at the same height."""
    ended: list[list[_Seen]] = []
    held: list[list[_Seen]] = []
    for one in places:
        ended += [row for row in held if one.page - row[-1].page > 2]
        held = [row for row in held if one.page - row[-1].page <= 2]
        near = (row for row in held if abs(one.height - row[-1].height) <= _APART)
        row = next(near, None)
        if row is None:
            held.append([one])
        else:
            row.append(one)
    return ended + held
