"""Measure how many words get their tones back when they are typed without.

    python -m bench.tones INDEX

Each seventh entry of the lexicon, its first Vietnamese wording of two to five syllables, is typed
without tones if the archive has its first two syllables side by side. Print the share that comes
back as it was, and the first that do not.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from indexer import fields
from indexer.analysis.pairs import joined
from indexer.analysis.tokens import MARKS, analyse
from indexer.engines.protocol import Reader
from search.archive import Archive
from search.expansion.restoration import restored
from synonyms.lexicon import lexicon_entries
from synonyms.spelling import toneless

STEP: Final = 7
SHOWN: Final = 20


def words(reader: Reader) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the words that are tried."""
    for entry in lexicon_entries()[::STEP]:
        keys = tuple(key for key in analyse(entry.vi[0]).keys if key not in MARKS)
        if 2 <= len(keys) <= 5 and reader.known(fields.PAIR, [joined((keys[0], keys[1]))]):
            yield keys


def main() -> None:
    with Archive(Path(sys.argv[1])).reading() as reader:
        tried = list(words(reader))
        found = [restored(reader, list(map(toneless, keys)), toneless=True).keys for keys in tried]
    wrong = [(keys, got) for keys, got in zip(tried, found, strict=True) if keys != got]
    print(f"{1 - len(wrong) / len(tried):.3f} of {len(tried)} words get their tones back")
    for keys, got in wrong[:SHOWN]:
        print(f"    {' '.join(keys)}: {' '.join(got)}")


if __name__ == "__main__":
    main()
