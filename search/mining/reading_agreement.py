"""Compare the Sino-Vietnamese readings of a Chinese name with a Vietnamese name.

A syllable is the ``same`` if some reading of the character gives it, differs in ``marks`` if only
the tone or the marks of letters do (*viện* and *viên*, *đ* and *d*), and is ``other`` otherwise. At
most one syllable of a name may not be the same; of two syllables the surname must not be another.

Or one script has a syllable more, behind the surname: then it is ``missing`` in the other, and all
others are the same, in their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import log10
from typing import Final

from msgspec import Struct

from search.mining.dated_names import LENGTHS, Keys
from synonyms.readings import Weight, readings_of
from synonyms.spelling import toneless
from synonyms.variants import canonical

SAME: Final = "same"
MARKS: Final = "marks"
OTHER: Final = "other"
MISSING: Final = "missing"


class Agreement(Struct, frozen=True):
    """Each syllable's degree, and the weight of the rarest reading that was needed.

    Where one script has a syllable more, one degree is MISSING, and ``longer`` says which script
    has it (``zh`` or ``vi``).
    """

    degrees: tuple[str, ...]
    weight: Weight
    longer: str = ""

    @property
    def whole(self) -> bool:
        """Whether readings alone join the two names."""
        return all(degree == SAME for degree in self.degrees)

    @property
    def surname(self) -> bool:
        """Whether the first syllable is the same."""
        return self.degrees[0] == SAME

    def aligned(self, characters: Keys, keys: Keys) -> Iterator[tuple[str, str, str]]:
        """Give each character with its syllable and degree; empty where there is none."""
        zh, vi = iter(characters), iter(keys)
        for its in self.degrees:
            is_missing = its == MISSING
            yield (
                "" if is_missing and self.longer == "vi" else next(zh),
                "" if is_missing and self.longer == "zh" else next(vi),
                its,
            )


@lru_cache(maxsize=50_000)
def syllables_of(char: str) -> dict[str, Weight]:
    """Return the readings of a character with their weights; spelling variants are one."""
    found: dict[str, Weight] = {}
    for one in readings_of(char):
        syllable = canonical(one.syllable)
        found[syllable] = min(one.weight, found.get(syllable, one.weight))
    return found


@lru_cache(maxsize=50_000)
def _bare(char: str) -> frozenset[str]:
    return frozenset(map(toneless, syllables_of(char)))


def degree(char: str, syllable: str) -> str:
    """Return how far one character's readings agree with a syllable: SAME, MARKS or OTHER."""
    if syllable in syllables_of(char):
        return SAME
    return MARKS if toneless(syllable) in _bare(char) else OTHER


