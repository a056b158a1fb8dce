"""What every answer must carry, and which requests are let in: one ASGI layer around the app."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS: Final = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


HEAD: Final = "songngu.head"
"""In the scope of a request whose body nobody will see: what is long to write need not be."""


class Guard:
    """Adds the headers to every answer, the error pages among them. A HEAD is answered as the GET
    it stands for, without its body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            elif is_head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        inner = {**scope, "method": "GET", HEAD: True} if is_head else scope
        await self._app(inner, receive, guarded)


def safe_link(url: str) -> str:
    """The address if it is one of the web, else nothing: a record may say ``javascript:``."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[": no address at all
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""
