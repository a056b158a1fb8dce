"""Highlighting: text as HTML, escaped, with its matches marked in the colour of their script.
Chinese runs get their language, so that the browser picks the right glyphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from markupsafe import Markup, escape

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


class NumberedMarks:
    """Marks matches for the page of a document. Each match gets an anchor ``hit-N`` and links to
    the match before and after it, which show only at the match that the reader is at. ``entity``
    returns for a mention the URL of its entity (empty for none) and the reason, ``page`` what marks
    the beginning of a page."""

    def __init__(
        self,
        total: int,
        previous: str,
        following: str,
        entity: Callable[[Mention], tuple[str, str]],
        page: Callable[[int], Markup] = Markup,
    ) -> None:
        self._total = total
        self._entity = entity
        self._page = page
        self._previous, self._following = escape(previous), escape(following)
        self._number = 0

    def __call__(self, pieces: Iterable[Piece], lang: str) -> Markup:
        """Return the next pieces as HTML; the numbers go on from the last call."""
        return Markup(
            "".join(
                self._mark(piece, lang) if piece.form else self._name(piece, lang)
                for piece in pieces
            )
        )

    def _name(self, piece: Piece, lang: str) -> str:
        if piece.page:
            return str(self._page(piece.page))
        text = escaped(piece.text, lang)
        if piece.mention is None:
            return text
        href, why = self._entity(piece.mention)
        if not href:
            return text
        return f'<a class="named" href="{escape(href)}" title="{escape(why)}">{text}</a>'

    def _mark(self, piece: Piece, lang: str) -> str:
        self._number += 1
        number, form = self._number, piece.form
        why = self._entity(piece.mention)[1] if piece.mention else ""
        said = why or ("" if form == piece.text else form)
        title = f' title="{escape(said)}"' if said else ""
        return (
            f'<mark class="{script_of(piece.text)}" id="hit-{number}"{title}>'
            f'{escaped(piece.text, lang)}</mark><span class="hop">'
            f"{self._arrow(number - 1, '‹', self._previous)}<b>{number} / {self._total}</b>"
            f"{self._arrow(number + 1, '›', self._following)}</span>"
        )

    def _arrow(self, number: int, sign: str, title: str) -> str:
        if not 1 <= number <= self._total:
            return f"<i>{sign}</i>"
        return f'<a href="#hit-{number}" aria-label="{title}">{sign}</a>'
