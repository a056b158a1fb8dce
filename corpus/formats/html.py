"""``.html``: one document a file, its facts from ``<meta>``, its text from what a reader sees.

Block elements stand between blank lines, which are sentence marks later; inline elements leave no
trace, so that ``<b>Lưu</b> Ninh`` stays whole. The cutting into tags and text is done here by one
expression: the standard library's ``html.parser`` (3.11.7) needs half a minute for 60 KB of
``<a <a <a`` and raises ``AssertionError`` on ``<![<``; this takes time in proportion to the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from corpus.cleaning import clean, one_line, web_address
from corpus.dates import read_date
from corpus.decoding.encoding import decode
from corpus.document import Document, Failure
from corpus.formats.record import documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

SILENT: Final = frozenset("script style noscript template rt rp".split())
"""Elements whose contents are not text. rt and rp are the reading beside a character in ruby, which
would tear names: 刘(liú)宁."""

_READINGS: Final = ("rt", "rp")

BLOCKS: Final = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe
    legend li main menu nav ol optgroup option p pre search section select summary table tbody td
    textarea tfoot th thead title tr ul video
    """.split()
)
"""Elements that begin and end a line of thought."""

INLINE: Final = frozenset(
    """
    a abbr acronym area audio b base basefont bdi bdo big br canvas cite code col colgroup data
    datalist del dfn em embed font frame frameset i img input ins kbd label link map mark meta meter
    nobr noframes object output param picture progress q rb rp rt rtc ruby s samp slot small source
    span strike strong sub sup svg time track tt u var wbr
    """.split()
)
"""The other elements of the HTML standard, obsolete ones too: they stand within a line."""

ELEMENTS: Final = SILENT | BLOCKS | INLINE

DATE_NAMES: Final = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
)
"""Names of ``<meta>`` that state the day of publication, the surest first."""

_RAW: Final = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title")
}
"""Elements in which nothing is a tag but their own end."""

MOST_TAGS: Final = 4_000_000
"""Tags of a page that is read: some six seconds of work, and more than the longest text that a
document may have, in words of one syllable with a tag for each."""

_OPENS: Final = re.compile("<(?=[A-Za-z/!?])")
"""Where a tag may begin; any other ``<`` is text."""

# Possessive (``++``, ``*+``): never a second try, so time grows with the page and no faster.
_TAG: Final = re.compile(
    r"""<(/?)([A-Za-z][^\s/<>]*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>"""
    # With a quotation mark too many, a tag still ends at the first ">".
    r"""|<(/?)([A-Za-z][^\s/<>]*+)([^<>]*+)>"""
    r"""|<[!?/][^<>]*+>"""
)
_ATTRIBUTE: Final = re.compile(r"""([^\s=/>"']++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']++))?""")
_CHARSET: Final = re.compile(
    rb"""<meta\b[^<>]{0,500}?charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})""", re.IGNORECASE
)
_HEAD: Final = 4096
"""Bytes in which the charset is looked for; the standard says 1,024, pages do not keep it."""

_HUGE_REFERENCE: Final = re.compile(r"&#[0-9]{8,}+;?")
_WHITE: Final = re.compile(r"[ \t\n\f]+")
_BLANKS: Final = re.compile(r" {2,}")
_LINE_ENDS: Final = re.compile(r" *\n[ \n]*")


def read_html(source: Source) -> Iterator[Document | Failure]:
    """The document of a page."""
    try:
        data = source.whole()
        declared = _CHARSET.search(data[:_HEAD])
        text = decode(data, declared[1].decode("ascii", "ignore") if declared else "").text
        record = parse_html(clean(text))
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    yield from documents(record, source)


def parse_html(text: str) -> dict[str, object]:
    """The record of a page: ``title``, ``body``, ``date``, ``source`` and ``url``.

    ``lang`` is left to the text: too many pages are ``lang="en"`` by their template. Raises
    ``ReadError`` for more than ``MOST_TAGS``.
    """
    page = _Page()
    page.read(text)
    return {
        "title": page.title or page.facts.get("og:title", ""),
        "body": page.text(),
        "date": page.date(),
        "source": page.facts.get("og:site_name") or page.facts.get("author", ""),
        "url": page.address(),
    }


