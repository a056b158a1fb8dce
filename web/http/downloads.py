"""Files that are written while they are sent, chunk by chunk, on threads of their own.

A download may take as long as the archive is large. Between two chunks it holds no thread, so that
a client who reads slowly costs nothing; a client who leaves ends the work. An error in the middle
closes the connection: a client that gets the end of a file has all of it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from corpus.read_errors import ReadError
from indexer.budget import Abandoned, Budget
from indexer.index_errors import IndexProblem
from search.archive import Archive
from search.export.formats import export_format
from web.http.refusals import Refusal
from web.http.security import HEAD
from web.http.threadpool import Workers, watched

log = logging.getLogger("songngu.web")

THREADS: Final = 2
"""Chunks that are made at once."""

OPEN: Final = 16
"""Downloads at once; each holds a snapshot of the index."""

Chunks = Callable[[Archive], Iterator[bytes]]


class Sent(Struct, frozen=True):
    """What the head of an answer says of a file."""

    media_type: str
    headers: Mapping[str, str]


class Downloads:
    """The downloads of one archive."""

    def __init__(self, archive: Archive, most: int = OPEN) -> None:
        self._archive = archive
        self._most = most
        self._open = 0
        self._workers = Workers(THREADS, waiting=most, seconds=None, documents=None, slow=0)

    async def answer(self, http: HttpRequest, chunks: Chunks, name: str, form: str) -> Response:
        """Return an export as a response. Errors in the request are raised before it begins."""
        media_type = export_format(form).media_type
        return await self.answer_as(http, chunks, f"{name}.{form}", media_type)

    async def answer_as(
        self, http: HttpRequest, chunks: Chunks, file_name: str, media_type: str
    ) -> Response:
        """Return a file that is made of the archive as a response, to be saved by this name."""
        disposition = f'attachment; filename="{file_name}"'
        sent = Sent(media_type, {"content-disposition": disposition})
        return await self._answer(http, lambda budget: chunks(self._archive.within(budget)), sent)

    async def send_file(self, http: HttpRequest, content: Iterator[bytes], sent: Sent) -> Response:
        """Return a file that is open as a response; it is closed when it was sent or left."""
        return await self._answer(http, lambda _: content, sent)

    async def _answer(
        self, http: HttpRequest, chunks: Callable[[Budget], Iterator[bytes]], sent: Sent
    ) -> Response:
        if self._open >= self._most:
            raise Refusal("busy")
        budget = self._workers.budget()
        content = chunks(budget)
        self._open += 1
        try:
            async with watched(http.receive, budget):
                first = await self._workers.work(budget, lambda: next(content, b""))
        except BaseException:
            self._open -= 1
            raise
        return _Download(self, budget, first, content, sent)

    async def send(self, receive: Receive, send: Send, download: _Download) -> None:
        """Send the rest of a download."""
        chunk: bytes | None = download.first
        budget, rest = download.budget, download.rest
        try:
            async with watched(receive, budget):
                while chunk is not None:
                    if chunk:
                        message = {"type": "http.response.body", "body": chunk, "more_body": True}
                        await send(message)
                    chunk = await self._workers.work(budget, lambda: next(rest, None))
            await send({"type": "http.response.body", "body": b""})
        except Abandoned:
            return
        except (IndexProblem, ReadError, Refusal) as error:
            log.error("a download was broken off: %s", error)
        finally:
            self.done(budget)

    def done(self, budget: Budget) -> None:
        """End a download. The snapshot that it reads from is closed by its next step, if there is
        one."""
        budget.stop(Abandoned())
        self._open -= 1

    def close(self) -> None:
        """Refuse new downloads and end all that are open."""
        self._workers.close()


class _Download(Response):
    def __init__(
        self,
        downloads: Downloads,
        budget: Budget,
        first: bytes,
        rest: Iterator[bytes],
        sent: Sent,
    ) -> None:
        self._downloads = downloads
        self.budget = budget
        self.first = first
        self.rest = rest
        self.background = None
        self.status_code = 200
        self.media_type = sent.media_type
        self.init_headers(sent.headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        if scope.get(HEAD):
            # The headers are all that is asked for.
            self._downloads.done(self.budget)
            await send(start)
            await send({"type": "http.response.body", "body": b""})
            return
        try:
            await send(start)
        except BaseException:
            self._downloads.done(self.budget)
            raise
        await self._downloads.send(receive, send, self)
