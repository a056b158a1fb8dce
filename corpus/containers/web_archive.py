"""Give the pages and papers of a crawl (``.warc``), under their addresses.

The date of a record is the day of the crawl, years after many a page was written, so it is only a
guess. What is no page or paper (pictures, styles, scripts, redirects, requests) is counted. A
``.warc.gz`` comes unpacked.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from msgspec.structs import replace

from corpus.cleaning import web_address
from corpus.containers.http_payload import Payload, payload_of
from corpus.containers.media_types import ending_of
from corpus.containers.member import Member
from corpus.containers.member_names import UniqueNames
from corpus.containers.streams import DAMAGE, damaged, reader_of
from corpus.date_origins import GUESSED
from corpus.dates import read_date
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.host_names import source_of
from corpus.read_errors import ReadError

LONGEST_HEAD: Final = 1 << 20
"""Most bytes from the end of a record to the data of the next. ``warcio`` holds all of a line."""

_GZIP: Final = b"\x1f\x8b"
_PIECE: Final = 1 << 16
_PAGES: Final = {"response", "resource", "conversion"}
_PASSED: Final = {"revisit": "pages that had not changed since an earlier crawl"}
_FURNITURE: Final = ("image/", "font/", "audio/", "video/")
_STYLES: Final = {"text/css", "text/javascript", "application/javascript", "application/json"}


def web_archive_contents(source: Source) -> Iterator[Member | Document | Failure]:
    """Give the members in their order. Raise ``ReadError`` where the file is damaged or cut off."""
    from warcio.archiveiterator import WARCIterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    class Quiet(WARCIterator):  # type: ignore[misc]
        # It is written to the standard error where the length of a record is wrong.
        INC_RECORD = ""

    # It warns of every address with a blank, which is no news for who indexes.
    logging.getLogger("warcio").setLevel(logging.ERROR)
    errors = (*DAMAGE, ArchiveLoadFailed, StatusAndHeadersParserException, AttributeError)
    unique = UniqueNames()
    head = _Head(source.chunks())
    archive = Quiet(head, no_record_parse=True)
    records: Iterator[Any] = iter(archive)
    while True:
        head.begin()
        try:
            record = next(records, None)
        except errors as error:
            raise damaged(error) from error
        head.end()
        if archive.err_count:
            raise ReadError("the length of a record is wrong; the rest of the file is not read")
        if record is None and head.is_empty:
            raise ReadError("the file is empty: there is no page in it; remove it")
        if record is None:
            return
        item = _item(source, record, unique)
        if item is not None:
            yield item
        _pass_over(record.raw_stream, errors)


def _pass_over(stream: Any, errors: tuple[type[Exception], ...]) -> None:
    """Read what nobody read of a record, in pieces, so that the next head can have a bound."""
    try:
        while stream.read(_PIECE):
            pass
    except errors as error:
        raise damaged(error) from error
    if getattr(stream, "limit", 0):
        raise ReadError("the file was cut off in a record; fetch or copy it again")


def _item(source: Source, record: Any, unique: UniqueNames) -> Member | Failure | None:
    """Return the page or paper of a record; None if it has none, which is counted."""
    kind = record.rec_type
    if kind not in _PAGES:
        _count(source, _PASSED.get(kind, ""))
        return None
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    payload = payload_of(record.raw_stream.read, record.content_type or "", source.unpacking)
    if payload.status not in ("", "200", "203"):
        _count(source, f"answers with status {payload.status}")
        return None
    ending = ending_of(payload.media_type) or _ending_in(address, payload.media_type)
    if not ending and (payload.media_type in _STYLES or payload.media_type.startswith(_FURNITURE)):
        _count(source, payload.media_type)
        return None
    member = source.member(unique.of(_name(address)), payload.open)
    date = record.rec_headers.get_header("WARC-Date") or ""
    return _page(replace(member, ending=f"page{ending}"), payload, address, date)


def _page(member: Source, payload: Payload, address: str, date: str) -> Member:
    url = web_address(address)
    crawled = read_date(date[:10]).date

    def finish(document: Document) -> Document:
        return replace(
            document,
            url=document.url or url,
            source=document.source or source_of(url),
            date=document.date or crawled,
            date_origin=document.date_origin if document.date or not crawled else GUESSED,
            encoding=payload.encoding or document.encoding,
        )

    return Member(member, finish)


def _count(source: Source, kind: str) -> None:
    if kind and source.unpacking is not None:
        source.unpacking.passed_over(kind)


def _name(address: str) -> str:
    """Return the name of a member for its address: readable, without ``//``."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address or "page"
    path = unquote(parts.path, errors="replace").strip("/")
    name = "/".join(filter(None, (parts.netloc, path))) or address or "page"
    return f"{name}?{parts.query}" if parts.query else name


def _ending_in(address: str, media_type: str) -> str:
    """Return the ending of an address, if its media type says nothing."""
    if media_type not in ("", "application/octet-stream", "binary/octet-stream"):
        return ""
    try:
        return PurePosixPath(urlsplit(address).path).suffix.lower()
    except ValueError:
        return ""


class _Head:
    """Chunks as a file, from which the heads of records are read in a bounded number of bytes."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._read = reader_of(chunks)
        self._left: int | None = None
        self.is_empty = True

    def begin(self) -> None:
        """Begin to read a head."""
        self._left = LONGEST_HEAD

    def end(self) -> None:
        """End it: the data of a record may be of any length."""
        self._left = None

    def read(self, size: int = _PIECE) -> bytes:
        data = self._read(size)
        if self.is_empty and data.startswith(_GZIP):
            raise ReadError("this is gzip data; give the file the ending .warc.gz")
        self.is_empty = self.is_empty and not data
        if self._left is not None:
            self._left -= len(data)
            if self._left < 0:
                raise ReadError("the head of a record has no end; the rest is not read")
        return data
