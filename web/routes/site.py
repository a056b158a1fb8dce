"""What the routes work with, and how a function becomes a route."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping

from msgspec import Struct
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.archive import Archive
from search.lists.lists_file import ListsBroken, ListsFile
from web.access.roles import Role, visitor_of
from web.html.rendering import Templates
from web.http.allowed_hosts import Hosts
from web.http.assets import Asset
from web.http.downloads import Downloads
from web.http.form_token import FormToken
from web.http.page_request import PageRequest
from web.http.threadpool import Workers
from web.pages.keeping import Keeping, keeping
from web.routes.deployment import BY_ITSELF, Deployment
from web.uploads.uploads import Uploads

log = logging.getLogger("songngu.web")


class Site(Struct, frozen=True):
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
    deployment: Deployment = BY_ITSELF

    @property
    def uploads(self) -> Uploads | None:
        """Where files are taken; None for a server that takes nothing from readers."""
        return self.deployment.uploads if self.token else None

    def token_for(self, page_request: PageRequest) -> str:
        """The token for a form; empty where there are no forms, or none for this reader."""
        may_correct = visitor_of(page_request.scope).may(Role.CORRECTOR)
        return self.token.text if self.token and may_correct else ""

    def keeping(self, at: str, page_request: PageRequest) -> Keeping | None:
        """What the forms of a page need to put its documents into lists; None where there are no
        lists, they can't be read, which their own page tells, or this reader may not write."""
        token = self.token_for(page_request)
        if self.lists is None or not token:
            return None
        try:
            entries = self.lists.entries()
        except ListsBroken as problem:
            log.error("%s", problem)
            return None
        return keeping(token, at, page_request.request, entries)

    def close(self) -> None:
        """End all work, then the log."""
        self.end_work()
        if self.deployment.log is not None:
            self.deployment.log.close()

    def end_work(self) -> None:
        """Take no more work, and end what is being done: its requests are told to ask again."""
        self.workers.close()
        self.downloads.close()
        if self.deployment.uploads is not None:
            self.deployment.uploads.indexing.close()


Endpoint = Callable[[HttpRequest], Awaitable[Response]]
Handler = Callable[[Site, HttpRequest], Awaitable[Response]]


def bound(site: Site, handler: Handler) -> Endpoint:
    """Return a handler of requests as the endpoint of a route."""

    async def endpoint(http: HttpRequest) -> Response:
        return await handler(site, http)

    return endpoint
