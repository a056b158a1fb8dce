"""Find the day of an article in the lines between its title and its text.

The line is no part of the article (``Thứ ba, 27/04/2022 - 14:20``), so later steps do not see it. A
day elsewhere on a page is another's: today's in the header, those of other news.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from corpus.dates import read_date
from corpus.formats.lines.furniture_lines import stated_day
from corpus.formats.web.html_blocks import Block
from corpus.formats.web.html_title import first_prose

_ABOVE_TITLE: Final = 2
"""Blocks above the title among which the day is looked for, after those below it."""

_ABOVE_TEXT: Final = 3
"""Blocks above the text, where the title is not shown."""


def day_above(blocks: Sequence[Block], article: Sequence[Block], title: str) -> str:
    """Return the day (YYYY-MM-DD) that stands by the title of an article; empty if none does."""
    text = first_prose(blocks, article)
    if text is None:
        return ""
    folded = title.casefold()
    shown = [at for at in range(text) if blocks[at].text.casefold() == folded]
    at = shown[-1] if shown else max(0, text - _ABOVE_TEXT)
    above = blocks[max(0, at - _ABOVE_TITLE) : at] if shown else ()
    for block in (*blocks[at:text], *reversed(above)):
        if day := read_date(stated_day(block.text)).date:
            return day
    return ""
