"""``python -m bench.mentions PATH…``: compare the cost of finding mentions with segmenting alone.

Measured in one run: the pass that gathers people's names, indexing with mentions, and segmenting
the same texts with underthesea (Vietnamese) and jieba-next (Chinese).
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

from corpus.document import Document
from corpus.readers import read_paths
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
    _, segmenting = _timed(lambda: _segment(documents))
    rows = (
        ("gathering people's names", gathering),
        ("indexing with mentions and people", indexing),
        ("both", gathering + indexing),
        ("segmenting alone", segmenting),
    )
    print("| | seconds | seconds a million characters | of segmenting |\n|---|---|---|---|")
    for name, seconds in rows:
        share = seconds / segmenting
        print(f"| {name} | {seconds:.1f} | {seconds / million:.2f} | {share:.2f} |")
    return 0


def _timed(task: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    return task(), time.perf_counter() - start


def _segment(documents: list[Document]) -> None:
    import jieba_next
    from underthesea import word_tokenize

    for one in documents:
        for text in (one.title, one.body):
            if one.lang == "vi":
                word_tokenize(text)
            else:
                jieba_next.lcut(text)


if __name__ == "__main__":
    sys.exit(main())
