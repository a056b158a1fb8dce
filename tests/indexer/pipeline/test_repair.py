"""What follows from the documents is made again; an index of another version, from its texts."""

from __future__ import annotations

import json
import shutil
from functools import lru_cache
from pathlib import Path

import pytest

from indexer import fields
from indexer.annotation.records import with_annotation
from indexer.corrections.in_force import Corrections
from indexer.index_errors import IndexProblem
from indexer.pipeline import growing
from indexer.pipeline.from_stored import is_outdated, reindex_stored
from indexer.pipeline.input_changes import Scope
from indexer.pipeline.repair import repair
from indexer.plan import Everything
from indexer.storage import unfinished_runs
from indexer.storage.checksums import damages_now
from indexer.storage.fingerprint import data_folder, fingerprint_of, write_fingerprint
from indexer.storage.index_writer import run_on
from indexer.storage.open_index import OpenIndex
from synonyms import gazetteer


@lru_cache
def names() -> gazetteer.Gazetteer:
    return gazetteer.load()


def grow(index: Path, folder: Path) -> growing.Grown:
    with run_on(index, engine="tantivy") as run:
        return growing.grow(run, Scope([folder]), names(), Corrections(), 1)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repair")
    rows = [{"id": f"d{n}", "body": f"Ông Lưu Ninh thăm cửa khẩu Hữu Nghị {n}."} for n in range(5)]
    (folder / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    grow(folder / "index", folder / "rows.jsonl")
    return folder


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made / "index", tmp_path / "index"))


def state(index: Path) -> dict[str, object]:
    with OpenIndex(index).reading() as reader:
        stored = reader.fetch([hit.id for hit in reader.every(Everything())])
    return {doc_id: with_annotation(text) for doc_id, text in stored.items()}


@pytest.mark.parametrize(
    "name",
    [
        "people.json",
        "evidence.db",
        "completion.db",
        "names.json",
        "inputs.db",
        "written_names.json",
    ],
)
@pytest.mark.parametrize("is_gone", [True, False])
def test_a_file_beside_the_engine_is_made_again(
    made: Path, index: Path, name: str, is_gone: bool
) -> None:
    path = data_folder(index) / name
    if is_gone:
        path.unlink()
    else:
        path.write_bytes(b"damaged" + path.read_bytes()[7:])
    assert any(name in one for one in repair(index, names(), Corrections()))
    assert damages_now(data_folder(index))[1] == []
    assert state(index) == state(made / "index")
    assert grow(index, made / "rows.jsonl").documents == 5


def test_a_damaged_list_of_checksums_is_made_again_from_the_texts(made: Path, index: Path) -> None:
    (data_folder(index) / "checksums.json").write_bytes(b"?")
    assert repair(index, names(), Corrections())
    assert damages_now(data_folder(index))[1] == []
    assert state(index) == state(made / "index")


def test_runs_that_did_not_finish_are_settled(index: Path) -> None:
    unfinished_runs.begin(index, ("songngu", "index", "elsewhere"))
    assert any("elsewhere" in one for one in repair(index, names(), Corrections()))
    assert unfinished_runs.read(index) == ()


def test_an_index_of_another_version_is_made_anew_without_its_files(
    made: Path, index: Path
) -> None:
    of_before = fingerprint_of("tantivy").__class__("tantivy", 6, 0, 0, "other")
    write_fingerprint(index, of_before, data_folder(index).name)
    with pytest.raises(IndexProblem, match="--from-stored"):
        OpenIndex(index)
    assert is_outdated(index)
    assert reindex_stored(index, names(), Corrections(), processes=1) == 5
    assert not is_outdated(index)
    assert state(index) == state(made / "index")
    # The files are still known.
    assert grow(index, made / "rows.jsonl").files_read == 0


def test_an_index_with_other_fields_is_made_anew_from_its_texts(made: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    with pytest.MonkeyPatch.context() as before:
        fewer = tuple(one for one in fields.MULTIPLE if one != fields.LEFT_OUT)
        before.setattr(fields, "MULTIPLE", fewer)
        with run_on(index, engine="tantivy") as run:
            growing.grow(run, Scope([made / "rows.jsonl"]), names(), Corrections(), 1)
    of_before = fingerprint_of("tantivy").__class__("tantivy", 6, 0, 0, "other")
    write_fingerprint(index, of_before, data_folder(index).name)
    assert reindex_stored(index, names(), Corrections(), processes=1) == 5
    assert state(index) == state(made / "index")
