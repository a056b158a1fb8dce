"""Read ``.html``: one document per file, metadata from ``<meta>`` and the text that is visible.

How a page is cut into tags and text: corpus/formats/html_page.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.cleaning import clean
from corpus.date_origins import METADATA
from corpus.decoding.encoding import decode
from corpus.decoding.legacy import LEGACY
from corpus.document import Document, Failure
from corpus.formats.html_fonts import with_fonts_read
from corpus.formats.html_page import HtmlPage
from corpus.formats.record import HowRead, Parsed, one_document
from corpus.formats.source_file import Source

_CHARSET: Final = re.compile(
    rb"""<meta\b[^<>]{0,500}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_HEAD: Final = 4096
"""Bytes at the beginning in which the charset is looked for. The HTML standard says 1,024, but many
pages declare it later."""


def read_html(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a page, or a ``Failure``."""
    return one_document(source, _record)


def _record(data: bytes) -> Parsed:
    declared = _CHARSET.search(data[:_HEAD])
    decoded = decode(data, declared[1].decode("ascii", "ignore") if declared else "")
    # What was read as TCVN3 as a whole is Unicode now, whatever its fonts are.
    text, repaired = decoded.text, ""
    if decoded.encoding not in LEGACY:
        text, repaired = with_fonts_read(text)
    how = HowRead(METADATA, decoded.encoding, repaired)
    return parse_html(clean(text)), how


def parse_html(text: str) -> dict[str, object]:
    """Return the record of a page: ``title``, ``body``, ``date``, ``source`` and ``url``.

    ``lang`` is not read: the templates of many pages say ``lang="en"`` whatever the text is. Raise
    ``ReadError`` if the page has too many tags.
    """
    page = HtmlPage()
    page.read(text)
    return {
        "title": page.title or page.facts.get("og:title", ""),
        "body": page.text(),
        "date": page.date(),
        "source": page.facts.get("og:site_name") or page.facts.get("author", ""),
        "url": page.address(),
    }
