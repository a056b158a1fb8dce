"""A request run on one snapshot of the index, from the text typed to the page's nouns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from corpus.document import Document
from indexer import fields
from indexer.engines.protocol import Found, Hit, Newest, Order, Reader, Scored
from indexer.near import resolved
from indexer.plan import AnyOf, Plan
from indexer.records import from_stored
from search.aliases import Aliases
from search.errors import BadRequest
from search.listing import listing
from search.names import name_of
from search.offers import offers
from search.request import NEWEST, Request
from search.results import DocumentView, FacetValue, HitRow, Piece, Results
from search.spans import pieces, snippets, spans_of
from search.strata import strata
from search.understand import Understood, dates, understand

PARAGRAPH: Final = "\n"

ENTITIES_NAMED: Final = 500
"""Values of a facet of entities that are given names; a page shows some two dozen."""


def results(reader: Reader, aliases: Aliases, request: Request) -> Results:
    """The answer to one request. Raises ``BadRequest``."""
    understood = understand(reader, aliases, request)
    rows = listing(understood, request)
    found = reader.run(
        resolved(reader, understood.plan),
        filters=_filters(request),
        offset=request.offset,
        limit=request.limit,
        order=_order(understood, request),
        facets=fields.FACETS,
        counts=rows.counts,
    )
    return Results(
        request=request,
        total=found.total,
        size=reader.size,
        hits=tuple(_hit_rows(reader, understood, found.hits)),
        facets=_facets(found, request, aliases),
        forms=rows.forms(found.counts),
        interpretations=rows.interpretations(found.counts),
        notices=rows.notices,
        parts=rows.parts(found.counts),
        offers=offers(reader, aliases, understood.parts, nothing_found=not found.total),
        is_name=understood.name is not None,
    )


def every_id(reader: Reader, aliases: Aliases, request: Request) -> Iterator[Hit]:
    """Every matching id in ranked order, with its stratum. Raises ``BadRequest``."""
    understood = understand(reader, aliases, request)
    return reader.every(
        resolved(reader, understood.plan),
        filters=_filters(request),
        order=_order(understood, request),
    )


def document_view(reader: Reader, aliases: Aliases, doc_id: str, request: Request) -> DocumentView:
    """One document with the request's matches marked. Raises ``BadRequest``."""
    stored = reader.fetch([doc_id])
    if doc_id not in stored:
        raise BadRequest("no_document", value=doc_id)
    document = from_stored(stored[doc_id])
    understood = understand(reader, aliases, request)
    spans = spans_of(document, understood.parts, understood.beginnings)
    title = [span for span in spans if span.field == "title"]
    body = [span for span in spans if span.field == "body"]
    return DocumentView(
        id=document.id,
        lang=document.lang,
        date=document.date,
        source=document.source,
        province=document.province,
        genre=document.genre,
        url=document.url,
        title=tuple(pieces(document.title, title)),
        paragraphs=tuple(_paragraphs(pieces(document.body, body))),
        spans=spans,
    )


def _paragraphs(found: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Pieces of a body line by line; a match across a line break stays with its first line."""
    line: list[Piece] = []
    for piece in found:
        if piece.form:
            line.append(piece)
            continue
        first, *others = piece.text.split(PARAGRAPH)
        line.append(Piece(first))
        for other in others:
            yield tuple(one for one in line if one.text)
            line = [Piece(other)]
    yield tuple(one for one in line if one.text)


def _filters(request: Request) -> Mapping[str, Plan]:
    filters: dict[str, Plan] = {
        name: AnyOf(name, values) for name, values in request.filters.items()
    }
    if request.since or request.until:
        filters[fields.DATE] = dates(request.since, request.until)
    return filters


def _order(understood: Understood, request: Request) -> Order:
    if request.sorting == NEWEST or not understood.parts:
        return Newest()
    name = understood.name
    return strata(name) if name is not None else Scored(understood.scoring())


def _hit_rows(reader: Reader, understood: Understood, hits: Sequence[Hit]) -> Iterator[HitRow]:
    stored = reader.fetch([hit.id for hit in hits])
    for hit in hits:
        yield hit_row(from_stored(stored[hit.id]), understood, hit.stratum)


def hit_row(document: Document, understood: Understood, stratum: int = 0) -> HitRow:
    """A document as a line of results."""
    spans = spans_of(document, understood.parts, understood.beginnings)
    title = [span for span in spans if span.field == "title"]
    return HitRow(
        id=document.id,
        lang=document.lang,
        title=document.title,
        date=document.date,
        source=document.source,
        province=document.province,
        genre=document.genre,
        url=document.url,
        stratum=stratum,
        spans=spans,
        title_pieces=tuple(pieces(document.title, title)),
        snippets=snippets(document, spans),
    )


def _facets(found: Found, request: Request, aliases: Aliases) -> dict[str, tuple[FacetValue, ...]]:
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for name, values in found.facets.items():
        chosen = request.filters.get(name, ())
        present = {value for value, _ in values}
        rows = [FacetValue(value, count, value in chosen) for value, count in values]
        rows += [FacetValue(value, 0, True) for value in chosen if value not in present]
        if name in fields.ENTITIES:
            rows = [
                replace(row, name=str(name_of(aliases.gazetteer, row.value)))
                for row in rows[:ENTITIES_NAMED]
            ] + rows[ENTITIES_NAMED:]
        facets[name] = tuple(rows)
    return facets
