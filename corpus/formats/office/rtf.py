"""Read ``.rtf``: one document per file, walked in corpus/formats/office/rtf_text.py.

Title, author and day: corpus/formats/office/office_record.py. Headers and footers of pages,
comments and pictures are no part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from corpus.cleaning import clean
from corpus.dates import read_date
from corpus.document import Document, Failure
from corpus.formats.office.font_text import FontText
from corpus.formats.office.office_record import Facts, Paragraph, office_record
from corpus.formats.office.rtf_fonts import RtfFonts
from corpus.formats.office.rtf_text import RtfText
from corpus.formats.record import Parsed, documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

BEGINNING: Final = b"{\\rtf"
_PAIR: Final = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def read_rtf(source: Source) -> Iterator[Document | Failure]:
    """Give the document of an RTF file, then a ``Failure`` that is not ``lost`` if it was cut off
    or has characters that could not be decoded."""
    try:
        data = source.whole()
        (record, how), problems = parse_rtf(data)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    yield from documents(record, source, how=how)
    for problem in problems:
        yield Failure(source.shown, 0, f"{problem}; the rest is kept", lost=False)


def parse_rtf(data: bytes) -> tuple[Parsed, list[str]]:
    """Return the record of a file, and what is wrong with it. Raise ``ReadError`` if it is no RTF
    or nested too deep."""
    from striprtf.striprtf import charset_map, destinations

    data = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not data.startswith(BEGINNING):
        raise ReadError("this is no RTF: it does not begin with {\\rtf; check what the file is")
    fonts = RtfFonts(charset_map)
    text = RtfText(fonts, destinations)
    text.read(data)
    font_text = FontText()
    found: list[Paragraph] = []
    for story in (text.body, *text.notes, *text.endnotes):
        for style, runs in story.blocks:
            if words := clean(_whole(font_text.text(runs))).strip():
                coded = "".join(run.text for run in runs)
                found.append(
                    Paragraph(words, coded, frozenset({text.styles.get(style, "").strip().lower()}))
                )
    stated = {name: _whole(story.text()) for name, story in text.facts.items()}
    facts = Facts(stated.get("title", ""), stated.get("author", ""), _made(text.day))
    return office_record(found, facts, font_text), list(_problems(text, fonts))


def _problems(text: RtfText, fonts: RtfFonts) -> Iterator[str]:
    if text.is_cut_off:
        yield "the RTF was cut off, its end is missing: fetch or copy it again"
    if fonts.damaged:
        yield f"{fonts.damaged:,} characters do not fit the encoding that the RTF states"


def _whole(text: str) -> str:
    """Return a text with the characters that were written as two halves (UTF-16)."""
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _made(day: dict[str, int]) -> str:
    """Return the day when the file was made; empty if it states none that can be."""
    if not {"yr", "mo", "dy"} <= day.keys():
        return ""
    return read_date(f"{day['yr']:04}-{day['mo']:02}-{day['dy']:02}").date
