"""Every mention of an entity in its context (KWIC): left, form, right, document, reason."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from corpus.document import Document
from indexer.annotation import documents_naming
from indexer.engines.protocol import Reader
from indexer.mentions.mention import Mention
from indexer.plan import Everything
from indexer.records import with_annotation

CONTEXT: Final = 60
"""Code points of context on each side."""

BATCH: Final = 200


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

    def shape(self) -> dict[str, object]:
        """The line as a plain object, for JSON lines and tables; others' scripts read it."""
        one = self.mention
        return {
            "doc": self.doc,
            "field": one.field,
            "start": one.start,
            "end": one.end,
            "surface": one.surface,
            "entity": one.entity,
            "kind": one.kind,
            "label": one.label,
            "reason": f"{one.reason}: {one.detail}" if one.detail else one.reason,
            "lang": self.lang,
            "date": self.date,
            "source": self.source,
            "place": one.place,
            "left": self.left,
            "right": self.right,
        }


def lines(reader: Reader, entities: Collection[str] = ()) -> Iterator[Line]:
    """Every mention of these entities, or of all; newest document first, streamed."""
    hits = reader.every(documents_naming(entities) if entities else Everything())
    while ids := [hit.id for hit in islice(hits, BATCH)]:
        stored = reader.fetch(ids)
        for doc_id in ids:
            document, annotation = with_annotation(stored[doc_id])
            for mention in annotation.mentions:
                if not entities or mention.entity in entities or mention.place in entities:
                    yield _line(document, mention)


def _line(document: Document, mention: Mention) -> Line:
    text = document.title if mention.field == "title" else document.body
    left = text[max(0, mention.start - CONTEXT) : mention.start]
    right = text[mention.end : mention.end + CONTEXT]
    return Line(
        document.id,
        document.lang,
        document.title,
        document.date,
        document.source,
        mention,
        " ".join(left.split("\n")),
        " ".join(right.split("\n")),
    )
