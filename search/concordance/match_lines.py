"""The matches of any query as lines with their context (KWIC), both languages in one list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Final

from msgspec import Struct

from corpus.document import Document
from indexer import fields
from indexer.annotation.records import from_stored
from indexer.budget import Looked
from indexer.engines.batches import batches
from indexer.engines.protocol import Newest, ReadRequest
from indexer.near import documents_of, resolved
from indexer.plan import Nothing, Plan
from search import query_pipeline
from search.answer.facets import BY_LANGUAGE, facet_values
from search.answer.highlighting import spans_of
from search.answer.marked_text import Span
from search.answer.models import FacetValue
from search.concordance.contexts import around
from search.concordance.mention_lines import SORTINGS
from search.query.context import QueryContext
from search.query.planner import filters_of
from search.request import Request

BATCH: Final = 50
"""Documents between two looks at the budget: 25 ms of cutting text."""

SHARE: Final = 0.9
"""Of the budget, what reading documents takes at most: the last batch may take longer."""

COUNTED_DOCUMENTS: Final = 500
"""Documents that are read for the number of matches, where the page needs fewer: some 0.3 seconds
of cutting text."""

SORTED_DOCUMENTS: Final = 5_000
"""Most documents whose matches are sorted for one page: some 3 seconds of cutting text."""


class MatchLine(Struct, frozen=True):
    """One match of a query with its document's facts and the text around it."""

    doc: str
    lang: str
    title: str
    date: str
    date_origin: str
    source: str
    span: Span
    surface: str
    left: str
    right: str
    path: str = ""
    line: int = 0
    encoding: str = ""
    repaired: str = ""
    page: int = 0

    def shape(self) -> dict[str, object]:
        """Return the line as a plain object, for JSON lines and tables."""
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
            "date_origin": self.date_origin,
            "source": self.source,
            "left": self.left,
            "right": self.right,
            "path": self.path,
            "line": self.line,
            "encoding": self.encoding,
            "repaired": self.repaired,
            "page": self.page,
        }


class Concordance(Struct, frozen=True):
    """A page of matches.

    ``documents`` and ``facets`` are of all documents of the request, with or without lines on the
    page. ``seen`` counts the matches in all documents that were read; ``whole`` says whether these
    were all, so that it is the number of lines of an export. ``looked`` tells where the budget
    ended before every document was read, ``markable`` whether the query has anything that can be
    marked.
    """

    request: Request
    sorting: str
    documents: int
    facets: Mapping[str, tuple[FacetValue, ...]]
    lines: tuple[MatchLine, ...]
    seen: int
    whole: bool
    looked: Looked
    markable: bool


def concordance(context: QueryContext, sorting: str) -> Concordance:
    """Return the matches of a request as a concordance, its ``offset`` and ``limit`` counting
    lines.

    In order of date as many documents are read as the page needs, and up to ``COUNTED_DOCUMENTS``
    for the number of matches; in any other order the newest ``SORTED_DOCUMENTS``. Both stop when
    the budget is used up, and say so. Raises ``BadRequest``.
    """
    search = _Search(context)
    facets = search.count(context)
    request = context.request
    last = request.offset + request.limit
    if sorting == "date":
        lines, seen = _newest_page(search, request.offset, last)
    else:
        found = list(search.matches(SORTED_DOCUMENTS))
        found.sort(key=SORTINGS[sorting])
        lines, seen = found[request.offset : last], len(found)
    every = search.read == search.documents or not search.planned.markable
    whole = every and not search.looked.left_out
    return Concordance(
        request,
        sorting,
        search.documents,
        facets,
        tuple(lines),
        seen,
        whole,
        search.looked,
        search.planned.markable,
    )


def _newest_page(search: _Search, offset: int, last: int) -> tuple[list[MatchLine], int]:
    """Return the lines ``offset`` to ``last``, and how many there are in the documents that were
    read."""
    lines: list[MatchLine] = []
    seen = 0
    for batch in search.line_batches():
        lines += batch[max(0, offset - seen) : max(0, last - seen)]
        seen += len(batch)
        if seen > last and search.read >= COUNTED_DOCUMENTS:
            break
    return lines, seen


def every_match(context: QueryContext) -> Iterator[list[MatchLine]]:
    """Yield every match of a request, newest document first, streamed in batches, some of them
    empty.

    Raises ``BadRequest``, and ``OutOfTime`` rather than leave anything out.
    """
    search = _Search(context)
    planned, reader = search.planned, context.reader
    if not planned.markable:
        return
    for ids in documents_of(reader, planned.plan, filters_of(context), context.budget):
        stored = reader.fetch(ids)
        yield [match for doc_id in ids for match in search.matches_of(from_stored(stored[doc_id]))]


class _Search:
    """The documents of a request, read one after the other for what matches in them."""

    def __init__(self, context: QueryContext) -> None:
        self._reader = context.reader
        self._budget = context.budget.part(SHARE)
        self._filters = filters_of(context)
        self.planned = query_pipeline.plan(context)
        self._plan: Plan = Nothing()
        self.documents = 0
        self.read = 0
        self.looked = Looked()

    def count(self, context: QueryContext) -> dict[str, tuple[FacetValue, ...]]:
        """Count the documents, and return their facets; ``line_batches`` then reads them."""
        self._plan, self.looked = resolved(self._reader, self.planned.plan, self._budget)
        asked = ReadRequest(
            self._plan,
            filters=self._filters,
            limit=0,
            facets=fields.FACETS,
            split=BY_LANGUAGE,
            values=context.values,
        )
        result = self._reader.run(asked)
        self.documents = result.total
        return facet_values(context, self._plan, result)

    def matches(self, most: int | None = None) -> Iterator[MatchLine]:
        """Yield the lines of ``line_batches``, one by one."""
        return chain.from_iterable(self.line_batches(most))

    def line_batches(self, most: int | None = None) -> Iterator[list[MatchLine]]:
        """Yield every match in the newest documents, ``most`` of these at the most, in their order;
        the lines of some documents at a time.

        Of the ``documents`` counted before, ``read`` is then how many were read; ``looked`` says
        where the budget ended it. A query that only takes away or filters matches nowhere in a
        text: no document is read for it.
        """
        if not self.planned.markable:
            return
        wanted = self.documents if most is None else min(most, self.documents)
        hits = islice(self._reader.every(self._plan, filters=self._filters, order=Newest()), most)
        for ids in batches((hit.id for hit in hits), BATCH):
            if self._budget.over:
                self.looked += Looked(self.read, wanted)
                return
            stored = self._reader.fetch(ids)
            self.read += len(ids)
            yield [line for one in ids for line in self.matches_of(from_stored(stored[one]))]

    def matches_of(self, document: Document) -> Iterator[MatchLine]:
        """Yield the matches of one document, in order."""
        for span in spans_of(document, self.planned.terms, self.planned.beginnings):
            text = document.title if span.field == "title" else document.body
            yield MatchLine(
                document.id,
                document.lang,
                document.title,
                document.date,
                document.date_origin,
                document.source,
                span,
                text[span.start : span.end],
                *around(text, span.start, span.end),
                path=document.path,
                line=document.line,
                encoding=document.encoding,
                repaired=document.repaired,
                page=document.page_at(span.start if span.field == "body" else 0),
            )
