"""Cut a form of ``multipart/form-data`` (RFC 7578) into its parts while it arrives: memory holds a
piece of it, however large its files are.

web/http/forms.py reads small forms whole, and cuts them at the same places.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from enum import Enum, auto
from typing import Final, TypeAlias

from msgspec import Struct
from starlette.requests import Request as HttpRequest

from web.http.forms import MULTIPART, PARTS_LIMIT, boundary_of, names_of
from web.http.refusals import Refusal

HEAD_LIMIT: Final = 8_192
"""Most bytes of the head of a part: a name of a file has at most some hundred."""

GATHERED: Final = 1 << 18
"""Bytes that are handed on at once."""


class PartHead(Struct, frozen=True):
    """Begins a part: its field, and the name that the browser gives its file; None for a plain
    field."""

    field: str
    name: str | None


Piece: TypeAlias = PartHead | bytes


class _At(Enum):
    PREAMBLE = auto()
    HEAD = auto()
    BODY = auto()
    END = auto()


class PartCutter:
    """Cuts one form. Raises ``Refusal`` for what is none."""

    def __init__(self, boundary: bytes) -> None:
        self._mark = b"\r\n--" + boundary
        self._rest = b"\r\n"
        self._at = _At.PREAMBLE
        self._parts = 0

    def cut(self, chunk: bytes) -> Iterator[Piece]:
        """Yield the heads of parts, each followed by its bytes in pieces."""
        self._rest += chunk
        while self._at is not _At.END:
            before = self._at, len(self._rest)
            yield from self._step()
            if (self._at, len(self._rest)) == before:
                return
        self._rest = b""

    def end(self) -> None:
        """Raise ``Refusal`` unless the last boundary has come."""
        if self._at is not _At.END:
            raise Refusal("bad_form")

    def _step(self) -> Iterator[Piece]:
        if self._at is _At.HEAD:
            yield from self._head()
            return
        found, mark, rest = self._rest.partition(self._mark)
        if mark:
            self._rest, at, self._at = rest, self._at, _At.HEAD
        else:
            # The mark may have begun: as many bytes as it has but one are held back.
            held = min(len(self._rest), len(self._mark) - 1)
            found, self._rest = self._rest[: len(self._rest) - held], self._rest[-held:]
            at = self._at
        if at is _At.BODY and found:
            yield found

    def _head(self) -> Iterator[Piece]:
        if self._rest.startswith(b"--"):
            self._at = _At.END
            return
        head, gap, rest = self._rest.partition(b"\r\n\r\n")
        if self._mark in head or len(head) > HEAD_LIMIT:
            raise Refusal("bad_form")
        if not gap:
            return
        named = names_of(head.decode("utf-8", "replace"))
        self._parts += 1
        if "name" not in named or self._parts > PARTS_LIMIT:
            raise Refusal("bad_form")
        self._rest, self._at = rest, _At.BODY
        yield PartHead(named["name"], named.get("filename"))


async def parts_of(http: HttpRequest, limit: int) -> AsyncIterator[list[Piece]]:
    """Yield the parts of a form as they arrive, some pieces at a time. Raises ``Refusal`` for what
    is no such form, and for more than ``limit`` bytes: at once where its length is said."""
    kind = http.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() != MULTIPART:
        raise Refusal("bad_form")
    cutter = PartCutter(boundary_of(kind))
    said = http.headers.get("content-length", "")
    if said.isdigit() and int(said) > limit:
        raise Refusal("long_upload", limit=limit >> 20)
    size = held = 0
    pieces: list[Piece] = []
    async for chunk in http.stream():
        size, held = size + len(chunk), held + len(chunk)
        if size > limit:
            raise Refusal("long_upload", limit=limit >> 20)
        pieces.extend(cutter.cut(chunk))
        if held > GATHERED:
            yield pieces
            pieces, held = [], 0
    cutter.end()
    yield pieces
