"""Similar documents as JSON, the same from the command line and over HTTP."""

from __future__ import annotations

from search.similar.similar_documents import SimilarDocument, SimilarDocuments


def similar_json(similar: SimilarDocuments) -> dict[str, object]:
    """Return an answer as plain objects."""
    return {
        "id": similar.document.id,
        "lang": similar.lang,
        "documents": [_document_json(one) for one in similar.found],
    }


def _document_json(one: SimilarDocument) -> dict[str, object]:
    return {
        "id": one.document.id,
        "lang": one.document.lang,
        "title": one.document.title,
        "date": one.document.date,
        "date_origin": one.document.date_origin,
        "source": one.document.source,
        "path": one.document.path,
        "line": one.document.line,
        "score": round(one.score, 4),
        "copy": one.is_copy,
        "shared": [
            {"wording": feature.wording, "other": feature.other, "kind": feature.kind}
            for feature in one.shared
        ],
    }
