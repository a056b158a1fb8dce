"""Which corrections are offered: where nothing was found, or where what was typed is far rarer.

The count of an offer is that of its query under the filters of the request, run on the ordinary
path, so it is what the click will show.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from search.expansion.selection import SelectedTerm
from search.query.context import QueryContext
from search.slips.corrections import LONGEST, Correction, corrections, is_written
from search.slips.costs import KEYSTROKES
from search.slips.query_text import Place, places
from search.terms.query_term import QueryTerm

TERMS_LIMIT: Final = 4
"""Most terms of a query that are examined, rarest first: some milliseconds each."""

OFFERS: Final = 3
"""Most offers of one term; not measured."""

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
    examined = _examined(context, places(query, [one.term for one in terms]), nothing_found)
    made: dict[str, Offer] = {}
    for place, documents in examined[:TERMS_LIMIT]:
        offers = 0
        for one in corrections(context.reader, context.names, place.term):
            if one.keys in known or not (nothing_found or _is_far_likelier(one, documents)):
                continue
            text = place.corrected(query, one.keys)
            if text != query and text not in made and (count := finds(text)):
                made[text] = Offer(text, place.term.text, count)
                offers += 1
            if offers == OFFERS:
                break
    return Offers(tuple(made.values()), max(0, len(examined) - TERMS_LIMIT))


def _is_far_likelier(one: Correction, documents: int) -> bool:
    if one.cost <= KEYSTROKES:
        return one.documents > documents
    return one.documents >= max(LEAST, RATIO**one.cost * documents, RATIO ** (one.cost - 1))


def _examined(
    context: QueryContext, found: Sequence[Place], nothing_found: bool
) -> list[tuple[Place, int]]:
    """Return the terms worth examining with their documents, rarest first."""
    rows = []
    for place in found:
        term = place.term
        if not _may_be_wrong(context, place, nothing_found):
            continue
        documents = context.expander.documents(term)
        if nothing_found or documents * RATIO ** KEYSTROKES <= context.reader.size:
            rows.append((place, documents))
    return sorted(rows, key=lambda row: row[1])


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
