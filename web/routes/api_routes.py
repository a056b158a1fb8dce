"""An address of the JSON interface: its function, and what OpenAPI says of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response, StreamingResponse

from indexer.budget import Budget
from search.archive import Archive
from web.routes.api_schema import ANSWERS
from web.routes.site import Handler, Site, bound

Json = Mapping[str, object] | Sequence[Mapping[str, object]]


class ApiRoute(NamedTuple):
    """An address below ``/api`` with its function and what OpenAPI says of it; without ``model`` it
    answers with a file."""

    path: str
    handler: Handler
    summary: str
    parameters: Sequence[Mapping[str, Any]]
    model: Any = None


def routes_below_api(site: Site, routes: Iterable[ApiRoute]) -> APIRouter:
    """Return the routes of these addresses."""
    router = APIRouter(prefix="/api")
    for route in routes:
        name = route.handler.__name__
        router.add_api_route(
            route.path,
            bound(site, route.handler),
            name=name,
            summary=route.summary,
            response_model=route.model,
            response_class=StreamingResponse if route.model is None else JSONResponse,
            responses=ANSWERS[name],
            openapi_extra={"parameters": route.parameters},
        )
    return router


async def answer_json(site: Site, http: HttpRequest, answer: Callable[[Archive], Json]) -> Response:
    """Answer with what ``answer`` returns of the archive, which obeys the request's budget."""

    def written(budget: Budget) -> bytes:
        shape = answer(site.archive.within(budget))
        return json.dumps(shape, ensure_ascii=False).encode("utf-8", "replace")

    content = await site.workers.run(http.receive, written)
    return Response(content, media_type="application/json")
