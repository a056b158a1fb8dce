"""A request run on one snapshot of the index, from the text typed to the page's nouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from corpus.document import Document
from indexer import fields
from indexer.annotation.annotator import Annotation
from indexer.annotation.records import with_annotation
from indexer.budget import Budget, Looked, OutOfTime
from indexer.engines.protocol import (
    FACET_VALUES,
    Hit,
    Newest,
    Order,
    Reader,
    ReadRequest,
    ReadResult,
    Scored,
)
from indexer.linking.mention import LABELS, OTHER
from indexer.near import resolved
from indexer.plan import AnyOf, Plan
from search.answer.highlighting import pieces, snippets, spans_of, with_mentions
from search.answer.match_evidence import marks, reasons
from search.answer.models import (
    DocumentView,
    FacetValue,
    HitRow,
    NamedEntity,
    Notice,
    Piece,
    Results,
    Span,
)
from search.answer.query_summary import listing
from search.answer.ranking import strata
from search.answer.suggestions import offers
from search.names.name_lookup import NameLookup
from search.query.planner import PlannedQuery, dates, understand
from search.request import NEWEST, Request
from search.request_errors import NotThere
from synonyms.variants import canonical

PARAGRAPH: Final = "\n"

ENTITIES_OFFERED: Final = 4
"""Most dossiers offered above the results."""

KIND_OF: Final = {
    fields.GATES: "gate",
    fields.PEOPLE: "person",
    fields.PLACES: "place",
    fields.ORGANISATIONS: "organisation",
}


def results(reader: Reader, aliases: NameLookup, request: Request, budget: Budget) -> Results:
    """The answer to one request. Raises ``BadRequest``.

    Where the budget ends before every document of a near was read, or before the matches of every
    hit were found, a notice says so.
    """
    understood = understand(reader, aliases, request)
    rows = listing(understood, request)
    plan, looked = resolved(reader, understood.plan, budget)
    found = reader.run(
        ReadRequest(
            plan,
            filters=filters_of(request),
            offset=request.offset,
            limit=request.limit,
            order=_order(understood, request),
            facets=fields.FACETS,
            counts=rows.counts,
        )
    )
    facets = _facets(reader, plan, found, request, aliases)
    offered = offers(reader, aliases, understood.parts, nothing_found=not found.total)
    # Last: what there is no time for is left out here, and nothing else.
    hits = tuple(hit_rows(reader, understood, request, found.hits, budget))
    return Results(
        request=request,
        total=found.total,
        size=reader.size,
        hits=hits,
        facets=facets,
        forms=rows.forms(found.counts),
        interpretations=rows.interpretations(found.counts),
        notices=(*rows.notices, *_left_out(looked, hits)),
        parts=rows.parts(found.counts),
        offers=offered,
        is_name=understood.name is not None,
        entities=_entities(found, understood, aliases),
    )


def _left_out(looked: Looked, hits: Sequence[HitRow]) -> Iterator[Notice]:
    """What there was no time for."""
    if looked.left_out:
        yield Notice("near_unfinished", {"documents": looked.documents, "of": looked.of})
    unmarked = sum(not hit.marked for hit in hits)
    if unmarked:
        yield Notice("hits_unmarked", {"count": unmarked})


def _entities(
    found: ReadResult, understood: PlannedQuery, aliases: NameLookup
) -> tuple[NamedEntity, ...]:
    """What the query names by one of its forms, as far as the documents found mention it."""
    name = understood.name
    if name is None:
        return ()
    own = {entity.id for form in name.now for entity in aliases.entities(form.keys)}
    own |= {" ".join(map(canonical, form.keys)) for form in name.now if form.lang == "vi"}
    named = [
        NamedEntity(value, KIND_OF[field], aliases.name_of(value), count)
        for field in fields.FACETED_ENTITIES
        for value, count in found.facets[field]
        if value in own
    ]
    return tuple(sorted(named, key=lambda one: -one.times)[:ENTITIES_OFFERED])


def every_id(
    reader: Reader, aliases: NameLookup, request: Request, budget: Budget
) -> Iterator[Hit]:
    """Every matching id in ranked order, with its stratum. Raises ``BadRequest``."""
    understood = understand(reader, aliases, request)
    plan, looked = resolved(reader, understood.plan, budget)
    if looked.left_out:
        raise OutOfTime(budget.seconds)
    return reader.every(plan, filters=filters_of(request), order=_order(understood, request))


def document_view(
    reader: Reader, aliases: NameLookup, doc_id: str, request: Request
) -> DocumentView:
    """One document with the request's matches marked. Raises ``NotThere``."""
    stored = reader.fetch([doc_id])
    if doc_id not in stored:
        raise NotThere("no_document", value=doc_id)
    document, annotation = with_annotation(stored[doc_id])
    understood = understand(reader, aliases, request)
    spans = spans_of(document, understood.parts, understood.beginnings)

    def whole(field: str, text: str) -> list[Piece]:
        found = pieces(text, [span for span in spans if span.field == field])
        return with_mentions(found, [one for one in annotation.mentions if one.field == field])

    return DocumentView(
        id=document.id,
        lang=document.lang,
        date=document.date,
        source=document.source,
        province=document.province,
        genre=document.genre,
        url=document.url,
        title=tuple(whole("title", document.title)),
        paragraphs=tuple(_paragraphs(whole("body", document.body))),
        spans=spans,
        mentions=annotation.mentions,
        named=_named(annotation, aliases),
    )


