"""``python -m bench.namesakes INDEX``: list the names that are shown as perhaps several people's.

Of all people in three documents and more, those whose page says so, to be read one by one: of each
its offices with their documents and dates, and who else stands in these.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final

from search.archive import Archive
from search.entities.namesakes import Namesake
from search.entities.profile import ProfileRequest

DOCUMENTS: Final = 3


def main() -> None:
    """Print the list, and how many people were asked about in which time."""
    archive = Archive(Path(sys.argv[1]))
    people = [one for one in archive.people() if one.documents >= DOCUMENTS]
    shown, started = 0, time.process_time()
    for one in people:
        found = archive.profile(one.id, ProfileRequest(limit=1)).namesakes
        shown += bool(found)
        if found:
            print(f"{one.id}: {one.documents} documents", *map(_line, found), sep="\n    ")
    milliseconds = 1000 * (time.process_time() - started) / len(people)
    print(f"{shown} of {len(people)} people, {milliseconds:.1f} ms a profile")


def _line(one: Namesake) -> str:
    offices = "; ".join(f"{of.vi or of.zh} {of.mentions}" for of in one.offices)
    others = ", ".join(str(name) for _, name, _ in one.companions)
    return f"{offices} | {one.documents} documents {one.first}..{one.last} | {others}"


if __name__ == "__main__":
    main()
