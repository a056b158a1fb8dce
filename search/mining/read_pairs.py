"""Pair Chinese and Vietnamese names by readings: those that a reading joins, and nearly joins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final, NamedTuple

from search.mining.dated_names import DatedNames, Keys
from search.mining.known_pairs import GazetteerPeople
from search.mining.pair_score import LEAST_OF_ONE_DAY, DayScorer, PairScore
from search.mining.reading_agreement import Agreement, VietnameseNames
from search.mining.refused_pairs import RefusedPairs

LEAST_IRREGULAR: Final = 2.0
"""Score of a pair that no reading joins. In sixteen archives made by moving the Vietnamese half of
ours by whole years one wrong pair reaches it with one shared day, none with two. Of the irregular
names that docs/measurements.md plants it finds 56% where a syllable is another and 80% where one is
more or less; 1.0 finds 80% and 95%, 3.0 34% and 63%."""

OVERWHELMING: Final = 6.0
"""−log10 of what chance gives the shared days, from which a surname may be another."""


LEAST_UNCONFIRMED: Final = 2.0
"""Score of a pair that a reading joins and no days confirm, or ``OF_BEST`` of the best score that
the archive can give a name of so many syllables: in a small one chance explains every pair. Of the
twelve in docs/measurements.md eleven are right, of the nine weaker ones none; both numbers were
chosen there."""

OF_BEST: Final = 0.75


class ReadPairs(NamedTuple):
    """The pairs that a reading joins: ``whole`` and, of those that no days confirm, the ``weak``,
    which are not proposed; and the good ones that it nearly joins, ``partly``."""

    whole: list[PairScore]
    weak: list[PairScore]
    partly: list[PairScore]


def read_pairs(
    names: DatedNames, known: GazetteerPeople, refused: RefusedPairs, within: int, at_least: int
) -> ReadPairs:
    """Pair the names of an archive by readings."""
    days = DayScorer(names, within)
    spellings = VietnameseNames(names.vi.names)
    pairs = ReadPairs([], [], [])
    for characters, zh in names.zh.names.items():
        for keys, agreement in _alike(spellings, characters, len(zh.days) >= at_least):
            if not known.leaves_open(characters, keys, refused):
                continue
            vi = names.vi.names[keys]
            chance = spellings.log10_chance(characters, agreement)
            found = PairScore(zh, vi, agreement, days.score(zh, vi), chance)
            if agreement.whole:
                best = -spellings.log10_least(len(characters))
                least = min(LEAST_UNCONFIRMED, OF_BEST * best)
                is_weak = not found.shares(at_least) and found.score < least
                (pairs.weak if is_weak else pairs.whole).append(found)
            elif found.shares(at_least) and _is_strong(found, agreement):
                pairs.partly.append(found)
    return pairs


def _alike(
    spellings: VietnameseNames, characters: Keys, confirmable: bool
) -> Iterator[tuple[Keys, Agreement]]:
    """Give the names that agree enough; only those that a reading joins where the Chinese name
    stands at too few days to confirm another."""
    if confirmable:
        return chain(spellings.like(characters), spellings.unequal(characters))
    return (one for one in spellings.like(characters) if one[1].whole)


def _is_strong(one: PairScore, agreement: Agreement) -> bool:
    """Tell whether a pair that no reading joins may be proposed."""
    surname = agreement.surname or -one.days.log10 >= OVERWHELMING
    least = LEAST_IRREGULAR if one.shares(2) else max(LEAST_IRREGULAR, LEAST_OF_ONE_DAY)
    return surname and one.score >= least