def _named(annotation: Annotation, aliases: NameLookup) -> dict[str, tuple[NamedEntity, ...]]:
    """The entities of a document by label, most often named first."""
    times: dict[str, Counter[str]] = {}
    for one in annotation.mentions:
        if one.entity and one.label != OTHER:
            times.setdefault(one.label, Counter())[one.place or one.entity] += 1
    return {
        label: tuple(
            NamedEntity(entity, label, aliases.name_of(entity), count)
            for entity, count in times[label].most_common()
        )
        for label in LABELS
        if label in times
    }


def _paragraphs(found: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Pieces of a body line by line; a match or a name across a line break stays with its first
    line."""
    line: list[Piece] = []
    for piece in found:
        if piece.form or piece.mention:
            line.append(piece)
            continue
        first, *others = piece.text.split(PARAGRAPH)
        line.append(Piece(first))
        for other in others:
            yield tuple(one for one in line if one.text)
            line = [Piece(other)]
    yield tuple(one for one in line if one.text)


def filters_of(request: Request) -> Mapping[str, Plan]:
    """What a request is narrowed by, by field."""
    filters: dict[str, Plan] = {
        name: AnyOf(name, values) for name, values in request.filters.items()
    }
    if request.since or request.until:
        filters[fields.DATE] = dates(request.since, request.until)
    return filters


def _order(understood: PlannedQuery, request: Request) -> Order:
    if request.sorting == NEWEST or not understood.parts:
        return Newest()
    name = understood.name
    return strata(name) if name is not None else Scored(understood.scoring())


def hit_rows(
    reader: Reader,
    understood: PlannedQuery,
    request: Request,
    hits: Sequence[Hit],
    budget: Budget,
) -> Iterator[HitRow]:
    """Documents as lines of results; without their matches once the budget is used up."""
    stored = reader.fetch([hit.id for hit in hits])
    for hit in hits:
        document, annotation = with_annotation(stored[hit.id])
        spans: tuple[Span, ...] | None = ()
        if understood.markable:
            parts, beginnings = understood.parts, understood.beginnings
            spans = None if budget.over else spans_of(document, parts, beginnings)
        yield _hit_row(document, annotation, spans, request, hit.stratum)


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
        marked=found is not None,
        title_pieces=tuple(pieces(document.title, title)),
        snippets=snippets(document, marked),
        mentions=mentions,
    )


def _facets(
    reader: Reader, plan: Plan, found: ReadResult, request: Request, aliases: NameLookup
) -> dict[str, tuple[FacetValue, ...]]:
    facets: dict[str, tuple[FacetValue, ...]] = {}
    for name, values in found.facets.items():
        chosen = request.filters.get(name, ())
        called = aliases.label_of if name in fields.ENTITIES else _itself
        rows = [FacetValue(value, count, value in chosen, called(value)) for value, count in values]
        for value in _missing(chosen, values):
            count = 0
            if name in fields.ENTITIES and len(values) == FACET_VALUES:
                # Beyond the values that were given.
                count = _count(reader, plan, request, name, value)
            rows.append(FacetValue(value, count, True, called(value)))
        facets[name] = tuple(rows)
    return facets


def _missing(chosen: Sequence[str], values: Sequence[tuple[str, int]]) -> list[str]:
    """The chosen values that are not among those given."""
    if not chosen:
        return []
    given = {value for value, _ in values}
    return [value for value in chosen if value not in given]


def _itself(value: str) -> str:
    """No other name: the value speaks for itself."""
    return ""


def _count(reader: Reader, plan: Plan, request: Request, field: str, value: str) -> int:
    """The documents of one value of a facet, which its own filter does not act on."""
    others = {name: one for name, one in filters_of(request).items() if name != field}
    others[field] = AnyOf(field, (value,))
    return reader.count(plan, filters=others)