class _Page:
    """What one pass over a page gathers: ``title``, ``facts`` by the name of the ``<meta>``, and
    what its ``<time>`` elements say."""

    def __init__(self) -> None:
        self.title = ""
        self.facts: dict[str, str] = {}
        self.times: list[str] = []
        self._parts: list[str] = []
        self._preformatted = 0
        self._time_from: int | None = None
        # The silent element that is open, how deep in itself, and the parts before it.
        self._silent = ""
        self._depth = 0
        self._audible = 0

    def read(self, text: str) -> None:
        """Take in the whole page. What is never closed hides nothing: its text counts."""
        never_closed: set[str] = set()
        at = 0
        tags = 0
        while opening := _OPENS.search(text, at):
            tag_at = opening.start()
            tags += 1
            if tags > MOST_TAGS:
                raise ReadError(
                    f"the page has more than {MOST_TAGS:,} tags for a single document; split it"
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

    def text(self) -> str:
        """The text: a blank line where blocks meet, single line ends for ``<br>``."""
        joined = _BLANKS.sub(" ", "".join(self._parts))
        return _LINE_ENDS.sub(_line_end, joined).strip()

    def date(self) -> str:
        """The first statement that is a date; else the surest one, for the report."""
        stated = [self.facts[name] for name in DATE_NAMES if self.facts.get(name)]
        for value in (*stated, *self.times):
            if read_date(value).date:
                return value
        return stated[0] if stated else ""

    def address(self) -> str:
        """The page's own address, if it states one that is whole."""
        stated = (self.facts.get("canonical", ""), self.facts.get("og:url", ""))
        return next(filter(None, map(web_address, stated)), "")

    def _text(self, data: str) -> None:
        if not data:
            return
        if "&" in data:
            # int() refuses thousands of digits; no character has eight.
            data = unescape(_HUGE_REFERENCE.sub("\ufffd", data))
        self._parts.append(data if self._preformatted else _WHITE.sub(" ", data))

    def _raw(self, name: str, data: str) -> None:
        if name == "title":
            self.title = self.title or one_line(unescape(_HUGE_REFERENCE.sub("\ufffd", data)))
        elif name == "textarea":
            self._text(data)

    def _start(self, name: str, attributes: str) -> None:
        if self._silent:
            if name == self._silent:
                self._depth += 1
            if self._silent in _READINGS and name in _READINGS:
                self._hush()  # rt and rp need no end tag
        if name in SILENT and name not in _RAW and not self._silent:
            self._silent, self._depth, self._audible = name, 1, len(self._parts)
        if name in BLOCKS:
            self._parts.append("\n\n")
        if name == "br":
            self._parts.append("\n")
        elif name == "pre":
            self._preformatted += 1
        elif name == "meta":
            self._meta(_attributes(attributes))
        elif name == "link":
            given = _attributes(attributes)
            if "canonical" in given.get("rel", "").lower().split():
                self.facts.setdefault("canonical", given.get("href", ""))
        elif name == "time":
            moment = _attributes(attributes).get("datetime", "")
            if moment:
                self.times.append(moment)
            else:
                self._time_from = len(self._parts)

    def _end(self, name: str) -> None:
        if name == self._silent:
            self._depth -= 1
            if not self._depth:
                self._hush()
        elif name == "ruby" and self._silent in _READINGS:
            self._hush()
        if name in BLOCKS:
            self._parts.append("\n\n")
        if name == "pre" and self._preformatted:
            self._preformatted -= 1
        elif name == "time" and self._time_from is not None:
            self.times.append("".join(self._parts[self._time_from :]))
            self._time_from = None

    def _hush(self) -> None:
        """Drop what the silent element held."""
        del self._parts[self._audible :]
        self._silent = ""

    def _meta(self, given: dict[str, str]) -> None:
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if name and given.get("content"):
            self.facts.setdefault(name.strip().lower(), given["content"].strip())


def _attributes(text: str) -> dict[str, str]:
    """The attributes of a tag by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(text):
        if value[:1] in ('"', "'"):
            value = value[1:-1]
        found.setdefault(name.lower(), unescape(_HUGE_REFERENCE.sub("\ufffd", value)))
    return found


def _line_end(found: re.Match[str]) -> str:
    return "\n\n" if found[0].count("\n") > 1 else "\n"
