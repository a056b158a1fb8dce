"""Documents within archives are indexed, known again, and removed as those of files are."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from songngu.__main__ import main
from tests.corpus.awkward.makers import VI, ZH, letter, mailbox_of, zip_of

Run = Callable[..., Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "a.zip").write_bytes(zip_of([("x.txt", VI.encode()), ("in/x.txt", ZH.encode())]))
    (folder / "x.txt").write_bytes(VI.encode())
    (folder / "b.mbox").write_bytes(mailbox_of([letter(VI).as_bytes(), letter(ZH).as_bytes()]))
    return folder


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: object) -> Any:
        main([*map(str, arguments), "--json", "--index", str(tmp_path / "index")])
        said = capsys.readouterr()
        assert said.out, said.err
        return json.loads(said.out)

    return run


def test_members_are_known_again_and_go_with_their_archive(folder: Path, run: Run) -> None:
    def indexed() -> Any:
        return run("index", folder, "--engine", "tantivy", "--processes", 1)

    assert (indexed()["documents"], indexed()["unchanged"]) == (5, 5)
    before = {hit["path"]: hit["id"] for hit in run("search", "cửa khẩu")["hits"]}
    assert f"{folder}/a.zip/x.txt" in before
    one = run("remove", folder / "a.zip" / "in", "--dry-run")["documents"]
    assert [Path(found["path"]).parent.name for found in one] == ["in"]
    dry = run("remove", folder / "a.zip", "--dry-run")
    assert sorted(Path(one["path"]).name for one in dry["documents"]) == ["x.txt", "x.txt"]

    moved = folder / "sub"
    moved.mkdir()
    (folder / "b.mbox").rename(moved / "b.mbox")
    report = indexed()
    assert (report["documents"], sum(report["moved"].values())) == (5, 2)

    (folder / "a.zip").unlink()
    gone = run("remove", "--gone", folder, "--dry-run")
    assert {one["path"].rpartition("a.zip/")[2] for one in gone["documents"]} == {
        "x.txt",
        "in/x.txt",
    }
