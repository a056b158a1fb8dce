"""Compare a foreign name in Latin letters with a Chinese one by sound, part by part.

A Chinese part agrees with a *run* of words: with one word, with a word and the particles before it
(von der Leyen 冯德莱恩), or with the whole name (Min Aung Hlaing 敏昂莱). Of a Chinese name with a
dot the first part agrees with a run before that of the last one; where the Latin name has one word,
the last part alone. What stands between is not asked: either script leaves out second names.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from search.expansion.foreign_parts import PARTICLES, Part
from search.mining.dated_names import Keys
from synonyms.transliteration_sounds import LONGEST_SOUND, fit, sounds_of_character
from synonyms.transliterations import parts_of_han

LEAST_FIT: Final = -4.1
"""Least fit of a part: of spellings of other names one in a thousand has more
(synonyms.transliteration_sounds.fit)."""

LISTED_FIT: Final = -1.5
"""What a listed spelling counts as at least. Half of the names of three labels or more fit better
than -2.0, so that a good fit by sound and a listed spelling say about the same."""

WHOLE_MOST: Final = 4
"""Most words of a name that is one part in Chinese."""


class PartAgreement(Struct, frozen=True):
    """A Chinese part with the words that it spells; ``listed`` counts the labels that have it."""

    words: Keys
    han: str
    fit: float
    listed: int

    @property
    def value(self) -> float:
        """How well it agrees, as a fit (0 is best)."""
        listed = Part(self.han, self.listed, self.fit).is_listed
        return max(self.fit, LISTED_FIT) if listed else self.fit


class SoundAgreement(Struct, frozen=True):
    """The parts that agree, in the order of the name."""

    parts: tuple[PartAgreement, ...]

    @property
    def value(self) -> float:
        """How well the whole agrees: the sum of its parts, each a character's mean times its
        characters."""
        return sum(part.value * len(part.han) for part in self.parts)


def runs_of(words: Keys) -> list[tuple[int, int]]:
    """Return the runs of words that one Chinese part may spell, as (first, behind the last)."""
    found = []
    for at, word in enumerate(words):
        if word not in PARTICLES:
            found.append((at, at + 1))
            first = at
            while first and words[first - 1] in PARTICLES:
                first -= 1
                found.append((first, at + 1))
    if 1 < len(words) <= WHOLE_MOST and (0, len(words)) not in found:
        found.append((0, len(words)))
    return found


def sound_agreement(words: Keys, parts: Keys) -> SoundAgreement | None:
    """Compare two names; None where they do not agree enough."""
    if len(parts) == 1 or len(words) == 1:
        best = best_part(words, parts[-1])
        return SoundAgreement((best,)) if best else None
    lasts = list(_agreeing(words, parts[-1]))
    found = [
        SoundAgreement((first, last))
        for end, first in (_agreeing(words, parts[0]) if lasts else ())
        for begin, last in lasts
        if end[1] <= begin[0]
    ]
    return max(found, key=lambda one: one.value, default=None)


def best_part(words: Keys, han: str) -> PartAgreement | None:
    """Return the run of words that a Chinese part spells best; None where it spells none."""
    found = (agreement for _, agreement in _agreeing(words, han))
    return max(found, key=lambda one: one.value, default=None)


def _agreeing(words: Keys, han: str) -> Iterator[tuple[tuple[int, int], PartAgreement]]:
    for first, last in runs_of(words):
        agreement = part_agreement(words[first:last], han)
        if agreement is not None:
            yield (first, last), agreement


def part_agreement(words: Keys, han: str) -> PartAgreement | None:
    """Compare some words with one part; None where they do not agree enough."""
    latin = "".join(words)
    listed = 0
    if len(words) == 1:
        listed = _labels(han).get(latin, 0)
    if not listed and not _is_heard(latin, han):
        return None
    found = PartAgreement(words, han, fit(latin, han), listed)
    return found if found.value >= LEAST_FIT else None


@lru_cache(maxsize=20_000)
def _labels(han: str) -> dict[str, int]:
    return dict(parts_of_han(han))


@lru_cache(maxsize=5_000)
def letters_of(char: str) -> frozenset[str]:
    """Return the letters that a character stands for in some name."""
    return frozenset(sound.letters for sound in sounds_of_character(char))


def _is_heard(latin: str, han: str) -> bool:
    """Tell whether each character was seen to stand for its letters, in some alignment.

    Nearly all pairs of names end at the first character; reckoning the fit of all would take
    twenty times as long.
    """
    reached = {0}
    for char in han:
        letters = letters_of(char)
        reached = {
            last
            for first in reached
            for last in range(first + 1, min(first + LONGEST_SOUND, len(latin)) + 1)
            if latin[first:last] in letters
        }
        if not reached:
            return False
    return len(latin) in reached
