"""One document as shown: its text with matches and mentions marked, and the entities it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from indexer.annotation.annotator import Annotation
from indexer.annotation.records import with_annotation
from indexer.linking.mention import LABELS, OTHER
from search.answer.highlighting import pieces, spans_of, with_mentions, with_pages
from search.answer.marked_text import Piece
from search.answer.match_evidence import linked_ids, marks, of_entities, widened
from search.answer.models import DocumentView, NamedEntity
from search.names.name_lookup import NameLookup
from search.query.planner import PlannedQuery

PARAGRAPH: Final = "\n"


def document_view(names: NameLookup, planned: PlannedQuery, stored: str) -> DocumentView:
    """Return a stored document with the matches of a query marked, and the mentions of what it
    names."""
    document, annotation = with_annotation(stored)
    spans = spans_of(document, planned.terms, planned.beginnings)
    linked = of_entities(annotation.mentions, linked_ids(planned.terms))
    marked = marks(widened(spans, linked), linked)

    def whole(field: str, text: str) -> list[Piece]:
        found = pieces(text, [span for span in marked if span.field == field])
        return with_mentions(found, [one for one in annotation.mentions if one.field == field])

    return DocumentView(
        document=document,
        title=tuple(whole("title", document.title)),
        paragraphs=tuple(
            _paragraphs(with_pages(whole("body", document.body), document.pages)),
        ),
        spans=spans,
        marks=marked,
        mentions=annotation.mentions,
        named=_named(annotation, names),
    )


def _named(annotation: Annotation, names: NameLookup) -> dict[str, tuple[NamedEntity, ...]]:
    """Return the entities of a document by label, most often named first."""
    times: dict[str, Counter[str]] = {}
    for one in annotation.mentions:
        if one.entity and one.label != OTHER:
            times.setdefault(one.label, Counter())[one.place or one.entity] += 1
    return {
        label: tuple(
            NamedEntity(entity, label, names.name_of(entity), count)
            for entity, count in times[label].most_common()
        )
        for label in LABELS
        if label in times
    }


def _paragraphs(found: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of a body line by line; a match or a name across a line break belongs to
    its first line."""
    line: list[Piece] = []
    for piece in found:
        if piece.form or piece.mention or piece.page:
            line.append(piece)
            continue
        first, *others = piece.text.split(PARAGRAPH)
        line.append(Piece(first))
        for other in others:
            yield tuple(one for one in line if one.text or one.page)
            line = [Piece(other)]
    yield tuple(one for one in line if one.text or one.page)
