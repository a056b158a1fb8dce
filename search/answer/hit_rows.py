"""Hits to rows: each document with its matches highlighted and its snippets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from corpus.document import Document
from indexer.annotation.annotation import Annotation
from indexer.annotation.records import with_annotation
from indexer.engines.protocol import Hit
from search.answer.highlighting import pieces, snippets, spans_of, stands_in
from search.answer.marked_text import Span
from search.answer.match_evidence import (
    linked_ids,
    marks,
    mentioning_of,
    of_entities,
    reasons,
    widened,
)
from search.answer.models import HitRow
from search.expansion.selection import SelectedTerm
from search.query.context import QueryContext
from search.query.planner import PlannedQuery
from search.stories.folded_list import FoldedPage


def hit_rows(
    context: QueryContext,
    planned: PlannedQuery,
    page: FoldedPage,
    parts: Sequence[SelectedTerm] = (),
) -> Iterator[HitRow]:
    """Yield the rows of a page; without their matches after the budget is used up. Of a document
    that has only a part of what was asked, the ``parts`` are marked and listed."""
    rows = _Rows(context, planned, parts)
    stored = page.stored or context.reader.fetch([one.hit.id for one in page.rows])
    return (
        replace(rows.row(one.hit, *with_annotation(stored[one.hit.id])), copies=one.copies)
        for one in page.rows
    )


class _Rows:
    """What is the same for all hits of one page."""

    def __init__(
        self, context: QueryContext, planned: PlannedQuery, parts: Sequence[SelectedTerm]
    ) -> None:
        self._context = context
        self._planned = planned
        self._parts = parts
        self._linked = linked_ids((*planned.terms, *parts))
        self._has_senses = mentioning_of(planned) is not None

    def row(self, hit: Hit, document: Document, annotation: Annotation) -> HitRow:
        """Return one hit as it is shown."""
        found = self._spans(hit, document)
        spans = found or ()
        mentions = reasons(annotation.mentions, spans, self._context.request, self._linked)
        linked = of_entities(annotation.mentions, self._linked)
        marked = marks(widened(spans, linked), mentions)
        has, missing = self._of_parts(hit, document, annotation)
        return HitRow(
            document=document,
            stratum=hit.stratum,
            spans=spans,
            title_pieces=tuple(
                pieces(document.title, [span for span in marked if span.field == "title"])
            ),
            snippets=snippets(document, marked),
            mentions=mentions,
            marked=found is not None,
            other_sense=self._has_senses and not linked,
            beyond=hit.beyond,
            has=has,
            missing=missing,
        )

    def _spans(self, hit: Hit, document: Document) -> tuple[Span, ...] | None:
        """Return the matches; None where there is no time left to look for them."""
        if not self._planned.markable:
            return ()
        if self._context.budget.over:
            return None
        terms = self._planned.terms
        if hit.beyond:
            terms = tuple({one.term: one for one in (*terms, *self._parts)}.values())
        return spans_of(document, terms, self._planned.beginnings)

    def _of_parts(
        self, hit: Hit, document: Document, annotation: Annotation
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the texts of the parts that a document beyond the hits has, and of the others."""
        if not hit.beyond or self._context.budget.over:
            return (), ()
        has = [
            bool(of_entities(annotation.mentions, linked_ids([part]))) or stands_in(document, part)
            for part in self._parts
        ]
        texts = [part.term.text for part in self._parts]
        return (
            tuple(text for text, is_in in zip(texts, has, strict=True) if is_in),
            tuple(text for text, is_in in zip(texts, has, strict=True) if not is_in),
        )
