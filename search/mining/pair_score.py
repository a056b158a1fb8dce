"""One Chinese and one Vietnamese name side by side: what speaks for their being one person's.

The score counts how surprised chance would be: it is −log10 of the number of Vietnamese names of
the archive that would, by chance, agree so in their syllables with this Chinese name *and* stand
so often at its days. 3 means: one Chinese name in a thousand would find such a one by chance.
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
    ``draws`` occasions were shared, each with ``chance``; ``log10_days`` is the log10 of what that
    has by chance, ``log10_names`` of the number of names that agree so by chance.
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
        """See the module."""
        return -(self.log10_days + self.log10_names)


class PairScorer:
    """Weighs pairs of one archive; days at most ``within`` apart are shared.

    Only days are compared that have documents of the other script near them: where one half of an
    archive does not reach, nothing could be shared.
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
        """What speaks for a pair."""
        zh_days = sorted(self._common["zh"].intersection(zh.days))
        vi_days = sorted(self._common["vi"].intersection(vi.days))
        shared = near_days(zh_days, vi_days, self._within)
        # Both ways round; the way that says less is believed.
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
