"""The JSON interface: the same answers as the pages, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, Final

from fastapi import APIRouter, Query
from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse

from indexer import fields
from indexer.budget import Budget
from search.archive import Archive
from search.concordance import Line
from search.errors import BadRequest
from search.export import COLUMNS, FORMATS, MATCH_COLUMNS
from search.json_shape import document_json, overview_json, results_json
from search.request import KINDS, PAGE_LIMIT, QUERY_LIMIT
from web import links
from web.api_models import ArchiveAnswer, DocumentAnswer, ErrorAnswer, SearchAnswer
from web.downloads import Downloads
from web.workers import Workers


def _parameter(name: str, description: str, **schema: object) -> dict[str, object]:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _many(name: str, description: str, **item: object) -> dict[str, object]:
    return _parameter(
        name, f"{description} May be repeated.", type="array", items={"type": "string", **item}
    )


PARAMETERS: Final = [
    _parameter(
        "q",
        'Names, words, "exact phrase", -not, OR, brackets, field:value, prefix*, near/5, '
        "2019..2022. Empty: all documents, newest first.",
        type="string",
        maxLength=QUERY_LIMIT,
    ),
    *(_many(name, f"Keep documents whose {name} is this value.") for name in fields.FACETS),
    _parameter("from", "Not before YYYY, YYYY-MM or YYYY-MM-DD.", type="string"),
    _parameter("to", "Not after YYYY, YYYY-MM or YYYY-MM-DD.", type="string"),
    _parameter("sort", "Order of the hits.", type="string", enum=["relevance", "newest"]),
    _parameter("reading", "Keep one interpretation of a query without tones.", type="string"),
    _many("off", "A form not to be asked."),
    _many("on", "A form to be asked that is not asked by itself."),
    _many("without", "A kind of forms not to be asked.", enum=list(KINDS)),
    _parameter("offset", "Hits to pass over.", type="integer", minimum=0, default=0),
    _parameter("limit", "Hits to give.", type="integer", minimum=0, maximum=PAGE_LIMIT, default=10),
]
"""Read by search/request.py; here only described."""

ERRORS: Final[dict[int | str, dict[str, Any]]] = {
    400: {"model": ErrorAnswer, "description": "The request can't be meant; `code` says why."},
    503: {"model": ErrorAnswer, "description": "Too much at once, or no index; try again."},
}
MISSING: Final[dict[int | str, dict[str, Any]]] = {
    404: {"model": ErrorAnswer, "description": "There is no such document."}
}


def api_router(archive: Archive, workers: Workers, downloads: Downloads) -> APIRouter:
    """The routes under ``/api``. Answers are written straight from the plain objects; that they
    are what the models promise is tested, not checked again at every request."""
    router = APIRouter(prefix="/api")

    async def answered(http: HttpRequest, make: Callable[[Archive], dict[str, object]]) -> Response:
        def written(budget: Budget) -> bytes:
            shape = make(archive.within(budget))
            return json.dumps(shape, ensure_ascii=False).encode("utf-8", "replace")

        content = await workers.run(http.receive, written)
        return Response(content, media_type="application/json")

    @router.get(
        "/mentions",
        summary="Every mention of an entity, or of all, as a file; streamed",
        response_class=StreamingResponse,
        responses=ERRORS,
    )
    async def mentions(
        http: HttpRequest,
        entity: str = Query("", description="An id or a name; empty: everything.", max_length=200),
        format: str = Query("jsonl", description="jsonl, csv or xlsx."),
    ) -> Response:
        if format not in FORMATS:
            raise BadRequest("bad_format", value=format[:40], known=", ".join(FORMATS))

        def lines(asked: Archive) -> Iterator[Line]:
            yield from asked.mentions(asked.entities_named(entity) if entity else ())

        def chunks(asked: Archive) -> Iterator[bytes]:
            return FORMATS[format](lines(asked), COLUMNS)

        return await downloads.answer(http, chunks, "mentions", format)

    @router.get(
        "/concordance",
        summary="Every match of a request with the text around it, as a file; streamed",
        response_class=StreamingResponse,
        responses=ERRORS,
        openapi_extra={"parameters": PARAMETERS},
    )
    async def concordance(
        http: HttpRequest, format: str = Query("jsonl", description="jsonl, csv or xlsx.")
    ) -> Response:
        if format not in FORMATS:
            raise BadRequest("bad_format", value=format[:40], known=", ".join(FORMATS))
        request = links.request_of(http.scope["query_string"])

        def chunks(asked: Archive) -> Iterator[bytes]:
            return FORMATS[format](asked.every_match(request), MATCH_COLUMNS)

        return await downloads.answer(http, chunks, "concordance", format)

    @router.get(
        "/search",
        summary="Documents that match, with forms, interpretations and facets",
        response_model=SearchAnswer,
        responses=ERRORS,
        openapi_extra={"parameters": PARAMETERS},
    )
    async def find(http: HttpRequest) -> Response:
        request = links.request_of(http.scope["query_string"])
        return await answered(http, lambda asked: results_json(asked.results(request)))

    @router.get(
        "/doc/{doc_id:path}",
        summary="One document, with the places where the request matches",
        response_model=DocumentAnswer,
        responses=ERRORS | MISSING,
        openapi_extra={"parameters": PARAMETERS},
    )
    async def document(http: HttpRequest, doc_id: str) -> Response:
        request = links.request_of(http.scope["query_string"])
        return await answered(http, lambda asked: document_json(asked.document(doc_id, request)))

    @router.get(
        "/overview",
        summary="What the archive holds",
        response_model=ArchiveAnswer,
        responses={503: ERRORS[503]},
    )
    async def overview(http: HttpRequest) -> Response:
        return await answered(http, lambda asked: overview_json(asked.overview()))

    return router
