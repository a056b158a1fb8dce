"""Score a Chinese and a Vietnamese name as the names of one person.

The score is −log10 of the number of Vietnamese names of the archive that would, by chance, agree
as well with the syllables of this Chinese name *and* share as many of its days. A score of 3 means
that one Chinese name in a thousand would find such a Vietnamese name by chance.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.mining.chance import Calendar, log10_tail, near_days, occasions
from search.mining.dated_names import DatedName, DatedNames
from search.mining.reading_agreement import Agreement, VietnameseNames


@dataclass(frozen=True, slots=True)
class PairScore:
    """A pair of names with what was counted.

    ``shared`` are the days of the Chinese name near one of the Vietnamese name's. ``hits`` of
    ``draws`` occasions were shared, each with the probability ``chance``; ``log10_days`` is the
    log10 of the probability of that, ``log10_names`` of the number of names that agree by chance.
    """

    zh: DatedName
    vi: DatedName
    agreement: Agreement
    shared: tuple[int, ...]
    draws: int
    hits: int
    chance: float
    log10_days: float
    log10_names: float

    @property
    def score(self) -> float:
        """The higher, the less likely by chance: see the module."""
        return -(self.log10_days + self.log10_names)


class PairScorer:
    """Scores the pairs of one archive; days at most ``within`` apart are shared.

    Only days with documents of the other script near them are compared: where one half of an
    archive has no documents, no day could be shared.
    """

    def __init__(self, names: DatedNames, within: int) -> None:
        self.spellings = VietnameseNames(names.vi.names)
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

    def score(self, zh: DatedName, vi: DatedName, agreement: Agreement) -> PairScore:
        """Score a pair."""
        zh_days = sorted(self._common["zh"].intersection(zh.days))
        vi_days = sorted(self._common["vi"].intersection(vi.days))
        shared = near_days(zh_days, vi_days, self._within)
        # In both directions; the one that supports the pair less is taken.
        draws, hits, chance, log10_days = max(
            self._drawn("zh", zh_days, vi_days),
            self._drawn("vi", vi_days, zh_days),
            key=lambda drawn: drawn[3],
        )
        return PairScore(
            zh=zh,
            vi=vi,
            agreement=agreement,
            shared=tuple(shared),
            draws=draws,
            hits=hits,
            chance=chance,
            log10_days=log10_days,
            log10_names=self.spellings.log10_chance(zh.keys, agreement),
        )

    def _drawn(
        self, script: str, days: list[int], others: list[int]
    ) -> tuple[int, int, float, float]:
        drawn = occasions(days, self._within)
        hits = len(near_days(drawn, others, self._within))
        chance = self._calendars[script].share_near(others, self._within)
        return len(drawn), hits, chance, log10_tail(len(drawn), hits, chance)
