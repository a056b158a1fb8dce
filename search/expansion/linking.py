"""Linking of a term: the other names of what it names, from the gazetteer, and the other wordings
of what it says, from the lexicon."""

from __future__ import annotations

from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from indexer.analysis.name_keys import keys_of
from search.expansion.expansion import Expansion
from search.names.lexicon_lookup import lexicon
from search.names.name_lookup import NameLookup
from search.terms.forms import ANY, OFFERED, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.variants import canonical

LONGEST_NAME: Final = 4
"""Most syllables of a term whose forms are listed: the longest names of people have as many. A
longer term is searched as typed, or as a phrase (search/expansion/phrase_of_alternatives.py)."""


class LinkedTerm(Struct, frozen=True):
    """A term with the forms of the other names that its entities have, and of the other wordings
    of the word that it is."""

    term: QueryTerm
    names: tuple[Form, ...]


def link(names: NameLookup, term: QueryTerm) -> LinkedTerm:
    """Link a term to the gazetteer and the lexicon. A term in quotation marks is searched as typed,
    without."""
    if term.exact:
        return LinkedTerm(term, ())
    return LinkedTerm(term, (*names.forms(term.keys), *_wordings(term)))


def _wordings(term: QueryTerm) -> list[Form]:
    """Return the other wordings of a word. Capitalised like a name it is rather one: for *Thanh
    Long* that of dragon fruit is only offered."""
    forms = lexicon().forms(term.meant)
    if not term.is_capital:
        return list(forms)
    return [replace(form, weight=OFFERED) for form in forms]


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
    return [*forms, *_wordings_of_readings(expansion.term, own)]


def _wordings_of_readings(term: QueryTerm, written: set[tuple[str, ...]]) -> list[Form]:
    """Return the other wordings of each word that a term without tones may be: of the one that is
    meant, of those of the lexicon, and of those that are written."""
    forms: list[Form] = []
    for word in dict.fromkeys((term.meant, *lexicon().toned(term.keys), *sorted(written))):
        readings = frozenset([tuple(map(canonical, word))])
        forms += [replace(form, readings=readings) for form in lexicon().forms(word)]
    return forms


def gazetteer_spelling(names: NameLookup, reading: tuple[str, ...]) -> str:
    """Return how the gazetteer writes a name, with its capitals; empty if it has no such name."""
    for entity in names.entities(reading):
        for name in entity.names:
            if keys_of(name.text) == reading:
                return name.text
    return ""
