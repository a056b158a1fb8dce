"""Documents leave the index: what was asked, all of it and nothing else, and never because a disk
is not mounted."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from indexer.engines import ENGINES
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.known_people import People
from indexer.plan import Everything
from indexer.storage.fingerprint import data_folder
from indexer.storage.open_index import OpenIndex
from search.archive import Archive
from search.request import Request
from songngu.__main__ import main

Remove = Callable[..., dict[str, Any]]


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]) -> Path:
    """An archive of five documents, indexed."""
    folder = tmp_path / "archive"
    for name in ("a/x.txt", "a/y.txt", "b/x.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Tin {name}\n\nÔng Lưu Ninh tới cửa khẩu Hữu Nghị.", "utf-8")
    rows = [
        {"id": one, "title": one, "body": "副主席钱运录会见客人。", "lang": "zh"} for one in "12"
    ]
    (folder / "b" / "r.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    given = ["index", str(folder), "--index", str(tmp_path / "index"), "--engine", engine]
    assert main(given) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def remove(tmp_path: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> Remove:
    """Runs ``songngu remove``; its report, and what was said of errors."""

    def run(*arguments: str | Path, status: int = 0) -> dict[str, Any]:
        given = ["remove", *map(str, arguments), "--json", "--index", str(tmp_path / "index")]
        got = main(given)
        said = capsys.readouterr()
        assert got == status, said
        report: dict[str, Any] = json.loads(said.out) if said.out else {}
        return report | {"said": said.err}

    return run


def titles(tmp_path: Path) -> set[str]:
    with OpenIndex(tmp_path / "index").reading() as reader:
        ids = [hit.id for hit in reader.every(Everything())]
        assert len(ids) == reader.size
        return {json.loads(one)["document"]["title"] for one in reader.fetch(ids).values()}


ALL = {"Tin a/x.txt", "Tin a/y.txt", "Tin b/x.txt", "1", "2"}

CASES: dict[str, tuple[list[str], set[str]]] = {
    "a file": (["FOLDER/a/x.txt"], {"Tin a/x.txt"}),
    "a file of records": (["FOLDER/b/r.jsonl"], {"1", "2"}),
    "a folder": (["FOLDER/a"], {"Tin a/x.txt", "Tin a/y.txt"}),
    "a path with dots": (["FOLDER/b/../a/y.txt"], {"Tin a/y.txt"}),
    "a link to a folder": (["LINK/a"], {"Tin a/x.txt", "Tin a/y.txt"}),
    "an id": (["--id", "2"], {"2"}),
    "an id and its file": (["--id", "2", "FOLDER/b/r.jsonl"], {"1", "2"}),
    "everything": (["FOLDER"], ALL),
}


@pytest.mark.parametrize("case", CASES)
def test_what_was_asked_goes_and_nothing_else(
    remove: Remove, folder: Path, tmp_path: Path, case: str
) -> None:
    folder.with_name("link").symlink_to(folder)
    arguments, gone = CASES[case]
    link = str(folder.with_name("link"))
    given = [one.replace("FOLDER", str(folder)).replace("LINK", link) for one in arguments]
    listed = remove(*given, "--dry-run")
    assert {one["title"] for one in listed["documents"]} == gone
    assert listed["removed"] == 0
    assert titles(tmp_path) == ALL
    done = remove(*given)
    assert done["documents"] == listed["documents"]
    assert done["removed"] == len(gone)
    assert titles(tmp_path) == ALL - gone


def test_counts_facets_mentions_and_evidence_follow(
    remove: Remove, folder: Path, tmp_path: Path
) -> None:
    archive = Archive(tmp_path / "index")
    assert archive.results(Request("Lưu Ninh")).total == 3
    assert People.load(data_folder(tmp_path / "index")).vietnamese.person[("lưu", "ninh")] == 3
    remove(folder / "a")
    found = archive.results(Request("Lưu Ninh"))
    assert found.total == 1
    facets = {value.value: value.count for value in found.facets["lang"]}
    assert facets == {"vi": 1}
    assert {line.doc for line in chain.from_iterable(archive.mentions(["huu-nghi"]))} == {
        hit.id for hit in archive.every_id(Request("Lưu Ninh"))
    }
    assert People.load(data_folder(tmp_path / "index")).vietnamese.person[("lưu", "ninh")] == 1
    with EvidenceStore.opened(data_folder(tmp_path / "index")) as store:
        assert (len(store), store.unsure()) == (3, [])


def test_the_last_document_goes_and_others_can_come(
    remove: Remove, folder: Path, tmp_path: Path, engine: str
) -> None:
    remove(folder)
    assert titles(tmp_path) == set()
    assert Archive(tmp_path / "index").results(Request("Lưu Ninh")).total == 0
    assert People.load(data_folder(tmp_path / "index")) == People()
    again = ["index", str(folder / "a"), "--index", str(tmp_path / "index"), "--engine", engine]
    assert main(again) == 0
    assert titles(tmp_path) == {"Tin a/x.txt", "Tin a/y.txt"}


def test_what_is_not_there_is_said_and_the_rest_goes(
    remove: Remove, folder: Path, tmp_path: Path
) -> None:
    places = [tmp_path / "elsewhere", "--gone", tmp_path / "misspelt"]
    report = remove("--id", "none", "--id", "1", *places, status=1)
    assert report["missing"] == ["id none", str(places[0]), str(places[2])]
    assert titles(tmp_path) == ALL - {"1"}


def test_nothing_asked_is_a_wrong_use(remove: Remove) -> None:
    assert "PATH" in remove(status=2)["said"]


class TestGone:
    """Documents whose file is no longer there."""

    def test_are_those_whose_file_is_gone_and_no_others(
        self, remove: Remove, folder: Path, tmp_path: Path
    ) -> None:
        (folder / "a" / "x.txt").unlink()
        (folder / "b" / "r.jsonl").unlink()
        gone = {"Tin a/x.txt", "1", "2"}
        listed = remove("--gone", folder, "--dry-run")["documents"]
        assert {one["title"] for one in listed} == gone
        remove("--gone", folder / "a")
        assert titles(tmp_path) == ALL - {"Tin a/x.txt"}
        remove("--gone", folder)
        assert titles(tmp_path) == ALL - gone

    def test_are_none_where_all_files_are_there(self, remove: Remove, folder: Path) -> None:
        assert remove("--gone", folder)["removed"] == 0

    def test_are_those_of_a_folder_that_was_deleted(
        self, remove: Remove, folder: Path, tmp_path: Path
    ) -> None:
        shutil.rmtree(folder / "a")
        remove("--gone", folder)
        assert titles(tmp_path) == ALL - {"Tin a/x.txt", "Tin a/y.txt"}

    def test_are_not_believed_where_the_folder_is_missing(
        self, remove: Remove, folder: Path, tmp_path: Path
    ) -> None:
        folder.rename(tmp_path / "unplugged")
        said = remove("--gone", folder, status=1)["said"]
        assert "5 documents" in said
        assert "--even-all" in said
        assert titles(tmp_path) == ALL
        assert remove("--gone", folder, "--even-all")["removed"] == 5

    def test_are_not_believed_where_a_folder_that_held_them_is_empty(
        self, remove: Remove, folder: Path, tmp_path: Path
    ) -> None:
        # What is left of a mount point without its disk.
        shutil.rmtree(folder / "a")
        (folder / "a").mkdir()
        said = remove("--gone", folder, status=1)["said"]
        assert str(folder / "a") in said
        assert "--even-all" in said
        assert titles(tmp_path) == ALL
        assert remove("--gone", folder, "--even-all")["removed"] == 2
