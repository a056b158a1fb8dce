"""Documents into an index, and the fingerprint beside it."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from corpus.document import Document, Failure
from indexer.engines import ENGINES, open_engine
from indexer.index_errors import IndexDamaged, IndexMismatch, NoIndex
from indexer.pipeline.indexing import build
from indexer.plan import Everything
from indexer.storage import fingerprint
from indexer.storage.fingerprint import data_folder
from indexer.storage.generations import ENGINE


def documents(*ids: str) -> list[Document]:
    return [Document(doc_id, "Tin", f"Bài {doc_id}", "vi", "2023-01-01") for doc_id in ids]


def ids(folder: Path, engine: str) -> list[str]:
    with open_engine(engine, data_folder(folder) / ENGINE).reading() as reader:
        return [hit.id for hit in reader.every(Everything())]


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_report_counts_and_keeps_failures(tmp_path: Path, engine: str) -> None:
    failure = Failure("bad.txt", 0, "not text")
    undated = replace(documents("b")[0], date="", lang="zh")
    report = build([*documents("a"), failure, undated], tmp_path, engine)
    assert (report.documents, report.by_lang, report.undated) == (2, {"vi": 1, "zh": 1}, 1)
    assert report.failures == [failure]
    assert ids(tmp_path, engine) == ["a", "b"]


def test_a_document_of_the_same_id_is_replaced(tmp_path: Path, engine: str) -> None:
    build(documents("a", "b"), tmp_path, engine)
    build(documents("b", "c"), tmp_path, engine)
    assert ids(tmp_path, engine) == ["a", "b", "c"]


def test_anew_empties_the_index_and_nothing_else(tmp_path: Path, engine: str) -> None:
    build(documents("a"), tmp_path, engine)
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    build(documents("b"), tmp_path, engine, anew=True)
    assert ids(tmp_path, engine) == ["b"]
    assert (tmp_path / "notes.txt").exists()


def test_another_engine_is_refused_with_what_to_do(tmp_path: Path) -> None:
    build(documents("a"), tmp_path, "tantivy")
    with pytest.raises(IndexMismatch, match="--anew"):
        build(documents("a"), tmp_path, "whoosh")


def test_no_index_is_said_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="songngu index"):
        fingerprint.check_current(tmp_path / "none")


@pytest.mark.parametrize("name", ["layout", "analysis", "spelling", "tables"])
def test_an_index_of_another_version_is_refused(tmp_path: Path, name: str) -> None:
    build(documents("a"), tmp_path, "tantivy")
    now = fingerprint.read_current(tmp_path)
    other = replace(now.fingerprint, **{name: "other"})  # type: ignore[arg-type]
    fingerprint.write_fingerprint(tmp_path, other, now.generation)
    with pytest.raises(IndexMismatch, match=name):
        fingerprint.check_current(tmp_path)


@pytest.mark.parametrize("text", ["", "{", '{"engine": "tantivy"}', "[]"])
def test_a_damaged_fingerprint_is_said(tmp_path: Path, text: str) -> None:
    (tmp_path / fingerprint.FILE).write_text(text, "utf-8")
    with pytest.raises(IndexDamaged, match="damaged"):
        fingerprint.check_current(tmp_path)
