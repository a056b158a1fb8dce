"""Read ``.txt``: one document per file, with the first line as title if it looks like one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from corpus.cleaning import clean
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.options import ReadOptions
from corpus.formats.record import HowRead, Parsed, one_document
from corpus.formats.related_tail import without_tail
from corpus.formats.source_file import Source

LONGEST_TITLE: Final = 200
"""Most code points of a title. Of 19,512 headlines of Vietnamese and Chinese news one is longer;
paragraphs mostly are."""

_WRAPPED_WIDTH: Final = 30
"""Fewest code points of two lines of about the same width that are taken for one wrapped paragraph.
Text is wrapped at 60 to 80 columns, Chinese at 30 to 40 characters. Headlines of news have 56 to
61 code points in the median in Vietnamese, 17 to 20 in Chinese."""


def read_text(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a text file, or a ``Failure``."""
    return one_document(source, partial(_record, source.options))


def _record(options: ReadOptions, data: bytes) -> Parsed:
    decoded = decode(data)
    title, body = split_title(clean(decoded.text))
    if not options.whole_page:
        body = without_tail(body)
    return {"title": title, "body": body}, HowRead(encoding=decoded.encoding)


def split_title(text: str) -> tuple[str, str]:
    """Return the title and the body of a clean text; only white space at the edges is lost.

    The first line is the title unless it is long, ends with a punctuation mark of a sentence, or
    continues in the next line: a name must not be split between title and body.
    """
    text = text.strip()
    first, _, rest = text.partition("\n")
    title = first.rstrip()
    if len(title) > LONGEST_TITLE or title.endswith((".", "。", ",", "，", ";", "；", "、")):
        return "", text
    following = rest.partition("\n")[0].strip()
    if following[:1].islower() or _same_width(title, following):
        return "", text
    return title, rest.strip("\n")


def _same_width(line: str, following: str) -> bool:
    """Tell whether two lines look like those of one wrapped paragraph."""
    longer = max(len(line), len(following))
    return (
        min(len(line), len(following)) >= _WRAPPED_WIDTH
        and abs(len(line) - len(following)) <= longer // 10
    )
