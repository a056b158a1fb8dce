"""A linked term to its expansion: the forms that exist of all those it may be written in.

The steps for a name of two to four syllables:

1. each syllable or character gives alternatives (alternatives.py);
2. the reader says which sequences of alternatives exist (candidates.py);
3. a candidate becomes forms (candidate_forms.py); the gazetteer adds other names (linking.py), and
   a Chinese name its pinyin;
4. the forms are counted (expansion.py), and grouped by reading if the tones are missing
   (interpretations.py).

Which of them are searched is decided later (default_forms.py, selection.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import product
from typing import Final

from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.engines.protocol import Reader
from search.expansion.alternatives import (
    Alternatives,
    han_of_pinyin,
    han_of_syllable,
    vietnamese_of_character,
    vietnamese_of_syllable,
)
from search.expansion.candidate_forms import han_form, vietnamese_forms
from search.expansion.candidates import Candidate, existing_candidates
from search.expansion.entity_links import listed_readings, read_people
from search.expansion.expansion import Expansion
from search.expansion.frequencies import form_counts
from search.expansion.interpretations import absorbed, as_typed_first, group, named_first
from search.expansion.linking import (
    LONGEST_NAME,
    LinkedTerm,
    gazetteer_spelling,
    names_of_readings,
)
from search.expansion.phrase_of_alternatives import phrase_of_alternatives
from search.expansion.transliteration import transliterated
from search.names.name_lookup import NameLookup
from search.terms.forms import ANY, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.pinyin import is_pinyin, pinyin_spellings, split_glued
from synonyms.spelling import is_syllable
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical

PINYIN_NAMES: Final = 24
"""Most Chinese names whose Vietnamese readings are added for a name in pinyin, most frequent first.
``li shi`` has hundreds; the rarer ones have one document each."""


def expand(reader: Reader, names: NameLookup, linked: LinkedTerm) -> Expansion:
    """Return the forms of a term that exist; a term in quotation marks has only its own."""
    term = linked.term
    expansion = Expansion(term)
    if not term.exact and term.is_latin and term.is_toneless:
        _expand_toneless(reader, names, expansion)
        if len(term.keys) > LONGEST_NAME and not expansion.found:
            expansion.phrase = phrase_of_alternatives(reader, term)
        return expansion
    if term.exact or not (term.is_han or term.is_latin):
        forms = [Form(term.keys, ANY, FormKind.TYPED, text=term.text)]
    elif term.is_han:
        forms = _of_han(reader, expansion)
    else:
        forms = _of_toned(reader, expansion)
    foreign = transliterated(reader, names, term)
    expansion.count(reader, [*forms, *linked.names, *foreign])
    return expansion


def _candidates(
    reader: Reader, expansion: Expansion, places: Sequence[Alternatives]
) -> tuple[Candidate, ...]:
    if not 1 < len(places) <= LONGEST_NAME or not all(places):
        return ()
    return expansion.add(existing_candidates(reader, places))


def _of_han(reader: Reader, expansion: Expansion) -> list[Form]:
    keys = expansion.term.keys
    forms = [Form(keys, ANY, FormKind.TYPED)]
    for candidate in _candidates(reader, expansion, [vietnamese_of_character(key) for key in keys]):
        forms += vietnamese_forms(candidate)
    if 1 < len(keys) <= LONGEST_NAME:
        forms += [Form(spelling, CAP, FormKind.PINYIN) for spelling in pinyin_spellings(keys)]
    return forms


def _of_toned(reader: Reader, expansion: Expansion) -> list[Form]:
    term = expansion.term
    forms = _toned(reader, expansion, loose=False)
    if len(term.keys) > 1 and not any(map(expansion.most.get, [form.keys for form in forms])):
        # A syllable without marks beside toned ones may have lost them; tried only now.
        forms += _toned(reader, expansion, loose=True)
    return forms


def _toned(reader: Reader, expansion: Expansion, *, loose: bool) -> list[Form]:
    term = expansion.term
    keys = term.keys
    vietnamese = [vietnamese_of_syllable(key, loose and key.isascii()) for key in keys]
    if len(keys) == 1:
        return _single_toned(term, vietnamese[0])
    forms = [Form(keys, case, FormKind.TYPED) for case in term.cases]
    if term.is_capital:
        forms.append(Form(keys, OTHER, FormKind.LOWER))
    for candidate in _candidates(reader, expansion, vietnamese):
        if candidate.keys != keys:
            forms += vietnamese_forms(candidate, cases=term.cases)
    han = [han_of_syllable(key, loose and key.isascii()) for key in keys]
    forms += map(han_form, _candidates(reader, expansion, han))
    return forms


def _single_toned(term: QueryTerm, alternatives: Alternatives) -> list[Form]:
    """Return one syllable and its variants. The index can be asked for its capital but not for the
    absence of one, so the other form takes any capitals."""
    forms = [Form(term.keys, CAP, FormKind.TYPED)] if term.is_capital else []
    own = FormKind.LOWER if term.is_capital else FormKind.TYPED
    forms.append(Form(term.keys, ANY, own))
    case = CAP if term.is_capital else ANY
    forms += [
        Form((one.key,), case, one.kind, one.weight)
        for one in alternatives.values()
        if one.kind != FormKind.TYPED
    ]
    return forms


def _expand_toneless(reader: Reader, names: NameLookup, expansion: Expansion) -> None:
    keys = expansion.term.keys
    vietnamese = [vietnamese_of_syllable(key, True) for key in keys]
    if len(keys) == 1:
        forms = _single_toneless(reader, expansion, vietnamese[0])
    else:
        forms = _vietnamese_typed(keys)
        if len(keys) > LONGEST_NAME and expansion.term.reading:
            forms += _of_reading(expansion.term.reading)
        for candidate in _candidates(reader, expansion, vietnamese):
            if candidate.keys != keys:
                forms += vietnamese_forms(candidate)
        han = [han_of_syllable(key, True) for key in keys]
        forms += map(han_form, _candidates(reader, expansion, han))
    for spelling in _pinyin_of(keys):
        forms += _by_pinyin(reader, names, expansion, spelling)
    expansion.count(reader, forms)
    expansion.count(reader, names_of_readings(names, expansion))
    expansion.count(reader, transliterated(reader, names, expansion.term))
    spelling_of = partial(gazetteer_spelling, names)
    people = read_people(reader, {one for form in expansion.found for one in form.readings})
    grouped = group(expansion.found, expansion.most, people, spelling_of)
    readings = [one.reading for one in grouped]
    listed = listed_readings(reader, names, readings)
    expansion.named = listed.union(one for one in readings if one in people)
    ranked = named_first(absorbed(grouped, keys), listed)
    typed = next((form for form in expansion.found if (form.keys, form.case) == (keys, CAP)), None)
    if typed is not None:
        anyhow = expansion.most.get(keys, 0)
        ranked = as_typed_first(ranked, typed, expansion.found, anyhow)
    expansion.interpretations = ranked


def _vietnamese_typed(keys: tuple[str, ...]) -> list[Form]:
    readings = frozenset([tuple(map(canonical, keys))])
    return [Form(keys, case, FormKind.TYPED, readings=readings) for case in (CAP, HALF, OTHER)]


def _of_reading(reading: tuple[str, ...]) -> list[Form]:
    """Return the forms of a reading that was chosen, of a term too long to list its candidates."""
    readings = frozenset([tuple(map(canonical, reading))])
    return [Form(reading, case, FormKind.TONELESS, 0, readings) for case in (CAP, HALF, OTHER)]


def _single_toneless(
    reader: Reader, expansion: Expansion, alternatives: Alternatives
) -> list[Form]:
    forms = []
    for one in alternatives.values():
        readings = frozenset([(canonical(one.key),)])
        forms += [
            Form((one.key,), case, one.kind, one.weight, readings, text=text)
            for case, text in ((CAP, ""), (ANY, one.key))
        ]
    anyhow = form_counts(reader, [form for form in forms if form.case == ANY])
    expansion.most.update({form.keys: count for form, count in anyhow.items()})
    return forms


def _pinyin_of(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the typed words as syllables of pinyin, or with glued words split (Xi Jinping).

    A word that is a Vietnamese syllable is not split.
    """
    if all(map(is_pinyin, keys)):
        return [keys] if len(keys) > 1 else []
    ways = [((key,),) if is_pinyin(key) or is_syllable(key) else split_glued(key) for key in keys]
    spellings = [tuple(syllable for word in words for syllable in word) for words in product(*ways)]
    return [one for one in spellings if len(one) <= LONGEST_NAME and all(map(is_pinyin, one))]


def _by_pinyin(
    reader: Reader, names: NameLookup, expansion: Expansion, spelling: tuple[str, ...]
) -> list[Form]:
    """Return the Chinese names with this spelling and their Vietnamese readings: the only
    expansion of two steps.

    Glued words give only names: *China* is not 吃那.
    """
    typed = expansion.term.keys
    chinese = _candidates(reader, expansion, [han_of_pinyin(key) for key in spelling])
    if spelling != typed:
        chinese = tuple(
            one
            for one in chinese
            if names.knows(one.keys) or (len(typed) > 1 and one.keys[0] in SURNAMES_ZH)
        )
    forms = [han_form(one) for one in chinese]
    for one in chinese[:PINYIN_NAMES]:
        places = [vietnamese_of_character(key) for key in one.keys]
        for vietnamese in _candidates(reader, expansion, places):
            if vietnamese.weight == 0:
                forms += vietnamese_forms(vietnamese, FormKind.HANVIET, (CAP, HALF))
    return forms
