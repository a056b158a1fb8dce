"""``python -m bench.similar INDEX``: what it takes to find documents that tell of the same.

``DOCUMENTS`` documents of each language, spread over the index by their ids; for each those of the
other language and those of its own. Times of one process, without the HTML, as median and 95th
percentile; and how many have one that tells of the same.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Final

from indexer import fields
from indexer.plan import AnyOf
from search.archive import Archive
from search.similar.similar_documents import LANGUAGES

DOCUMENTS: Final = 100


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    archive = Archive(parser.parse_args().index)
    archive.prepare()
    print("| from | to | with any | median | 95th |")
    print("|---|---|---|---|---|")
    for lang in LANGUAGES:
        for other in LANGUAGES:
            print(_row(archive, lang, other))
    return 0


def _row(archive: Archive, lang: str, other: str) -> str:
    taken = []
    found = 0
    for doc_id in _spread(archive, lang):
        began = time.perf_counter()
        similar = archive.similar(doc_id, other)
        taken.append((time.perf_counter() - began) * 1000)
        found += bool(similar.found)
    last = quantiles(taken, n=20)[-1]
    counts = f"{found} of {len(taken)}"
    return f"| {lang} | {other} | {counts} | {median(taken):.0f} ms | {last:.0f} ms |"


def _spread(archive: Archive, lang: str) -> list[str]:
    with archive.reading() as reader:
        ids = sorted(hit.id for hit in reader.every(AnyOf(fields.LANG, (lang,))))
    return ids[:: max(1, len(ids) // DOCUMENTS)][:DOCUMENTS]


if __name__ == "__main__":
    sys.exit(main())
