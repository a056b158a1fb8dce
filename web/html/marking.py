"""Highlighting: text as HTML, escaped, with its matches marked in the colour of their script.
Chinese runs get their language, so that the browser picks the right glyphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from markupsafe import Markup, escape
from msgspec import Struct

from corpus.script_letters import HAN
from indexer.linking.mention import Mention
from search.answer.marked_text import Piece
from synonyms.spelling import simplified_table

_HAN_RUN: Final = re.compile(f"[{HAN}]+")

_TRADITIONAL_SHARE: Final = 25
"""One character in so many that simplification would change makes a text traditional: traditional
news of the sample corpus has one in three to five, simplified text none but 著, 乾 and the like."""


@cache
def _traditional() -> frozenset[str]:
    return frozenset(map(chr, simplified_table()))


def chinese_tag(text: str) -> str:
    """Return ``zh-Hant`` or ``zh-Hans`` (BCP 47) for a Chinese text, from its first 400
    characters."""
    beginning = text[:400]
    changed = sum(char in _traditional() for char in beginning)
    return "zh-Hant" if changed * _TRADITIONAL_SHARE > len(beginning) else "zh-Hans"


def text_tag(lang: str, text: str) -> str:
    """Return the ``lang`` attribute of a document's text."""
    return chinese_tag(text) if lang == "zh" else lang


def script_of(form: str) -> str:
    """Return the script of a form: ``zh`` if it has Han characters, else ``vi``."""
    return "zh" if _HAN_RUN.search(form) else "vi"


def escaped(text: str, lang: str) -> str:
    """Return text as HTML. In a document that is not Chinese, Chinese runs get their language."""
    safe = str(escape(text))
    if lang.startswith("zh"):
        return safe
    return _HAN_RUN.sub(_tagged, safe)


def _tagged(run: re.Match[str]) -> str:
    return f'<span lang="{chinese_tag(run[0])}">{run[0]}</span>'


def marked(pieces: Iterable[Piece], lang: str) -> Markup:
    """Return the pieces of a title or snippet as HTML."""
    return Markup(
        "".join(
            f'<mark class="{script_of(piece.text)}">{escaped(piece.text, lang)}</mark>'
            if piece.form
            else escaped(piece.text, lang)
            for piece in pieces
        )
    )


def marked_page(words: str, lang: str, anchor: str = "") -> Markup:
    """Return the words that mark a page within a text, in the language of the page around it."""
    place = Markup(' id="{}"').format(anchor) if anchor else ""
    return Markup('<span class="page" lang="{}"{}>{}</span> ').format(lang, place, words)


class MarkTexts(Struct, frozen=True):
    """What the marks of a document say, and where they lead.

    ``entity`` returns for a mention the URL of its entity (empty for none) and its title, ``page``
    what marks the beginning of a page, ``hit`` the URL of a match by its number.
    """

    previous: str
    following: str
    entity: Callable[[Mention], tuple[str, str]]
    page: Callable[[int], Markup] = Markup
    hit: Callable[[int], str] = "#hit-{}".format


def broken(line: Markup) -> Markup:
    """Return a part of a long line with a break behind it, for display. The break has no text, and
    keeps the blank that it stands at, so that what is copied is the line as it is stored."""
    text = line.rstrip(" \t\u3000")
    return Markup('{}<span class="cut">{}</span>').format(text, line[len(text) :])


class NumberedMarks:
    """Marks matches for the page of a document. Each match gets an anchor ``hit-N`` and links to
    the match before and after it, which show only at the match that the reader is at. The part of
    the text that was linked to (``cited``, code points) gets a mark of its own within these, and
    the anchor ``cSTART-END`` where it begins."""

    def __init__(
        self, total: int, texts: MarkTexts, cited: tuple[int, int] | None = None, number: int = 0
    ) -> None:
        self._total = total
        self._texts = texts
        self._cited = cited
        self._anchor = f' id="c{cited[0]}-{cited[1]}"' if cited else ""
        self.number = number

    def __call__(self, pieces: Iterable[Piece], lang: str, start: int = 0) -> Markup:
        """Return the next pieces, which begin at ``start`` of the text, as HTML; the numbers go on
        from the last call."""
        found = []
        for piece in pieces:
            text = self._text(piece.text, lang, start)
            found.append(self._mark(piece, text) if piece.form else self._name(piece, text))
            start += len(piece.text)
        return Markup("".join(found))

    def _text(self, text: str, lang: str, start: int) -> str:
        """Return a text as HTML, with what is cited of it marked."""
        if self._cited is None:
            return escaped(text, lang)
        first, last = (min(max(at - start, 0), len(text)) for at in self._cited)
        if first >= last:
            return escaped(text, lang)
        anchor, self._anchor = self._anchor, ""
        cited = f'<span class="cited"{anchor}>{escaped(text[first:last], lang)}</span>'
        return f"{escaped(text[:first], lang)}{cited}{escaped(text[last:], lang)}"

    def _name(self, piece: Piece, text: str) -> str:
        if piece.page:
            return str(self._texts.page(piece.page))
        if piece.mention is None:
            return text
        href, why = self._texts.entity(piece.mention)
        if not href:
            return text
        return f'<a class="named" href="{escape(href)}" title="{escape(why)}">{text}</a>'

    def _mark(self, piece: Piece, text: str) -> str:
        self.number += 1
        number, form = self.number, piece.form
        why = self._texts.entity(piece.mention)[1] if piece.mention else ""
        said = why or ("" if form == piece.text else form)
        title = f' title="{escape(said)}"' if said else ""
        return (
            f'<mark class="{script_of(piece.text)}" id="hit-{number}"{title}>{text}</mark>'
            f'<span class="hop">{self._arrow(number - 1, "‹", self._texts.previous)}'
            f"<b>{number} / {self._total}</b>"
            f"{self._arrow(number + 1, '›', self._texts.following)}</span>"
        )

    def _arrow(self, number: int, sign: str, title: str) -> str:
        if not 1 <= number <= self._total:
            return f"<i>{sign}</i>"
        href = escape(self._texts.hit(number))
        return f'<a href="{href}" aria-label="{escape(title)}">{sign}</a>'
