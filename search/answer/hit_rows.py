"""Hits to rows: each document with its matches highlighted and its snippets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.document import Document
from indexer.annotation.annotator import Annotation
from indexer.annotation.records import with_annotation
from indexer.engines.protocol import Hit
from search.answer.highlighting import pieces, snippets, spans_of
from search.answer.match_evidence import marks, reasons
from search.answer.models import HitRow, Span
from search.query.context import QueryContext
from search.query.planner import PlannedQuery
from search.request import Request


def hit_rows(context: QueryContext, planned: PlannedQuery, hits: Sequence[Hit]) -> Iterator[HitRow]:
    """Yield the rows of hits; without their matches after the budget is used up."""
    stored = context.reader.fetch([hit.id for hit in hits])
    for hit in hits:
        document, annotation = with_annotation(stored[hit.id])
        spans: tuple[Span, ...] | None = ()
        if planned.markable:
            is_late = context.budget.over
            spans = None if is_late else spans_of(document, planned.terms, planned.beginnings)
        yield _hit_row(document, annotation, spans, context.request, hit.stratum)


def _hit_row(
    document: Document,
    annotation: Annotation,
    found: tuple[Span, ...] | None,
    request: Request,
    stratum: int,
) -> HitRow:
    spans = found or ()
    mentions = reasons(annotation.mentions, spans, request)
    marked = marks(spans, mentions)
    title = [span for span in marked if span.field == "title"]
    return HitRow(
        document=document,
        stratum=stratum,
        spans=spans,
        title_pieces=tuple(pieces(document.title, title)),
        snippets=snippets(document, marked),
        mentions=mentions,
        marked=found is not None,
    )
