"""The matches of any query as a concordance: both languages mixed, each in its context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from corpus.document import Document
from indexer.annotation.records import from_stored
from indexer.budget import Looked
from indexer.engines.protocol import Newest
from indexer.near import documents_of, resolved
from search import pipeline
from search.answer.highlighting import spans_of
from search.answer.models import Span
from search.concordance.mention_lines import SORTINGS, around
from search.query.context import QueryContext
from search.query.planner import filters_of
from search.request import Request

BATCH: Final = 50
"""Documents between two looks at the budget: 25 ms of cutting text."""

SHARE: Final = 0.9
"""Of the budget, what reading documents takes at most: the last batch may take longer."""

SORTED_DOCUMENTS: Final = 5_000
"""Most documents whose matches are sorted for one page: some 3 seconds of cutting text."""


@dataclass(frozen=True, slots=True)
class Match:
    """One match of a query with its document's facts and the text around it."""

    doc: str
    lang: str
    title: str
    date: str
    source: str
    span: Span
    surface: str
    left: str
    right: str

    def shape(self) -> dict[str, object]:
        """The line as a plain object, for JSON lines and tables."""
        span = self.span
        return {
            "doc": self.doc,
            "field": span.field,
            "start": span.start,
            "end": span.end,
            "surface": self.surface,
            "form": span.form,
            "kind": span.kind,
            "lang": self.lang,
            "date": self.date,
            "source": self.source,
            "left": self.left,
            "right": self.right,
        }


@dataclass(frozen=True, slots=True)
class Concordance:
    """A page of matches. ``seen`` counts those that were looked at, of which ``lines`` are shown;
    ``whole`` says whether there are no more. ``looked`` tells where the budget ended before every
    document was read, ``markable`` whether the query has anything that can be marked."""

    request: Request
    sorting: str
    lines: tuple[Match, ...]
    seen: int
    whole: bool
    looked: Looked
    markable: bool


def concordance(context: QueryContext, sorting: str) -> Concordance:
    """The matches of a request as a concordance, its ``offset`` and ``limit`` counting lines.

    In order of date only as many documents are looked at as the page needs; any other order looks
    at the newest ``SORTED_DOCUMENTS``. Both stop when the budget is used up, and say so. Raises
    ``BadRequest``.
    """
    search = _Search(context)
    request = context.request
    last = request.offset + request.limit
    if sorting == "date":
        found = list(islice(search.matches(), last + 1))
        whole = len(found) <= last and not search.looked.left_out
    else:
        found = list(search.matches(SORTED_DOCUMENTS))
        whole = not search.looked.left_out and search.documents <= SORTED_DOCUMENTS
        found.sort(key=SORTINGS[sorting])
    lines = tuple(found[request.offset : last])
    return Concordance(
        request, sorting, lines, len(found), whole, search.looked, search.planned.markable
    )


def every_match(context: QueryContext) -> Iterator[list[Match]]:
    """Every match of a request, newest document first, streamed in batches, some of them empty.

    Raises ``BadRequest``, and ``OutOfTime`` rather than leave anything out.
    """
    search = _Search(context)
    planned, reader = search.planned, context.reader
    if not planned.markable:
        return
    for ids in documents_of(reader, planned.plan, filters_of(context.request), context.budget):
        stored = reader.fetch(ids)
        yield [match for doc_id in ids for match in search.matches_of(from_stored(stored[doc_id]))]


class _Search:
    """The documents of a request, read one after the other for what matches in them."""

    def __init__(self, context: QueryContext) -> None:
        self._reader = context.reader
        self._budget = context.budget.part(SHARE)
        self._filters = filters_of(context.request)
        self.planned = pipeline.plan(context)
        self.documents = 0
        self.looked = Looked()

    def matches(self, most: int | None = None) -> Iterator[Match]:
        """Every match in the newest documents, ``most`` of these at the most, in their order.

        ``looked`` says where the budget ended it. A query that only takes away or filters matches
        nowhere in a text: no document is read for it.
        """
        if not self.planned.markable:
            return
        plan, self.looked = resolved(self._reader, self.planned.plan, self._budget)
        self.documents = self._reader.count(plan, filters=self._filters)
        wanted = self.documents if most is None else min(most, self.documents)
        hits = islice(self._reader.every(plan, filters=self._filters, order=Newest()), most)
        read = 0
        while batch := list(islice(hits, BATCH)):
            if self._budget.over:
                self.looked += Looked(read, wanted)
                return
            stored = self._reader.fetch([hit.id for hit in batch])
            for hit in batch:
                yield from self.matches_of(from_stored(stored[hit.id]))
            read += len(batch)

    def matches_of(self, document: Document) -> Iterator[Match]:
        """The matches of one document, in order."""
        for span in spans_of(document, self.planned.terms, self.planned.beginnings):
            text = document.title if span.field == "title" else document.body
            yield Match(
                document.id,
                document.lang,
                document.title,
                document.date,
                document.source,
                span,
                text[span.start : span.end],
                *around(text, span.start, span.end),
            )
