"""A site below a path: ``--base-path /songngu``.

Inside, no address knows of it: it is taken off where a request comes in, and put before every
address of ours where an answer goes out: here in the head, by ``placed`` in every page that
web/html/rendering.py has finished, and in feeds and descriptions (web/routes/feeds.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.requests import Request as HttpRequest
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.http.forwarded import not_local
from web.http.refusals import Refusal

BESIDE: Final = ("/healthz", "/healthz/ready", "/metrics")
"""What is asked on the machine itself, also without the base path. A proxy that hands on only what
is below the base path does not lead here."""

_BASE: Final = re.compile(r"(?:/[A-Za-z0-9._~-]+)+")

_ADDRESS: Final = re.compile(rb'(?<=[\s"])((?:href|action|formaction|src|data-[a-z-]+)=")/(?!/)')
"""An attribute with an address of ours. What a page fills in has no such quotation mark: it is
escaped. What is typed or comes from documents begins no such attribute."""


def base_path_of(text: str) -> str:
    """Read a base path: empty, or ``/name`` without a slash at its end. Raises ``ValueError``."""
    base = text.rstrip("/")
    if base and (not _BASE.fullmatch(base) or {".", ".."} & set(base.split("/"))):
        raise ValueError(f"{text!r} is no base path: write /songngu, or /archives/border")
    return base


def placed(base: str, page: bytes) -> bytes:
    """Return a page whose addresses lie below the base path."""
    return _ADDRESS.sub(rb"\1" + base.encode() + b"/", page) if base else page


class BasePath:
    """Takes the base path off the path of each request, and puts it before addresses in the head of
    each answer. ``refuse`` answers what is not below it."""

    def __init__(
        self, app: ASGIApp, base: str, refuse: Callable[[HttpRequest, Refusal], Response]
    ) -> None:
        self._app = app
        self._base = base
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not self._base or scope["path"] in BESIDE:
            await self._app(scope, receive, send)
            return
        path, base = scope["path"], self._base
        if path == base:
            query = scope["query_string"].decode("latin-1")
            answer: Response = RedirectResponse(f"{base}/{'?' if query else ''}{query}", 308)
            await answer(scope, receive, send)
            return
        if not path.startswith(f"{base}/"):
            await self._refuse(HttpRequest(scope), Refusal("no_page"))(scope, receive, send)
            return
        # In place: the answer to an error that nobody foresaw is made further out.
        scope["path"] = path[len(base) :]
        scope["raw_path"] = scope.get("raw_path", b"")[len(base) :]
        not_local(scope)

        async def below(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._place(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, below)

    def _place(self, headers: MutableHeaders) -> None:
        where = headers.get("location", "")
        if where.startswith("/") and not where.startswith("//"):
            headers["location"] = f"{self._base}{where}"
        if "set-cookie" in headers:
            headers["set-cookie"] = headers["set-cookie"].replace(
                "Path=/", f"Path={self._base}/", 1
            )
