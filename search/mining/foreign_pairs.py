"""Pair foreign names: Latin ones with their Chinese transliterations.

Only names that share days are compared by sound, so that the work grows with the news of a few
days and not with all pairs of names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from search.mining.dated_names import DatedName, DatedNames, Keys
from search.mining.known_pairs import GazetteerPeople
from search.mining.pair_score import LEAST_OF_ONE_DAY, DayScorer, PairScore
from search.mining.refused_pairs import RefusedPairs
from search.mining.sound_agreement import sound_agreement
from search.mining.sound_chance import SoundChance

LEAST_FOREIGN: Final = 1.5
"""Score of a pair that sounds alike. In sixteen archives made by moving the Vietnamese half of ours
by whole years (scripts/measure_suggest_chance.py) 13 pairs with two shared days reach it, all
right; 1.0 has one wrong pair of 17, 2.0 finds 9."""


def foreign_pairs(
    names: DatedNames, known: GazetteerPeople, refused: RefusedPairs, within: int, at_least: int
) -> list[PairScore]:
    """Return the good pairs that share days enough; never one whose name is known in both
    languages."""
    agreeing = [
        (zh, vi, found)
        for zh, vi in _sharing(names, within, max(1, at_least))
        if (found := sound_agreement(vi.keys, zh.keys)) is not None
        and known.leaves_open(zh.keys, vi.keys, refused)
        and not known.settled(zh.keys, "vi")
        and not known.settled(vi.keys, "zh")
    ]
    if not agreeing:
        # To measure what chance gives takes some seconds.
        return []
    days = DayScorer(names, within)
    chance = SoundChance(names, within, known.joined)
    pairs = []
    for zh, vi, found in agreeing:
        shared = days.score(zh, vi)
        log10_names = chance.log10_names(zh, vi, found, len(shared.shared))
        pair = PairScore(zh, vi, found, shared, log10_names)
        least = LEAST_FOREIGN if pair.shares(2) else max(LEAST_FOREIGN, LEAST_OF_ONE_DAY)
        if pair.shares(at_least) and pair.score >= least:
            pairs.append(pair)
    return pairs


def _sharing(
    names: DatedNames, within: int, at_least: int
) -> Iterator[tuple[DatedName, DatedName]]:
    """Give the pairs of a Chinese name with so many days near one of a Latin name's."""
    on_day: dict[int, list[Keys]] = defaultdict(list)
    for keys, named in names.vi.names.items():
        for day in named.days:
            on_day[day].append(keys)
    for zh in names.zh.names.values():
        if len(zh.days) < at_least:
            continue
        count: Counter[Keys] = Counter()
        for day in zh.days:
            near = (on_day.get(other, ()) for other in range(day - within, day + within + 1))
            count.update({keys for own in near for keys in own})
        for keys, shared in count.items():
            if shared >= at_least:
                yield zh, names.vi.names[keys]
