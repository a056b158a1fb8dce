"""``python -m bench.mentions PATH…``: compare the cost of finding mentions with segmenting alone.

Processor time of one process, measured in one run: the pass that gathers people's names, finding
gates, places, organisations and people in texts that are cut into tokens, indexing with all of it,
and segmenting the same texts with underthesea (Vietnamese) and jieba-next (Chinese).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench.bare_segmenting import segment
from corpus.document import Document
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import build
from synonyms import gazetteer

Result = TypeVar("Result")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("corpus/samples")])
    args = parser.parse_args()
    documents = [item for item in read_paths(args.paths) if isinstance(item, Document)]
    million = sum(len(one.title) + len(one.body) for one in documents) / 1e6
    print(f"{len(documents)} documents, {million:.1f} million characters")
    people, gathering = _timed(lambda: gather(documents))
    with tempfile.TemporaryDirectory() as folder:
        # One process, because segmenting alone uses one.
        annotator = Annotator(gazetteer.load(), people)
        index = partial(build, documents, Path(folder), annotator=annotator, processes=1)
        _, indexing = _timed(index)
    finding = _finding(annotator, documents)
    _, segmenting = _timed(lambda: segment(documents))
    rows = (
        ("gathering people's names", gathering),
        ("finding mentions and people", finding),
        ("both", gathering + finding),
        ("indexing with mentions and people", indexing),
        ("segmenting alone", segmenting),
    )
    print("| | seconds | seconds a million characters | of segmenting |\n|---|---|---|---|")
    for name, seconds in rows:
        share = seconds / segmenting
        print(f"| {name} | {seconds:.1f} | {seconds / million:.2f} | {share:.2f} |")
    return 0


def _timed(task: Callable[[], Result]) -> tuple[Result, float]:
    start = time.process_time()
    return task(), time.process_time() - start


def _finding(annotator: Annotator, documents: list[Document]) -> float:
    """Return the seconds that deciding the mentions takes, without cutting the texts."""
    seconds = 0.0
    for one in documents:
        analysed = Analysed.of(one)
        seconds += _timed(partial(annotator.annotation, analysed))[1]
    return seconds


if __name__ == "__main__":
    sys.exit(main())
