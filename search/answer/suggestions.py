"""Suggestions beside an answer, which are not searched by themselves: related names, the other
script of a single syllable, the nearest spelling of a term that was not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from indexer.engines.protocol import Reader
from search.answer.models import Suggestion
from search.expansion.alternatives import han_of_syllable, vietnamese_of_character
from search.expansion.frequencies import form_counts
from search.expansion.selection import SelectedTerm
from search.names.name_lookup import NameLookup, form_of
from search.query.context import QueryContext
from search.terms.forms import ANY, Form
from search.terms.query_term import QueryTerm, joined_term
from synonyms.gazetteer import RELATED, Entity, Name
from synonyms.readings import Weight

SUGGESTED: Final = 8
"""Most suggestions of each sort for one term; not measured."""

NEAREST: Final = 3
"""Most near spellings of one term; not measured."""

CLOSENESS: Final = 0.8
"""Least ratio of difflib for a near spelling: one letter in six wrong."""


def suggestions(
    context: QueryContext, terms: Sequence[SelectedTerm], *, nothing_found: bool
) -> tuple[Suggestion, ...]:
    """Return suggestions for the terms of a query, each text once; all of them exist."""
    names = context.names
    terms = [selected for selected in terms if not selected.term.exact]
    ways = [(selected.term.text, "related", _related(names, selected)) for selected in terms]
    if len(terms) == 1 and len(terms[0].term.keys) == 1:
        ways.append((terms[0].term.text, "other_script", _other_script(terms[0].term)))
    if nothing_found and terms:
        # Segmentation may have divided a misspelt name: it is looked up as a whole, too.
        whole = joined_term([selected.term for selected in terms])
        unknown = [selected.term for selected in terms if not selected.expansion.found]
        ways += [(term.text, "near", _near(names, term)) for term in (whole, *unknown)]
    found: dict[str, Suggestion] = {}
    for text, sort, forms in ways:
        for one in _existing(context.reader, forms, sort, text):
            found.setdefault(one.text, one)
    return tuple(found.values())


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


def _near(names: NameLookup, term: QueryTerm) -> list[tuple[Form, str]]:
    """Return the names of the gazetteer with nearly this spelling, tones aside."""
    spellings = names.spellings
    close = get_close_matches(names.bare(term.keys), spellings, n=NEAREST, cutoff=CLOSENESS)
    return [(form_of(name), "") for text in close for name in spellings[text]]
