"""Give the letters of a mailbox (``.mbox``), one at a time, each a member of its own.

A letter begins with a line ``From …`` after a blank one or at the beginning of the file; such lines
within a letter have been written as ``>From`` (RFC 4155). Its name is its Message-ID with a hash of
its text, since many programs have given several letters one: so it keeps its place however the
mailbox grows, is sorted or loses others.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from hashlib import blake2b
from typing import BinaryIO, Final

from corpus.containers.member import Member
from corpus.containers.member_names import harmless
from corpus.document import Document, Failure
from corpus.formats import source_file
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

_BEGIN: Final = b"From "
_QUOTED: Final = re.compile(rb"^>(>*From )", re.MULTILINE)
_MESSAGE_ID: Final = re.compile(
    rb"^message-id:\s{0,99}<?([^\s<>]{1,200})", re.IGNORECASE | re.MULTILINE
)
_BLANK_LINE: Final = re.compile(rb"\r?\n\r?\n")


def mailbox_contents(source: Source) -> Iterator[Member | Document | Failure]:
    """Give the letters. One that is too large is a ``Failure`` with the line where it begins. Raise
    ``ReadError`` if the file is no mailbox, or where it cannot be read."""
    for line, data in _letters(source):
        if data is None:
            yield Failure(
                source.shown,
                line,
                f"the letter has more than {source_file.LARGEST >> 20} MiB; save it as a .eml and "
                "its attachments as files",
            )
        else:
            yield _letter(source, data)


def _letter(source: Source, data: bytes) -> Member:
    text = _QUOTED.sub(rb"\1", data)
    blank = _BLANK_LINE.search(text)
    head, body = (text[: blank.start()], text[blank.end() :]) if blank else (text, b"")
    # Of the body alone: mail programs note in the head what was read and answered.
    mark = blake2b(body or head, digest_size=4).hexdigest()
    found = _MESSAGE_ID.search(head)
    name = f"{found[1].decode('ascii', 'replace')}-" if found else ""

    def open_letter() -> BinaryIO:
        return io.BytesIO(text)

    return Member(source.member(harmless(f"{name.replace('/', '_')}{mark}.eml"), open_letter))


def _letters(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """Give the line where each letter begins, and its bytes; None for one that is too large."""
    begin = 0
    pieces: list[bytes] | None = []
    size = 0
    after_blank = True
    for number, line, starts in _lines(source.chunks()):
        if starts and after_blank and line.startswith(_BEGIN):
            if begin:
                yield begin, None if pieces is None else b"".join(pieces)
            begin, pieces, size = number, [], 0
        elif begin and pieces is not None:
            size += len(line)
            pieces.append(line)
            if size > source_file.LARGEST:
                pieces = None
        elif not begin and line.strip():
            raise ReadError("this is no mailbox: it does not begin with a line 'From '")
        after_blank = starts and not line.strip(b"\r\n")
    if not begin:
        raise ReadError("the file is empty: there is no letter in it; remove it")
    yield begin, None if pieces is None else b"".join(pieces)


def _lines(chunks: Iterator[bytes]) -> Iterator[tuple[int, bytes, bool]]:
    """Give the lines with their number and line feed. A line that runs over the end of a chunk
    comes in pieces, of which only the first ``starts`` it."""
    number, starts = 1, True
    held = b""
    for chunk in chunks:
        data = held + chunk
        held = b""
        for line in _split(data):
            if starts and not line.endswith(b"\n") and len(line) < len(_BEGIN):
                held = line
                break
            yield number, line, starts
            starts = line.endswith(b"\n")
            number += starts
    if held:
        yield number, held, True


def _split(data: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        yield data[at:end]
        at = end
