"""Parse the XML of documents: no entity resolved, nothing fetched, size and depth within bounds."""

from __future__ import annotations

import codecs
import re
from typing import Final

from lxml import etree

from corpus.formats.html_page import MOST_TAGS
from corpus.read_errors import ReadError

_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def parse_xml(data: bytes, name: str) -> etree._Element:
    """Return the root element of the part ``name`` of a document.

    lxml bounds depth (256) and the length of a text (10 MB) unless told otherwise. Raise
    ``ReadError`` if it is no XML, or has more than ``MOST_TAGS`` tags.
    """
    _check_tags(data, name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError(
            f"its part {name!r} is no sound XML ({error.msg}); save the document again"
        ) from error


def check_xml(data: bytes, name: str) -> None:
    """Check XML that another library will parse. Raise ``ReadError`` if it declares entities, which
    the standard forbids in Office files (ECMA-376, part 2, 8.1.4), or has too many tags."""
    _check_tags(data, name)
    plain = data.replace(b"\0", b"") if data.startswith(_WIDE) else data
    if _DECLARATION.search(plain):
        raise ReadError(
            f"its part {name!r} declares a document type or entities, which no Office file may; "
            "it is not read: check where the file comes from"
        )


def _check_tags(data: bytes, name: str) -> None:
    # Both tags of an element are counted.
    if data.count(b"<") > 2 * MOST_TAGS:
        raise ReadError(
            f"its part {name!r} has more than {2 * MOST_TAGS:,} tags, as no document has; split it"
        )
