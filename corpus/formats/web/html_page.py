"""Cut a page into tags and blocks of text, in one pass and in time that grows with its length.

Block elements stand between blank lines, which end sentences later; inline elements leave no trace,
so that ``<b>Lưu</b> Ninh`` stays one name. Tags are found by one regular expression: the standard
library's ``html.parser`` (3.11.7) needs half a minute for 60 KB of ``<a <a <a`` and raises
``AssertionError`` on ``<![<``.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from corpus.cleaning import one_line
from corpus.formats.web.html_blocks import Block, Blocks
from corpus.formats.web.html_elements import BLOCKS, READINGS, SILENT
from corpus.read_errors import ReadError

_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}
"""Elements whose content is no markup, with the pattern of their end tag."""

MOST_TAGS: Final = 2_000_000
"""Most tags of a page that is read: seven seconds and 0.6 GB if each is a block. The longest text
that a document may have (``LONGEST_TEXT``) has fewer words."""

_OPENS: Final = re.compile("<(?=[A-Za-z/!?])")
"""Where a tag may begin; any other ``<`` is text."""

# Possessive (``++``, ``*+``): no backtracking, so the time grows with the page and no faster.
_TAG: Final = re.compile(
    r"""<(/?)([A-Za-z][^\s/<>]*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>"""
    # With a quotation mark too many, a tag still ends at the first ">".
    r"""|<(/?)([A-Za-z][^\s/<>]*+)([^<>]*+)>"""
    r"""|<[!?/][^<>]*+>"""
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?""")
_HUGE_REFERENCE: Final = re.compile(r"&#[0-9]{8,}+;?")
_WHITE: Final = re.compile(r"[ \t\n\f]+")


class HtmlPage:
    """Collects the text of a page, its ``title``, its ``facts`` (the content of each ``<meta>`` by
    name), ``times`` (what its ``<time>`` elements say) and ``linked_data`` (its scripts of
    JSON-LD). ``tags`` counts its tags."""

    def __init__(self) -> None:
        self.title = ""
        self.facts: dict[str, str] = {}
        self.times: list[str] = []
        self.linked_data: list[str] = []
        self.tags = 0
        self._parts = Blocks()
        self._preformatted = 0
        self._linked_data_follows = False
        self._time_from: int | None = None
        # The silent element that is open, how often it is nested in itself, and the number of parts
        # before it.
        self._silent = ""
        self._depth = 0
        self._silent_from = 0

    def read(self, text: str) -> None:
        """Read the whole page. The text of a silent element or comment that is never closed counts.

        Raise ``ReadError`` for more than ``MOST_TAGS`` tags.
        """
        never_closed: set[str] = set()
        at = 0
        while opening := _OPENS.search(text, at):
            tag_at = opening.start()
            self.tags += 1
            if self.tags > MOST_TAGS:
                raise ReadError(
                    f"the page has more than {MOST_TAGS:,} tags, as no document has; split it"
                )
            self._text(text[at:tag_at])
            if text.startswith("<!--", tag_at):
                end = -1 if "<!--" in never_closed else text.find("-->", tag_at + 4)
                if end < 0:
                    never_closed.add("<!--")
                at = end + 3 if end >= 0 else tag_at + 4
                continue
            tag = _TAG.match(text, tag_at)
            if tag is None:
                self._text("<")
                at = tag_at + 1
                continue
            at = tag.end()
            name = (tag[2] or tag[5] or "").lower()
            if not name:
                continue
            if tag[1] or tag[4]:
                self._end(name)
                continue
            self._start(name, tag[3] or tag[6] or "")
            if name in _RAW:
                closing = None if name in never_closed else _RAW[name].search(text, at)
                if closing is None:
                    never_closed.add(name)
                    continue
                self._raw(name, text[at : closing.start()])
                at = closing.start()
        self._text(text[at:])

    @property
    def depth(self) -> int:
        """Return how deeply the block elements are nested."""
        return self._parts.deepest

    def blocks(self) -> list[Block]:
        """Return the blocks of text that are not blank. Joined with blank lines, which end
        sentences, they are the text of the whole page."""
        return self._parts.all()

    def parents(self) -> list[int]:
        """Return, of each element apart by its number (``Block.apart``), the one that it is in."""
        return self._parts.parents

    def _text(self, data: str) -> None:
        if not data:
            return
        if "&" in data:
            # int() refuses thousands of digits; no character has eight.
            data = unescape(_HUGE_REFERENCE.sub("\ufffd", data))
        self._parts.add(data if self._preformatted else _WHITE.sub(" ", data))

    def _raw(self, name: str, data: str) -> None:
        if name == "title":
            self.title = self.title or one_line(unescape(_HUGE_REFERENCE.sub("\ufffd", data)))
        elif name == "textarea":
            self._text(data)
        elif name == "script" and self._linked_data_follows:
            self.linked_data.append(data)

    def _start(self, name: str, attributes: str) -> None:
        self._begin_silence(name)
        if name in BLOCKS:
            self._parts.begin(name, _called(attributes) if attributes else "")
        if name == "br":
            self._parts.line_end()
        elif name == "a":
            # Without an address it is the target of a link, often never closed in old pages.
            if "href" in _attributes(attributes):
                self._parts.begin_link()
            else:
                self._parts.end_link()
        elif name == "script":
            self._linked_data_follows = "ld+json" in attributes.lower()
        elif name == "pre":
            self._preformatted += 1
        elif name == "meta":
            self._meta(_attributes(attributes))
        elif name == "link":
            self._link(_attributes(attributes))
        elif name == "time":
            self._time(_attributes(attributes))

    def _begin_silence(self, name: str) -> None:
        """Note where an element without text begins."""
        if self._silent:
            if name == self._silent:
                self._depth += 1
            if self._silent in READINGS and name in READINGS:
                self._end_silence()  # rt and rp need no end tag
        if name in SILENT and name not in _RAW and not self._silent:
            self._silent, self._depth, self._silent_from = name, 1, len(self._parts)

    def _end(self, name: str) -> None:
        if name == self._silent:
            self._depth -= 1
            if not self._depth:
                self._end_silence()
        elif name == "ruby" and self._silent in READINGS:
            self._end_silence()
        if name in BLOCKS:
            self._parts.end(name)
        elif name == "a":
            self._parts.end_link()
        if name == "pre" and self._preformatted:
            self._preformatted -= 1
        elif name == "time" and self._time_from is not None:
            self.times.append(self._parts.since(self._time_from))
            self._time_from = None

    def _end_silence(self) -> None:
        """Remove what the silent element held."""
        self._parts.forget(self._silent_from)
        self._silent = ""

    def _meta(self, given: dict[str, str]) -> None:
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name and given.get("content"):
            self.facts.setdefault(name.strip().lower(), given["content"].strip())

    def _link(self, given: dict[str, str]) -> None:
        if "canonical" in given.get("rel", "").lower().split():
            self.facts.setdefault("canonical", given.get("href", ""))

    def _time(self, given: dict[str, str]) -> None:
        if given.get("datetime"):
            self.times.append(given["datetime"])
        else:
            self._time_from = len(self._parts)


def _called(attributes: str) -> str:
    """Return what the attributes of a tag call its element."""
    given = _attributes(attributes)
    return " ".join(filter(None, (given.get("class"), given.get("id"))))


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag by their names in lower case, the first of each name."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        found.setdefault(name.lower(), unescape(_HUGE_REFERENCE.sub("\ufffd", value)))
    return found
