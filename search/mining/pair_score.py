"""Score a Chinese and a Vietnamese name as the names of one person.

The score is −log10 of the number of Vietnamese names of the archive that would, by chance, agree
as well with this Chinese name (its syllables, or its sound) *and* share as many of its days. A
score of 3 means that one Chinese name in a thousand would find such a Vietnamese name by chance.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from search.mining.chance import Calendar, log10_tail, near_days, occasions
from search.mining.dated_names import DatedName, DatedNames
from search.mining.reading_agreement import Agreement
from search.mining.sound_agreement import SoundAgreement

LEAST_OF_ONE_DAY: Final = 2.5
"""Score of a pair that no reading joins and that shares one day, which one event may explain. In
sixteen archives made by moving the Vietnamese half of ours by whole years no wrong pair reaches it,
and of the foreign ones 11 right; above 2.0 three in twenty foreign ones are wrong or of one family,
above 1.5 eight in 33."""


class DayScore(Struct, frozen=True):
    """What two names share of days.

    ``shared`` are the days of the Chinese name near one of the Vietnamese name's. ``hits`` of
    ``draws`` occasions were shared, each with the probability ``chance``; ``log10`` is the log10 of
    the probability of that.
    """

    shared: tuple[int, ...]
    draws: int
    hits: int
    chance: float
    log10: float


class PairScore(Struct, frozen=True):
    """A pair of names with what was counted; ``log10_names`` is the log10 of the number of names
    that agree by chance."""

    zh: DatedName
    vi: DatedName
    agreement: Agreement | SoundAgreement
    days: DayScore
    log10_names: float

    @property
    def score(self) -> float:
        """The higher, the less likely by chance: see the module."""
        return -(self.days.log10 + self.log10_names)

    def shares(self, at_least: int) -> bool:
        """Tell whether the names share days, and so many."""
        return len(self.days.shared) >= max(1, at_least)


class DayScorer:
    """Scores what the names of one archive share; days at most ``within`` apart are shared.

    Only days with documents of the other script near them are compared: where one half of an
    archive has no documents, no day could be shared.
    """

    def __init__(self, names: DatedNames, within: int) -> None:
        self._within = within
        zh, vi = names.zh.days, names.vi.days
        self._common = {
            "zh": frozenset(near_days(zh, sorted(vi), within)),
            "vi": frozenset(near_days(vi, sorted(zh), within)),
        }
        self._calendars = {
            script: Calendar({day: days[day] for day in self._common[script]})
            for script, days in (("zh", zh), ("vi", vi))
        }

    def score(self, zh: DatedName, vi: DatedName) -> DayScore:
        """Score a pair."""
        zh_days = sorted(self._common["zh"].intersection(zh.days))
        vi_days = sorted(self._common["vi"].intersection(vi.days))
        shared = tuple(near_days(zh_days, vi_days, self._within))
        # In both directions; the one that supports the pair less is taken.
        drawn = (self._drawn("zh", zh_days, vi_days), self._drawn("vi", vi_days, zh_days))
        return DayScore(shared, *max(drawn, key=lambda one: one[3]))

    def _drawn(
        self, script: str, days: list[int], others: list[int]
    ) -> tuple[int, int, float, float]:
        drawn = occasions(days, self._within)
        hits = len(near_days(drawn, others, self._within))
        chance = self._calendars[script].share_near(others, self._within)
        return len(drawn), hits, chance, log10_tail(len(drawn), hits, chance)
