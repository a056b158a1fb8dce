"""Which corrections are offered: where nothing was found, or where what was typed is far rarer.

The count of an offer is that of its query under the filters of the request, run on the ordinary
path, so it is what the click will show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from indexer.analysis.tokens import HAN_CLASS
from search.expansion.frequencies import form_counts
from search.expansion.selection import SelectedTerm
from search.query.context import QueryContext
from search.slips.corrections import (
    LONGEST,
    Correction,
    corrections,
    is_foreign,
    is_written,
)
from search.slips.costs import KEYSTROKES
from search.slips.query_text import Place, places
from search.terms.forms import ANY, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.spelling import toneless

TERMS_LIMIT: Final = 4
"""Most terms of a query that are examined, rarest first: some milliseconds each."""

FEW: Final = 8
"""Most terms, and runs of terms, of a query in which words side by side are examined too: four
words. In a sentence each two neighbours would have to be expanded, some milliseconds each."""

OFFERS: Final = 3
"""Most offers of one term; not measured."""

MARGIN: Final = 2.0
"""How much less likely than the best offer another may be, as a logarithm: e² = 7 times."""

OTHERWISE: Final = 2
"""How many times the documents of what was typed, in any form it is searched in, an offer must
have where something was found: 习近瓶 finds the 194 of Tập Cận Bình, as 瓶 is read *bình* too."""

RATIO: Final = 20
"""How many times as frequent an offer must be for each unit of its cost, where something was found:
see docs/slips.md for the false offers on names that are spelt right."""

LEAST: Final = 3
"""Least documents of an offer where something was found; not measured."""

SHORT_RATIO: Final = 200
"""The same for terms of two syllables or characters: many are a word, and each has neighbours
(投掷 12 documents, 投资 1,835; đê điều 11, để điều 226)."""

WORDS_LEAST: Final = 50
"""Least documents of an offer in place of words side by side, which need not stand so in any
document (suất khẩu, but also kinh tế Đức); not measured."""

Finds = Callable[[str], int]
"""The documents that a query finds under the filters of the request."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A query to run instead, the text of the term that it corrects, and what it finds."""

    query: str
    asked: str
    documents: int


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers of a query; ``left_out`` counts the terms that were not examined."""

    made: tuple[Offer, ...]
    left_out: int = 0


def slip_offers(
    context: QueryContext, terms: Sequence[SelectedTerm], finds: Finds, found: int
) -> Offers:
    """Return what may have been meant instead of a query that ``found`` so many documents, the
    likeliest first."""
    query = context.request.query
    known = {form.keys for one in terms for form in one.expansion.found}
    rows = _examined(context, places(query, [one.term for one in terms]), found)
    made: list[Offer] = []
    offered: list[Place] = []
    examined = 0
    for at, row in enumerate(rows):
        place = row.place
        if any(place.is_inside(other) for other in offered):
            continue
        if examined == TERMS_LIMIT:
            return Offers(tuple(made), len(rows) - at)
        examined += 1
        likely = [
            one
            for one in corrections(context.reader, context.names, place.term)
            if one.keys not in known and (row.is_free or _is_far_likelier(context, row, one))
        ]
        # One term of a name that found something is not improved by one that finds less.
        least = 1 if place.whole else found + 1
        offers = [
            one
            for one in _counted(query, place, _distinct(likely), finds)
            if one.documents >= least
        ]
        if offers:
            offered.append(place)
            made += offers
    return Offers(tuple(made))


def _distinct(likely: Sequence[Correction]) -> list[Correction]:
    """Return the corrections nearly as likely as the best, each spelling once, tones aside: the
    rest are slips of other people."""
    found: dict[tuple[str, ...], Correction] = {}
    for one in likely:
        if one.score > likely[0].score - MARGIN:
            found.setdefault(tuple(map(toneless, one.keys)), one)
    return list(found.values())[:OFFERS]


def _counted(
    query: str, place: Place, likely: Sequence[Correction], finds: Finds
) -> Iterator[Offer]:
    """Yield the corrections that find something, each with what its click finds."""
    for one in likely:
        text = place.corrected(query, one.keys)
        documents = finds(text) if text != query else 0
        if documents:
            yield Offer(text, place.term.text, documents)


def _is_far_likelier(context: QueryContext, row: _Examined, one: Correction) -> bool:
    """Tell whether a correction is so much more frequent that it was meant, though something was
    found."""
    if one.cost <= KEYSTROKES:
        return one.documents > row.as_typed
    is_words = row.is_words and not (one.is_name and row.place.term.is_toneless)
    is_short = len(one.keys) <= 2 and not any(map(is_foreign, row.place.term.keys))
    ratio = SHORT_RATIO if is_short else RATIO
    least = WORDS_LEAST if is_words else LEAST
    if one.documents < max(least, ratio**one.cost * row.as_typed):
        return False
    others = row.in_any_form - row.as_typed
    return one.documents >= OTHERWISE * others or _reads_alike(context, row.place.term, one)


def _reads_alike(context: QueryContext, term: QueryTerm, one: Correction) -> bool:
    """Tell whether a correction has all forms of a term in the other script: 越男 finds Việt Nam
    because 男 is read *nam* like 南, which says nothing about the one that was meant."""
    if not term.is_han:
        return False
    meant = QueryTerm("".join(one.keys), one.keys, HAN_CLASS * len(one.keys))
    other = {form.keys for form in context.expander.select(meant).expansion.found}
    own = context.expander.select(term).expansion.found
    return all(form.keys in other for form in own if form.keys != term.keys)


@dataclass(frozen=True, slots=True)
class _Examined:
    """A term worth examining, with its documents in the forms that it is searched in, and of those
    as typed. ``is_words`` says that it is words side by side rather than one name, ``is_free`` that
    it needs no evidence but to exist, as nothing was found."""

    place: Place
    in_any_form: int
    as_typed: int
    is_words: bool
    is_free: bool


def _examined(context: QueryContext, among: Sequence[Place], found: int) -> list[_Examined]:
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
        if anyhow > context.reader.size / RATIO and not term.is_han:
            continue
        is_all = all(one.is_inside(place) for one in among)
        is_free = not found and not anyhow and (is_all or not is_words)
        as_typed = _as_typed(context, term, anyhow)
        rows.append(_Examined(place, anyhow, as_typed, is_words, is_free))
    return sorted(rows, key=lambda row: (row.as_typed, row.is_words))


def _as_typed(context: QueryContext, term: QueryTerm, anyhow: int) -> int:
    """Return the documents of a Chinese term in Chinese; of others those in any form."""
    if not term.is_han or not anyhow:
        return anyhow
    return sum(form_counts(context.reader, [Form(term.keys, ANY, FormKind.TYPED)]).values())


def _may_be_wrong(context: QueryContext, place: Place, found: int) -> bool:
    """Tell whether a term is examined. What is in the gazetteer is right; a syllable or character
    alone is always another one, and beside others it is judged with these."""
    term = place.term
    if len(term.keys) > LONGEST or not (term.is_han or term.is_latin):
        return False
    if len(term.keys) == 1 and (found or place.beside):
        return is_foreign(term.keys[0])
    return not found or not context.names.knows(term.keys)


def _has_unknown(context: QueryContext, term: QueryTerm) -> bool:
    return not all(is_written(context.reader, key) for key in term.keys)
