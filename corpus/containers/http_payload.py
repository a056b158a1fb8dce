"""The answer of a web server as it was stored: its head read, its body without what HTTP put around
it (chunks, compression), text in the charset that the head declares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from typing import BinaryIO, Final

from msgspec import Struct, field

from corpus.containers.compressed import expanded
from corpus.containers.media_types import ending_of
from corpus.containers.streams import member_file, reader_of
from corpus.containers.transcoded import transcoded
from corpus.formats.source_file import whole_of
from corpus.formats.unpacking import Unpacking
from corpus.read_errors import ReadError

LONGEST_HEAD: Final = 1 << 16
"""Most bytes of the head. Servers send 8 to 16 KiB at most."""

LONGEST_SIZE: Final = 1 << 10
"""Most bytes of the line before a chunk, which says how long that is."""

_PIECE: Final = 1 << 16
_CODINGS: Final = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate", "zstd": "zstd"}


class Payload(Struct):
    """The body of an answer, what was declared of it, and the HTTP ``status``, empty if it was
    stored without a head. ``encoding`` is that of a text, once it was opened."""

    body: Iterator[bytes]
    unpacking: Unpacking | None
    status: str = ""
    media_type: str = ""
    charset: str = ""
    codings: list[str] = field(default_factory=list)
    is_chunked: bool = False
    encoding: str = ""

    def open(self) -> BinaryIO:
        """Open the body, once. Reading it raises ``ReadError`` if it is damaged, or coded as is not
        read."""
        counted = self.unpacking if self.codings else None
        return member_file(reader_of(self._plain()), counted)

    def _plain(self) -> Iterator[bytes]:
        chunks = _without_chunks(self.body) if self.is_chunked else self.body
        for coding in reversed(self.codings):
            if coding not in _CODINGS:
                raise ReadError(
                    f"it was stored compressed as {coding!r}, which is not read; "
                    "let the crawler ask for gzip"
                )
            chunks = expanded(chunks, _CODINGS[coding])
        if self.charset and ending_of(self.media_type) in (".html", ".txt"):
            data, self.encoding = transcoded(whole_of(chunks), self.charset)
            yield data
        else:
            yield from chunks


def payload_of(
    read: Callable[[int], bytes], content_type: str, unpacking: Unpacking | None
) -> Payload:
    """Return the payload of a record, whose data ``read`` gives and which is of this type."""
    kind, charset = _declared(content_type)
    chunks = iter(lambda: read(_PIECE), b"")
    if kind != "application/http":
        return Payload(chunks, unpacking, media_type=kind, charset=charset)
    head, rest = _head(chunks)
    status, _, lines = head.partition(b"\n")
    headers = BytesHeaderParser(policy=compat32).parsebytes(lines)
    kind, charset = _declared(str(headers.get("Content-Type") or ""))
    codings = str(headers.get("Content-Encoding") or "").lower().split(",")
    return Payload(
        _again(rest, chunks),
        unpacking,
        status=(status.split()[1:2] or [b"none"])[0].decode("ascii", "replace"),
        media_type=kind,
        charset=charset,
        codings=[one.strip() for one in codings if one.strip() not in ("", "identity")],
        is_chunked="chunked" in str(headers.get("Transfer-Encoding") or "").lower(),
    )


def _declared(content_type: str) -> tuple[str, str]:
    """Return media type and charset of a declaration."""
    message = Message(policy=compat32)
    message["Content-Type"] = " ".join(content_type.replace("\0", " ").split())
    if not content_type:
        return "", ""
    return message.get_content_type(), str(message.get_content_charset() or "")


def _head(chunks: Iterator[bytes]) -> tuple[bytes, bytes]:
    """Return the head, and what was read after it."""
    data = b""
    for chunk in chunks:
        data += chunk
        for blank in (b"\r\n\r\n", b"\n\n"):
            head, found, rest = data.partition(blank)
            if found:
                return head, rest
        if len(data) > LONGEST_HEAD:
            break
    return data, b""


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _without_chunks(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Give the data of a body that HTTP sent in chunks. Many crawlers have joined them and kept the
    header: then the body is given as it is."""
    held = b""
    left = 0
    is_first = True
    for piece in pieces:
        held += piece
        while held:
            if left:
                yield held[:left]
                left, held = max(0, left - len(held)), held[left:]
                continue
            line, found, rest = held.lstrip(b"\r\n").partition(b"\n")
            if not found and len(held) < LONGEST_SIZE:
                break
            size = _size(line)
            if size is None and is_first:
                yield held
                yield from pieces
                return
            if size is None:
                raise ReadError("the chunks of the page are damaged; crawl it again")
            if not size:
                return
            left, held, is_first = size, rest, False
    if is_first:
        yield held


def _size(line: bytes) -> int | None:
    try:
        return int(line.partition(b";")[0].strip()[:16], 16)
    except ValueError:
        return None
