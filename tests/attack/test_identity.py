"""Identity is the file's place: no two files share an id, no file has two, nothing is replaced in
silence. On the command line's own entry, with both engines."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from indexer.annotation.records import from_stored
from indexer.engines import ENGINES
from indexer.plan import Everything
from indexer.storage.open_index import OpenIndex
from songngu.__main__ import main

Index = Callable[..., dict[str, Any]]


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two files of one name, and one more."""
    for name, text in (("a/x.txt", "Tin a"), ("b/x.txt", "Tin b"), ("b/y.txt", "Tin y")):
        path = tmp_path / "archive" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n\nĐồng chí Lưu Ninh tới.", "utf-8")
    return tmp_path / "archive"


@pytest.fixture
def index(tmp_path: Path, engine: str, capsys: pytest.CaptureFixture[str]) -> Index:
    """Runs ``songngu index`` on paths; its report."""

    def run(*paths: Path | str, status: int = 0, anew: bool = False) -> dict[str, Any]:
        on = ("--index", str(tmp_path / "index"), "--engine", engine)
        options = ("--json", "--anew") if anew else ("--json",)
        got = main(["index", *map(str, paths), *on, *options])
        report: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert got == status, report
        return report

    return run


def held(tmp_path: Path) -> dict[str, Document]:
    """The documents of the index by id."""
    with OpenIndex(tmp_path / "index").reading() as reader:
        ids = [hit.id for hit in reader.every(Everything())]
        return {key: from_stored(text) for key, text in reader.fetch(ids).items()}


def titles(tmp_path: Path) -> dict[str, str]:
    """Ids by title; every title stands once."""
    found = {one.title: key for key, one in held(tmp_path).items()}
    assert len(found) == len(held(tmp_path))
    return found


