"""Make a document of the fields of a record, in whatever format, and report what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.cleaning import clean, one_line, web_address
from corpus.date_origins import GUESSED, PATH, RECORD
from corpus.dates import read_date
from corpus.dating.publication import publication_date
from corpus.decoding.garbled import garbled
from corpus.decoding.repair import Repaired, repair
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.host_names import source_of
from corpus.language import document_language, stated_language
from corpus.read_errors import ReadError

BODY_KEYS: Final = ("body", "text", "content")
"""Fields that may have the text; the first that is not blank is used."""

LONGEST_FACT: Final = 500
"""Most code points of an id, a source, a province or a genre. Engines index each as one term and
limit its bytes (tantivy: 65,530). Of 20,838 news items the longest has 22."""

LONGEST_TEXT: Final = 4 << 20
"""Most code points of a document, title and body together. Of 20,952 news items and papers the
longest has 37,006; the longest chronicles of China have some three million. Four million are
indexed in half a minute, in two if all are names (docs/measurements.md, "Long documents")."""

_SOME_TEXT: Final = re.compile(r"[^\s\ufffd\ufeff]")


class HowRead(Struct, frozen=True):
    """What a reader knows of a text besides its record: the fields of ``Document`` of these names.
    ``pages`` count code points of the clean body (``clean``). ``source_is_author`` says that the
    record's source is only who wrote it."""

    date_origin: str = RECORD
    encoding: str = ""
    repaired: str = ""
    pages: tuple[int, ...] = ()
    confidence: tuple[int, ...] = ()
    source_is_author: bool = False


Parsed = tuple[Mapping[str, object], HowRead]


READ_AS_IT_IS: Final = HowRead()
"""Nothing is known but what the record says."""


def one_document(source: Source, parse: Callable[[bytes], Parsed]) -> Iterator[Document | Failure]:
    """Give the document of a file that is one document. ``parse`` makes a record of its bytes."""
    try:
        record, how = parse(source.whole())
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    yield from documents(record, source, how=how)


def documents(
    record: Mapping[str, object], source: Source, line: int = 0, how: HowRead = READ_AS_IT_IS
) -> Iterator[Document | Failure]:
    """Give the document of a record, then a ``Failure`` that is not ``lost`` for each field that
    cannot be used, and for garbled text.

    Title and body are cleaned (``clean``), and mended if they are garbled and that is proved
    (``repair``); the offsets of pages are moved with the text. The record is lost if it has no
    text, or if its title, body or id is no text. The place of a record with an id of its own is its
    file without the line, so the record may move within it.
    """
    path = source.shown
    try:
        title = clean(_text(record, "title"))
        body = _body(record)
        if not (_SOME_TEXT.search(body) or _SOME_TEXT.search(title)):
            raise ReadError(
                "there is no text in it: neither a title nor a body; write one, or remove it"
            )
        if len(title) + len(body) > LONGEST_TEXT:
            raise ReadError(
                f"the text has {len(title) + len(body):,} characters; a document may have "
                f"{LONGEST_TEXT:,}: split it at its chapters or articles"
            )
        mended = repair(title, body, how.pages)
        own = one_line(_text(record, "id"))
        identifier = own or source.identifier(line)
        if len(identifier) > LONGEST_FACT:
            raise ReadError(
                f"the id has {len(identifier)} characters; shorten it to {LONGEST_FACT} at most"
            )
        problems: list[str] = []
        facts = source.facts
        kept = Document(
            id=identifier,
            title=mended.title,
            body=mended.body,
            lang=stated_language(_fact(record, "lang", problems) or facts.lang)
            or document_language(mended.title, mended.body),
            date=_date(record, problems),
            source=_source(record, how, facts.source, problems),
            url=_url(record),
            province=_fact(record, "province", problems) or facts.province,
            genre=_fact(record, "genre", problems) or facts.genre,
            path=path,
            line=line,
            place=source.place if own else source.at(line),
            encoding=how.encoding,
            repaired=_all_of(how.repaired, *mended.sources),
            pages=mended.pages,
            confidence=how.confidence,
        )
        kept = _dated(kept, source, how)
    except ReadError as error:
        yield Failure(path, line, str(error))
        return
    yield kept
    for reason in (*_left_garbled(mended), *(f"{one}{_WITHOUT}" for one in problems)):
        yield Failure(path, line, reason, lost=False)


_WITHOUT: Final = "; the document is kept without it"


def _left_garbled(mended: Repaired) -> Iterator[str]:
    """Say what of a text is garbled and could not be mended."""
    if reason := garbled(mended.title) or garbled(mended.body):
        yield f"{reason}; the document is kept as it is"
    if mended.lost:
        yield (
            f"{mended.lost} letters of it were lost before, when {mended.sources[0]} was saved; "
            "the rest is mended: give the original file for these"
        )


def _source(record: Mapping[str, object], how: HowRead, said: str, problems: list[str]) -> str:
    """Return the source of a record, or what its folder says: first if the record's is only the
    author; last is the address."""
    own = _fact(record, "source", problems)
    of_folder = said and how.source_is_author
    return said if of_folder else own or said or source_of(_url(record))


def _dated(document: Document, source: Source, how: HowRead) -> Document:
    """Return the document with the origin of its date; without a sure one, with what is found."""
    if document.date and how.date_origin != GUESSED:
        return replace(document, date_origin=how.date_origin)
    first = source.facts.date_from
    # The name of a file with many records is not that of each of them, unless it is said.
    path = "" if document.line and first != PATH else source.below
    found, origin = publication_date(document, path, first)
    if document.date and origin in ("", GUESSED):
        found, origin = document.date, GUESSED
    return replace(document, date=found, date_origin=origin)


def _all_of(*sources: str) -> str:
    """Return what a text was mended from, by its reader and here, each once."""
    names = (name for source in sources for name in source.split("; ") if name)
    return "; ".join(dict.fromkeys(names))


def _body(record: Mapping[str, object]) -> str:
    """Return the clean text of the first of ``BODY_KEYS`` that is not blank."""
    found = ""
    for key in BODY_KEYS:
        found = _text(record, key)
        if found and not found.isspace():
            break
    return clean(found)


def _text(record: Mapping[str, object], key: str) -> str:
    """Return a field as text, empty if absent; a number as its digits."""
    value = record.get(key)
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise ReadError(f"{key!r} is a {type(value).__name__}; text is needed")


def _fact(record: Mapping[str, object], key: str, problems: list[str]) -> str:
    if not record.get(key):
        return ""
    try:
        fact = one_line(_text(record, key))
    except ReadError as error:
        problems.append(str(error))
        return ""
    if len(fact) > LONGEST_FACT:
        problems.append(f"{key!r} has {len(fact)} characters; shorten it to {LONGEST_FACT} at most")
        return ""
    return fact


def _url(record: Mapping[str, object]) -> str:
    """Return the address, empty if it is not one of the web. That is not reported: crawled records
    have many of them."""
    url = record.get("url")
    return web_address(url) if isinstance(url, str) and url else ""


def _date(record: Mapping[str, object], problems: list[str]) -> str:
    found = read_date(record.get("date"))
    if found.problem:
        problems.append(found.problem)
    return found.date
