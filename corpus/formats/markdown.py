"""``.md``: one document a file, with its facts before it between lines of ``---``.

The text is kept as it is; only headings, emphasis and links lose their marks, so that a name in
``**Lưu** Ninh`` or ``[Lưu Ninh](…)`` stays whole. Code stays untouched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Final

from corpus.cleaning import clean
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.plain import split_title
from corpus.formats.record import documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

FACTS: Final = frozenset({"id", "title", "date", "source", "url", "lang", "province", "genre"})
"""Keys of the front matter that are read; others are passed over."""

_FENCE: Final = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t](.*))?")
_PAIR: Final = re.compile(r"([^\W\d_][\w -]{0,40}):(?:[ \t](.*))?")
_NESTED: Final = re.compile(r"\s.*|- .*|#.*|")
_LABEL: Final = re.compile(r"^ {0,3}\[([^\[\]\n]+)\]:", re.MULTILINE)

# Every pattern stops at the next mark of its kind, so hostile text costs no more than its length.
_CODE: Final = re.compile(r"((?<!`)`++[^`\n]++`++)")
_LINK: Final = re.compile(
    r"""!?\[([^\[\]\n]*)\]"""
    r"""\((?:<[^<>\n]*>|[^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)?)(?:[ \t]"[^"\n]*")?\)"""
)
_REFERENCE: Final = re.compile(r"\[([^\[\]\n]+)\]\[([^\[\]\n]*)\]")
_NO_PARAGRAPH_END: Final = r"(?!\n[ \t]*\n)"
_STARS: Final = re.compile(
    rf"(?<!\\)(\*{{1,3}}|~~)(?![\s*~])((?:{_NO_PARAGRAPH_END}[^*~])+)(?<![\s*~\\])\1"
)
_UNDERSCORES: Final = re.compile(
    rf"(?<![\w\\])(_{{1,3}})(?![\s_])((?:{_NO_PARAGRAPH_END}[^_])+)(?<![\s_\\])\1(?!\w)"
)
_ESCAPE: Final = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_markdown(source: Source) -> Iterator[Document | Failure]:
    """The document of a Markdown file."""
    try:
        text = clean(decode(source.whole()).text)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    yield from documents(parse_markdown(text), source)


def parse_markdown(text: str) -> dict[str, object]:
    """The record of a clean Markdown text.

    The title is that of the front matter; else the first heading of the first level, which then
    leaves the text; else the first line as in ``.txt``.
    """
    facts, text = front_matter(text)
    title, body = _reduced(text, take_title="title" not in facts)
    if not title and "title" not in facts:
        title, body = split_title(body)
    return {"title": title, **facts, "body": body}


def front_matter(text: str) -> tuple[dict[str, str], str]:
    """The facts that are read, and the text behind them.

    Lines between ``---`` of which none is ``key: value`` with a key of ``FACTS`` are text.
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


def _reduced(text: str, *, take_title: bool) -> tuple[str, str]:
    """The first heading of the first level (if asked for) and the rest, without their marks.

    A heading stands between blank lines: it is no part of the sentence before or after it.
    """
    labels = {label.lower() for label in _LABEL.findall(text)}
    title = ""
    blocks: list[str] = []
    paragraph: list[str] = []
    fence = ""

    def close_paragraph() -> None:
        if paragraph:
            blocks.append(without_marks("\n".join(paragraph), labels))
            paragraph.clear()

    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            blocks.append(line)
            if mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
                fence = ""
            continue
        heading = _HEADING.fullmatch(line)
        if mark:
            close_paragraph()
            blocks.append(line)
            fence = mark[1]
        elif heading:
            close_paragraph()
            words = without_marks(_without_closing(heading[2] or ""), labels)
            if take_title and not title and len(heading[1]) == 1 and words:
                title = words
            else:
                blocks += ["", words, ""]
        else:
            paragraph.append(line)
    close_paragraph()
    return title, "\n".join(blocks).strip("\n")


def _without_closing(words: str) -> str:
    """The words of a heading without the ``#`` that may close it."""
    words = words.strip()
    bare = words.rstrip("#")
    return bare.rstrip() if not bare or bare[-1] in " \t" else words


def without_marks(text: str, labels: Set[str] = frozenset()) -> str:
    """The text of some lines without the marks of links, images and emphasis.

    ``labels`` are the lower-case labels that ``[text][label]`` may refer to.
    """

    def referred(found: re.Match[str]) -> str:
        return found[1] if (found[2] or found[1]).lower() in labels else found[0]

    pieces = _CODE.split(text)
    for number in range(0, len(pieces), 2):
        piece = pieces[number]
        for _ in range(3):  # emphasis within emphasis within emphasis, an image within a link
            before = piece
            piece = _LINK.sub(r"\1", piece)
            if labels:
                piece = _REFERENCE.sub(referred, piece)
            piece = _UNDERSCORES.sub(r"\2", _STARS.sub(r"\2", piece))
            if piece == before:
                break
        pieces[number] = _ESCAPE.sub(r"\1", piece)
    return "".join(pieces)
