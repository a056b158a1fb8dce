"""Facts of documents and mentions, and values of facets, in words."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

from corpus.date_origins import GUESSED
from corpus.document import Document
from corpus.file_place import file_of, member_of
from corpus.formats.source_file import shown_path
from indexer import fields
from indexer.linking.mention import Mention
from web.html.marking import chinese_tag, marked_page, script_of
from web.i18n.formatting import dated
from web.i18n.negotiation import TAGS
from web.i18n.texts import Texts


def value_text(field: str, value: str, texts: Texts) -> str:
    """Return a value of a facet in words; a value that only this archive has stays as it is."""
    if value == fields.UNKNOWN:
        return texts["unknown"]
    if field in (fields.YEAR, fields.MONTH):
        return dated(value, texts.language)
    return texts.get(f"{field}_{value}", value)


BEGINNING: Final = 100
"""Most code points of the beginning of a text that stands for its title; headlines of news have 61
at most in the median."""


def title_text(document: Document, texts: Texts) -> str:
    """Return the title of a document; without one how its text begins, or that there is none."""
    if document.title:
        return document.title
    line = document.body.lstrip().partition("\n")[0].rstrip()
    if len(line) <= BEGINNING:
        return line or texts["untitled"]
    begins = line[:BEGINNING]
    # Not within a word; Chinese has no blanks to cut at.
    cut = begins.rpartition(" ")[0] if script_of(begins) != "zh" else begins
    return f"{cut or begins} …"


def date_text(date: str, origin: str, texts: Texts) -> str:
    """Return a date in words, "about" before one that is guessed; or that there is none."""
    if not date:
        return texts["undated"]
    written = dated(date, texts.language)
    return texts.filled("about", date=written) if origin == GUESSED else written


def origin_text(origin: str, texts: Texts) -> str:
    """Say where a date was found; empty without one."""
    return texts[f"origin_{origin}"] if origin else ""


def file_text(document: Document, texts: Texts) -> str:
    """Return the name of the file of a document, after that of its archive if it lies in one, and
    its line; empty if the file is not known."""
    name = document.path.rpartition("/")[2]
    if name and member_of(document.place):
        name = f"{shown_path(file_of(document.place).name)} › {name}"
    return lined(name, document, texts)


def lined(name: str, document: Document, texts: Texts) -> str:
    """Return a name of a file with the line of a document in it, if it has one."""
    line = texts.filled("file_line", n=document.line) if document.line else ""
    return f"{name}, {line}" if name and line else name


def page_text(page: int, texts: Texts) -> str:
    """Return the words for a page of a paper, empty for none (0)."""
    return texts.filled("page_number", n=page) if page else ""


def page_mark(page: int, texts: Texts, anchor: str = "") -> Markup:
    """Return what marks a page of a paper within its text; empty for none (0)."""
    words = page_text(page, texts)
    return marked_page(words, TAGS[texts.language], anchor) if page else Markup("")


def name_tag(text: str) -> str:
    """Return the ``lang`` of a name in a Vietnamese or English page: empty unless it has Han
    characters."""
    return chinese_tag(text) if script_of(text) == "zh" else ""


def reason_text(mention: Mention, texts: Texts) -> str:
    """Say why a mention is what it is: the rule that decided, and the words it saw."""
    reason = texts[f"reason_{mention.reason}"]
    return f"{reason} “{mention.detail}”" if mention.detail else reason
