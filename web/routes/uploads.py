"""Files added from the page: received, kept below a folder, indexed in the background.

Only a server that was started with ``--uploads``, and not ``--read-only``, has these routes.
"""

from __future__ import annotations

import asyncio
from typing import Final

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response

from indexer.budget import Budget
from web.access.roles import Role, visitor_of
from web.http import urls
from web.http.allowed_hosts import check_sender
from web.http.page_request import PageRequest
from web.http.refusals import Refusal
from web.http.sent_parts import parts_of
from web.pages.upload_page import UploadPage
from web.routes.site import Site, bound
from web.uploads.reception import Reception
from web.uploads.uploads import Uploads

AGAIN: Final = "again"
"""The value of ``do`` that has indexing begin again without any file."""


def uploads_router(site: Site) -> APIRouter:
    """The page that takes files; none for a server that takes none."""
    router = APIRouter(include_in_schema=False)
    if site.uploads is not None and site.token is not None:
        router.add_api_route(urls.ADD, bound(site, show_uploads))
        router.add_api_route(urls.ADD, bound(site, add_files), methods=["POST"])
    return router


def uploads_for(site: Site, http: HttpRequest) -> Uploads:
    """Return where this visitor may add files. Raises ``Refusal`` for one who may not.

    Every route here asks this first: it is the one place that looks at who it is.
    """
    if site.uploads is None:
        raise Refusal("no_page")
    visitor_of(http.scope).check(Role.OPERATOR)
    return site.uploads


async def show_uploads(site: Site, http: HttpRequest) -> Response:
    """The form, what became of the files just sent, and how indexing fares."""
    uploads = uploads_for(site, http)
    page_request = PageRequest(http)

    def made(_: Budget) -> bytes:
        sent = dict(page_request.pairs).get(urls.SENT, "")
        receipt = uploads.folder.receipt(sent)
        indexing = uploads.indexing.now()
        page = UploadPage(
            receipt, indexing, uploads, page_request.texts, site.token_for(page_request)
        )
        page.here = urls.added_url(sent) if receipt else urls.ADD
        return site.templates.page("add.html", page_request, page)

    return page_request.response(await site.workers.run(http.receive, made))


async def add_files(site: Site, http: HttpRequest) -> Response:
    """Keep the files of a form, have them indexed, and lead to what became of them."""
    uploads = uploads_for(site, http)
    if site.token is None:
        raise Refusal("bad_method")
    check_sender(http.scope["headers"], site.hosts)
    reception = Reception(uploads.folder, uploads.limits, site.token.check)
    with uploads.one_more():
        try:
            async for pieces in parts_of(http, uploads.limits.request):
                await asyncio.to_thread(reception.take, pieces)
            address = await asyncio.to_thread(_answered, uploads, reception)
        finally:
            await asyncio.to_thread(reception.close)
    return RedirectResponse(address, 303)


def _answered(uploads: Uploads, reception: Reception) -> str:
    """Do what the form says; return the address that its answer leads to."""
    if reception.text("do") == AGAIN:
        uploads.folder.want()
        uploads.indexing.start()
        return urls.ADD
    files = reception.keep()
    if any(one.is_new and one.kept for one in files):
        uploads.indexing.start()
    return urls.added_url(uploads.folder.write_receipt(files))
