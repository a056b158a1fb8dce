"""From one thing typed to its alternatives: what a syllable or a character may stand for.

One hop from what was typed, never two: characters are asked for a syllable, syllables for a
character. Variants of a syllable (Võ/Vũ, Lý/Lí) are part of that hop. Han never meets Han.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from synonyms.pinyin import characters_spelt
from synonyms.readings import Weight, characters_read, readings_of
from synonyms.spelling import is_han, tonings
from synonyms.variants import canonical, variants_of


@dataclass(frozen=True, slots=True)
class Alternative:
    """A key one syllable or character may stand for.

    ``syllables`` are the canonical toned syllables that connect the two: the interpretation this
    alternative speaks for, with the weight of each.
    """

    key: str
    kind: str
    weight: int
    syllables: tuple[tuple[str, int], ...]


Slot = dict[str, Alternative]
"""Alternatives by key, of one script."""


def _put(slot: Slot, key: str, kind: str, weight: int, syllable: str) -> None:
    known = slot.get(key)
    if known is None:
        slot[key] = Alternative(key, kind, weight, ((syllable, weight),))
        return
    syllables = dict(known.syllables)
    syllables[syllable] = min(weight, syllables.get(syllable, weight))
    kept = known.kind if known.weight <= weight else kind
    slot[key] = Alternative(key, kept, min(known.weight, weight), tuple(syllables.items()))


def _with_variants(syllable: str) -> list[tuple[str, int]]:
    """The syllable itself (weight 0) and its variants."""
    return [(syllable, 0), *((found.syllable, found.weight) for found in variants_of(syllable))]


@lru_cache(maxsize=4096)
def vietnamese_of_syllable(typed: str, loose: bool) -> Slot:
    """Toned syllables for a typed one; ``loose`` reads it as typed without tones."""
    slot: Slot = {}
    _put(slot, typed, "typed", 0, canonical(typed))
    for toned in tonings(typed) if loose else (typed,):
        for syllable, weight in _with_variants(toned):
            if syllable == typed:
                continue
            kind = "toneless" if loose and syllable == toned else "variant"
            _put(slot, syllable, kind, weight, canonical(toned))
    return slot


@lru_cache(maxsize=4096)
def han_of_syllable(typed: str, loose: bool) -> Slot:
    """Characters for a typed syllable, by their readings or by those of its variants."""
    slot: Slot = {}
    for toned in tonings(typed) if loose else (typed,):
        for syllable, own in _with_variants(toned):
            for char, weight in characters_read(syllable):
                _put(slot, char, "han", max(int(weight), own), canonical(toned))
    return slot


@lru_cache(maxsize=4096)
def vietnamese_of_character(char: str) -> Slot:
    """Syllables a character is read as, and their variants."""
    slot: Slot = {}
    for reading in readings_of(char):
        for syllable, own in _with_variants(reading.syllable):
            kind = "hanviet" if syllable == reading.syllable else "variant"
            weight = max(int(reading.weight), own)
            _put(slot, syllable, kind, weight, canonical(reading.syllable))
    return slot


@lru_cache(maxsize=4096)
def han_of_pinyin(typed: str) -> Slot:
    """Characters spelt so in pinyin; they speak for their own readings."""
    slot: Slot = {}
    for char in characters_spelt(typed):
        readings = [found for found in readings_of(char) if found.weight == Weight.PRIMARY]
        for reading in readings:
            _put(slot, char, "pinyin", 0, canonical(reading.syllable))
    return slot


def itself(typed: str) -> Slot:
    """A slot that stands for nothing but what was typed."""
    syllables = ((canonical(typed), 0),) if not is_han(typed) else ()
    return {typed: Alternative(typed, "typed", 0, syllables)}
