"""Answers as JSON, the same from the command line and over HTTP.

Scripts of other people read it: keep names and meanings; new names may be added.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import asdict

from search.answer.archive_overview import Overview
from search.answer.counted_entities import Answer, CountedEntity
from search.answer.marked_text import Snippet, Span
from search.answer.models import DocumentView, FacetValue, HitRow, Results


def results_json(results: Results) -> dict[str, object]:
    """Return an answer as plain objects; offsets count code points of the stored field."""
    shape: dict[str, object] = {
        "query": results.request.query,
        "total": results.total,
        "other_sense": results.other_sense,
        "others_total": results.others_total,
        "answers": [_answer_json(one) for one in results.answers],
        "hits": [_folded_json(hit, results) for hit in results.hits],
        "facets": {
            name: [_facet_json(row) for row in rows if not row.excluded]
            for name, rows in results.facets.items()
        },
        "forms": [
            {
                "form": row.form,
                "kind": row.kind,
                "count": row.count,
                "on": row.on,
                "part": row.part,
                "lang": row.lang,
                "reading": row.reading,
                "why": [list(step) for step in row.why],
                "tier": row.tier,
                "offered": row.offered,
            }
            for row in results.forms
        ],
        "interpretations": [
            {"reading": row.reading, "forms": list(row.forms), "count": row.count}
            for row in results.interpretations
        ],
        "offers": [asdict(one) for one in results.suggestions],
        "notices": [{"code": row.code, **row.facts} for row in results.notices],
    }
    if results.request.folds:
        shape["next_offset"] = results.following
    return shape | {"by_meaning": results.by_meaning} if results.request.meaning else shape


def _facet_json(row: FacetValue) -> dict[str, object]:
    shape: dict[str, object] = {"value": row.value, "count": row.count}
    return shape | {"languages": dict(row.languages)} if row.languages else shape


def _answer_json(answer: Answer) -> dict[str, object]:
    other = answer.other_side
    return {
        "asked": answer.asked,
        **_entity_json(answer.entity),
        "other_side": None if other is None else _entity_json(other),
    }


def _entity_json(entity: CountedEntity) -> dict[str, object]:
    return {
        "kind": entity.kind,
        "id": entity.id,
        "vi": entity.name.vi,
        "zh": entity.name.zh,
        "documents": {one.lang: one.documents for one in entity.counts},
        "mentions": {one.lang: one.mentions for one in entity.counts},
    }


def _folded_json(hit: HitRow, results: Results) -> dict[str, object]:
    """One hit; of a folded list with its reprints."""
    shape = hit_json(hit)
    if results.request.folds:
        shape["copies"] = {"count": len(hit.copies), "ids": list(hit.copies)}
    return shape


def hit_json(hit: HitRow) -> dict[str, object]:
    """Return one hit as plain objects."""
    shape: dict[str, object] = {
        "id": hit.id,
        "lang": hit.lang,
        "title": hit.title,
        "date": hit.date,
        "date_origin": hit.date_origin,
        "source": hit.source,
        "path": hit.document.path,
        "line": hit.document.line,
        "encoding": hit.encoding,
        "repaired": hit.repaired,
        "page": hit.page,
        "stratum": hit.stratum,
        "other_sense": hit.other_sense,
        "beyond": hit.beyond,
        "has": list(hit.has),
        "missing": list(hit.missing),
        "spans": spans_json(hit.spans),
        "mentions": [one.shape() for one in hit.mentions],
    }
    return shape | {"found_by": hit.found_by} if hit.found_by else shape


def spans_json(spans: Sequence[Span]) -> list[dict[str, object]]:
    """Return matches as plain objects."""
    return [
        {
            "field": span.field,
            "start": span.start,
            "end": span.end,
            "form": span.form,
            "kind": span.kind,
        }
        for span in spans
    ]


def snippets_json(snippets: Sequence[Snippet]) -> list[dict[str, object]]:
    """Return passages as plain objects: their text is that of the field from ``start`` to
    ``end``."""
    shapes: list[dict[str, object]] = []
    for one in snippets:
        text = "".join(piece.text for piece in one.pieces)
        end = one.start + len(text)
        shapes.append({"field": one.field, "start": one.start, "end": end, "text": text})
    return shapes


def document_json(view: DocumentView) -> dict[str, object]:
    """Return a document as plain objects; offsets count code points of its stored text."""
    return {
        "id": view.id,
        "lang": view.lang,
        "title": view.title,
        "body": view.document.body,
        "date": view.date,
        "date_origin": view.date_origin,
        "source": view.source,
        "province": view.province,
        "genre": view.genre,
        "encoding": view.encoding,
        "repaired": view.repaired,
        "url": view.url,
        "path": view.document.path,
        "line": view.document.line,
        "pages": list(view.document.pages),
        "confidence": list(view.document.confidence),
        "spans": spans_json(view.spans),
        "mentions": [one.shape() for one in view.mentions],
        "copies": [
            {"id": one.id, "title": one.title, "date": one.date, "source": one.source}
            for one in view.copies
        ],
    }


def overview_json(overview: Overview) -> dict[str, object]:
    """Return the overview of an archive as plain objects."""
    return {
        "size": overview.size,
        "undated": overview.undated,
        "languages": _counts(overview.by_lang),
        "years": _counts(overview.by_year),
        "sources": _counts(overview.by_source),
        "newest": [
            {
                "id": hit.id,
                "lang": hit.lang,
                "title": hit.title,
                "date": hit.date,
                "date_origin": hit.date_origin,
                "source": hit.source,
            }
            for hit in overview.newest
        ],
    }


def _counts(rows: Sequence[FacetValue]) -> list[dict[str, object]]:
    return [{"value": row.value, "count": row.count} for row in rows]
