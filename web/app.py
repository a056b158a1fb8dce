"""The web application: pages, JSON interface and static files around one archive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Stopped
from indexer.index_errors import IndexProblem
from search.archive import Archive
from search.request_errors import BadRequest
from web.html.rendering import Templates
from web.http.allowed_hosts import HostCheck, Hosts
from web.http.assets import CACHE, load_assets
from web.http.downloads import Downloads
from web.http.refusals import Refusal
from web.http.security import HEADERS, Guard
from web.http.threadpool import Workers
from web.routes import error_handlers
from web.routes.api import api_router
from web.routes.corrections import Token, corrections_router
from web.routes.pages import pages_router

VERSION: Final = "1"
"""Of the JSON interface: raised when a name or its meaning changes."""

DESCRIPTION: Final = """Vietnamese and Chinese documents, searched in both scripts at once.

A request is the same as that of the page: copy the address of a page of results and put `/api`
before its path. Offsets are code points of the stored field, which is NFC."""


def create_app(
    archive: Archive,
    workers: Workers | None = None,
    *,
    read_only: bool = False,
    hosts: Hosts | None = None,
) -> FastAPI:
    """The application that serves an archive; ``workers`` answer what may take long. With
    ``read_only`` it takes no corrections. It answers to the names of ``hosts``, those of the
    loopback unless told otherwise."""
    hosts = hosts or Hosts()
    token = None if read_only else Token()
    pool = workers or Workers()
    downloads = Downloads(archive)
    assets = load_assets()
    by_address = {asset.address: asset for asset in assets.values()}
    templates = Templates(assets)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        pool.close()
        downloads.close()

    app = FastAPI(
        title="Song Ngữ",
        version=VERSION,
        description=DESCRIPTION,
        # The usual pages of documentation load their scripts from another host.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
        lifespan=lifespan,
    )

    def refuse(http: HttpRequest, refusal: Refusal) -> Response:
        return error_handlers.answer(error_handlers.problem_of(refusal), http, templates)

    # The last added is the outermost: refusals carry the headers of every answer.
    app.add_middleware(HostCheck, hosts=hosts, refuse=refuse)
    app.add_middleware(Guard)
    app.include_router(pages_router(archive, pool, templates, token.text if token else ""))
    app.include_router(corrections_router(archive, pool, templates, token, hosts))
    app.include_router(api_router(archive, pool, downloads))

    @app.get("/static/{name}", include_in_schema=False)
    async def static_file(http: HttpRequest, name: str) -> Response:
        asset = by_address.get(f"/static/{name}")
        if asset is None:
            raise Refusal("no_page")
        headers = {"cache-control": CACHE}
        return Response(asset.content, media_type=asset.media_type, headers=headers)

    async def say(http: HttpRequest, error: Exception) -> Response:
        return error_handlers.answer(error_handlers.problem_of(error), http, templates)

    async def say_unrouted(http: HttpRequest, error: Exception) -> Response:
        is_method = isinstance(error, HTTPException) and error.status_code == 405
        return await say(http, Refusal("bad_method" if is_method else "no_page"))

    async def say_nothing(http: HttpRequest, error: Exception) -> Response:
        # Who sent half a form has gone; this is seen by nobody, and is no error of ours.
        return Response(status_code=400)

    async def say_broken(http: HttpRequest, error: Exception) -> Response:
        # Outside the Guard; Starlette raises the error again, so that the server logs it.
        response = await say(http, error)
        response.headers.update(HEADERS)
        return response

    for foreseen in (BadRequest, Refusal, IndexProblem, Stopped):
        app.add_exception_handler(foreseen, say)
    app.add_exception_handler(HTTPException, say_unrouted)
    app.add_exception_handler(ClientDisconnect, say_nothing)
    app.add_exception_handler(Exception, say_broken)
    return app
