"""Entity linking of a term: the other names of what it names, from the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from search.expansion.expansion import Expansion
from search.names.name_lookup import NameLookup, keys_of
from search.terms.forms import ANY, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.variants import canonical

LONGEST_NAME: Final = 4
"""Most syllables of a term whose forms are listed: the longest names of people have as many. A
longer term is searched as typed, or as a phrase (search/expansion/phrase_of_alternatives.py)."""


@dataclass(frozen=True, slots=True)
class LinkedTerm:
    """A term with the forms of the other names that its entities have."""

    term: QueryTerm
    names: tuple[Form, ...]


def link(names: NameLookup, term: QueryTerm) -> LinkedTerm:
    """Link a term to the gazetteer. A term in quotation marks is searched as typed, without."""
    return LinkedTerm(term, () if term.exact else names.forms(term.keys))


def names_of_readings(names: NameLookup, expansion: Expansion) -> list[Form]:
    """Return the other names of each toned name that a term without tones may be.

    These are the toned names that exist, the term as typed, and the toned names of the gazetteer.
    """
    keys = expansion.term.keys
    own = {form.keys for form in expansion.found if form.lang == "vi"}
    forms: list[Form] = []
    for name in sorted(own | {keys} | set(names.toned(keys))):
        readings = frozenset([tuple(map(canonical, name))])
        others = list(names.forms(name))
        is_long = len(keys) > LONGEST_NAME and name not in own
        if len(name) > 1 and (names.is_mixed(name) or (is_long and names.knows(name))):
            others.append(Form(name, ANY, FormKind.TONELESS))
        forms += [replace(form, readings=readings) for form in others]
    return forms


def gazetteer_spelling(names: NameLookup, reading: tuple[str, ...]) -> str:
    """Return how the gazetteer writes a name, with its capitals; empty if it has no such name."""
    for entity in names.entities(reading):
        for name in entity.names:
            if keys_of(name.text) == reading:
                return name.text
    return ""
