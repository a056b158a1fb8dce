"""Read a letter (``.eml``): its text as a document, its attachments as members.

The subject is the title, the sender the source, the date that of the header. Of a text that comes
in two forms the plain one is read, else the page.
"""

from __future__ import annotations

import io
import re
from binascii import a2b_base64
from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.policy import compat32
from typing import BinaryIO, Final

from msgspec.structs import replace

from corpus.cleaning import clean
from corpus.containers import mail_headers
from corpus.containers.media_types import ending_of
from corpus.containers.member import Member
from corpus.containers.member_names import UniqueNames
from corpus.containers.streams import DAMAGE, damaged
from corpus.containers.transcoded import transcoded
from corpus.date_origins import RECORD
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.record import HowRead, documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

MOST_PARTS: Final = 1_000
"""Most parts of a letter. Each may hold others, and none of ours had twenty; not measured."""


_NOT_BASE64: Final = re.compile("[^A-Za-z0-9+/]+")


def message_contents(source: Source) -> Iterator[Member | Document | Failure]:
    """Give the text of a letter, then its attachments. Raise ``ReadError`` if it is no letter."""
    message = _parsed(source.whole())
    if any(isinstance(one, CloseBoundaryNotFoundDefect) for one in message.defects):
        yield Failure(
            source.shown,
            0,
            "the letter was cut off: its last part has no end; what there is of it was read",
        )
    title = mail_headers.header(message, "Subject")
    parts = _parts(message)
    bodies = [part for part in parts if not _is_attached(part)]
    plain = [part for part in bodies if part.get_content_type() == "text/plain"]
    pages = [part for part in bodies if part.get_content_type() == "text/html"]
    texts = list(filter(None, map(_text, plain)))
    record = {
        "title": title,
        "source": mail_headers.sender(message),
        "date": mail_headers.day(message),
    }
    attached = [part for part in parts if part not in bodies]
    if texts or not pages:
        body = "\n\n".join(text.strip("\n") for text, _ in texts)
        how = HowRead(RECORD, encoding=texts[0][1] if texts else "")
        if body or title or not attached:
            yield from documents({**record, "body": body}, source, how=how)
    else:
        yield _page(source, pages[0], record)
        attached += pages[1:]
    yield from _attachments(source, attached)


def _parsed(data: bytes) -> Message:
    try:
        message = message_from_bytes(data, policy=compat32)
    except (*DAMAGE, RecursionError, AttributeError) as error:
        raise damaged(error) from error
    if not message.keys():
        raise ReadError("this is no letter: it has no headers; check what the file is")
    return message


def _parts(message: Message) -> list[Message]:
    """Return the parts that hold no others, and letters that are attached. A letter that is
    attached is a member of its own, so its parts are not these."""
    found: list[Message] = []
    waiting = [message]
    while waiting and len(found) < MOST_PARTS:
        part = waiting.pop(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = [one for one in part.get_payload() if isinstance(one, Message)]
        else:
            found.append(part)
    return found


def _is_attached(part: Message) -> bool:
    if part.get_content_disposition() == "attachment" or _filename(part):
        return True
    return part.get_content_type() not in ("text/plain", "text/html")


def _text(part: Message) -> tuple[str, str] | None:
    """Return the text of a part and its encoding; None if there is none."""
    data = _bytes(part)
    if not data.strip():
        return None
    charset = _charset(part)
    try:
        decoded = decode(data, charset)
    except ReadError:
        return clean(data.decode("utf-8", "replace")), ""
    return clean(decoded.text), decoded.encoding


def _bytes(part: Message) -> bytes:
    """Return the data of a part; of base64 that was cut off, joined of several pieces or has other
    characters in it as much as there is."""
    try:
        if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
            raw = part.get_payload()
            pieces = raw.split("=") if isinstance(raw, str) else []
            return b"".join(_base64(_NOT_BASE64.sub("", piece)) for piece in pieces)
        data = part.get_payload(decode=True)
    except DAMAGE as error:
        raise damaged(error) from error
    return data if isinstance(data, bytes) else b""


def _charset(part: Message) -> str:
    try:
        return str(part.get_content_charset() or "")
    except ValueError:  # a NUL in it
        return ""


def _filename(part: Message) -> str:
    try:
        return part.get_filename() or ""
    except ValueError:
        return ""


def _base64(text: str) -> bytes:
    whole = text[:-1] if len(text) % 4 == 1 else text
    return a2b_base64(whole + "=" * (-len(whole) % 4))


def _page(source: Source, part: Message, record: dict[str, str]) -> Member:
    """Return the page that is the text of a letter: the same place, read as a page."""
    data, encoding = transcoded(_bytes(part), _charset(part))

    def open_page() -> BinaryIO:
        return io.BytesIO(data)

    def finish(document: Document) -> Document:
        return replace(
            document,
            title=clean(record["title"]) or document.title,
            source=record["source"] or document.source,
            date=record["date"] or document.date,
            date_origin=RECORD if record["date"] else document.date_origin,
            encoding=encoding or document.encoding,
        )

    within = replace(source, open=open_page, ending="letter.html")
    return Member(within, finish)


def _attachments(source: Source, parts: list[Message]) -> Iterator[Member | Failure]:
    unique = UniqueNames()
    for number, part in enumerate(parts, 1):
        kind = part.get_content_type()
        given = mail_headers.decoded_header(_filename(part))
        name = unique.of(given or f"part-{number}{ending_of(kind)}")
        yield Member(_attachment(source.member(name, _opening(part)), kind))


def _attachment(member: Source, kind: str) -> Source:
    """Return an attachment, read by its name, else by its declared type."""
    return member if member.path.suffix else replace(member, ending=f"x{ending_of(kind)}")


def _opening(part: Message) -> Callable[[], BinaryIO]:
    def open_part() -> BinaryIO:
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload() if part.is_multipart() else []
            first = inner[0] if isinstance(inner, list) and inner else None
            return io.BytesIO(first.as_bytes() if isinstance(first, Message) else _bytes(part))
        return io.BytesIO(_bytes(part))

    return open_part
