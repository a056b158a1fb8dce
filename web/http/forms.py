"""Read what a form sends in the body of a request: fields and files, both bounded.

The parts of ``multipart/form-data`` (RFC 7578) are cut where their boundary stands, and their bytes
are left as they are; a file's name is what the browser says and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import Message
from typing import Final

from msgspec import Struct
from starlette.requests import Request as HttpRequest

from web.http import query_string
from web.http.refusals import Refusal

PARTS_LIMIT: Final = 1_000
"""Most parts of a form: our largest has some ten fields, and files that a reader chose by hand."""

MULTIPART: Final = "multipart/form-data"

_PARAMETER: Final = re.compile(r';\s*(name|filename)="([^"\r\n]*)"', re.IGNORECASE)
_QUOTED: Final = {"%22": '"', "%0D": "\r", "%0A": "\n"}
"""What browsers write so in the names of fields and files (HTML, multipart form data)."""


class SentFile(Struct, frozen=True):
    """A file of a form: the field, the name that the browser gives it, its bytes."""

    field: str
    name: str
    content: bytes


class Form(Struct, frozen=True):
    """What a form sent."""

    pairs: list[tuple[str, str]]
    files: list[SentFile]


async def body_of(http: HttpRequest, limit: int) -> bytes:
    """Read the body of a request. Raises ``Refusal`` for more than ``limit`` bytes, before more of
    it is read."""
    found: list[bytes] = []
    size = 0
    async for chunk in http.stream():
        size += len(chunk)
        if size > limit:
            raise Refusal("long_form", limit=limit)
        found.append(chunk)
    return b"".join(found)


async def form_of(http: HttpRequest, limit: int) -> Form:
    """Read a form. Raises ``Refusal`` for one that is too long or is none."""
    body = await body_of(http, limit)
    kind = http.headers.get("content-type", "")
    if kind.partition(";")[0].strip().lower() != MULTIPART:
        return Form(query_string.pairs_of(body), [])
    form = Form([], [])
    for field, name, content in _parts(boundary_of(kind), body):
        if name is None:
            form.pairs.append((field, content.decode("utf-8", "replace")))
        elif name or content:  # A browser sends a nameless file where none was chosen.
            form.files.append(SentFile(field, name, content))
    return form


def boundary_of(kind: str) -> bytes:
    header = Message()
    header["content-type"] = kind
    boundary = header.get_boundary("")
    if not boundary or not boundary.isascii():
        raise Refusal("bad_form")
    return boundary.encode()


def _parts(boundary: bytes, body: bytes) -> Iterator[tuple[str, str | None, bytes]]:
    """Yield of each part its field, the name of its file (None for a plain field), its bytes."""
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary, PARTS_LIMIT + 1)
    if len(pieces) > PARTS_LIMIT + 1 or len(pieces) < 2:
        raise Refusal("bad_form")
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return
        head, gap, content = piece.partition(b"\r\n\r\n")
        named = names_of(head.decode("utf-8", "replace"))
        if not gap or "name" not in named:
            raise Refusal("bad_form")
        yield named["name"], named.get("filename"), content
    raise Refusal("bad_form")  # It ends without the last boundary: half of it is missing.


def names_of(head: str) -> dict[str, str]:
    """Return ``name`` and ``filename`` of a part's ``Content-Disposition``."""
    for line in head.split("\r\n"):
        header, _, value = line.partition(":")
        if header.strip().lower() == "content-disposition":
            return {key.lower(): _unquoted(text) for key, text in _PARAMETER.findall(value)}
    return {}


def _unquoted(text: str) -> str:
    for written, char in _QUOTED.items():
        text = text.replace(written, char)
    return text
