"""Which corrections are offered: where nothing was found, or where what was typed is far rarer.

The count of an offer is that of its query under the filters of the request, run on the ordinary
path, so it is what the click will show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from search.expansion.frequencies import form_counts
from search.expansion.selection import SelectedTerm
from search.query.context import QueryContext
from search.slips.corrections import LONGEST, Correction, corrections, is_written
from search.slips.costs import KEYSTROKES
from search.slips.query_text import Place, places
from search.terms.forms import ANY, Form, FormKind
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

RATIO: Final = 20
"""How many times as frequent an offer must be for each unit of its cost, where something was found:
see docs/slips.md for the false offers on names that are spelt right."""

LEAST: Final = 3
"""Least documents of an offer where something was found; not measured."""

Finds = Callable[[str], int]
"""The documents that a query finds under the filters of the request."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A query to run instead: what was typed for the term, and the documents that it finds."""

    query: str
    asked: str
    documents: int


@dataclass(frozen=True, slots=True)
class Offers:
    """The offers of a query; ``left_out`` counts the terms that were not examined."""

    made: tuple[Offer, ...]
    left_out: int = 0


def slip_offers(
    context: QueryContext, terms: Sequence[SelectedTerm], finds: Finds, *, nothing_found: bool
) -> Offers:
    """Return what may have been meant instead of a query, the likeliest first; each text once."""
    query = context.request.query
    known = {form.keys for one in terms for form in one.expansion.found}
    rows = _examined(context, places(query, [one.term for one in terms]), nothing_found)
    made: list[Offer] = []
    offered: list[Place] = []
    examined = 0
    for at, (place, documents) in enumerate(rows):
        if any(place.is_inside(other) for other in offered):
            continue
        if examined == TERMS_LIMIT:
            return Offers(tuple(made), len(rows) - at)
        examined += 1
        likely = [
            one
            for one in corrections(context.reader, context.names, place.term)
            if one.keys not in known and (nothing_found or _is_far_likelier(one, documents))
        ]
        offers = list(_counted(query, place, _distinct(likely), finds))
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


def _is_far_likelier(one: Correction, documents: _Documents) -> bool:
    if one.documents < OTHERWISE * documents.in_any_form:
        return False
    if one.cost <= KEYSTROKES:
        return one.documents > documents.as_typed
    return one.documents >= max(LEAST, RATIO**one.cost * documents.as_typed)


@dataclass(frozen=True, slots=True)
class _Documents:
    """The documents of a term in the forms that it is searched in, and of those in its script."""

    in_any_form: int
    as_typed: int


def _documents(context: QueryContext, term: QueryTerm) -> _Documents:
    anyhow = context.expander.documents(term)
    if not term.is_han or not anyhow:
        return _Documents(anyhow, anyhow)
    own = form_counts(context.reader, [Form(term.keys, ANY, FormKind.TYPED)])
    return _Documents(anyhow, sum(own.values()))


def _examined(
    context: QueryContext, found: Sequence[Place], nothing_found: bool
) -> list[tuple[Place, _Documents]]:
    """Return the terms worth examining with their documents, rarest first."""
    rows = []
    for place in found:
        term = place.term
        if not _may_be_wrong(context, place, nothing_found):
            continue
        documents = _documents(context, term)
        if nothing_found or documents.in_any_form * OTHERWISE <= context.reader.size:
            rows.append((place, documents))
    return sorted(rows, key=lambda row: row[1].as_typed)


def _may_be_wrong(context: QueryContext, place: Place, nothing_found: bool) -> bool:
    """Tell whether a term is examined. What is in the gazetteer is right. Words side by side are no
    name: a run of several is examined where it is one by its capitals, or has a word that no
    document has."""
    term = place.term
    if len(term.keys) > LONGEST or not (term.is_han or term.is_latin):
        return False
    if nothing_found:
        return True
    if context.names.knows(term.keys):
        return False
    return not place.whole or term.is_capital or _has_unknown(context, term)


def _has_unknown(context: QueryContext, term: QueryTerm) -> bool:
    return not all(is_written(context.reader, key) for key in term.keys)
