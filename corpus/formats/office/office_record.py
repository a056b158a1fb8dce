"""Make the record of a word processor's document: title, text, author, day.

The title is a paragraph in the style Title, else that of the properties, else a first or only
Heading 1, else the first line as in ``.txt``: a template's title outlives its text, what is printed
does not. The author is the source, as nothing better is known, and the day on which the file was
made only a guess at that of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from corpus.cleaning import one_line
from corpus.date_origins import GUESSED
from corpus.formats.lines.title_line import LONGEST_TITLE, split_title
from corpus.formats.office.font_text import FontText
from corpus.formats.record import HowRead, Parsed
from corpus.formats.stated_facts import stated_author, stated_title, without_title

TITLE: Final = "title"
HEADING: Final = "heading 1"
"""Names of styles, in lower case, as Word has them in every language."""


class Paragraph(NamedTuple):
    """A paragraph that is not blank: its clean text, that with the codes of old fonts, and the
    names of its style and its bases."""

    text: str
    coded: str
    styles: frozenset[str]


class Facts(NamedTuple):
    """What the properties of a file state, empty if nothing; ``made`` is ``YYYY-MM-DD``."""

    title: str = ""
    author: str = ""
    made: str = ""


def office_record(paragraphs: list[Paragraph], facts: Facts, fonts: FontText) -> Parsed:
    """Return the record, and how it was read."""
    title, body = _title_and_body(paragraphs, stated_title(facts.title))
    record: dict[str, object] = {
        "title": title,
        "body": body,
        "source": stated_author(facts.author),
        "date": facts.made,
    }
    return record, HowRead(date_origin=GUESSED, repaired=fonts.repaired, source_is_author=True)


def _title_and_body(paragraphs: list[Paragraph], stated: str) -> tuple[str, str]:
    """Return the title, and the text without it where it stands there as a paragraph."""
    printed = _printed_title(paragraphs)
    title = " ".join(one_line(paragraphs[at].text) for at in printed)
    if title and len(title) <= LONGEST_TITLE and not (stated and _is_heading(paragraphs, printed)):
        return title, _joined(one for at, one in enumerate(paragraphs) if at not in printed)
    body = _joined(paragraphs)
    if not stated:
        return split_title(body)
    # Word states the first line as it is coded in an old font.
    coded = (one_line(one.text) for one in paragraphs if one_line(one.coded) == stated)
    stated = next(coded, stated)
    return stated, without_title(body, stated)


def _printed_title(paragraphs: list[Paragraph]) -> range:
    """Return which paragraphs are the title by their style: a Title of one or more lines, else a
    Heading 1 that comes first or is the only one."""
    titles = [at for at, one in enumerate(paragraphs) if TITLE in one.styles]
    if titles:
        first = titles[0]
        # Of the positions in a row, each is as far from the first as in the list.
        lines = sum(1 for number, at in enumerate(titles) if at == first + number)
        return range(first, first + lines)
    headings = [at for at, one in enumerate(paragraphs) if HEADING in one.styles]
    if headings and (headings[0] == 0 or len(headings) == 1):
        return range(headings[0], headings[0] + 1)
    return range(0)


def _is_heading(paragraphs: list[Paragraph], printed: range) -> bool:
    return any(HEADING in paragraphs[at].styles for at in printed)


def _joined(paragraphs: Iterable[Paragraph]) -> str:
    return "\n\n".join(one.text for one in paragraphs)
