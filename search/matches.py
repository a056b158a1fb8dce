"""The matches of any query as a concordance: both languages mixed, each in its context."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from indexer.engines.protocol import Hit, Newest, Reader
from indexer.near import resolved
from indexer.records import from_stored
from search.aliases import Aliases
from search.concordance import BATCH, SORTINGS, around
from search.request import Request
from search.results import Span
from search.run import filters_of
from search.spans import spans_of
from search.understand import Understood, understand

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
    ``whole`` says whether there are no more."""

    request: Request
    sorting: str
    lines: tuple[Match, ...]
    seen: int
    whole: bool


def concordance(reader: Reader, aliases: Aliases, request: Request, sorting: str) -> Concordance:
    """The matches of a request as a concordance, its ``offset`` and ``limit`` counting lines.

    In order of date only as many documents are looked at as the page needs; any other order looks
    at the newest ``SORTED_DOCUMENTS``. Raises ``BadRequest``.
    """
    understood = understand(reader, aliases, request)
    hits = reader.every(
        resolved(reader, understood.plan), filters=filters_of(request), order=Newest()
    )
    last = request.offset + request.limit
    if sorting == "date":
        found = list(islice(_matches(reader, understood, hits), last + 1))
        whole = len(found) <= last
    else:
        found = list(_matches(reader, understood, islice(hits, SORTED_DOCUMENTS)))
        whole = next(hits, None) is None
        found.sort(key=SORTINGS[sorting])
    return Concordance(request, sorting, tuple(found[request.offset : last]), len(found), whole)


def every_match(reader: Reader, aliases: Aliases, request: Request) -> Iterator[Match]:
    """Every match of a request, newest document first, streamed. Raises ``BadRequest``."""
    understood = understand(reader, aliases, request)
    hits = reader.every(
        resolved(reader, understood.plan), filters=filters_of(request), order=Newest()
    )
    return _matches(reader, understood, hits)


def _matches(reader: Reader, understood: Understood, hits: Iterator[Hit]) -> Iterator[Match]:
    """Every match of a query in these documents, in their order, streamed."""
    while ids := [hit.id for hit in islice(hits, BATCH)]:
        stored = reader.fetch(ids)
        for doc_id in ids:
            document = from_stored(stored[doc_id])
            for span in spans_of(document, understood.parts, understood.beginnings):
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
