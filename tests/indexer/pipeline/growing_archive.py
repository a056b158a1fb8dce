"""An archive that grows, for tests: its files, the runs over it, and what the index then has."""

from __future__ import annotations

import os
import time
from functools import lru_cache
from pathlib import Path

from corpus.document import Document
from corpus.formats.options import ReadOptions
from indexer.annotation.records import with_annotation
from indexer.corrections.in_force import Corrections
from indexer.pipeline import growing
from indexer.pipeline.growing import Grown
from indexer.pipeline.input_changes import Scope
from indexer.plan import Everything
from indexer.storage.index_writer import run_on
from indexer.storage.open_index import OpenIndex
from synonyms import gazetteer


@lru_cache
def names() -> gazetteer.Gazetteer:
    return gazetteer.load()


OLD = time.time_ns() - 3_600_000_000_000


def write(path: Path, text: str, at: int = OLD) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, ns=(at, at))
    return path


def grow(
    index: Path, *paths: Path, keep_gone: bool = False, ocr: bool = False, processes: int = 1
) -> Grown:
    with run_on(index, engine="tantivy") as run:
        scope = Scope(paths, ReadOptions(ocr=ocr), keep_gone=keep_gone)
        return growing.grow(run, scope, names(), Corrections(), processes)


def documents(index: Path) -> dict[str, Document]:
    """The documents of an index, by the end of their path."""
    with OpenIndex(index).reading() as reader:
        stored = reader.fetch([hit.id for hit in reader.every(Everything())])
    found = [with_annotation(text)[0] for text in stored.values()]
    return {
        f"{Path(one.path).name}:{one.line}" if one.line else Path(one.path).name: one
        for one in found
    }


def mentions(index: Path) -> dict[str, object]:
    with OpenIndex(index).reading() as reader:
        stored = reader.fetch([hit.id for hit in reader.every(Everything())])
    return {doc_id: with_annotation(text)[1] for doc_id, text in stored.items()}
