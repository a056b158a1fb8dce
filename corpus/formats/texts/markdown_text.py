"""Turn Markdown into plain text, with the parser markdown-it-py (CommonMark).

Marks of emphasis, links, images and headings are removed, so that a name in ``**Lưu** Ninh`` or
``[Lưu Ninh](…)`` is found. Everything else stays where it was, line by line: marks of list items,
code with its fences, table rows with their ``|``, link definitions. HTML is read as in ``.html``
files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from corpus.cleaning import one_line
from corpus.formats.web.html import text_of_fragment
from corpus.formats.web.html_elements import ELEMENTS
from corpus.read_errors import ReadError

MOST_MARKS: Final = 500_000
"""Lines and marks of a text that is read. The parser makes some six objects of each: 36 µs and 2 KB
for a list item of one letter, 32 µs for ``![``, measured on a million characters of either, so this
is at most 18 s and 1 GB. Four million characters of verse have some 300,000 lines."""

_MARK: Final = re.compile(r"[\n*_`\[<&\\~|]")

_CONTAINER_MARKS: Final = " \t>"
"""What may stand before the text of a line inside block quotes."""

_TAG_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")


def read_blocks(text: str, *, take_title: bool) -> tuple[str, str]:
    """Return the title and the body of a Markdown text without front matter.

    The title is the first heading of level 1 outside of lists and quotes, which is then left out of
    the body; it is empty if there is none or if ``take_title`` is False. Raise ``ReadError`` if the
    text has more than ``MOST_MARKS`` lines and marks.
    """
    marks = sum(1 for _ in _MARK.finditer(text))
    if marks > MOST_MARKS:
        raise ReadError(
            f"the text has {marks:,} lines and Markdown marks; a document may have "
            f"{MOST_MARKS:,}: split it at its chapters or articles"
        )
    blocks = _Blocks(text, take_title=take_title)
    return blocks.title, "\n".join(blocks.lines).strip("\n")


class _Blocks:
    """Collects the plain ``lines`` of a text, and its ``title``, in one pass over the tokens.

    Each block knows its lines in the source. Source lines that belong to no block are kept as they
    are: blank lines, link definitions, empty list items, and what is nested deeper than the parser
    follows (20 levels).
    """

    def __init__(self, text: str, *, take_title: bool) -> None:
        self.title = ""
        self.lines: list[str] = []
        self._source = text.split("\n")
        self._next_line = 0
        self._item_marks = ""
        self._take_title = take_title
        self._references: dict[str, object] = {}
        tokens = _parser().parse(text, self._references)
        for at, token in enumerate(tokens):
            self._add(token, tokens[at + 1] if token.nesting == 1 else token)
        self._keep_lines_before(len(self._source))

    def _add(self, token: Token, inside: Token) -> None:
        """Add one block. ``inside`` is the token after an opening token."""
        match token.type:
            case "list_item_open":
                self._item_marks += f"{token.info}{token.markup} "
            case "list_item_close":
                self._item_marks = ""
            case "paragraph_open":
                self._add_lines(token, _text_of(inside.children or ()))
            case "heading_open":
                self._add_heading(token, _text_of(inside.children or ()).strip())
            case "thead_open":
                # The line below the header holds only hyphens: |---|---|
                self._add_row(token)
                self._next_line += 1
            case "tr_open" if token.map and token.map[0] >= self._next_line:
                self._add_row(token)
            case "fence":
                self._add_lines(token, self._fence(token))
            case "html_block":
                self._add_lines(token, f"\n{self._html(token.content)}\n")
            case "hr":
                self._add_source_line(token, self._line(token))

    def _add_lines(self, token: Token, text: str) -> None:
        begin, end = token.map or (self._next_line, self._next_line)
        self._keep_lines_before(begin)
        self.lines.append(self._item_marks + text)
        self._item_marks = ""
        self._next_line = end

    def _add_heading(self, token: Token, words: str) -> None:
        """Add a heading between blank lines: it is no part of the sentence before or after it."""
        is_title = token.tag == "h1" and not token.level and bool(words) and not self.title
        if self._take_title and is_title:
            self.title = one_line(words)
            self._keep_lines_before((token.map or (0,))[0])
            self._next_line = (token.map or (0, 0))[1]
        else:
            self._add_lines(token, words)
            self.lines[-1:] = ["", self.lines[-1], ""]

    def _add_row(self, token: Token) -> None:
        """Add the line of a table row, not its cells: the parser drops cells without a header."""
        self._add_source_line(token, _inline_text(self._line(token), self._references))

    def _add_source_line(self, token: Token, text: str) -> None:
        """Add a line with everything that the source has in it, also the marks of list items."""
        self._item_marks = ""
        self._add_lines(token, text)

    def _keep_lines_before(self, end: int) -> None:
        """Add the source lines up to ``end`` that belong to no block."""
        for line in self._source[self._next_line : end]:
            self.lines.append(line.lstrip(_CONTAINER_MARKS))
        self._next_line = max(self._next_line, end)

    def _line(self, token: Token) -> str:
        """Return the first source line of a block."""
        return self._source[(token.map or (0,))[0]].lstrip(_CONTAINER_MARKS)

    def _fence(self, token: Token) -> str:
        """Return code with its fences, as it was written."""
        begin, end = token.map or (0, 0)
        lines = token.content.removesuffix("\n").count("\n") + bool(token.content)
        is_closed = end - begin - 1 > lines
        closing = token.markup if is_closed else ""
        return f"{token.markup}{token.info}\n{token.content}{closing}".rstrip("\n")

    def _html(self, markup: str) -> str:
        if not _is_html(markup):
            return _inline_text(markup, self._references)
        return text_of_fragment(markup)


def _is_html(markup: str) -> bool:
    """Tell whether markup begins with a tag of HTML, or with ``<!`` or ``<?``.

    To the parser ``<Nam Ninh>`` is a tag too; here it is text.
    """
    name = _TAG_NAME.match(markup.lstrip())
    return name is None or name[1].lower() in ELEMENTS


def _inline_text(text: str, references: dict[str, object]) -> str:
    return "".join(
        _text_of(token.children or ()) for token in _parser().parseInline(text, references)
    )


def _text_of(tokens: Sequence[Token]) -> str:
    """Return the text of the tokens of one paragraph."""
    return "".join(map(_inline, tokens))


def _inline(token: Token) -> str:
    match token.type:
        case "text":
            return token.content
        case "softbreak" | "hardbreak":
            return "\n"
        case "code_inline":
            return f"{token.markup}{token.content}{token.markup}"
        case "image":
            return _text_of(token.children or ())
        case "html_inline":
            return _html_inline(token.content)
    return ""


def _html_inline(tag: str) -> str:
    if not _is_html(tag):
        return tag
    return "\n" if tag[1:3].lower() == "br" else ""


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """Build the parser: CommonMark with tables and ``~~``.

    Without code by indentation: papers indent their paragraphs.
    """
    parser = MarkdownIt("commonmark")
    parser.enable(["table", "strikethrough"]).disable("code")
    parser.inline.ruler.at("emphasis", _find_emphasis)
    return parser


def _find_emphasis(state: StateInline, silent: bool) -> bool:
    """Find ``*`` and ``_`` that may begin or end emphasis (a rule of the parser).

    CommonMark wants a blank between ``**`` and the letter beside it where punctuation stands on the
    other side: ``**“刘宁”**会见`` would keep its marks. Chinese is written without blanks, so here
    ``*`` begins emphasis before anything but white space, and ends it behind the same.
    """
    mark = state.src[state.pos]
    if silent or mark not in "*_":
        return False
    found = state.scanDelims(state.pos, mark == "*")
    can_open, can_close = found.can_open, found.can_close
    if mark == "*":
        before = state.src[state.pos - 1] if state.pos else " "
        after = state.src[state.pos + found.length : state.pos + found.length + 1] or " "
        can_open, can_close = not after.isspace(), not before.isspace()
    for _ in range(found.length):
        token = state.push("text", "", 0)
        token.content = mark
        state.delimiters.append(
            Delimiter(
                marker=ord(mark),
                length=found.length,
                token=len(state.tokens) - 1,
                end=-1,
                open=can_open,
                close=can_close,
            )
        )
    state.pos += found.length
    return True
