"""Read ``.epub``: a book is one document, its chapters in the order of reading.

A book longer than a document may be gives a document for each chapter, a member of the file
(``/a.epub#/OEBPS/chapter1.xhtml``). The pages are read as web pages are, without looking for an
article in them (corpus/formats/web/html_page.py); pictures are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from zipfile import ZipFile

from msgspec import Struct
from msgspec.structs import replace

from corpus.cleaning import clean
from corpus.date_origins import METADATA
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.file_place import with_member
from corpus.formats import record as limits
from corpus.formats.lines.title_line import split_title
from corpus.formats.office.epub_package import Package, read_package
from corpus.formats.office.zip_bounds import open_document, read_member
from corpus.formats.options import WHOLE_PAGE
from corpus.formats.record import HowRead, documents
from corpus.formats.source_file import Source
from corpus.formats.stated_facts import stated_title, without_title
from corpus.formats.web.html import parse_html
from corpus.formats.web.html_fonts import with_fonts_read
from corpus.read_errors import ReadError

_KIND: Final = "EPUB"
_CHARSET: Final = re.compile(rb"""<\?xml[^<>]{0,200}encoding\s*=\s*["']([\w.-]{1,40})""")
_OURS: Final = re.compile(r"(?:vi|zh)\b", re.IGNORECASE)


class _Chapter(Struct, frozen=True):
    """The name of a member, its text, and what that was repaired from."""

    name: str
    text: str
    repaired: str


def read_epub(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a book, or those of its chapters; a ``Failure`` that is not ``lost`` for
    each chapter that cannot be read."""
    try:
        with open_document(source.whole(), _KIND) as archive:
            package = read_package(archive)
            chapters: list[_Chapter] = []
            for item in _chapters(archive, package, source):
                if isinstance(item, Failure):
                    yield item
                else:
                    chapters.append(item)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    yield from _documents(package, chapters, source)


def _chapters(archive: ZipFile, package: Package, source: Source) -> Iterator[_Chapter | Failure]:
    for name in package.chapters:
        try:
            data = read_member(archive, name)
            declared = _CHARSET.match(data)
            decoded = decode(data, declared[1].decode() if declared else "")
            page, repaired = with_fonts_read(decoded.text)
            yield _Chapter(name, str(parse_html(clean(page), WHOLE_PAGE)["body"]), repaired)
        except ReadError as error:
            reason = f"the chapter {name!r} is left out: {error}"
            yield Failure(source.shown, 0, reason, lost=False)


def _documents(
    package: Package, chapters: list[_Chapter], source: Source
) -> Iterator[Document | Failure]:
    title = stated_title(package.title)
    facts: dict[str, object] = {
        "source": package.publisher or package.author,
        "date": package.date,
        # Programs that make books write "en" where nobody says otherwise.
        "lang": package.lang if _OURS.match(package.lang) else "",
    }
    text = "\n\n".join(chapter.text for chapter in chapters if chapter.text)
    if len(title) + len(text) <= limits.LONGEST_TEXT:
        shown, body = (title, without_title(text, title)) if title else split_title(text)
        yield from documents({**facts, "title": shown, "body": body}, source, how=_how(chapters))
        return
    for chapter in chapters:
        if chapter.text:
            shown, body = split_title(chapter.text)
            record = {**facts, "title": shown or title, "body": body}
            yield from documents(record, _member(source, chapter.name), how=_how([chapter]))


def _member(source: Source, name: str) -> Source:
    return replace(source, path=source.path / name, place=with_member(source.place, name))


def _how(chapters: list[_Chapter]) -> HowRead:
    repaired = {one for chapter in chapters for one in chapter.repaired.split("; ") if one}
    return HowRead(date_origin=METADATA, repaired="; ".join(sorted(repaired)))
