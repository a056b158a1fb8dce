"""Which corrections are offered: where nothing was found, or where what was typed is far rarer.

The count of an offer is that of its query under the filters of the request, run on the ordinary
path, so it is what the click will show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from msgspec import Struct

from indexer.analysis.tokens import HAN_CLASS
from indexer.plan import And, Plan
from search.expansion.selection import SelectedTerm
from search.query.context import QueryContext
from search.query.grammar import Words, parse
from search.slips.corrections import Correction, corrections, is_foreign
from search.slips.costs import KEYSTROKES
from search.slips.examined import FEW, RATIO, Examined, examined_terms
from search.slips.query_text import Place, places
from search.terms.forms import ANY, Form, FormKind, plan_of
from search.terms.query_term import QueryTerm
from synonyms.spelling import toneless

TERMS_LIMIT: Final = 4
"""Most terms of a query that are examined, rarest first: some milliseconds each."""

OFFERS: Final = 3
"""Most offers of one term; not measured."""

MARGIN: Final = 2.0
"""How much less likely than the best offer another may be, as a logarithm: e² = 7 times."""

OTHERWISE: Final = 2
"""How many times the documents of what was typed, in any form it is searched in, an offer must
have where something was found: 习近瓶 finds the 194 of Tập Cận Bình, as 瓶 is read *bình* too."""

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


class Offer(Struct, frozen=True):
    """A query to run instead, the text of the term that it corrects, and what it finds."""

    query: str
    asked: str
    documents: int


class Offers(Struct, frozen=True):
    """The offers of a query; ``left_out`` counts the terms that were not examined."""

    made: tuple[Offer, ...]
    left_out: int = 0


def slip_offers(
    context: QueryContext, terms: Sequence[SelectedTerm], finds: Finds, found: int
) -> Offers:
    """Return what may have been meant instead of a query that ``found`` so many documents, the
    likeliest first."""
    if not terms:
        return Offers(())
    among = places(context.request.query, [one.term for one in terms])
    rows = examined_terms(context, among, found)
    made: list[Offer] = []
    settled: list[tuple[Place, Correction]] = []
    looked = 0
    for at, row in enumerate(rows):
        if any(row.place.is_inside(place) for place, _ in settled):
            continue
        if looked == TERMS_LIMIT:
            return Offers(tuple(made), _left_out(rows[at:], [place for place, _ in settled]))
        looked += 1
        likely = _likely(context, terms, row)
        if not likely:
            continue
        together = likely
        if len(among) > FEW and isinstance(parse(context.request.query), Words):
            inside = {one.term for one in among if one.is_inside(row.place)}
            rest = [one.plan() for one in terms if one.term not in inside]
            together = [one for one in likely if _stands_with(context, one, rest)]
        # One term of a name that found something is not improved by one that finds less.
        least = 1 if row.place.whole else found + 1
        offers = _counted(context, row.place, _distinct(together), finds, least)
        made += offers
        if offers or row.is_free:
            settled.append((row.place, likely[0]))
    if not made and len(settled) > 1:
        made += _all_corrected(context.request.query, settled, finds)
    return Offers(tuple(made))


def _left_out(rows: Sequence[Examined], settled: Sequence[Place]) -> int:
    """Return how many terms are not examined, a run of them and its parts counted once."""
    spans = [row.place for row in rows]
    return sum(
        not any(one.is_inside(other) for other in (*spans, *settled) if other is not one)
        for one in spans
    )


def _likely(
    context: QueryContext, terms: Sequence[SelectedTerm], row: Examined
) -> list[Correction]:
    """Return the corrections of a term that may be offered, the likeliest first."""
    known = {form.keys for one in terms for form in one.expansion.found}
    return [
        one
        for one in corrections(context.reader, context.names, row.place.term)
        if one.keys not in known and (row.is_free or _is_far_likelier(context, row, one))
    ]


def _all_corrected(
    query: str, settled: Sequence[tuple[Place, Correction]], finds: Finds
) -> list[Offer]:
    """Return the query with all its terms corrected, where one alone still finds nothing."""
    text = query
    for place, one in sorted(settled, key=lambda item: (-item[0].start, -item[0].first)):
        text = place.corrected(text, one.keys)
    documents = finds(text)
    return [Offer(text, query, documents)] if documents else []


def _stands_with(context: QueryContext, one: Correction, rest: Sequence[Plan]) -> bool:
    """Tell whether a document has a correction and the rest of a sentence. Asked before the click
    is counted: to plan a sentence without tones takes 100 ms."""
    form = Form(one.keys, ANY, FormKind.TYPED)
    return context.reader.count(And((plan_of(form), *rest))) > 0


def _distinct(likely: Sequence[Correction]) -> list[Correction]:
    """Return the corrections nearly as likely as the best, each spelling once, tones aside: the
    rest are slips of other people."""
    found: dict[tuple[str, ...], Correction] = {}
    for one in likely:
        if one.score > likely[0].score - MARGIN:
            found.setdefault(tuple(map(toneless, one.keys)), one)
    return list(found.values())[:OFFERS]


def _counted(
    context: QueryContext,
    place: Place,
    likely: Sequence[Correction],
    finds: Finds,
    least: int,
) -> list[Offer]:
    """Return the offers of corrections that find enough, each with what its click finds."""
    texts = [place.corrected(context.request.query, one.keys) for one in likely]
    offers = [Offer(text, place.term.text, finds(text)) for text in texts]
    return [one for one in offers if one.documents >= least]


def _is_far_likelier(context: QueryContext, row: Examined, one: Correction) -> bool:
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
