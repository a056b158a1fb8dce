"""Give undated documents with running numbers as ids an estimated day, for measuring.

    python scripts/date_by_number.py IN.jsonl.gz OUT.jsonl.gz --year 2017

News begins with its day ("Sáng 5/2, …"). A document's day is the median of the first such days of
the ``AROUND`` documents on either side of it in the order of their numbers that have one. It prints
how far the documents' own days lie from the estimate.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from bisect import bisect_left
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median_low
from typing import Final

AROUND: Final = 10
LEAD: Final = 600
"""Characters of a text in which its day is looked for."""

_DAY: Final = re.compile(
    r"(?:sáng|trưa|chiều|tối|đêm|ngày|hôm)[^.\d]{0,15}(\d{1,2})/(\d{1,2})(?![/\d])", re.IGNORECASE
)


def day_in(text: str, year: int) -> int | None:
    """The first day that the beginning of a text names, as an ordinal."""
    match = _DAY.search(text[:LEAD])
    if match is None:
        return None
    try:
        return date(year, int(match[2]), int(match[1])).toordinal()
    except ValueError:
        return None


def main() -> None:
    """Read, estimate, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--year", type=int, required=True)
    given = parser.parse_args()
    with gzip.open(given.source, "rt", encoding="utf-8") as file:
        rows = sorted(map(json.loads, file), key=lambda row: int(row["id"]))
    told = [(int(row["id"]), day_in(row["body"], given.year)) for row in rows]
    known = [(number, day) for number, day in told if day is not None]
    off: Counter[int] = Counter()
    with gzip.open(given.target, "wt", encoding="utf-8") as file:
        for row, (number, own) in zip(rows, told, strict=True):
            at = bisect_left(known, (number, 0))
            day = median_low(day for _, day in known[max(0, at - AROUND) : at + AROUND])
            if own is not None:
                off[min(abs(own - day), 4)] += 1
            row["date"] = date.fromordinal(day).isoformat()
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    shares = ", ".join(f"{days}: {off[days] / off.total():.3f}" for days in sorted(off))
    print(
        f"{len(rows)} documents, {len(known)} with a day of their own; "
        f"days off (4 and more): {shares}"
    )


if __name__ == "__main__":
    main()
