"""The JSON interface: the same answers as the pages, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse

from indexer.budget import Budget
from search.answer.serializers import document_json, overview_json, results_json
from search.archive import Archive
from search.concordance.mention_lines import Line
from search.export.writers import COLUMNS, FORMATS, MATCH_COLUMNS
from search.request import NAME_LIMIT
from search.request_errors import BadRequest
from web.http import urls
from web.http.downloads import Downloads
from web.http.threadpool import Workers
from web.routes.api_models import ArchiveAnswer, DocumentAnswer, SearchAnswer
from web.routes.api_schema import ANSWERS, DOCUMENT, ENTITY, FORMAT, REQUEST


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
        responses=ANSWERS["mentions"],
        openapi_extra={"parameters": [ENTITY, FORMAT]},
    )
    async def mentions(http: HttpRequest) -> Response:
        given = dict(urls.pairs_of(http.scope["query_string"]))
        form = _form_of(given)
        entity = given.get("entity")
        if entity is not None and len(entity) > NAME_LIMIT:
            raise BadRequest("too_long", length=len(entity), limit=NAME_LIMIT)

        def lines(asked: Archive) -> Iterator[list[Line]]:
            yield from asked.mentions(None if entity is None else asked.mentioned(entity))

        def chunks(asked: Archive) -> Iterator[bytes]:
            return FORMATS[form](lines(asked), COLUMNS)

        return await downloads.answer(http, chunks, "mentions", form)

    @router.get(
        "/concordance",
        summary="Every match of a request with the text around it, as a file; streamed",
        response_class=StreamingResponse,
        responses=ANSWERS["concordance"],
        openapi_extra={"parameters": [*REQUEST, FORMAT]},
    )
    async def concordance(http: HttpRequest) -> Response:
        form = _form_of(dict(urls.pairs_of(http.scope["query_string"])))
        request = urls.request_of(http.scope["query_string"])

        def chunks(asked: Archive) -> Iterator[bytes]:
            return FORMATS[form](asked.every_match(request), MATCH_COLUMNS)

        return await downloads.answer(http, chunks, "concordance", form)

    @router.get(
        "/search",
        summary="Documents that match, with forms, interpretations and facets",
        response_model=SearchAnswer,
        responses=ANSWERS["search"],
        openapi_extra={"parameters": REQUEST},
    )
    async def find(http: HttpRequest) -> Response:
        request = urls.request_of(http.scope["query_string"])
        return await answered(http, lambda asked: results_json(asked.results(request)))

    @router.get(
        "/doc/{doc_id:path}",
        summary="One document, with the places where the request matches",
        response_model=DocumentAnswer,
        responses=ANSWERS["document"],
        openapi_extra={"parameters": [DOCUMENT, *REQUEST]},
    )
    async def document(http: HttpRequest) -> Response:
        doc_id = urls.id_of(http.path_params["doc_id"])
        request = urls.request_of(http.scope["query_string"])
        return await answered(http, lambda asked: document_json(asked.document(doc_id, request)))

    @router.get(
        "/overview",
        summary="What the archive holds",
        response_model=ArchiveAnswer,
        responses=ANSWERS["overview"],
    )
    async def overview(http: HttpRequest) -> Response:
        return await answered(http, lambda asked: overview_json(asked.overview()))

    return router


def _form_of(given: Mapping[str, str]) -> str:
    """The format that an address asks for; raises ``BadRequest``."""
    form = given.get("format") or next(iter(FORMATS))
    if form not in FORMATS:
        raise BadRequest("bad_format", value=form[:40], known=", ".join(FORMATS))
    return form
