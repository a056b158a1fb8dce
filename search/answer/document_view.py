"""One document as shown: its text with matches and mentions marked, and the entities it names."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from indexer.annotation.annotation import Annotation
from indexer.annotation.records import with_annotation
from indexer.linking.mention import LABELS, OTHER
from search.answer.highlighting import pieces, spans_of, with_mentions, with_pages
from search.answer.marked_text import Piece
from search.answer.match_evidence import linked_ids, marks, of_entities, widened
from search.answer.models import DocumentView, NamedEntity
from search.names.name_lookup import NameLookup
from search.query.planner import PlannedQuery


def document_view(names: NameLookup, planned: PlannedQuery, stored: str) -> DocumentView:
    """Return a stored document with the matches of a query, and the mentions of what it names."""
    document, annotation = with_annotation(stored)
    is_marked = planned.terms or planned.beginnings
    spans = spans_of(document, planned.terms, planned.beginnings) if is_marked else ()
    linked = of_entities(annotation.mentions, linked_ids(planned.terms))
    return DocumentView(
        document=document,
        spans=spans,
        marks=marks(widened(spans, linked), linked),
        mentions=annotation.mentions,
        named=_named(annotation, names),
    )


def title_pieces(view: DocumentView, *, hits: bool = True, names: bool = True) -> list[Piece]:
    """Return the title in pieces: matches and names, or plain text where these are not wanted."""
    return _pieces(view, "title", 0, len(view.title), hits, names)


def body_pieces(
    view: DocumentView, start: int, end: int, *, hits: bool = True, names: bool = True
) -> list[Piece]:
    """Return a part of the body in pieces, with an empty one where a page begins. Joined they are
    the text from ``start`` to ``end``, neither of which may lie within a match or a name."""
    found = _pieces(view, "body", start, end, hits, names)
    pages = view.document.pages
    first = bisect_left(pages, start)
    return with_pages(found, pages[first:], start=start, first=first + 2)


def _pieces(
    view: DocumentView, field: str, start: int, end: int, hits: bool, names: bool
) -> list[Piece]:
    text = view.title if field == "title" else view.document.body
    marked = [one for one in view.marks if hits and one.field == field and start < one.end <= end]
    mentions = [
        one for one in view.mentions if names and one.field == field and start < one.end <= end
    ]
    return with_mentions(pieces(text, marked, start, end), mentions, start=start)


def kept_whole(view: DocumentView) -> Iterator[tuple[int, int]]:
    """Yield the spans of the body that are shown whole: matches and mentions."""
    yield from ((one.start, one.end) for one in view.marks if one.field == "body")
    yield from ((one.start, one.end) for one in view.mentions if one.field == "body")


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
