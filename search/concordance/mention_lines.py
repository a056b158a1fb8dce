"""Every mention of an entity in its context (KWIC): left, form, right, document, reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any, Final, Protocol

from corpus.document import Document
from corpus.script_letters import HAN
from indexer.annotation.annotator import documents_naming
from indexer.annotation.records import with_annotation
from indexer.budget import Budget, Looked
from indexer.engines.protocol import Reader
from indexer.linking.mention import Mention
from indexer.plan import Everything

CONTEXT: Final = 60
"""Code points of context on each side."""

BATCH: Final = 50
"""Documents between two looks at the budget: 25 ms of reading them whole."""


class Keyword(Protocol):
    """What a concordance is sorted by."""

    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def surface(self) -> str: ...


_WORD: Final = re.compile(rf"[{HAN}]|[^\W{HAN}]+")
"""What left context is sorted by, from the keyword outwards: words, characters of Chinese."""

SORTINGS: Final[Mapping[str, Callable[[Keyword], Any]]] = {
    "date": lambda line: 0,
    "left": lambda line: _WORD.findall(line.left.casefold())[::-1],
    "right": lambda line: line.right.casefold().lstrip(),
    "source": lambda line: line.source.casefold(),
    "form": lambda line: line.surface.casefold(),
}
"""Orders of a concordance; equal ones stay newest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One mention with its document's facts and the text around it."""

    doc: str
    lang: str
    title: str
    date: str
    source: str
    mention: Mention
    left: str
    right: str

    @property
    def surface(self) -> str:
        """The name as it stands."""
        return self.mention.surface

    def shape(self) -> dict[str, object]:
        """The line as a plain object, for JSON lines and tables; others' scripts read it."""
        return {
            "doc": self.doc,
            **self.mention.shape(),
            "lang": self.lang,
            "date": self.date,
            "source": self.source,
            "place": self.mention.place,
            "left": self.left,
            "right": self.right,
        }


class Lines:
    """Every mention of these entities; of all where None is given, which no list of ids can become
    by being empty. Newest document first, streamed.

    Stops when the budget is used up; ``looked`` then says how many documents were read.
    """

    def __init__(self, reader: Reader, entities: Collection[str] | None, budget: Budget) -> None:
        self._reader = reader
        self._entities = None if entities is None else frozenset(entities)
        self._budget = budget
        self.looked = Looked()

    def __iter__(self) -> Iterator[Line]:
        return chain.from_iterable(self.batches())

    def batches(self) -> Iterator[list[Line]]:
        """The lines of some documents at once."""
        named = self._entities
        plan = Everything() if named is None else documents_naming(named)
        hits = self._reader.every(plan)
        read = 0
        while batch := [hit.id for hit in islice(hits, BATCH)]:
            if self._budget.over:
                self.looked = Looked(read, self._reader.count(plan))
                return
            stored = self._reader.fetch(batch)
            read += len(batch)
            yield [line for doc_id in batch for line in self._lines_of(stored[doc_id])]

    def _lines_of(self, stored: str) -> Iterator[Line]:
        document, annotation = with_annotation(stored)
        for mention in annotation.mentions:
            if self._is_asked(mention):
                yield _line(document, mention)

    def _is_asked(self, mention: Mention) -> bool:
        asked = self._entities
        return asked is None or mention.entity in asked or mention.place in asked


def _line(document: Document, mention: Mention) -> Line:
    text = document.title if mention.field == "title" else document.body
    return Line(
        document.id,
        document.lang,
        document.title,
        document.date,
        document.source,
        mention,
        *around(text, mention.start, mention.end),
    )


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The text left and right of a place, on one line."""
    left = text[max(0, start - CONTEXT) : start]
    right = text[end : end + CONTEXT]
    return " ".join(left.split("\n")), " ".join(right.split("\n"))
