"""The corrections of a term: near spellings that exist, with their documents, best first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from math import log
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.pairs import CAP
from indexer.engines.protocol import Reader
from search.expansion.frequencies import form_counts
from search.names.name_lookup import NameLookup
from search.slips.costs import CONFUSION, FAR, LETTER, Slips
from search.slips.existing import Existing, Place, existing
from search.slips.han_slips import character_slips
from search.slips.letter_slips import SHORTEST, word_slips
from search.slips.pinyin_slips import pinyin_slips
from search.slips.syllable_slips import is_plain_syllable, syllable_slips, toneless_slips
from search.terms.forms import ANY, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.pinyin import characters_spelt, is_pinyin, split_glued
from synonyms.spelling import is_han, is_syllable, tonings
from synonyms.surnames import SURNAMES_ZH

LONGEST: Final = 6
"""Most keys of a term that is corrected: names of people and offices have as many."""

LONG: Final = 3
"""Least keys of a term in which two may be wrong."""

SHORTEST_BESIDE: Final = 2
"""Least letters of a word that is corrected beside others, which must stand by it in a document."""

COUNTED: Final = 12
"""Most corrections of a term that are counted exactly; not measured."""

PRICE: Final = 3.0
"""What one unit of cost weighs against frequency: a slip is offered before one of a unit less only
if it is e³ = 20 times as frequent."""


class Correction(Struct, frozen=True):
    """A spelling of a term that exists, with the cost of the slips that lead to what was typed.

    ``is_name`` says that at least half of its documents capitalise it.
    """

    keys: tuple[str, ...]
    cost: float
    documents: int
    is_name: bool = False

    @property
    def score(self) -> float:
        """How likely it was meant: by its documents and its cost."""
        return log(self.documents) - PRICE * self.cost


def corrections(reader: Reader, names: NameLookup, term: QueryTerm) -> list[Correction]:
    """Return the spellings near a term that exist, the likeliest first; never the term itself, nor
    what it is with tones. Of a capitalised term those count that are capitalised."""
    if not 0 < len(term.keys) <= LONGEST:
        return []
    found = list(_near(reader, term))
    if term.is_latin and term.is_toneless:
        found += _chinese(reader, names, term)
    best: dict[tuple[str, ...], Existing] = {}
    for one in sorted(found, key=lambda one: (one.cost, one.keys)):
        if one.cost > 0:
            best.setdefault(one.keys, one)
    ranked = sorted(best.values(), key=lambda one: (PRICE * one.cost - log(one.most), one.keys))
    return _counted(reader, term, ranked[:COUNTED])


def _counted(reader: Reader, term: QueryTerm, near: Sequence[Existing]) -> list[Correction]:
    """Return corrections with their exact documents: of a name those where it is capitalised."""
    anyhow = {one: Form(one.keys, ANY, FormKind.TYPED) for one in near}
    capital = {one: Form(one.keys, CAP, FormKind.TYPED) for one in near if not is_han(one.keys[0])}
    counts = form_counts(reader, [*anyhow.values(), *capital.values()])
    found = []
    for one in near:
        documents = counts.get(anyhow[one], 0)
        as_name = counts.get(capital[one], 0) if one in capital else documents
        is_name = as_name * 2 >= documents
        if term.is_capital:
            documents = as_name
        if documents:
            found.append(Correction(one.keys, one.cost, documents, is_name))
    return sorted(found, key=lambda one: (-one.score, one.keys))


def _near(reader: Reader, term: QueryTerm) -> list[Existing]:
    """Return sequences with one wrong key; of a long term with two, if there are none with one."""
    places = [_place(key, term) for key in term.keys]
    found = existing(reader, places, LETTER)
    found += _swapped(reader, term)
    if not any(one.cost > 0 for one in found):
        if len(places) >= LONG:
            found = existing(reader, places, 2 * CONFUSION)
        elif any(len(key) > 7 for key in term.keys):
            found = existing(reader, places, FAR)
    return found


def _place(key: str, term: QueryTerm) -> Place:
    """Return what one key may be, itself or what it is with tones at no cost."""
    if is_han(key):
        return {key: 0.0, **character_slips(key)}
    slips: dict[str, float] = {}
    if term.is_capital and not all(map(may_be_syllable, term.keys)):
        # A foreign name: *Trum* beside *Donald* is no syllable. Alone, a short word is any other.
        slips.update(word_slips(key, SHORTEST if len(term.keys) == 1 else SHORTEST_BESIDE))
    elif not may_be_syllable(key):
        slips.update(word_slips(key))
    if term.is_toneless:
        own = dict.fromkeys(tonings(key), 0.0)
        return {**_cheapest_of(slips, toneless_slips(key)), **own}
    return {**_cheapest_of(slips, syllable_slips(key)), key: 0.0}


def is_foreign(key: str) -> bool:
    """Tell whether a key is a word that is corrected as one, alone or beside any others."""
    return bool(word_slips(key)) and not may_be_syllable(key)


def may_be_syllable(key: str) -> bool:
    """Tell whether a key is a Vietnamese syllable, with its marks or with them left out."""
    return is_plain_syllable(key) if key.isascii() else is_syllable(key)


def _cheapest_of(word: Slips, syllable: Slips) -> dict[str, float]:
    """Return the slips of a key as a word and as a syllable, each at its least cost."""
    return {key: min(word.get(key, 9.0), syllable.get(key, 9.0)) for key in {**word, **syllable}}


def _swapped(reader: Reader, term: QueryTerm) -> Iterator[Existing]:
    """Yield a Han term with two neighbouring characters swapped."""
    if not term.is_han:
        return
    for at in range(len(term.keys) - 1):
        keys = list(term.keys)
        keys[at], keys[at + 1] = keys[at + 1], keys[at]
        if tuple(keys) != term.keys:
            for one in existing(reader, [{key: 0.0} for key in keys], 0.0):
                yield one._replace(cost=CONFUSION)


def _chinese(reader: Reader, names: NameLookup, term: QueryTerm) -> Iterator[Existing]:
    """Yield the Chinese names that a term is in pinyin with one slip.

    Only names: almost any word is a slip of some pinyin. As typed it is the expansion's.
    """
    for spelling in _pinyin_of(term.keys):
        places = [_characters(syllable) for syllable in spelling]
        for one in existing(reader, places, LETTER):
            if names.knows(one.keys) or (len(one.keys) > 2 and one.keys[0] in SURNAMES_ZH):
                yield one


def _pinyin_of(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the ways to read words as syllables of pinyin, glued words cut (xi jinpin); a word
    that is none, but is one with a slip, stays."""
    ways = []
    for key in keys:
        cut = ((key,),) if is_pinyin(key) else split_glued(key)
        ways.append(cut or (((key,),) if pinyin_slips(key) else ()))
    spellings = [tuple(syllable for word in words for syllable in word) for words in product(*ways)]
    return [one for one in spellings if 1 < len(one) <= 4]


def _characters(syllable: str) -> Place:
    """Return the characters that a syllable of pinyin spells, and those of its slips."""
    found = {
        char: cost
        for other, cost in sorted(pinyin_slips(syllable).items(), key=lambda item: -item[1])
        for char in characters_spelt(other)
    }
    return {**found, **dict.fromkeys(characters_spelt(syllable), 0.0)}


def is_written(reader: Reader, key: str) -> bool:
    """Tell whether any document has the key, or what it is with tones."""
    return bool(reader.known(fields.BODY, (key, *tonings(key)) if key.isascii() else (key,)))
