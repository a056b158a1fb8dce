"""What ``songngu synonyms suggest`` would propose by chance.

    python scripts/measure_suggest_chance.py build/dated-index

The Vietnamese half of a dated archive is moved by whole years, so that its days meet other Chinese
news: an irregular or foreign pair is then wrong, unless somebody is in the news of both years.
Nobody is taken for known when they are proposed; pairs that our gazetteer joins are counted apart.
Counts the pairs of all the moved archives by their score.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from unittest.mock import patch

from search.archive import Archive
from search.mining import foreign_pairs, read_pairs
from search.mining.dated_names import DatedName, DatedNames, ScriptNames
from search.mining.gathered_names import GatheredNames, gather
from search.mining.known_pairs import GazetteerPeople
from search.mining.proposals import FOREIGN, IRREGULAR, Proposal, propose
from synonyms import gazetteer
from synonyms.gazetteer import Gazetteer

YEAR: Final = 365
SCORES: Final = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0)


def moved(side: ScriptNames, days: int) -> ScriptNames:
    """The names with all their days moved."""
    names = {
        keys: DatedName(
            keys,
            one.forms,
            one.documents,
            {day + days: doc for day, doc in one.days.items()},
            one.undated,
        )
        for keys, one in side.names.items()
    }
    calendar = Counter({day + days: count for day, count in side.days.items()})
    return ScriptNames(names, calendar, side.documents, side.undated)


def moved_archive(names: GatheredNames, days: int) -> GatheredNames:
    """The archive with its Vietnamese names moved."""
    return GatheredNames(
        DatedNames(moved(names.read.vi, days), names.read.zh),
        DatedNames(moved(names.foreign.vi, days), names.foreign.zh),
    )


def main() -> None:
    """Move, propose, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--years", nargs=2, type=int, default=(-4, 8), metavar=("FROM", "TO"))
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--pairs", action="store_true", help="print the pairs")
    given = parser.parse_args()
    with Archive(given.index).reading() as reader:
        names = gather(reader)
    truth = GazetteerPeople(gazetteer.load())
    nobody = GazetteerPeople(Gazetteer({}, ""))
    years = [year for year in range(given.years[0], given.years[1] + 1) if year]
    print(f"| {len(years)} archives | shared days |", *(f"score ≥ {one} |" for one in SCORES))
    print("|---|---|" + "---|" * len(SCORES))
    for at_least in (1, 2, 3):
        scores: dict[str, list[float]] = defaultdict(list)
        # Weak ones are what is to be seen.
        with (
            patch.object(read_pairs, "LEAST_IRREGULAR", min(SCORES)),
            patch.object(foreign_pairs, "LEAST_FOREIGN", min(SCORES)),
            patch.object(foreign_pairs, "LEAST_OF_ONE_DAY", min(SCORES)),
            patch.object(read_pairs, "LEAST_OF_ONE_DAY", min(SCORES)),
        ):
            for year in years:
                archive = moved_archive(names, year * YEAR)
                found = list(propose(archive, nobody, given.days, at_least))
                _count(found, truth, scores)
                if given.pairs:
                    _show(found, truth, f"{year:+d} years")
        for what in (IRREGULAR, FOREIGN, f"{FOREIGN}, joined by ours"):
            counts = (sum(score >= least for score in scores[what]) for least in SCORES)
            print(f"| {what} | {at_least} |", *(f"{count} |" for count in counts))


def _count(
    found: Iterable[Proposal], truth: GazetteerPeople, scores: dict[str, list[float]]
) -> None:
    for one in found:
        if one.heading not in (IRREGULAR, FOREIGN):
            continue
        for pair in one.pairs:
            is_known = truth.joined(pair.zh.keys, pair.vi.keys)
            what = f"{one.heading}, joined by ours" if is_known else one.heading
            scores[what].append(pair.score)


def _show(found: Iterable[Proposal], truth: GazetteerPeople, note: str) -> None:
    for one in found:
        for pair in one.pairs if one.heading in (IRREGULAR, FOREIGN) else ():
            if not truth.joined(pair.zh.keys, pair.vi.keys):
                names = f"{pair.vi.form} {pair.zh.form}"
                print(f"{note} {one.heading} {pair.score:.2f} {names} {len(pair.days.shared)} days")


if __name__ == "__main__":
    main()