def test_files_of_one_name_in_two_runs_are_two_documents(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    index(folder / "a")
    index(folder / "b")
    assert titles(tmp_path).keys() == {"Tin a", "Tin b", "Tin y"}


def test_files_of_one_name_in_one_run_are_two_documents(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    index(folder / "a", folder / "b")
    assert titles(tmp_path).keys() == {"Tin a", "Tin b", "Tin y"}


WAYS: dict[str, Callable[[Path], list[Path | str]]] = {
    "the folder": lambda folder: [folder],
    "a folder below": lambda folder: [folder / "a", folder / "b"],
    "the other first": lambda folder: [folder / "b", folder / "a"],
    "a parent": lambda folder: [folder.parent / "archive"],
    "the files": lambda folder: [folder / "b/x.txt", folder / "a/x.txt", folder / "b/y.txt"],
    "twice": lambda folder: [folder, folder / "a/x.txt", folder],
    "up and down": lambda folder: [folder / "a" / ".." / "b", folder / "a"],
    "from where one is": lambda folder: ["."],
    "from a folder below": lambda folder: ["../archive/a", "../archive/b/"],
    "through a link": lambda folder: [folder.with_name("link")],
    "through a link to a file": lambda folder: [folder.with_name("x.txt"), folder],
}


@pytest.mark.parametrize("way", WAYS)
def test_a_file_is_one_document_however_it_is_given(
    index: Index, folder: Path, tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.with_name("link").symlink_to(folder)
    folder.with_name("x.txt").symlink_to(folder / "b" / "x.txt")
    index(folder)
    before = titles(tmp_path)
    monkeypatch.chdir(folder)
    index(*WAYS[way](folder))
    assert titles(tmp_path) == before


def test_two_hard_links_are_two_places_that_stay_apart(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    (folder / "c").mkdir()
    os.link(folder / "a" / "x.txt", folder / "c" / "x.txt")
    index(folder)
    before = held(tmp_path)
    assert len(before) == 4
    index(folder / "c")
    assert held(tmp_path).keys() == before.keys()


def test_names_that_differ_in_capitals_or_in_composition_alone_stay_apart(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    # Where the file system takes them for one file, they are one.
    for name in ("Z.txt", "z.txt", "ế.txt", "e\u0302\u0301.txt"):
        (folder / name).write_text(f"Tin {len(list(folder.iterdir()))}\n\nMột.", "utf-8")
    index(folder)
    index(folder)
    assert len(held(tmp_path)) == len(list(folder.rglob("*.txt")))


def test_names_that_are_no_text_or_hold_the_marks_of_places_stay_apart(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    names = [b"\xff.txt", b"\xfe.txt", b"%FF.txt", b"x.jsonl#1.txt", b"%25.txt", b"a\nb.txt"]
    for number, name in enumerate(names):
        path = os.fsencode(folder) + b"/" + name
        try:
            Path(os.fsdecode(path)).write_text(f"Tin số {number}\n\nMột.", "utf-8")
        except OSError:
            pytest.skip("the file system takes only Unicode names")
    index(folder)
    before = held(tmp_path)
    assert len(before) == 3 + len(names)
    index(folder)
    assert held(tmp_path).keys() == before.keys()


def test_the_id_of_a_file_is_told_by_its_name_while_no_other_has_it(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    index(folder / "b")
    before = titles(tmp_path)
    index(folder, anew=True)
    assert titles(tmp_path)["Tin y"] == before["Tin y"]


def test_an_archive_that_moved_keeps_its_ids_and_is_not_doubled(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    # The second of two equal names came first, so that the shortest ends are not the right ones.
    index(folder / "b")
    index(folder / "a")
    before = titles(tmp_path)
    moved = folder.rename(folder.with_name("elsewhere"))
    report = index(moved)
    assert titles(tmp_path) == before
    assert sum(report["moved"].values()) == 3
    assert index(moved)["moved"] == {}


def test_another_text_never_takes_the_id_of_a_file_that_is_gone(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    # An unmounted disk looks like this.
    index(folder / "a")
    (folder / "a" / "x.txt").unlink()
    index(folder / "b")
    assert titles(tmp_path).keys() == {"Tin a", "Tin b", "Tin y"}


def test_a_document_keeps_its_id_when_the_one_it_made_way_for_is_removed(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    from indexer.pipeline.removal import remove

    index(folder)
    before = titles(tmp_path)
    remove(tmp_path / "index", [before["Tin a"]])
    index(folder / "b")
    assert titles(tmp_path) == {"Tin b": before["Tin b"], "Tin y": before["Tin y"]}


def test_records_without_an_id_are_told_by_file_and_line(
    index: Index, folder: Path, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        rows = [{"title": f"{name} {number}", "body": "Một."} for number in range(3)]
        write(folder / name / "r.jsonl", *rows)
    index(folder / "a")
    index(folder / "b")
    before = titles(tmp_path)
    assert len(before) == 9
    index(folder)
    assert titles(tmp_path) == before


def write(path: Path, *rows: dict[str, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


class TestOwnIds:
    """Records that bring an id."""

    def test_a_record_changed_in_its_file_takes_its_own_place(
        self, index: Index, tmp_path: Path
    ) -> None:
        path = write(tmp_path / "a.jsonl", {"id": "1", "title": "Cũ"}, {"id": "2", "title": "Hai"})
        index(path)
        write(path, {"id": "2", "title": "Hai"}, {"id": "1", "title": "Mới"})
        index(path)
        assert titles(tmp_path) == {"Mới": "1", "Hai": "2"}

    def test_another_record_of_that_id_from_another_file_is_an_error_and_changes_nothing(
        self, index: Index, tmp_path: Path
    ) -> None:
        first = write(tmp_path / "a.jsonl", {"id": "1", "title": "Một"})
        index(first)
        report = index(write(tmp_path / "b.jsonl", {"id": "1", "title": "Khác"}), status=1)
        (failure,) = report["failures"]
        assert failure["lost"]
        assert str(first) in failure["reason"]
        assert "songngu remove --id 1" in failure["reason"]
        assert titles(tmp_path) == {"Một": "1"}

    def test_the_same_record_from_another_file_is_a_repeat(
        self, index: Index, tmp_path: Path
    ) -> None:
        index(write(tmp_path / "a.jsonl", {"id": "1", "title": "Một"}))
        report = index(write(tmp_path / "b.jsonl", {"id": "1", "title": "Một"}))
        assert (report["repeats"], report["documents"]) == (1, 0)
        (document,) = held(tmp_path).values()
        assert document.path.endswith("a.jsonl")

    def test_a_record_whose_former_file_is_gone_has_moved_and_that_is_said(
        self, index: Index, tmp_path: Path
    ) -> None:
        first = write(tmp_path / "a.jsonl", {"id": "1", "title": "Một"})
        index(first)
        first.unlink()
        report = index(write(tmp_path / "b.jsonl", {"id": "1", "title": "Sửa"}))
        assert report["moved"] == {str(first): 1}
        assert titles(tmp_path) == {"Sửa": "1"}
