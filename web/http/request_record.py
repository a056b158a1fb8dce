"""What becomes of one request: filled in while it is answered, told to the log and the figures."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from starlette.types import ASGIApp, Receive, Scope, Send

RECORD: Final = "songngu.record"
"""Its key in the scope of a request."""

METHODS: Final = ("GET", "HEAD", "POST")
"""What is told by name: anybody can send any other word."""


class RequestRecord(Struct):
    """One request. ``route`` is the template of its path, as ``/doc/{doc_id:path}``, never the path
    itself; ``refused`` the code of the error that answered it; ``size`` counts bytes of the body
    that were sent. ``status`` is 0 until the answer begins."""

    id: str
    route: str = ""
    status: int = 0
    size: int = 0
    user: str = ""
    refused: str = ""


def record_of(scope: Scope) -> RequestRecord:
    """Return the record of a request; one that nobody reads where none is kept."""
    found = scope.get(RECORD)
    return found if isinstance(found, RequestRecord) else RequestRecord("")


def named_method(method: str) -> str:
    """Return the method of a request as it is told to the operator."""
    return method if method in METHODS else "other"


class RouteNoted:
    """Notes the template of the route that took a request. The innermost layer: the router writes
    into the scope that it is given, which layers further out may have copied."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        finally:
            if scope["type"] == "http":
                record_of(scope).route = str(getattr(scope.get("route"), "path", ""))
