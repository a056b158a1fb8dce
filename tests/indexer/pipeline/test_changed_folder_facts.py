"""A file is read again when what the folders above it say of it has changed, and no other is."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.folder_facts import NAME
from indexer.annotation.records import from_stored
from indexer.corrections.in_force import Corrections
from indexer.pipeline import growing
from indexer.pipeline.input_changes import Scope
from indexer.plan import Everything
from indexer.storage.index_writer import run_on
from indexer.storage.open_index import OpenIndex
from synonyms import gazetteer

OLD = 1_700_000_000_000_000_000


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    os.utime(path, ns=(OLD, OLD))


def unchanged(index: Path, folder: Path) -> int:
    """Index a folder; the number of files that were not read again."""
    with run_on(index, engine="tantivy") as run:
        scope = Scope([folder])
        return growing.grow(run, scope, gazetteer.load(), Corrections(), 1).files_unchanged


def sources(index: Path) -> list[str]:
    with OpenIndex(index).reading() as reader:
        stored = reader.fetch([hit.id for hit in reader.every(Everything())])
    return sorted(from_stored(text).source for text in stored.values())


def test_only_the_files_that_a_change_is_about_are_read_again(tmp_path: Path) -> None:
    folder, index = tmp_path / "archive", tmp_path / "index"
    for name in ("a/x.txt", "b/y.txt"):
        write(folder / name, "Hai bên hội đàm")
    write(folder / NAME, '[[files]]\nmatch = "a/*"\nsource = "Báo Cao Bằng"\n')
    assert unchanged(index, folder) == 0
    assert sources(index) == ["", "Báo Cao Bằng"]
    write(folder / NAME, '[[files]]\nmatch = "a/*"\nsource = "Báo Lạng Sơn"\n')
    assert unchanged(index, folder) == 1
    assert sources(index) == ["", "Báo Lạng Sơn"]
