"""Write an archive of any size by resampling real sentences.

    python -m bench.resampled CORPUS DOCUMENTS FOLDER

The records of the ``.jsonl`` files of CORPUS come first, as they are; then documents with the
language, date, source and number of sentences of one of them each, whose title and sentences are
drawn from all documents of its language (every fourth from its own, so that what stands together
still does). So terms are as frequent as in real text, and no document is a copy of another; what
stands side by side beyond a sentence is chance. The same arguments give the same files.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

A_FILE: Final = 50_000
"""Records of a file."""

OWN: Final = 0.25
"""Share of sentences that a document has from the one that it is made after."""

_SENTENCE: Final = re.compile(r".+?(?:[。！？\n]|[.!?](?=\s)|$)\s*", re.DOTALL)

Row = dict[str, Any]


def resampled(rows: list[Row], count: int, chance: random.Random) -> Iterator[Row]:
    """Yield so many documents made after these."""
    sentences = [_SENTENCE.findall(row["body"]) for row in rows]
    drawn: dict[str, list[str]] = defaultdict(list)
    titles: dict[str, list[str]] = defaultdict(list)
    for row, its in zip(rows, sentences, strict=True):
        drawn[row["lang"]] += its
        titles[row["lang"]].append(row["title"])
    for number in range(count):
        at = chance.randrange(len(rows))
        row, own = rows[at], sentences[at]
        lang = row["lang"]
        body = [one if chance.random() < OWN else chance.choice(drawn[lang]) for one in own]
        yield row | {
            "id": f"resampled-{number}",
            "title": chance.choice(titles[lang]),
            "body": "".join(body),
        }


def main() -> None:
    corpus, wanted, folder = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    folder.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    for path in sorted(corpus.glob("*.jsonl")):
        rows += map(json.loads, path.open("rb"))
    written = 0
    made = resampled(rows, max(0, wanted - len(rows)), random.Random(len(rows)))
    records = (one for part in (rows[:wanted], made) for one in part)
    while written < wanted:
        with (folder / f"{written // A_FILE:03}.jsonl").open("w", encoding="utf-8") as file:
            for _ in range(min(A_FILE, wanted - written)):
                file.write(json.dumps(next(records), ensure_ascii=False) + "\n")
                written += 1
    print(f"{written:,} documents, {len(rows):,} of them as they were")


if __name__ == "__main__":
    main()
