"""Watch every request from outside: give it an id, count it, write its line."""

from __future__ import annotations

import re
import secrets
import time
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.http.forwarded import Proxies
from web.http.request_record import RECORD, RequestRecord, named_method
from web.operations.log_lines import LogLines
from web.operations.metrics import Metrics

ID: Final = "x-request-id"

_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")

LEFT: Final = 499
"""The status of a request whose client left before its answer began, as nginx writes it."""


class Observed:
    """The outermost layer but one. The id of a request is that which a trusted proxy gave it."""

    def __init__(
        self,
        app: ASGIApp,
        proxies: Proxies,
        metrics: Metrics | None,
        log: LogLines | None,
        queries: bool,
    ) -> None:
        self._app = app
        self._proxies = proxies
        self._metrics = metrics
        self._log = log
        self._queries = queries

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        record = RequestRecord(self._id(scope))
        # In place: the answer to an error that nobody foresaw is made further out.
        scope[RECORD] = record
        asked = {"path": scope["path"], "query": scope["query_string"].decode("utf-8", "replace")}

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                MutableHeaders(scope=message)[ID] = record.id
            elif message["type"] == "http.response.body":
                record.size += len(message.get("body", b""))
            await send(message)

        began = time.monotonic()
        if self._metrics is not None:
            self._metrics.begin()
        try:
            await self._app(scope, receive, watched)
        except Exception:
            record.refused = record.refused or "broken"
            record.status = record.status or 500
            raise
        finally:
            record.status = record.status or LEFT
            seconds = time.monotonic() - began
            if self._metrics is not None:
                self._metrics.end(scope["method"], record, seconds)
            if self._log is not None:
                self._write(self._log, scope, record, seconds, asked if self._queries else {})

    def _id(self, scope: Scope) -> str:
        client = scope.get("client")
        given = Headers(scope=scope).get(ID, "")
        if client and self._proxies.hold(client[0]) and _ID.fullmatch(given):
            return given
        return secrets.token_hex(8)

    @staticmethod
    def _write(
        log: LogLines, scope: Scope, record: RequestRecord, seconds: float, asked: dict[str, str]
    ) -> None:
        facts: dict[str, object] = {
            "request": record.id,
            "method": named_method(scope["method"]),
            "route": record.route,
            "status": record.status,
            "ms": round(seconds * 1_000, 1),
            "bytes": record.size,
        }
        if record.user:
            facts["user"] = record.user
        if record.refused:
            facts["refused"] = record.refused
        log.write("error" if record.status == 500 else "info", "request", {**facts, **asked})
