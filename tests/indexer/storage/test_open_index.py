"""The version of a commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.index_errors import IndexDamaged, NoIndex
from indexer.pipeline.indexing import build
from indexer.storage.checksums import FILE
from indexer.storage.fingerprint import data_folder
from indexer.storage.open_index import version_of

ONE = Document("one", "Tin", "Hôm nay.", "vi")


def test_a_commit_that_changes_the_index_changes_its_version(tmp_path: Path) -> None:
    build([ONE], tmp_path)
    first = version_of(tmp_path)
    assert version_of(tmp_path) == first
    build([Document("two", "Tin", "Hôm qua.", "vi")], tmp_path)
    assert version_of(tmp_path) != first


def test_a_version_of_nothing_is_an_index_problem(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        version_of(tmp_path)
    build([ONE], tmp_path)
    (data_folder(tmp_path) / FILE).write_text("{}")
    with pytest.raises(IndexDamaged):
        version_of(tmp_path)
