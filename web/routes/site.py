"""What the routes work with, and how a function becomes a route."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.archive import Archive
from search.lists.lists_file import ListsBroken, ListsFile
from search.request import Request
from web.html.rendering import Templates
from web.http.allowed_hosts import Hosts
from web.http.assets import Asset
from web.http.downloads import Downloads
from web.http.form_token import FormToken
from web.http.threadpool import Workers
from web.pages.keeping import Keeping, keeping

log = logging.getLogger("songngu.web")


@dataclass(frozen=True, slots=True)
class Site:
    """An archive and what serves it. Without ``token`` there are no forms that correct it, and
    without ``lists`` none that keep documents in lists; with ``originals`` the files that
    documents were read from can be opened."""

    archive: Archive
    workers: Workers
    downloads: Downloads
    templates: Templates
    assets: Mapping[str, Asset]
    hosts: Hosts
    token: FormToken | None
    originals: bool = False
    lists: ListsFile | None = None

    @property
    def token_text(self) -> str:
        """The token for a form; empty where there are no forms."""
        return self.token.text if self.token else ""

    def keeping(self, at: str, request: Request) -> Keeping | None:
        """What the forms of a page need to put its documents into lists; None where there are no
        lists, or they can't be read, which their own page tells."""
        if self.lists is None:
            return None
        try:
            entries = self.lists.entries()
        except ListsBroken as problem:
            log.error("%s", problem)
            return None
        return keeping(self.token_text, at, request, entries)

    def close(self) -> None:
        """End all work."""
        self.workers.close()
        self.downloads.close()


Endpoint = Callable[[HttpRequest], Awaitable[Response]]
Handler = Callable[[Site, HttpRequest], Awaitable[Response]]


def bound(site: Site, handler: Handler) -> Endpoint:
    """Return a handler of requests as the endpoint of a route."""

    async def endpoint(http: HttpRequest) -> Response:
        return await handler(site, http)

    return endpoint
