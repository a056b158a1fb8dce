"""The version of a commit."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.index_errors import NoIndex
from indexer.pipeline.indexing import build
from indexer.storage.open_index import OpenIndex

ONE = Document("one", "Tin", "Hôm nay.", "vi")
TWO = Document("two", "Tin", "Hôm qua.", "vi")


def version(index: OpenIndex) -> tuple[int, str]:
    with index.versioned() as (reader, found):
        return reader.size, found


@pytest.mark.parametrize("engine", ["tantivy", "whoosh", "opensearch"])
def test_a_commit_that_changes_the_index_changes_its_version(tmp_path: Path, engine: str) -> None:
    build([ONE], tmp_path / "index", engine=engine)
    index = OpenIndex(tmp_path / "index")
    first = version(index)
    assert first[0] == 1
    assert version(index) == version(OpenIndex(tmp_path / "index")) == first
    shutil.copytree(tmp_path / "index", tmp_path / "copy")
    assert version(OpenIndex(tmp_path / "copy")) == first
    build([ONE, TWO], tmp_path / "index", engine=engine)
    second = version(index)
    assert second[0] == 2
    assert second[1] != first[1]


def test_a_version_of_nothing_is_an_index_problem(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        OpenIndex(tmp_path)


@pytest.mark.parametrize("engine", ["tantivy", "whoosh", "opensearch"])
def test_a_generation_that_goes_while_its_version_is_asked_is_no_damage(
    tmp_path: Path, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([ONE], tmp_path / "index", engine=engine)
    index = OpenIndex(tmp_path / "index")
    followed = index._followed
    gone = followed()
    build([ONE, TWO], tmp_path / "index", engine=engine, anew=True)

    def half_gone() -> str:
        raise FileNotFoundError("_songngu_1.toc")  # listed a moment before, and then no more there

    monkeypatch.setattr(gone.engine, "state", half_gone)
    given = iter([gone])
    monkeypatch.setattr(index, "_followed", lambda: next(given, None) or followed())
    assert version(index)[0] == 2
