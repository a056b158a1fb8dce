"""The web application: pages, JSON interface and static files around one archive."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Final

from fastapi import FastAPI
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.archive import Archive
from search.lists.lists_file import ListsFile, lists_beside
from web.access.login import Login
from web.html.rendering import Templates
from web.http.allowed_hosts import HostCheck, Hosts
from web.http.assets import load_assets
from web.http.base_path import BasePath
from web.http.downloads import Downloads
from web.http.form_token import FormToken
from web.http.forwarded import Forwarded
from web.http.refusals import Refusal
from web.http.request_record import RouteNoted
from web.http.security import SecurityHeaders
from web.http.threadpool import Workers
from web.operations.observed import Observed
from web.routes.api import api_router
from web.routes.comparisons import comparisons_router
from web.routes.corrections import corrections_router
from web.routes.deployment import BY_ITSELF, Deployment
from web.routes.error_handlers import add_error_handlers, error_response, problem_of
from web.routes.feeds import feeds_router
from web.routes.lists import lists_router
from web.routes.names import names_router
from web.routes.operations import operations_router
from web.routes.originals import originals_router
from web.routes.pages import pages_router
from web.routes.pictures import pictures_router
from web.routes.site import Site
from web.routes.static_files import static_router
from web.routes.uploads import uploads_router

VERSION: Final = "2"
"""Of the JSON interface: raised when a name or its meaning changes."""

DESCRIPTION: Final = """Vietnamese and Chinese documents, searched in both scripts at once.

A request is the same as that of the page: copy the address of a page of results and put `/api`
before its path. Offsets are code points of the stored field, which is NFC."""


ROUTERS: Final = (
    *(pages_router, pictures_router, names_router, lists_router, corrections_router, api_router),
    *(comparisons_router, feeds_router, static_router, operations_router, uploads_router),
)


def create_app(
    archive: Archive,
    workers: Workers | None = None,
    *,
    read_only: bool = False,
    hosts: Hosts | None = None,
    originals: bool = False,
    deployment: Deployment = BY_ITSELF,
) -> FastAPI:
    """Return the application that serves an archive.

    ``workers`` answer what may take long. With ``read_only`` it takes no corrections and keeps no
    lists. It answers to the names of ``hosts``, those of the loopback unless told otherwise. With
    ``originals`` it gives out the files that documents were read from. ``deployment`` says how it
    stands in its surroundings.
    """
    assets = load_assets()
    token = None if read_only else FormToken(deployment.token)
    site = Site(
        archive=archive,
        workers=workers or Workers(),
        downloads=Downloads(archive),
        templates=Templates(
            assets,
            deployment.base,
            has_lists=token is not None,
            has_uploads=token is not None and deployment.uploads is not None,
        ),
        assets=assets,
        hosts=hosts or Hosts(),
        token=token,
        originals=originals,
        lists=None if token is None else ListsFile(lists_beside(archive.folder)),
        deployment=deployment,
    )

    app = FastAPI(
        title="Song Ngữ",
        version=VERSION,
        description=DESCRIPTION,
        # The usual pages of documentation load their scripts from another host.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        redirect_slashes=False,
        lifespan=partial(_life, site),
        servers=[{"url": deployment.base}] if deployment.base else None,
    )
    app.state.end_work = site.end_work
    _add_layers(app, site)
    if originals:
        # Before the pages: an id may have slashes.
        app.include_router(originals_router(site))
    for router in ROUTERS:
        app.include_router(router(site))
    add_error_handlers(app, site.templates)
    return app


@asynccontextmanager
async def _life(site: Site, _: FastAPI) -> AsyncIterator[None]:
    if site.deployment.log is not None:
        site.deployment.log.begin()
    if site.uploads is not None:
        site.uploads.indexing.go_on()
    yield
    site.close()


def _add_layers(app: FastAPI, site: Site) -> None:
    """Add what every request goes through. The last added is the outermost: refusals carry the
    headers of every answer, and the log has a line of them too."""
    deployment, refuse = site.deployment, partial(_refusal, site.templates)
    if deployment.metrics is not None:
        deployment.metrics.watch(site.workers)
    app.add_middleware(RouteNoted)
    app.add_middleware(Login, access=deployment.access, refuse=refuse)
    app.add_middleware(HostCheck, hosts=site.hosts, refuse=refuse)
    app.add_middleware(BasePath, base=deployment.base, refuse=refuse)
    app.add_middleware(Forwarded, proxies=deployment.proxies)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(
        Observed,
        proxies=deployment.proxies,
        metrics=deployment.metrics,
        log=deployment.log,
        queries=deployment.log_queries,
    )


def _refusal(templates: Templates, http: HttpRequest, refusal: Refusal) -> Response:
    return error_response(problem_of(refusal), http, templates)
