"""Parse the XML of documents: no entity resolved, nothing fetched, size and depth within bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

from corpus.formats.office.zip_bounds import MOST_UNPACKED, member_pieces
from corpus.formats.source_file import LARGEST
from corpus.formats.web.html_page import MOST_TAGS
from corpus.read_errors import ReadError

if TYPE_CHECKING:
    from lxml import etree

_ENTITY: Final = re.compile(rb"<!ENTITY")
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root element of the part ``name`` of a document.

    lxml bounds depth (256) and the length of a text (10 MB) unless told otherwise. Raise
    ``ReadError`` if it is no XML, declares entities, or has more than ``MOST_TAGS`` tags.
    """
    from lxml import etree  # only where a file needs it

    _check_tags(data.count(b"<"), name)
    _check_declarations(data, name, _ENTITY)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            f"its part {name!r} is no sound XML ({error.msg}); save the document again"
        ) from error


def check_office_parts(archive: ZipFile, streamed: str = "") -> None:
    """Check the XML that another library will parse, before it does.

    Raise ``ReadError`` if a part declares entities, which the standard forbids in Office files
    (ECMA-376, part 2, 8.1.4), or has more than ``LARGEST`` bytes or too many tags; parts in the
    folder ``streamed``, which are not held in memory, may have any number.
    """
    for name in archive.namelist():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        may_be_long = bool(streamed) and name.startswith(streamed)
        tags = 0
        for piece in member_pieces(archive, name, MOST_UNPACKED if may_be_long else LARGEST):
            tags += piece.count(b"<")
            _check_declarations(piece, name, _DECLARATION)
            if not may_be_long:
                _check_tags(tags, name)


def _check_declarations(piece: bytes, name: str, forbidden: re.Pattern[bytes]) -> None:
    # Without the zero bytes of UTF-16.
    if forbidden.search(piece) or forbidden.search(piece.replace(b"\0", b"")):
        raise ReadError(
            f"its part {name!r} declares entities or a document type, as no such document needs; "
            "it is not read: check where the file comes from"
        )


def _check_tags(tags: int, name: str) -> None:
    # Both tags of an element are counted.
    if tags > 2 * MOST_TAGS:
        raise ReadError(
            f"its part {name!r} has more than {2 * MOST_TAGS:,} tags, as no document has; split it"
        )
