"""Mentions decided again: of the documents that hold what changed, and of no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.annotation.gazetteer_changes import FILE, changed_names, holding
from indexer.annotation.records import with_annotation
from indexer.engines import open_engine
from indexer.engines.protocol import Engine
from indexer.index_errors import IndexMismatch
from indexer.ner.evidence.known_people import FILE as PEOPLE
from indexer.pipeline.indexing import build
from indexer.pipeline.reannotation import reannotate
from indexer.storage.fingerprint import check_current, data_folder
from indexer.storage.generations import ENGINE
from indexer.storage.index_writer import run_on
from synonyms.gazetteer import Gazetteer, load

DOCUMENTS = [
    Document("a", "Tin", "Hàng qua cửa khẩu Đèo Xa tăng mạnh.", "vi", "2023-01-01"),
    Document("b", "Tin", "Đèo cao, đường xa.", "vi", "2023-01-02"),
    Document("c", "消息", "远坡口岸恢复通关。", "zh", "2023-01-03"),
    Document("d", "Tin", "Cửa khẩu Hữu Nghị mở lại.", "vi", "2023-01-04"),
]
ROW = "id\tkind\tvi\tzh\tprovince\ndeo-xa\tgate\tĐèo Xa\t远坡\tlang-son\n"


@pytest.fixture(params=["tantivy", "whoosh", "opensearch"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    build(DOCUMENTS, tmp_path / "index", request.param)
    # Built without evidence on people; this gathers it.
    reannotate(tmp_path / "index", load())
    return tmp_path / "index"


def layered(path: Path, text: str = ROW) -> Gazetteer:
    path.write_text(text, "utf-8")
    return load([path])


def opened(folder: Path) -> Engine:
    return open_engine(check_current(folder).fingerprint.engine, data_folder(folder) / ENGINE)


def gates(folder: Path) -> dict[str, list[str]]:
    with opened(folder).reading() as reader:
        stored = reader.fetch([one.id for one in DOCUMENTS])
    return {
        doc_id: [one.entity for one in with_annotation(text)[1].mentions if one.label == "gate"]
        for doc_id, text in stored.items()
    }


def test_only_documents_that_hold_a_changed_name_are_decided_again(
    folder: Path, tmp_path: Path
) -> None:
    names = layered(tmp_path / "own.tsv")
    assert changed_names(data_folder(folder), names) == {"Đèo Xa", "远坡"}
    assert reannotate(folder, names).again == 2
    assert gates(folder) == {"a": ["deo-xa"], "b": [], "c": ["deo-xa"], "d": ["huu-nghi"]}
    assert changed_names(data_folder(folder), names) == frozenset()
    assert reannotate(folder, names).again == 0


def test_a_name_that_is_taken_away_is_decided_again_too(folder: Path, tmp_path: Path) -> None:
    reannotate(folder, layered(tmp_path / "own.tsv"))
    assert reannotate(folder, load()).again == 2
    assert gates(folder)["a"] == []


def test_all_is_decided_again_where_the_names_of_then_are_not_known(folder: Path) -> None:
    (data_folder(folder) / FILE).unlink()
    assert changed_names(data_folder(folder), load()) is None
    done = reannotate(folder, load())
    # What comes out the same need not be written again.
    assert (done.documents, done.again) == (4, 0)
    assert changed_names(data_folder(folder), load()) == frozenset()


def test_a_damaged_file_of_names_is_said(folder: Path) -> None:
    (data_folder(folder) / FILE).write_text("[1", "utf-8")
    with pytest.raises(IndexMismatch, match="songngu annotate"):
        changed_names(data_folder(folder), load())


def test_a_place_that_changed_changes_what_lies_in_it(folder: Path, tmp_path: Path) -> None:
    names = layered(tmp_path / "own.tsv", "id\tvi\nlang-son\tXứ Lạng Mới\n")
    changed = changed_names(data_folder(folder), names)
    assert changed is not None
    assert {"Xứ Lạng Mới", "Hữu Nghị"} <= changed
    assert "Bắc Luân" not in changed


def test_what_may_hold_a_name_holds_at_least_every_mention_of_it(folder: Path) -> None:
    annotator = Annotator(load())
    with opened(folder).reading() as reader:
        for document in DOCUMENTS:
            for one in annotator.annotation(Analysed.of(document)).mentions:
                found = {hit.id for hit in reader.every(holding([one.surface]))}
                assert document.id in found


def test_evidence_of_another_version_is_gathered_anew(folder: Path) -> None:
    reannotate(folder, load())
    before = (data_folder(folder) / PEOPLE).read_text("utf-8")
    with run_on(folder) as run:
        other = '{"documents": 1, "vietnamese": "{}", "chinese": "{}"}'
        (run.data / PEOPLE).write_text(other, "utf-8")
    assert reannotate(folder, load()).again == 0
    assert (data_folder(folder) / PEOPLE).read_text("utf-8") == before
