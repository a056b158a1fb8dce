"""Measure what it costs to let an archive grow, and whether that leaves a trace.

    python -m bench.growing CORPUS [--parts 10] [--share 1.0] [--processes N]

The records of a folder of ``.jsonl`` are written as files of 50. They are indexed at once; again,
untouched; again with one file in a hundred changed; and in parts, in the order of names and in a
random one. Printed are the seconds, the documents that were read and decided again, and whether the
mentions of every document are those of the run at once. Exit status 1 where they are not.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

from indexer.annotation.records import with_annotation
from indexer.corrections.in_force import Corrections
from indexer.engines.batches import stored_in_batches
from indexer.pipeline.growing import Grown, grow
from indexer.pipeline.input_changes import Scope
from indexer.plan import Everything
from indexer.storage.index_writer import run_on
from indexer.storage.open_index import OpenIndex
from synonyms import gazetteer

A_FILE = 50
"""Records of a file."""


def written(corpus: Path, folder: Path, share: float) -> list[Path]:
    """Write a share of the records as files; return these in the order of their names."""
    rows: list[dict[str, object]] = []
    for path in sorted(corpus.glob("*.jsonl")):
        chance = random.Random(path.name)
        for number, line in enumerate(path.open("rb")):
            if chance.random() < share:
                rows.append(json.loads(line) | {"id": f"{path.stem}-{number}"})
    files = []
    for at in range(0, len(rows), A_FILE):
        path = folder / f"{at // A_FILE:05}.jsonl"
        chosen = rows[at : at + A_FILE]
        path.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in chosen), "utf-8")
        # So long ago that the time alone tells whether it has changed.
        os.utime(path, (1e9, 1e9))
        files.append(path)
    return files


class Bench:
    """Indexes of one archive."""

    def __init__(self, processes: int | None) -> None:
        self._names = gazetteer.load()
        self._processes = processes

    def run(self, what: str, index: Path, folder: Path) -> tuple[Grown, float]:
        """Index a folder, and print what that took."""
        began = time.perf_counter()
        with run_on(index, engine="tantivy") as run:
            done = grow(run, Scope([folder]), self._names, Corrections(), self._processes)
        seconds = time.perf_counter() - began
        print(
            f"{what:28} {seconds:8.1f} s  {done.files_read:5} files read, {done.written:6} "
            f"documents written, {done.again:6} decided again",
            flush=True,
        )
        return done, seconds

    def in_parts(self, order: list[Path], index: Path, parts: int, folder: Path) -> float:
        """Index files in parts, as they come into a folder; the seconds in all."""
        total = 0.0
        size = -(-len(order) // parts)
        for part in range(parts):
            for path in order[part * size : (part + 1) * size]:
                os.link(path, folder / path.name)
            total += self.run(f"  part {part + 1} of {parts}", index, folder)[1]
        return total


def mentions(index: Path) -> dict[str, object]:
    """Return the mentions of every document."""
    with OpenIndex(index).reading() as reader:
        return {
            doc_id: with_annotation(text)[1].mentions
            for stored in stored_in_batches(reader, reader.every(Everything()))
            for doc_id, text in stored.items()
        }


def main() -> int:
    """Measure as the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--parts", type=int, default=10)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--processes", type=int)
    args = parser.parse_args()
    bench = Bench(args.processes)
    with tempfile.TemporaryDirectory(prefix="growing-") as place:
        folder = Path(place, "archive")
        folder.mkdir()
        files = written(args.corpus, folder, args.share)
        index = Path(place, "at once")
        _, at_once = bench.run("at once", index, folder)
        expected = mentions(index)
        bench.run("again, untouched", index, folder)
        is_same = mentions(index) == expected
        shuffled = random.Random(3).sample(files, len(files))
        for name, order in (("in order", files), ("in a random order", shuffled)):
            some, grown = Path(place, f"some {name}"), Path(place, f"grown {name}")
            some.mkdir()
            seconds = bench.in_parts(order, grown, args.parts, some)
            found = mentions(grown)
            differ = sum(found.get(one) != said for one, said in expected.items())
            is_same = is_same and found == expected
            print(f"{name}: {seconds / at_once:.2f} times as long as at once; {differ} differ")
        for path in files[:: 100 if len(files) > 100 else len(files)]:
            path.write_text(path.read_text("utf-8").replace("a", "e"), "utf-8")
        bench.run("one file in a hundred", index, folder)
    return 0 if is_same else 1


if __name__ == "__main__":
    sys.exit(main())
