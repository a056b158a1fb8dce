"""Measure the readings against a list made by others: ``measure_readings.py LIST.csv``.

The list has the columns ``char, hanviet, pinyin``; ``hanviet`` is a list of readings. It is
compared with and never copied.
"""

from __future__ import annotations

import ast
import csv
import sys
from collections import defaultdict
from pathlib import Path

from synonyms.readings import table
from synonyms.spelling import nfc, syllable_key
from synonyms.variants import canonical


def main() -> int:
    """Print the figures."""
    wanted: dict[str, set[str]] = defaultdict(set)
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["hanviet"].startswith("["):
                readings = ast.literal_eval(row["hanviet"])
                wanted[row["char"]].update(syllable_key(nfc(one.strip())) for one in readings)
    wanted = {char: readings for char, readings in wanted.items() if readings}
    ours = {char: [one.syllable for one in own] for char, own in table().items()}
    known = [char for char in wanted if char in ours]
    same = {char: {canonical(one) for one in wanted[char]} for char in known}
    first = [ours[char][0] for char in known]
    agree = sum(canonical(one) in same[char] for one, char in zip(first, known, strict=True))
    pairs = sum(len(readings) for readings in wanted.values())
    had = sum(one in map(canonical, ours[char]) for char in known for one in same[char])
    print(f"our characters            {len(ours)}")
    print(
        f"their characters          {len(wanted)}, of which we have {len(known) / len(wanted):.4f}"
    )
    print(f"our first is one of theirs {agree / len(known):.4f}")
    print(f"their readings we have    {had / pairs:.4f}, of {pairs}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
