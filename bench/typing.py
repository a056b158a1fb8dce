"""``python -m bench.typing INDEX``: measure what is suggested while something is typed.

200 beginnings of what the index itself suggests, at all lengths, asked in one process; then the
file of completions: its bytes, and what they are by document.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from indexer.completion.prefix_file import FILE
from search.archive import Archive
from synonyms.spelling import toneless

BEGINNINGS: Final = 200
ROUNDS: Final = 5
SHOWN: Final = 8

SEEDS: Final = "aăâbcdđeêghiklmnoôơpqrstuưvxy中国越南边境关河友习广北京经合"
"""One letter or character each; what they suggest is typed further."""


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    args = parser.parse_args()
    archive = Archive(args.index)
    archive.prepare()
    asked = _beginnings(archive)
    rounds = [[_milliseconds(archive, text) for text in asked] for _ in range(ROUNDS)]
    first, again = rounds[0], [median(times) for times in zip(*rounds, strict=True)]
    for what, times in (("asked first", first), ("asked again", again)):
        p95 = quantiles(times, n=20)[-1]
        print(f"{len(asked)} beginnings, {what}: median {median(times):.2f} ms, 95th {p95:.2f} ms")
    with archive.reading() as reader:
        documents = reader.size
    size = sum(path.stat().st_size for path in args.index.glob(f"*/{FILE}"))
    print(f"{archive.engine_name}, {documents:,} documents, {size / documents:.0f} bytes each")
    return 0


def _beginnings(archive: Archive) -> list[str]:
    """Return beginnings of names, words and titles of the index, a third without tones."""
    chance = random.Random(11)
    texts = sorted({one.text for seed in SEEDS for one in archive.completions(seed, SHOWN)})
    found: dict[str, None] = {}
    while len(found) < BEGINNINGS:
        text = chance.choice(texts)
        begun = text[: chance.randint(1, min(len(text), 16))]
        found[toneless(begun.lower()) if chance.random() < 1 / 3 else begun] = None
    return list(found)


def _milliseconds(archive: Archive, text: str) -> float:
    began = time.perf_counter()
    archive.completions(text, SHOWN)
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    sys.exit(main())
