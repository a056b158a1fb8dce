"""What ``songngu synonyms suggest`` would propose by chance.

    python scripts/measure_suggest_chance.py build/dated-index

The Vietnamese half of a dated archive is moved by whole years, so that its days meet other Chinese
news: every irregular pair is then wrong. Counts those of all the moved archives by their score.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Final
from unittest.mock import patch

from search.archive import Archive
from search.mining import proposals
from search.mining.dated_names import DatedName, DatedNames, ScriptNames, gather
from search.mining.known_pairs import GazetteerPeople
from search.mining.proposals import IRREGULAR, propose
from synonyms import gazetteer

YEAR: Final = 365
SCORES: Final = (0, 1, 2, 3)


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


def main() -> None:
    """Move, propose, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--years", nargs=2, type=int, default=(-4, 8), metavar=("FROM", "TO"))
    parser.add_argument("--days", type=int, default=3)
    given = parser.parse_args()
    with Archive(given.index).reading() as reader:
        names = gather(reader)
    known = GazetteerPeople(gazetteer.load())
    years = [year for year in range(given.years[0], given.years[1] + 1) if year]
    print(f"| shared days, {len(years)} archives |", *(f"score ≥ {score} |" for score in SCORES))
    print("|---|" + "---|" * len(SCORES))
    for at_least in (1, 2, 3):
        scores: list[float] = []
        # Weak ones are what is to be seen.
        with patch.object(proposals, "LEAST_IRREGULAR", min(SCORES)):
            for year in years:
                archive = DatedNames(moved(names.vi, year * YEAR), names.zh)
                found = propose(archive, known, given.days, at_least)
                scores += [one.best.score for one in found if one.heading == IRREGULAR]
        counts = (sum(score >= least for score in scores) for least in SCORES)
        print(f"| {at_least} |", *(f"{count} |" for count in counts))


if __name__ == "__main__":
    main()
