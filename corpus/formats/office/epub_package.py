"""What an EPUB says of itself: its chapters in the order of reading, and its facts (EPUB 3.3)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote
from zipfile import ZipFile

from msgspec import Struct

from corpus.formats.office.safe_xml import parse_xml
from corpus.formats.office.zip_bounds import read_member
from corpus.read_errors import ReadError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_PAGES: Final = frozenset({"application/xhtml+xml", "text/html", "text/x-oeb1-document"})


class Package(Struct, frozen=True):
    """The names of the members with the ``chapters``, each once, and the facts that are stated;
    empty if not."""

    chapters: tuple[str, ...]
    title: str
    author: str
    publisher: str
    date: str
    lang: str


def read_package(archive: ZipFile) -> Package:
    """Return what a book says of itself. Raise ``ReadError`` if it is no EPUB, has no chapters, or
    they are encrypted."""
    container = parse_xml(read_member(archive, CONTAINER), CONTAINER)
    root = next((one for one in container.iter("{*}rootfile") if one.get("full-path")), None)
    if root is None:
        raise ReadError(f"its part {CONTAINER!r} names no book; make the EPUB again")
    name = root.get("full-path") or ""
    package = parse_xml(read_member(archive, name), name)
    chapters = _chapters(package, posixpath.dirname(name))
    if not chapters:
        raise ReadError("the EPUB lists no chapters; make it again")
    if not _encrypted(archive).isdisjoint(chapters):
        raise ReadError(
            "the EPUB is encrypted by its seller (DRM), so it cannot be read; give one without"
        )
    return Package(
        chapters,
        _stated(package, "title"),
        _stated(package, "creator"),
        _stated(package, "publisher"),
        _date(package),
        _stated(package, "language"),
    )


def _chapters(package: Element, folder: str) -> tuple[str, ...]:
    pages: dict[str, str] = {}
    for item in package.iter("{*}item"):
        # The table of contents repeats the headings.
        is_contents = "nav" in (item.get("properties") or "").split()
        if item.get("media-type") in _PAGES and not is_contents:
            address = unquote((item.get("href") or "").partition("#")[0])
            pages[item.get("id") or ""] = posixpath.normpath(posixpath.join(folder, address))
    listed = (pages.get(one.get("idref") or "") for one in package.iter("{*}itemref"))
    return tuple(dict.fromkeys(name for name in listed if name))


def _encrypted(archive: ZipFile) -> set[str]:
    """Return the members that are encrypted: fonts, or in a book with DRM everything."""
    if _ENCRYPTION not in archive.NameToInfo:
        return set()
    root = parse_xml(read_member(archive, _ENCRYPTION), _ENCRYPTION)
    return {unquote(one.get("URI") or "") for one in root.iter("{*}CipherReference")}


def _stated(package: Element, name: str) -> str:
    return next((one.text for one in package.iter(f"{_DC}{name}") if one.text), "")


def _date(package: Element) -> str:
    """Return the day of publication if it is told from others (EPUB 2), else the first day; without
    the time."""
    dates = [one for one in package.iter(f"{_DC}date") if one.text]
    dates.sort(key=lambda one: one.get(f"{_OPF}event") not in (None, "publication"))
    return (dates[0].text or "").strip().partition("T")[0] if dates else ""
