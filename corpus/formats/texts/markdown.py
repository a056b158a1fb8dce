"""Read ``.md``: one document per file, with its metadata in front between lines of ``---``.

The front matter is read here, the text by corpus/formats/texts/markdown_text.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Final

from corpus.cleaning import clean
from corpus.date_origins import METADATA
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.lines.related_tail import without_tail
from corpus.formats.lines.title_line import split_title
from corpus.formats.options import AS_USUAL, ReadOptions
from corpus.formats.record import HowRead, Parsed, one_document
from corpus.formats.source_file import Source
from corpus.formats.texts.markdown_text import read_blocks

FACTS: Final = frozenset({"id", "title", "date", "source", "url", "lang", "province", "genre"})
"""Keys of the front matter that are read; other keys are ignored."""

_PAIR: Final = re.compile(r"([^\W\d_][\w -]{0,40}):(?:[ \t](.*))?")
_NESTED: Final = re.compile(r"\s.*|- .*|#.*|")


def read_markdown(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a Markdown file, or a ``Failure``."""
    return one_document(source, partial(_record, source.options))


def _record(options: ReadOptions, data: bytes) -> Parsed:
    decoded = decode(data)
    how = HowRead(date_origin=METADATA, encoding=decoded.encoding)
    return parse_markdown(clean(decoded.text), options), how


def parse_markdown(text: str, options: ReadOptions = AS_USUAL) -> dict[str, object]:
    """Return the record of a clean Markdown text. Raise ``ReadError`` if it has too many marks.

    The title is that of the front matter; else the first heading of level 1, which is then removed
    from the body; else the line that reads like one, as in ``.txt``.
    """
    facts, text = front_matter(text)
    title, body = read_blocks(text, take_title="title" not in facts)
    if not title and "title" not in facts:
        title, body = split_title(body)
    if not options.whole_page:
        body = without_tail(body)
    return {"title": title, **facts, "body": body}


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the metadata at the beginning of a text, and the text after it.

    Lines between ``---`` are metadata only if one of them is ``key: value`` with a key of
    ``FACTS``; otherwise they stay in the text.
    """
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    facts: dict[str, str] = {}
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() in ("---", "..."):
            return (facts, "\n".join(lines[number + 1 :])) if facts else ({}, text)
        pair = _PAIR.fullmatch(line)
        if pair is None:
            if _NESTED.fullmatch(line):
                continue
            break
        value = _unquoted((pair[2] or "").strip())
        key = pair[1].strip().lower()
        if key in FACTS and value:
            facts[key] = value
    return {}, text


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
