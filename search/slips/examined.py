"""Which terms of a query are looked at for slips: those that are rare enough to be one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from search.names.lexicon_lookup import lexicon
from search.query.context import QueryContext
from search.slips.corrections import LONGEST, is_foreign, is_written
from search.slips.query_text import Place
from search.terms.forms import plan_of_any
from search.terms.query_term import QueryTerm

FEW: Final = 8
"""Most terms, and runs of terms, of a query that is no sentence: those of four words. In a sentence
only what hardly any document has is examined: each term takes milliseconds, and many are rare."""

RARE: Final = 2
"""Most documents of a term that is examined in a sentence; not measured."""

RATIO: Final = 20
"""How many times as frequent an offer must be for each unit of its cost, where something was found:
see docs/slips.md for the false offers on names that are spelt right."""


class Examined(Struct, frozen=True):
    """A term worth examining, with its documents in any form that it is searched in, and in those
    of the script it was typed in.

    ``is_words`` says that it is words side by side rather than one name, ``is_free`` that it needs
    no evidence but to exist, as nothing was found.
    """

    place: Place
    in_any_form: int
    as_typed: int
    is_words: bool
    is_free: bool


def examined_terms(context: QueryContext, among: Sequence[Place], found: int) -> list[Examined]:
    """Return the terms worth examining, rarest first."""
    rows = []
    for place in among:
        term = place.term
        if not _may_be_wrong(context, place, found):
            continue
        is_words = place.whole and not term.is_capital and not _has_unknown(context, term)
        if is_words and len(among) > FEW:
            continue
        anyhow = context.expander.documents(term)
        most = context.reader.size / RATIO if len(among) <= FEW else RARE
        if anyhow > most and not term.is_han:
            continue
        is_all = all(one.is_inside(place) for one in among)
        is_free = not found and not anyhow and (is_all or not is_words)
        as_typed = _as_typed(context, term, anyhow)
        rows.append(Examined(place, anyhow, as_typed, is_words, is_free))
    return sorted(rows, key=lambda row: (row.as_typed, row.is_words))


def _as_typed(context: QueryContext, term: QueryTerm, anyhow: int) -> int:
    """Return the documents of a term in the script that it was typed in."""
    selected = context.expander.select(term)
    if not anyhow or selected.is_phrase:
        return anyhow
    own = [form for form in selected.forms if (form.lang == "zh") == term.is_han]
    if len(own) == len(selected.forms):
        return anyhow
    return context.reader.count(plan_of_any(own)) if own else 0


def _may_be_wrong(context: QueryContext, place: Place, found: int) -> bool:
    """Tell whether a term is examined. What is in the gazetteer or the lexicon is right; a syllable
    or character alone is always another one, and beside others it is judged with these."""
    term = place.term
    if len(term.keys) > LONGEST or not (term.is_han or term.is_latin):
        return False
    if len(term.keys) == 1 and (found or place.beside):
        return is_foreign(term.keys[0])
    is_known = context.names.knows(term.meant) or lexicon().knows(term.meant)
    return not (is_known and (found or place.beside))


def _has_unknown(context: QueryContext, term: QueryTerm) -> bool:
    return not all(is_written(context.reader, key) for key in term.keys)
