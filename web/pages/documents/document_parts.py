"""A long text in parts, so that its page stays small: a part is some paragraphs, shown at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.script_letters import HAN
from search.answer.document_view import kept_whole
from search.answer.models import DocumentView
from search.answer.shown_paragraphs import ShownParagraph, WholeSpans, shown_paragraphs
from search.answer.word_borders import is_border
from web.pages.documents.document_place import DocumentPlace

PART_BYTES: Final = 26_000
"""Bytes of HTML of a part, at most, as they are reckoned here: a page has 60,000, and what stands
beside a text takes up to 30,000 (measured on a text with 60 names of each kind)."""

_MARK: Final = 330
_NAME: Final = 300
"""Bytes of a match with its links, and of a name with its title and its URL, percent-encoded."""

_ESCAPED: Final = re.compile("[&<>\"']")
_FOREIGN: Final = re.compile(f"[{HAN}]+")
_ESCAPE, _TAG = 4, 29
"""Bytes that an escaped character and a Chinese run in a text of another language take more."""


class Part(Struct, frozen=True):
    """A part of a text: its number from 1, its paragraphs."""

    number: int
    paragraphs: tuple[ShownParagraph, ...]

    @property
    def start(self) -> int:
        """Where it begins, in code points."""
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.paragraphs[-1].end


class Parts:
    """The parts of the text of a document; none of an empty one."""

    def __init__(self, view: DocumentView, place: DocumentPlace) -> None:
        self._view = view
        self._is_chinese = view.lang == "zh"
        self._marks = [one.start for one in view.marks if one.field == "body"]
        self._whole = WholeSpans(kept_whole(view))
        self._names = sorted(one.start for one in view.mentions if one.field == "body")
        self.title_marks = len(view.marks) - len(self._marks)
        self.parts = tuple(self._cut())
        self._starts = [one.start for one in self.parts]
        self.now = self._chosen(place)

    def __len__(self) -> int:
        return len(self.parts)

    @property
    def shown(self) -> Part | None:
        """The part that is shown."""
        return self.parts[self.now] if self.parts else None

    def marks_before(self, part: Part) -> int:
        """The number of matches in the title and in the text before a part."""
        return self.title_marks + bisect_left(self._marks, part.start)

    def part_of_hit(self, number: int) -> int:
        """The part (0-based) of a match; those of the title are in every part, so also this one."""
        inside = number - self.title_marks
        if inside < 1:
            return self.now
        return self.part_at(self._marks[min(inside, len(self._marks)) - 1])

    def part_at(self, at: int) -> int:
        """The part (0-based) that a place of the text is in."""
        return max(0, bisect_right(self._starts, at) - 1)

    def _chosen(self, place: DocumentPlace) -> int:
        """Where the page opens: at what the address names, else at the first match."""
        self.now = 0
        if place.hit and self._marks:
            return self.part_of_hit(place.hit)
        if place.span:
            return self.part_at(place.span[0])
        if place.part:
            return max(0, min(place.part, len(self.parts)) - 1)
        return self.part_at(self._marks[0]) if self._marks and not self.title_marks else 0

    def _cut(self) -> Iterator[Part]:
        held: list[ShownParagraph] = []
        bytes_held = number = 0
        paragraphs = shown_paragraphs(self._view.document.body, self._whole)
        for paragraph in (piece for one in paragraphs for piece in self._divided(one)):
            size = self._size(paragraph.start, paragraph.end)
            if held and bytes_held + size > PART_BYTES:
                number += 1
                yield Part(number, tuple(held))
                held, bytes_held = [], 0
            held.append(paragraph)
            bytes_held += size
        if held:
            yield Part(number + 1, tuple(held))

    def _size(self, start: int, end: int) -> int:
        """Reckon the bytes that a span takes as HTML."""
        text = self._view.document.body[start:end]
        size = len(text.encode("utf-8", "replace")) + _ESCAPE * len(_ESCAPED.findall(text))
        if not self._is_chinese:
            size += _TAG * len(_FOREIGN.findall(text))
        return (
            size
            + _MARK * _between(self._marks, start, end)
            + _NAME * _between(self._names, start, end)
        )

    def _divided(self, paragraph: ShownParagraph) -> Iterator[ShownParagraph]:
        """Yield a paragraph; one with too many matches and names for a part in pieces."""
        text, start, end = self._view.document.body, paragraph.start, paragraph.end
        pieces = 1 + 2 * (self._size(start, end) // PART_BYTES)
        for number in range(1, pieces):
            at = paragraph.start + (end - paragraph.start) * number // pieces
            while at < end and (at in self._whole or not is_border(text, at)):
                at += 1
            if start < at < end:
                yield replace(paragraph, start=start, end=at)
                start, paragraph = at, replace(paragraph, continues=True)
        yield replace(paragraph, start=start)


def _between(places: Sequence[int], start: int, end: int) -> int:
    return bisect_left(places, end) - bisect_left(places, start)
