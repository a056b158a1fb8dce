"""Convert the parts of a page that are set in a font from before Unicode (``.VnTime``).

The font of a text is that of the innermost element that names one, by ``face``, by ``style`` or by
a rule of a style sheet for its tag or class, as Word writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Final

from corpus.decoding.font_runs import encoding_of_font, from_font

_FONT: Final = re.compile(
    r"""(?:\bface\s{0,9}=\s{0,9}["']?|font-family\s{0,9}:\s{0,9}(?:["']|&quot;)?)\s{0,9}"""
    r"""([^"'<>;,&}]{1,80})""",
    re.IGNORECASE,
)
# Possessive, as in html_page.py: the time grows with the page and no faster.
_TAG: Final = re.compile(
    r"""<(/?)([A-Za-z][^\s/<>]*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>"""
    r"""|<(/?)([A-Za-z][^\s/<>]*+)([^<>]*+)>"""
)
_OPENS: Final = re.compile("<(?=[A-Za-z/!])")
_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea")
}
_SELECTOR: Final = re.compile(r"(\w*)(?:\.([\w-]+))?")
_CLASSES: Final = re.compile(
    r"""\bclass\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([\w-]+))""", re.IGNORECASE
)

_EMPTY: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Elements without content."""

_SIBLINGS: Final = frozenset("p li td th tr dd dt option".split())
"""Elements whose end tag may be left out: the next of the same name ends them."""

MOST_OPEN: Final = 512
"""Most elements that are open at once; the browsers' limit. Deeper ones have the font of that."""


def with_fonts_read(page: str) -> tuple[str, str]:
    """Return a page with such parts in Unicode, and the encodings they were in, by ``; `` apart;
    the page as it is, and nothing, if it has none."""
    if not any(encoding_of_font(found[1]) for found in _FONT.finditer(page)):
        return page, ""
    reading = _Reading(page)
    reading.read()
    return "".join(reading.pieces), "; ".join(reading.encodings)


class _Reading:
    """Goes through a page once; ``pieces`` are the page anew."""

    def __init__(self, page: str) -> None:
        self.pieces: list[str] = []
        self.encodings: dict[str, None] = {}
        self._page = page
        self._rules: dict[tuple[str, str], str] = {}
        self._open: list[tuple[str, str]] = []
        """The open elements, each with its font."""
        self._never_closed: set[str] = set()

    def read(self) -> None:
        page = self._page
        at = 0
        while opening := _OPENS.search(page, at):
            self._text(page[at : opening.start()])
            at = self._end_of_markup(opening.start())
            self.pieces.append(page[opening.start() : at])
        self._text(page[at:])

    def _text(self, text: str) -> None:
        font = self._open[-1][1] if self._open else ""
        if font and text and not text.isspace():
            read, encoding = from_font(font, unescape(text))
            if encoding:
                self.encodings[encoding] = None
                text = escape(read, quote=False)
        self.pieces.append(text)

    def _end_of_markup(self, at: int) -> int:
        """Return where a tag ends, a comment, or an element whose content is no markup."""
        page = self._page
        if page.startswith("<!--", at):
            end = -1 if "<!--" in self._never_closed else page.find("-->", at + 4)
            if end < 0:
                self._never_closed.add("<!--")
            return end + 3 if end >= 0 else at + 4
        tag = _TAG.match(page, at)
        if tag is None:
            return at + 1
        name = (tag[2] or tag[5]).lower()
        is_end = bool(tag[1] or tag[4])
        if name not in _RAW or is_end:
            _open_or_close(self._open, name, None if is_end else tag[3] or tag[6], self._rules)
            return tag.end()
        closing = None if name in self._never_closed else _RAW[name].search(page, tag.end())
        if closing is None:
            self._never_closed.add(name)
            return tag.end()
        if name == "style":
            self._rules.update(_rules(page[tag.end() : closing.start()]))
        return closing.start()


def _open_or_close(
    open_elements: list[tuple[str, str]],
    name: str,
    attributes: str | None,
    rules: dict[tuple[str, str], str],
) -> None:
    """Follow a tag: put its element with its font on the open ones, or take it away (an end tag has
    no ``attributes``)."""
    is_end = attributes is None
    if is_end or name in _SIBLINGS:
        names = [one for one, _ in open_elements]
        # A paragraph in a cell does not end the paragraph around the table.
        inner = names[len(names) - names[::-1].index("table") :] if "table" in names else names
        if name in (names if is_end else inner):
            del open_elements[len(names) - 1 - names[::-1].index(name) :]
    if attributes is None or name in _EMPTY or attributes.endswith("/"):
        return
    if len(open_elements) < MOST_OPEN:
        inherited = open_elements[-1][1] if open_elements else ""
        open_elements.append((name, _own_font(name, attributes, rules) or inherited))


def _own_font(name: str, attributes: str, rules: dict[tuple[str, str], str]) -> str:
    if found := _FONT.search(attributes):
        return found[1].strip()
    if not rules:
        return ""
    found = _CLASSES.search(attributes)
    classes = (found[1] or found[2] or found[3] or "").lower().split() if found else []
    for key in (*((name, one) for one in classes), *(("", one) for one in classes), (name, "")):
        if key in rules:
            return rules[key]
    return ""


def _rules(sheet: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Give the fonts that a style sheet sets for a tag, a class, or a tag with a class."""
    for rule in sheet.split("}"):
        selectors, _, style = rule.partition("{")
        if font := _FONT.search(style):
            for selector in selectors.lower().replace("<!--", "").split(","):
                if simple := _SELECTOR.fullmatch(selector.strip()):
                    yield (simple[1], simple[2] or ""), font[1].strip()
