"""Rows of the grid of lines (``line_grid.html``): one for each match or mention, and its heads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate, pairwise
from typing import Final

from msgspec import Struct

from search.answer.word_borders import is_border
from search.concordance.match_lines import MatchLine
from search.concordance.mention_lines import SORTINGS, MentionLine
from web.html.marking import script_of, text_tag
from web.i18n.texts import Texts
from web.pages.document_facts import date_text, page_text

REACHES: Final = (5, 7, 9, 12, 16, 21, 27, 34)
"""Widths, in em, at which a context is cut for narrow columns, from a telephone to a wide screen.
The style sheet (lines.css) hides the parts beyond the width that there is; what is beyond the last
is not shown at all."""

HEADS: Final = ("date", "source", "left", "form", "right")
"""The columns, as they stand; each is an order of the lines."""

_WIDTHS: Final = {
    **dict.fromkeys("mwMWƯỨỪỮỬỰƠƯ@%—…", 1.0),
    **dict.fromkeys("ijlftrIíìỉĩị.,:;!|'()[]/-– \n", 0.42),
}
_HAN_EM: Final = 1.02
_CAPITAL_EM: Final = 0.78
_LETTER_EM: Final = 0.65
"""How wide characters are at most, in em: as in DejaVu Sans, the widest of the fonts that systems
have for a page. A narrower font leaves a gap at the edge and cuts no syllable."""


class Parts(Struct, frozen=True):
    """A context cut between words: what is shown at any width; then outwards from the match each
    further part with the width, one of ``REACHES``, from which on it is shown. No part is empty but
    ``near``, where the first word is too wide."""

    near: str
    far: tuple[tuple[int, str], ...]


class LineRow(Struct, frozen=True):
    """A line of the grid. ``why`` says why the match is one; ``label``, ``corrected`` and
    ``buttons`` (value and text) are those of a mention that a reader may correct."""

    left: Parts
    form: str
    right: Parts
    lang: str
    tag: str
    accent: str
    href: str
    date: str
    source: str
    page: str
    why: str
    label: str = ""
    corrected: str = ""
    buttons: tuple[tuple[str, str], ...] = ()


class LineHead(Struct, frozen=True):
    """The head of a column. The order in use has no URL."""

    name: str
    text: str
    said: str
    href: str


def line_row(line: MatchLine | MentionLine, href: str, why: str, texts: Texts) -> LineRow:
    """Return the row of a match or a mention; what can be corrected is added by ``replace``."""
    return LineRow(
        left=left_parts(line.left),
        form=line.surface,
        right=right_parts(line.right),
        lang=line.lang,
        tag=text_tag(line.lang, line.left + line.surface + line.right),
        accent=script_of(line.surface),
        href=href,
        date=date_text(line.date, line.date_origin, texts),
        source=line.source,
        page=page_text(line.page, texts),
        why=why,
    )


def line_heads(now: str, url_of: Callable[[str], str], texts: Texts) -> list[LineHead]:
    """List the heads of the columns; ``url_of`` returns the URL of an order of ``SORTINGS``."""
    return [
        LineHead(
            name,
            texts[f"head_{name}"],
            texts[f"kwic_{name}"],
            "" if name == now else url_of(name),
        )
        for name in HEADS
        if name in SORTINGS
    ]


def right_parts(text: str) -> Parts:
    """Cut the text right of a match. Joined, the parts are its beginning."""
    borders = [0, *_borders(text, lambda at: is_border(text, at))]
    return _parts([text[one:other] for one, other in pairwise(borders)])


def left_parts(text: str) -> Parts:
    """Cut the text left of a match. Joined from the last to the first, the parts are its end."""
    end = len(text)
    borders = [0, *_borders(text[::-1], lambda at: is_border(text, end - at))]
    return _parts([text[end - other : end - one] for one, other in pairwise(borders)])


def _parts(found: list[str]) -> Parts:
    wider = zip(REACHES[1:], found[1:], strict=True)
    return Parts(found[0], tuple((width, part) for width, part in wider if part))


def _borders(text: str, may_cut: Callable[[int], bool]) -> list[int]:
    """Return for each reach the last place within it where the text may be cut."""
    widths = list(accumulate(map(_width, text)))
    found = [0]
    for reach in REACHES:
        last = bisect_right(widths, reach)
        found.append(next((at for at in range(last, found[-1], -1) if may_cut(at)), found[-1]))
    return found[1:]


def _width(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if ord(char) >= 0x2E80:
        return _HAN_EM
    return _CAPITAL_EM if char.isupper() else _LETTER_EM
