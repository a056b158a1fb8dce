"""Every mention of an entity in its context (KWIC): left, form, right, document, reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, Protocol

from corpus.document import Document
from indexer.annotation import documents_naming
from indexer.engines.protocol import Reader
from indexer.mentions.mention import Mention
from indexer.plan import Everything
from indexer.records import with_annotation
from synonyms.spelling import HAN

CONTEXT: Final = 60
"""Code points of context on each side."""

BATCH: Final = 200


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


def lines(reader: Reader, entities: Collection[str] | None) -> Iterator[Line]:
    """Every mention of these entities; of all where None is given, which no list of ids can become
    by being empty. Newest document first, streamed."""
    if entities is not None and not entities:
        return
    hits = reader.every(Everything() if entities is None else documents_naming(entities))
    while ids := [hit.id for hit in islice(hits, BATCH)]:
        stored = reader.fetch(ids)
        for doc_id in ids:
            document, annotation = with_annotation(stored[doc_id])
            for mention in annotation.mentions:
                if entities is None or mention.entity in entities or mention.place in entities:
                    yield _line(document, mention)


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
