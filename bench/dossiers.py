"""``python -m bench.dossiers INDEX [ID…]``: what the profile of an entity costs, page by page.

Each figure is the median of ``ROUNDS`` profiles in one process, without the HTML. The first page in
order of date is what a reader opens; the last page and the other orders are what links lead to.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from typing import Final

from search.archive import Archive
from search.concordance.mention_lines import SORTINGS
from search.entities.profile import ProfileRequest

ENTITIES: Final = ("xi-jinping", "china", "ha-noi", "huu-nghi")
"""A person, two places and a gate: whom and what most documents of the news name."""

ROUNDS: Final = 7


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("ids", nargs="*", default=list(ENTITIES), metavar="ID")
    given = parser.parse_args()
    archive = Archive(given.index)
    archive.prepare()
    orders = [one for one in SORTINGS if one != "date"]
    print(f"| | documents | mentions | first page | last page | {' | '.join(orders)} |")
    print("|---" * (5 + len(orders)) + "|")
    for entity in given.ids:
        whole = archive.profile(entity, ProfileRequest())
        last = max(0, whole.total - whole.asked.limit)
        pages = [ProfileRequest(), ProfileRequest(offset=last)]
        pages += [ProfileRequest(sorting=one) for one in orders]
        times = " | ".join(f"{_milliseconds(archive, entity, one):.0f} ms" for one in pages)
        print(f"| {entity} | {whole.documents:,} | {whole.total:,} | {times} |")
    return 0


def _milliseconds(archive: Archive, entity: str, asked: ProfileRequest) -> float:
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        archive.profile(entity, asked)
        taken.append((time.perf_counter() - began) * 1000)
    return median(taken)


if __name__ == "__main__":
    sys.exit(main())
