"""The alternatives of one syllable or character: what may be written for it.

One step, never two: a syllable gives characters, a character gives syllables. Variants of a
syllable (Võ/Vũ, Lý/Lí) belong to that step. A character never gives another character.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from search.terms.forms import FormKind
from synonyms.pinyin import characters_spelt
from synonyms.readings import Weight, characters_read, readings_of
from synonyms.spelling import tonings
from synonyms.variants import canonical, variants_of


class Alternative(Struct, frozen=True):
    """A key that may be written for one syllable or character.

    ``syllables`` are the canonical toned syllables that connect the two, each with its weight.
    """

    key: str
    kind: FormKind
    weight: int
    syllables: tuple[tuple[str, int], ...]


Alternatives: TypeAlias = dict[str, Alternative]
"""The alternatives of one place, by key; all of one script."""


def _put(alternatives: Alternatives, key: str, kind: FormKind, weight: int, syllable: str) -> None:
    known = alternatives.get(key)
    if known is None:
        alternatives[key] = Alternative(key, kind, weight, ((syllable, weight),))
        return
    syllables = dict(known.syllables)
    syllables[syllable] = min(weight, syllables.get(syllable, weight))
    kept = known.kind if known.weight <= weight else kind
    alternatives[key] = Alternative(key, kept, min(known.weight, weight), tuple(syllables.items()))


def _with_variants(syllable: str) -> list[tuple[str, int]]:
    """Return the syllable itself (weight 0) and its variants."""
    return [(syllable, 0), *((one.syllable, one.weight) for one in variants_of(syllable))]


@lru_cache(maxsize=4096)
def vietnamese_of_syllable(typed: str, loose: bool) -> Alternatives:
    """Return the syllables for a typed one; with ``loose`` also those that it is without tones."""
    found: Alternatives = {}
    _put(found, typed, FormKind.TYPED, 0, canonical(typed))
    for toned in tonings(typed) if loose else (typed,):
        for syllable, weight in _with_variants(toned):
            if syllable == typed:
                continue
            kind = FormKind.TONELESS if loose and syllable == toned else FormKind.VARIANT
            _put(found, syllable, kind, weight, canonical(toned))
    return found


@lru_cache(maxsize=4096)
def han_of_syllable(typed: str, loose: bool) -> Alternatives:
    """Return the characters that are read as a typed syllable or as a variant of it."""
    found: Alternatives = {}
    for toned in tonings(typed) if loose else (typed,):
        for syllable, own in _with_variants(toned):
            for char, weight in characters_read(syllable):
                _put(found, char, FormKind.HAN, max(int(weight), own), canonical(toned))
    return found


@lru_cache(maxsize=4096)
def vietnamese_of_character(char: str) -> Alternatives:
    """Return the syllables that a character is read as, and their variants."""
    found: Alternatives = {}
    for reading in readings_of(char):
        for syllable, own in _with_variants(reading.syllable):
            kind = FormKind.HANVIET if syllable == reading.syllable else FormKind.VARIANT
            weight = max(int(reading.weight), own)
            _put(found, syllable, kind, weight, canonical(reading.syllable))
    return found


@lru_cache(maxsize=4096)
def han_of_pinyin(typed: str) -> Alternatives:
    """Return the characters with this spelling in pinyin, each with its primary readings."""
    found: Alternatives = {}
    for char in characters_spelt(typed):
        readings = [one for one in readings_of(char) if one.weight == Weight.PRIMARY]
        for reading in readings:
            _put(found, char, FormKind.PINYIN, 0, canonical(reading.syllable))
    return found
