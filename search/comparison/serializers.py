"""Comparisons as JSON. Scripts of other people read it: keep names and meanings; new names may be
added."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.document import Document
from search.comparison.compared import Compared, Comparison, Count
from search.comparison.meant import Unclear
from search.comparison.subject import Subject
from search.comparison.two_sides import TwoSides
from search.names.entity_names import EntityName

ONLY_LISTED: Final = 100
"""Most names of each kind that only one side mentions; the file has all."""


def comparison_json(found: Comparison) -> dict[str, object]:
    """Return a comparison as plain objects."""
    return {
        "entities": [_compared_json(one) for one in found.compared],
        "unclear": [_unclear_json(one) for one in found.unclear],
        "any_documents": found.any_documents,
        "all_documents": found.all_documents,
    }


def sides_json(found: TwoSides) -> dict[str, object]:
    """Return two sides as plain objects."""
    return {
        "entity": _subject_json(found.subject) if found.subject else None,
        "with": [_subject_json(one) for one in found.also],
        "unclear": [_unclear_json(found.unclear)] if found.unclear else [],
        "by": found.by,
        "periods": [
            {"period": one.name, "documents": dict(one.documents)} for one in found.periods
        ],
        "sides": [
            {
                "lang": side.lang,
                "documents": side.documents,
                "mentions": side.mentions,
                "undated": side.undated,
                "first": _document_json(side.first) if side.first else None,
                "newest": [_document_json(one) for one in side.newest],
            }
            for side in found.sides
        ],
        "only": [
            {
                "lang": one.lang,
                "kind": one.kind,
                "total": len(one.found),
                "names": [
                    {"id": an_id, **_name(name), "documents": count}
                    for an_id, name, count in one.found[:ONLY_LISTED]
                ],
            }
            for one in found.only
        ],
    }


def _name(name: EntityName) -> dict[str, object]:
    return {"vi": name.vi, "zh": name.zh}


def _subject_json(one: Subject) -> dict[str, object]:
    return {"id": one.id, "kind": one.kind, **_name(one.name), "ids": list(one.ids)}


def _unclear_json(one: Unclear) -> dict[str, object]:
    return {
        "text": one.text,
        "offered": [
            {
                "id": meaning.id,
                "kind": meaning.kind,
                **_name(meaning.name),
                "documents": meaning.documents,
            }
            for meaning in one.offered
        ],
    }


def _document_json(one: Document) -> dict[str, object]:
    return {"id": one.id, "title": one.title, "date": one.date, "source": one.source}


def _counts(counts: Mapping[str, Count]) -> dict[str, object]:
    return {lang: _count(one) for lang, one in counts.items()}


def _count(one: Count) -> dict[str, object]:
    return {"documents": one.documents, "mentions": one.mentions}


def _compared_json(one: Compared) -> dict[str, object]:
    return {
        **_subject_json(one.subject),
        **_count(one.total),
        "by_language": _counts(one.by_lang),
        "years": [{"year": year, "counts": _counts(counts)} for year, counts in one.years.items()],
        "forms": [{"form": form, "mentions": mentions} for form, mentions in one.forms],
        "together": [
            {"id": an_id, **_name(name), "documents": count} for an_id, name, count in one.together
        ],
        "sides": [
            {"id": side.id, "side": side.side, **_name(side.name), "counts": _counts(side.by_lang)}
            for side in one.sides
        ],
    }
