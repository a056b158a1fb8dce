"""What is asked by those who run the server: whether it lives, whether it can answer, figures."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import JSONResponse, Response

from indexer.budget import Budget
from indexer.index_errors import IndexProblem
from web.access.roles import Role, visitor_of
from web.http.forwarded import caller_of
from web.http.refusals import Refusal
from web.operations.metrics import MEDIA_TYPE
from web.routes.site import Site, bound

FRESH = {"cache-control": "no-store"}


async def alive(_: Site, http: HttpRequest) -> Response:
    """Say that requests are answered; the index is not asked."""
    return JSONResponse({"status": "alive"}, headers=FRESH)


async def ready(site: Site, http: HttpRequest) -> Response:
    """Say whether the index can be read, and which commit of it is."""

    def read(_: Budget) -> tuple[str, int]:
        return site.archive.commit()

    try:
        commit, documents = await site.workers.run(http.receive, read)
    except IndexProblem:
        # Its words name folders of this machine; the log and ``songngu doctor`` have them.
        return JSONResponse({"status": "no index"}, 503, headers=FRESH)
    answer = {"status": "ready", "commit": commit, "documents": documents}
    return JSONResponse(answer, headers=FRESH)


async def metrics(site: Site, http: HttpRequest) -> Response:
    """The figures of the server. Raises ``Refusal`` unless they are for whoever asks."""
    deployment = site.deployment
    if deployment.metrics is None:
        raise Refusal("no_page")
    if not caller_of(http.scope).is_local:
        visitor_of(http.scope).check(Role.READER if deployment.metrics_open else Role.OPERATOR)
    figures = deployment.metrics

    def written(_: Budget) -> bytes:
        return figures.text(site.archive)

    content = await site.workers.run(http.receive, written)
    return Response(content, headers={**FRESH, "content-type": MEDIA_TYPE})


def operations_router(site: Site) -> APIRouter:
    """The routes of the operator; not of the interface, whose shape has a version."""
    router = APIRouter(include_in_schema=False)
    for path, handler in (
        ("/healthz", alive),
        ("/healthz/ready", ready),
        ("/metrics", metrics),
    ):
        router.add_api_route(path, bound(site, handler))
    return router