class VietnameseNames:
    """The Vietnamese names of an archive, looked up by what a Chinese name reads as."""

    def __init__(self, names: Iterable[Keys]) -> None:
        self._totals: Counter[int] = Counter()
        self._at: Counter[tuple[int, int, str]] = Counter()
        self._bare_at: Counter[tuple[int, int, str]] = Counter()
        self._without: dict[tuple[int, Keys], list[Keys]] = {}
        self._whole: set[Keys] = set()
        for keys in names:
            size = len(keys)
            self._totals[size] += 1
            self._whole.add(keys)
            for at, key in enumerate(keys):
                self._at[size, at, key] += 1
                self._bare_at[size, at, toneless(key)] += 1
                self._without.setdefault((at, _but(keys, at)), []).append(keys)

    def like(self, characters: Keys) -> Iterator[tuple[Keys, Agreement]]:
        """Give each name of as many syllables that agrees enough, once."""
        if len(characters) not in LENGTHS:
            return
        seen: set[Keys] = set()
        for at in range(len(characters)):
            for rest in _products(_but(characters, at)):
                for keys in self._without.get((at, rest), ()):
                    if keys not in seen:
                        seen.add(keys)
                        agreement = agreement_of(characters, keys)
                        if agreement is not None:
                            yield keys, agreement

    def unequal(self, characters: Keys) -> Iterator[tuple[Keys, Agreement]]:
        """Give each name that agrees but for one syllable that one of them lacks, once."""
        if len(characters) not in LENGTHS:
            return
        shorter = (
            keys
            for at in range(1, len(characters))
            for keys in _products(_but(characters, at))
            if keys in self._whole
        )
        longer = (
            keys
            for whole in _products(characters)
            for at in range(1, len(characters) + 1)
            for keys in self._without.get((at, whole), ())
        )
        for keys in dict.fromkeys((*shorter, *longer)):
            agreement = unequal_agreement(characters, keys)
            if agreement is not None:
                yield keys, agreement

    def log10_least(self, size: int) -> float:
        """Return the least that ``log10_chance`` can be here: of a name of which no syllable stands
        in another."""
        total = self._totals[size]
        return log10(max(1, total)) + size * log10(2 / (total + 1))

    def log10_chance(self, characters: Keys, agreement: Agreement) -> float:
        """Return log10 of the number of names that would agree by chance with this Chinese name.

        Only names with as many syllables as this one count. Each position is taken as independent:
        the share of names with a fitting syllable there, plus one so that no share is zero.
        """
        size = len(agreement.degrees) - (agreement.longer == "zh")
        total = self._totals[size]
        found = log10(max(1, total))
        at = 0
        zh = iter(characters)
        for its in agreement.degrees:
            char = "" if its == MISSING and agreement.longer == "vi" else next(zh)
            if its == MISSING and agreement.longer == "zh":
                continue
            if its == SAME:
                fitting = sum(self._at[size, at, one] for one in syllables_of(char))
                found += log10((fitting + 1) / (total + 1))
            elif its == MARKS:
                fitting = sum(self._bare_at[size, at, one] for one in _bare(char))
                found += log10((fitting + 1) / (total + 1))
            at += 1
        if agreement.longer:
            # The syllable that one of them lacks might have been any behind the surname.
            return found + log10(len(agreement.degrees) - 1)
        # The one syllable that differs might have been any.
        return found if agreement.whole else found + log10(size)


def agreement_of(characters: Keys, keys: Keys) -> Agreement | None:
    """Compare two names of one length; None where they do not agree enough."""
    degrees = tuple(map(degree, characters, keys))
    not_same = [one for one in degrees if one != SAME]
    if len(not_same) > 1 or (len(keys) == 2 and degrees[0] == OTHER):
        return None
    pairs = zip(characters, keys, strict=True)
    weights = [syllables_of(char).get(key, Weight.PRIMARY) for char, key in pairs]
    return Agreement(degrees, max(weights))


def unequal_agreement(characters: Keys, keys: Keys) -> Agreement | None:
    """Compare two names of which one has a syllable more; None where the others do not agree."""
    if abs(len(characters) - len(keys)) != 1 or min(len(characters), len(keys)) < LENGTHS.start:
        return None
    longer = "zh" if len(characters) > len(keys) else "vi"
    for at in range(1, max(len(characters), len(keys))):
        zh = _but(characters, at) if longer == "zh" else characters
        vi = keys if longer == "zh" else _but(keys, at)
        pairs = list(zip(zh, vi, strict=True))
        if all(degree(char, key) == SAME for char, key in pairs):
            weight = max(syllables_of(char)[key] for char, key in pairs)
            degrees = [SAME] * len(pairs)
            degrees.insert(at, MISSING)
            return Agreement(tuple(degrees), weight, longer)
    return None


def _but(keys: Keys, at: int) -> Keys:
    return (*keys[:at], *keys[at + 1 :])


def _products(characters: Keys) -> list[Keys]:
    found: list[Keys] = [()]
    for char in characters:
        found = [(*keys, syllable) for keys in found for syllable in syllables_of(char)]
    return found
