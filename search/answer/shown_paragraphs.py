"""The paragraphs that a text is shown in: its lines, long ones cut at the ends of sentences.

Only for display: nothing is added or left out, so that offsets hold. Joined, the paragraphs are the
text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from msgspec import Struct

from search.answer.word_borders import last_border

LONGEST: Final = 900
"""Code points of the longest line that is shown whole: some 13 lines of the column. Newspapers have
paragraphs of 300 to 700."""

WANTED: Final = 450
"""Code points from which on the end of a sentence ends a paragraph of a longer line."""

MOST: Final = 1_600
"""Most code points of a paragraph of a cut line: resolutions have sentences of 1,000 and more."""

_CLAUSE_END: Final = re.compile(r"[;:,](?=\s)\s+|[；：，、]\s*")
"""Where a sentence that is longer is cut: behind one of its marks."""

_LINE: Final = re.compile(r"\n+")

_SENTENCE_END: Final = re.compile(
    r"""[。！？…][”’」』）》]*\s*|(?:[^\W_]{3}|[\d%)”"’])[.!?…]+[)”"’]*\s+"""
)
"""Behind at least three letters, so that "TP. Hồ" and "T.Ư" end nothing; what follows in small
letters goes on."""


class WholeSpans:
    """Spans that are shown whole, which may overlap; a place strictly within one is in them."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        last = 0
        for start, end in sorted(spans):
            last = max(last, end)
            self._starts.append(start)
            self._ends.append(last)

    def __contains__(self, at: int) -> bool:
        before = bisect_left(self._starts, at)
        return before > 0 and self._ends[before - 1] > at


class ShownParagraph(Struct, frozen=True):
    """A part of a text from ``start`` to ``end``, with the line breaks behind it. One that
    ``continues`` begins within a line: it is no paragraph of the text."""

    start: int
    end: int
    continues: bool


def shown_paragraphs(text: str, whole: WholeSpans) -> list[ShownParagraph]:
    """Return the paragraphs of a text, in order; none of an empty one. No border lies within a span
    of ``whole``, the matches and names."""
    starts = [(at, continues) for at, continues in _starts(text) if at not in whole]
    ends = [*(at for at, _ in starts), len(text)][1:]
    return [
        ShownParagraph(start, end, continues)
        for (start, continues), end in zip(starts, ends, strict=True)
    ]


def _starts(text: str) -> Iterator[tuple[int, bool]]:
    """Yield where a paragraph begins, and whether that is within a line."""
    lines = [0, *(found.end() for found in _LINE.finditer(text)), len(text)]
    for start, end in pairwise(lines):
        if start < end:
            yield start, False
            yield from ((at, True) for at in _cuts(text, start, end))


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a line is cut: at the first end of a sentence that makes a paragraph long
    enough; if none comes in time at a mark within the sentence, else at the border of a word."""
    while end - start > LONGEST:
        most = min(end, start + MOST)
        ends = _SENTENCE_END.finditer(text, start + WANTED, most)
        found = next((one for one in ends if not text[one.end() : one.end() + 1].islower()), None)
        found = found or _CLAUSE_END.search(text, start + LONGEST, most)
        start = found.end() if found else last_border(text, start, most)
        if start < end:
            yield start
