"""``.txt``: one document a file, its first line the title if it looks like one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from corpus.cleaning import clean
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.record import documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

LONGEST_TITLE: Final = 200
"""Code points. The longest headings of official papers; a paragraph is mostly longer."""

_WRAPPED_WIDTH: Final = 30
"""Code points from which two lines of about one width are taken for wrapped text."""


def read_text(source: Source) -> Iterator[Document | Failure]:
    """The document of a text file."""
    try:
        text = clean(decode(source.whole()).text)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    title, body = split_title(text)
    yield from documents({"title": title, "body": body}, source)


def split_title(text: str) -> tuple[str, str]:
    """Title and body of a clean text; together they hold all of it but white space at the edges.

    The first line is the title unless it is long, ends like a sentence or in its midst, or goes on
    in the next line: a name must not be torn between title and body.
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
    """Whether two lines look like those of one wrapped paragraph."""
    longer = max(len(line), len(following))
    return (
        min(len(line), len(following)) >= _WRAPPED_WIDTH
        and abs(len(line) - len(following)) <= longer // 10
    )
