"""Suggestions beside an answer, which are not searched by themselves: related names, the other
script of a single syllable, the query without its slips (search/slips/).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from indexer.engines.protocol import Reader
from search.answer.models import Suggestion
from search.expansion.alternatives import han_of_syllable, vietnamese_of_character
from search.expansion.frequencies import form_counts
from search.expansion.selection import SelectedTerm
from search.names.name_lookup import NameLookup, form_of
from search.query.context import QueryContext
from search.slips.offers import Finds, slip_offers
from search.terms.forms import ANY, Form
from search.terms.query_term import QueryTerm
from synonyms.gazetteer import Entity
from synonyms.gazetteer_rows import RELATED, Name
from synonyms.readings import Weight

SUGGESTED: Final = 4
"""Most suggestions of each sort for one term: what each click finds is counted, 1 to 5 ms each."""


class Suggestions(Struct, frozen=True):
    """What is suggested; ``unexamined`` counts the terms that no slip was looked for in."""

    rows: tuple[Suggestion, ...]
    unexamined: int = 0


def suggestions(
    context: QueryContext,
    terms: Sequence[SelectedTerm],
    finds: Finds,
    total: int,
) -> Suggestions:
    """Return suggestions for the terms of a query that found ``total`` documents, each text once;
    all of them exist.

    ``finds`` gives the documents of a query under the filters of the request.
    """
    names = context.names
    terms = [selected for selected in terms if not selected.term.exact]
    ways = [(selected.term.text, "related", _related(names, selected)) for selected in terms]
    if len(terms) == 1 and len(terms[0].term.keys) == 1:
        ways.append((terms[0].term.text, "other_script", _other_script(terms[0].term)))
    found: dict[str, Suggestion] = {}
    for text, sort, forms in ways:
        for one in _existing(context.reader, forms, sort, text):
            if one.text not in found and (documents := finds(one.text)):
                found[one.text] = replace(one, count=documents)
    slips = slip_offers(context, terms, finds, total)
    for offer in slips.made:
        one = Suggestion(offer.query, "near", offer.asked, offer.documents, "")
        found.setdefault(one.text, one)
    return Suggestions(tuple(found.values()), slips.left_out)


def _existing(
    reader: Reader, forms: Sequence[tuple[Form, str]], sort: str, typed: str
) -> Iterator[Suggestion]:
    """Yield the forms that exist, most frequent first."""
    notes = dict(reversed(forms))
    counted = form_counts(reader, list(notes))
    ranked = sorted(counted.items(), key=lambda item: (-item[1], item[0].shown))
    for form, count in ranked[:SUGGESTED]:
        yield Suggestion(form.shown, sort, typed, count, notes[form])


def _related(names: NameLookup, selected: SelectedTerm) -> list[tuple[Form, str]]:
    """Return the related names of what a term names, and the main names of its neighbours."""
    term = selected.term
    known = {form.keys for form in selected.expansion.found} | {term.keys}
    lang = "zh" if term.is_han else "vi"
    forms: list[tuple[Form, str]] = []
    for entity in names.entities(term.keys):
        related = [name for name in entity.names if name.tier == RELATED]
        related += _main_names(names.neighbours(entity), lang)
        forms += [(form_of(name), name.note) for name in related]
    return [(form, note) for form, note in forms if form.keys and form.keys not in known]


def _main_names(entities: Iterable[Entity], lang: str) -> list[Name]:
    return [name for entity in entities if (name := entity.main(lang)) is not None]


def _other_script(term: QueryTerm) -> list[tuple[Form, str]]:
    """Return what one syllable or character may be in the other script: suggested, not searched
    (DESIGN, weak spot 6)."""
    key = term.keys[0]
    if term.is_han:
        alternatives = vietnamese_of_character(key)
    elif term.is_latin:
        alternatives = han_of_syllable(key, term.is_toneless)
    else:
        return []
    usual = [one for one in alternatives.values() if one.weight < Weight.RARE]
    return [(Form((one.key,), ANY, one.kind, one.weight), "") for one in usual]
