"""``python -m bench.most_named INDEX [--rare]``: people to be read one by one, with their forms and
three mentions each.

The 500 whom most documents name; with ``--rare`` 200 of those in 2 to 5 documents, drawn at random,
the same each time.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import Final

from indexer import fields
from indexer.plan import Everything
from search.archive import Archive
from search.entities.profile import Profile, ProfileRequest

MOST: Final = 500
RARE: Final = 200
FEW: Final = range(2, 6)
"""Documents that name a rare one."""

MENTIONS: Final = 3
AROUND: Final = 60
"""Characters shown on each side of a mention."""


def main() -> int:
    """Print the people."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--rare", action="store_true")
    args = parser.parse_args()
    archive = Archive(args.index)
    with archive.reading() as reader:
        counts = {
            one.value: one.documents for one in reader.dated_values(Everything(), fields.PEOPLE, "")
        }
    chance = random.Random(0)
    people = sorted(counts, key=lambda one: (-counts[one], one))[:MOST]
    if args.rare:
        few = sorted(one for one, documents in counts.items() if documents in FEW)
        people = sorted(chance.sample(few, min(RARE, len(few))))
    for number, person in enumerate(people, 1):
        found = archive.profile(person, ProfileRequest())
        forms = ", ".join(f"{form}×{count}" for form, count in found.forms.items())
        print(f"{number}. [{person}] {counts[person]} documents; {forms}")
        for text in _mentions(found, chance):
            print(f"    {text}")
    return 0


def _mentions(found: Profile, chance: random.Random) -> list[str]:
    """Return mentions of different documents with the text around them."""
    by_document = {line.doc: line for line in found.lines}
    lines = list(by_document.values())
    return [
        f"…{line.left[-AROUND:]}«{line.surface}»{line.right[:AROUND]}…".replace("\n", " ")
        for line in chance.sample(lines, min(MENTIONS, len(lines)))
    ]


if __name__ == "__main__":
    sys.exit(main())
