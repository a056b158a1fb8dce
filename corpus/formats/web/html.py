"""Read ``.html``: one document per file, its facts from the head and the text of its article.

1. decode                corpus/decoding/encoding.py, corpus/formats/web/html_fonts.py
2. cut into blocks       corpus/formats/web/html_page.py, html_blocks.py
3. ask what is article   corpus/formats/web/article_witness.py
4. choose the blocks     corpus/formats/web/main_text.py
5. leave out the tail    corpus/formats/lines/related_tail.py
6. read the facts        corpus/formats/web/html_facts.py, html_title.py, html_day.py

With ``ReadOptions.whole_page`` all blocks are the text. They are as well if no article is found, or
clearly too little of one, and of pages beyond the limits of ``article_witness``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from corpus.cleaning import clean
from corpus.date_origins import METADATA, TEXT
from corpus.decoding.encoding import decode
from corpus.decoding.legacy import LEGACY
from corpus.document import Document, Failure
from corpus.formats.lines.related_tail import without_tail
from corpus.formats.options import AS_USUAL, ReadOptions
from corpus.formats.record import HowRead, Parsed, one_document
from corpus.formats.source_file import Source
from corpus.formats.web.article_witness import (
    MOST_CHARACTERS,
    MOST_TAGS,
    is_of_common_size,
    seen_blocks,
)
from corpus.formats.web.html_blocks import Block
from corpus.formats.web.html_day import day_above
from corpus.formats.web.html_facts import address, date, source_name
from corpus.formats.web.html_fonts import with_fonts_read
from corpus.formats.web.html_page import HtmlPage
from corpus.formats.web.html_title import title_of
from corpus.formats.web.main_text import main_blocks

_CHARSET: Final = re.compile(
    rb"""<meta\b[^<>]{0,500}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_HEAD: Final = 4096
"""Bytes at the beginning in which the charset is looked for. The HTML standard says 1,024, but many
pages declare it later."""


def read_html(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a page, or a ``Failure``; one that is not ``lost`` if its article was
    not looked for."""
    remarks: list[str] = []
    yield from one_document(source, partial(_parsed, source.options, remarks))
    for remark in remarks:
        yield Failure(source.shown, 0, remark, lost=False)


def _parsed(options: ReadOptions, remarks: list[str], data: bytes) -> Parsed:
    declared = _CHARSET.search(data[:_HEAD])
    decoded = decode(data, declared[1].decode("ascii", "ignore") if declared else "")
    # What was read as TCVN3 as a whole is Unicode now, whatever its fonts are.
    text, repaired = decoded.text, ""
    if decoded.encoding not in LEGACY:
        text, repaired = with_fonts_read(text)
    record = parse_html(clean(text), options, remarks)
    origin = TEXT if record["date_is_text"] else METADATA
    return record, HowRead(origin, decoded.encoding, repaired)


def parse_html(
    text: str, options: ReadOptions = AS_USUAL, remarks: list[str] | None = None
) -> dict[str, object]:
    """Return the record of a page: ``title``, ``body``, ``date``, ``source`` and ``url``; and
    ``date_is_text`` if its day stands by its title and is not stated in another way.

    ``lang`` is not read: the templates of many pages say ``lang="en"`` whatever the text is.
    ``remarks`` gets a sentence if the article was not looked for. Raise ``ReadError`` if the page
    has too many tags.
    """
    page = HtmlPage()
    page.read(text)
    blocks = page.blocks()
    article = [] if options.whole_page else _article(page, text, blocks, remarks)
    title = title_of(page, blocks, article)
    stated = date(page)
    shown = "" if stated else day_above(blocks, article, title)
    return {
        "title": title,
        "body": _body(article, blocks, title, options),
        "date": stated or shown,
        "date_is_text": bool(shown),
        "source": source_name(page),
        "url": address(page),
    }


def text_of_fragment(markup: str) -> str:
    """Return all text of markup that stands within another text. Raise ``ReadError`` if it has too
    many tags."""
    page = HtmlPage()
    page.read(markup)
    return "\n\n".join(filter(None, (page.title, _joined(page.blocks()))))


def _article(
    page: HtmlPage, text: str, blocks: Sequence[Block], remarks: list[str] | None
) -> list[Block]:
    """Return the blocks of the article; none if the whole page is the text."""
    if not is_of_common_size(text, page.tags, page.depth):
        if remarks is not None:
            remarks.append(
                f"the page is kept whole, with its menus: its article is only looked for in pages "
                f"of {MOST_CHARACTERS:,} characters, {MOST_TAGS:,} tags and common depth at most"
            )
        return []
    return main_blocks(blocks, page.parents(), seen_blocks(text, blocks))


def _body(
    article: Sequence[Block], blocks: Sequence[Block], title: str, options: ReadOptions
) -> str:
    """Return the text of an article, without the title that stands above it; that of all blocks if
    there is no article."""
    if options.whole_page:
        return _joined(blocks)
    if not article:
        return without_tail(_joined(blocks))
    folded = title.casefold()
    above = next((at for at, one in enumerate(article[:5]) if one.text.casefold() == folded), None)
    rest = article[above + 1 :] if above is not None and len(article) > above + 1 else article
    return without_tail(_joined(rest))


def _joined(blocks: Sequence[Block]) -> str:
    return "\n\n".join(block.text for block in blocks)
