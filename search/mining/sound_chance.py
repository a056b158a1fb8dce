"""Count how many Vietnamese foreign names would agree by sound with a Chinese one by chance.

Measured on the archive itself: the parts of Chinese names, as many of each length, are compared
with all Latin names that share no day with them. How many agree at least so well, of all that were
compared, is how likely one name agrees by chance. A part that more names agree with than most do
(安东尼奥, 费尔南德斯) is counted for itself: the greater number is taken.

Only names that stand at as many days as were shared are counted; others could not share them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from math import log10
from random import Random
from typing import Final

from search.mining.chance import near_days
from search.mining.dated_names import DatedName, DatedNames, Keys
from search.mining.sound_agreement import (
    SoundAgreement,
    best_part,
    letters_of,
    runs_of,
    sound_agreement,
)
from synonyms.transliteration_sounds import LONGEST_SOUND

SAMPLE: Final = 200
"""Parts of each length that are compared, with ``LATIN`` names at most: so many pairs tell apart
what happens once in 400,000 times, in some five seconds."""

LATIN: Final = 2_000

LONGEST: Final = 5
"""Characters from which parts count as of one length."""


class SoundChance:
    """The Latin names of one archive, and how often they agree with Chinese parts by chance.

    ``joined`` tells of a Chinese and a Latin name whether they are known to be of one person.
    """

    def __init__(
        self, names: DatedNames, within: int, joined: Callable[[Keys, Keys], bool]
    ) -> None:
        self._latin = names.vi.names
        self._within = within
        self._joined = joined
        self._days = {keys: sorted(named.days) for keys, named in self._latin.items()}
        self._at_least = sorted(len(days) for days in self._days.values())
        self._beginning = _by_beginning(self._latin)
        sample = Random(0).sample(sorted(self._latin), min(LATIN, len(self._latin)))
        self._sample = _by_beginning(sample)
        self._sampled = len(sample)
        self._null = self._measured(names.zh.names.values())

    def log10_names(self, zh: DatedName, vi: DatedName, found: SoundAgreement, days: int) -> float:
        """Return log10 of the number of names, of so many days or more, that would agree so."""
        able = len(self._at_least) - bisect_left(self._at_least, days)
        expected = log10(max(1, able)) + sum(
            self._log10_chance(len(part.han), part.value) for part in found.parts
        )
        others = self._others(zh, vi, found, days)
        return max(expected, log10(others)) if others else expected

    def _log10_chance(self, length: int, value: float) -> float:
        values, compared = self._null.get(min(length, LONGEST), ([], 0))
        agreeing = len(values) - bisect_left(values, value)
        # Plus one, so that no chance is zero.
        return log10((agreeing + 1) / (compared + 1))

    def _others(self, zh: DatedName, vi: DatedName, found: SoundAgreement, days: int) -> int:
        """Count the other names that agree as well and share no day: how often the name itself
        finds one by chance."""
        own = sorted(zh.days)
        count = 0
        for keys in _candidates(self._beginning, zh.keys[-1]):
            if keys == vi.keys or len(self._days[keys]) < days:
                continue
            other = sound_agreement(keys, zh.keys)
            if other is None or other.value < found.value:
                continue
            count += not near_days(own, self._days[keys], self._within)
        return count

    def _measured(self, chinese: Iterable[DatedName]) -> dict[int, tuple[list[float], int]]:
        """Return for each length the values of the sampled pairs that agree, sorted, and how many
        pairs were compared."""
        owners: dict[str, list[DatedName]] = defaultdict(list)
        for named in chinese:
            for part in dict.fromkeys(named.keys):
                owners[part].append(named)
        lengths: dict[int, list[str]] = defaultdict(list)
        for part in sorted(owners):
            lengths[min(len(part), LONGEST)].append(part)
        null: dict[int, tuple[list[float], int]] = {}
        for length, parts in lengths.items():
            sample = Random(length).sample(parts, min(SAMPLE, len(parts)))
            values = [value for part in sample for value in self._agreeing(part, owners[part])]
            null[length] = (sorted(values), len(sample) * self._sampled)
        return null

    def _agreeing(self, part: str, owners: list[DatedName]) -> Iterator[float]:
        days = sorted({day for named in owners for day in named.days})
        for keys in _candidates(self._sample, part):
            found = best_part(keys, part)
            if found is None or near_days(days, self._days[keys], self._within):
                continue
            if not any(self._joined(named.keys, keys) for named in owners):
                yield found.value


def _by_beginning(names: Iterable[Keys]) -> dict[str, list[Keys]]:
    """Return names by the letters that their runs begin with, as far as a character reaches."""
    found: dict[str, list[Keys]] = defaultdict(list)
    for keys in names:
        begun = {
            "".join(keys[first:last])[:size]
            for first, last in runs_of(keys)
            for size in range(1, LONGEST_SOUND + 1)
        }
        for letters in begun:
            found[letters].append(keys)
    return found


def _candidates(beginning: dict[str, list[Keys]], part: str) -> list[Keys]:
    """Return the names that have a run which begins as the part may sound."""
    found = (keys for one in letters_of(part[0]) for keys in beginning.get(one, ()))
    return list(dict.fromkeys(found))
