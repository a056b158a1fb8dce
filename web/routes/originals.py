"""The files that documents were read from, where the operator allows it (``serve --originals``).

They are somebody else's: a saved page may hold scripts, and none of it may run as ours. So a
browser shows only plain text and pictures itself, each in a sandbox; the rest it saves.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final
from urllib.parse import quote

from fastapi import APIRouter
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from corpus.originals import Original, name_of, open_original
from corpus.read_errors import ReadError
from indexer.budget import Budget
from search.request import Request
from web.http import urls
from web.http.downloads import Sent
from web.http.refusals import Refusal
from web.routes.site import Site, bound

SHOWN: Final = {
    ".txt": "text/plain",
    ".md": "text/plain",
    ".csv": "text/plain",
    ".tsv": "text/plain",
    ".jsonl": "text/plain",
    ".eml": "text/plain",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""What a browser shows by itself without running it. SVG is not among it: it may hold scripts; nor
is PDF: Chromium opens none in a sandbox."""

SANDBOX: Final = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"
"""What a file may do: nothing. Browsers give the pages that they make around a picture a style."""

_CHARSETS: Final = {"windows-1258", "gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be"}


async def original(site: Site, http: HttpRequest) -> Response:
    """The file of a document."""
    doc_id = urls.id_of(http.path_params["doc_id"])
    opened, encoding = await site.workers.run(http.receive, _opened, site, doc_id)
    return await site.downloads.send_file(http, opened.chunks, _sent(opened.name, encoding))


def originals_router(site: Site) -> APIRouter:
    """The route of the originals."""
    router = APIRouter(include_in_schema=False)
    router.add_api_route("/doc/{doc_id:path}/original", bound(site, original))
    return router


def _opened(budget: Budget, site: Site, doc_id: str) -> tuple[Original, str]:
    """Open the file of a document, and return it with the encoding of its text. Raises
    ``NotThere``, and ``Refusal`` if the file cannot be opened."""
    document = site.archive.within(budget).document(doc_id, Request("")).document
    if not document.place:
        raise Refusal("no_original", name=document.path)
    try:
        return open_original(document.place, budget.check), document.encoding
    except ReadError:
        raise Refusal("no_original", name=name_of(document.place)) from None


def _sent(name: str, encoding: str) -> Sent:
    media_type = SHOWN.get(PurePosixPath(name).suffix.lower(), "")
    how = "inline" if media_type else "attachment"
    if media_type == "text/plain" and encoding in _CHARSETS:
        media_type = f"text/plain; charset={encoding}"
    disposition = f"{how}; filename*=UTF-8''{quote(name, safe='')}"
    return Sent(
        media_type or "application/octet-stream",
        {
            "content-disposition": disposition,
            "content-security-policy": SANDBOX,
            "cache-control": "private, no-store",
        },
    )
