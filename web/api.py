"""The JSON interface: the same answers as the pages, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse

from search.archive import Archive
from search.errors import BadRequest
from search.export import COLUMNS, FORMATS, MATCH_COLUMNS, MEDIA_TYPES
from search.json_shape import document_json, overview_json, results_json
from search.request import NAME_LIMIT
from web import links
from web.api_models import ArchiveAnswer, DocumentAnswer, SearchAnswer
from web.api_schema import ANSWERS, DOCUMENT, ENTITY, FORMAT, REQUEST
from web.workers import Workers


def api_router(archive: Archive, workers: Workers) -> APIRouter:
    """The routes under ``/api``. Answers are written straight from the plain objects; that they
    are what the models promise is tested, not checked again at every request."""
    router = APIRouter(prefix="/api")

    async def answered(make: Callable[[], dict[str, object]]) -> Response:
        return Response(await workers.run(_written, make), media_type="application/json")

    @router.get(
        "/mentions",
        summary="Every mention of an entity, or of all, as a file; streamed",
        response_class=StreamingResponse,
        responses=ANSWERS["mentions"],
        openapi_extra={"parameters": [ENTITY, FORMAT]},
    )
    async def mentions(http: HttpRequest) -> StreamingResponse:
        given = dict(links.pairs_of(http.scope["query_string"]))
        form = _form_of(given)
        entity = given.get("entity")
        if entity is not None and len(entity) > NAME_LIMIT:
            raise BadRequest("too_long", length=len(entity), limit=NAME_LIMIT)
        entities = None if entity is None else await workers.run(archive.mentioned, entity)
        return _file("mentions", form, FORMATS[form](archive.mentions(entities), COLUMNS))

    @router.get(
        "/concordance",
        summary="Every match of a request with the text around it, as a file; streamed",
        response_class=StreamingResponse,
        responses=ANSWERS["concordance"],
        openapi_extra={"parameters": [*REQUEST, FORMAT]},
    )
    async def concordance(http: HttpRequest) -> StreamingResponse:
        form = _form_of(dict(links.pairs_of(http.scope["query_string"])))
        request = links.request_of(http.scope["query_string"])
        # What can't be meant is refused before the first byte is sent.
        await workers.run(archive.concordance, request.but(limit=1), "date")
        lines = archive.every_match(request)
        return _file("concordance", form, FORMATS[form](lines, MATCH_COLUMNS))

    @router.get(
        "/search",
        summary="Documents that match, with forms, interpretations and facets",
        response_model=SearchAnswer,
        responses=ANSWERS["search"],
        openapi_extra={"parameters": REQUEST},
    )
    async def find(http: HttpRequest) -> Response:
        request = links.request_of(http.scope["query_string"])
        return await answered(lambda: results_json(archive.results(request)))

    @router.get(
        "/doc/{doc_id:path}",
        summary="One document, with the places where the request matches",
        response_model=DocumentAnswer,
        responses=ANSWERS["document"],
        openapi_extra={"parameters": [DOCUMENT, *REQUEST]},
    )
    async def document(http: HttpRequest) -> Response:
        doc_id = links.id_of(http.path_params["doc_id"])
        request = links.request_of(http.scope["query_string"])
        return await answered(lambda: document_json(archive.document(doc_id, request)))

    @router.get(
        "/overview",
        summary="What the archive holds",
        response_model=ArchiveAnswer,
        responses=ANSWERS["overview"],
    )
    async def overview() -> Response:
        return await answered(lambda: overview_json(archive.overview()))

    return router


def _form_of(given: Mapping[str, str]) -> str:
    """The format that an address asks for; raises ``BadRequest``."""
    form = given.get("format") or next(iter(FORMATS))
    if form not in FORMATS:
        raise BadRequest("bad_format", value=form[:40], known=", ".join(FORMATS))
    return form


def _file(name: str, form: str, content: Iterator[bytes]) -> StreamingResponse:
    return StreamingResponse(
        content,
        media_type=MEDIA_TYPES[form],
        headers={"content-disposition": f'attachment; filename="{name}.{form}"'},
    )


def _written(make: Callable[[], dict[str, object]]) -> bytes:
    return json.dumps(make(), ensure_ascii=False).encode("utf-8", "replace")
