"""``python -m bench.long PATH…``: compare the cost of a long and a short document, by character."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from typing import Final

from corpus.document import Document
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.annotation.records import to_record
from indexer.ner.evidence.known_people import gather
from synonyms import gazetteer

SHORT: Final = 100_000
LONG: Final = 1_600_000
"""Characters of a long report, and of a year's volumes in one file."""

ROUNDS: Final = 3


def main() -> int:
    """Print the seconds for a million characters of each, and their ratio, by language."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    args = parser.parse_args()
    documents = [item for item in read_paths(args.paths) if isinstance(item, Document)]
    annotator = Annotator(gazetteer.load(), gather(documents))
    for lang in ("vi", "zh"):
        text = "\n".join(one.body for one in documents if one.lang == lang)
        # The first call loads segmenters and dictionaries, and is not counted.
        _seconds(text[:SHORT], lang, annotator)
        short = median(_seconds(text[:SHORT], lang, annotator) for _ in range(ROUNDS))
        long = median(_seconds(text[:LONG], lang, annotator) for _ in range(ROUNDS))
        size = min(len(text), LONG)
        print(f"{lang}: {SHORT:,} characters {short:.2f}, {size:,} {long:.2f}: {long / short:.1f}")
    return 0


def _seconds(text: str, lang: str, annotator: Annotator) -> float:
    """Return the seconds for a million characters."""
    document = Document("long", "", text, lang)
    start = time.perf_counter()
    analysed = Analysed.of(document)
    to_record(analysed, annotator.annotation(analysed))
    return (time.perf_counter() - start) / len(text) * 1e6


if __name__ == "__main__":
    sys.exit(main())
