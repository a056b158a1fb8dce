"""An index that grows with its folder: only what changed is read, what is gone leaves, and what
has moved keeps its id."""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from indexer.pipeline import reading
from tests.indexer.pipeline.growing_archive import OLD, documents, grow, mentions, write


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are read."""
    names: list[str] = []
    safely = reading.read_safely

    def noted(source: Source) -> object:
        names.append(source.path.name)
        return safely(source)

    monkeypatch.setattr(reading, "read_safely", noted)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "archive"
    for number in range(3):
        write(made / f"{number}.txt", f"Tin số {number}\n\nÔng Lưu Ninh tới lần thứ {number}.")
    return made


def test_nothing_is_read_twice(folder: Path, tmp_path: Path, read: list[str]) -> None:
    index = tmp_path / "index"
    assert grow(index, folder).written == 3
    before = mentions(index)
    read.clear()
    done = grow(index, folder)
    assert (read, done.files_unchanged, done.unread, done.documents) == ([], 3, 3, 3)
    assert (done.by_lang, done.undated) == ({"vi": 3}, 3)
    assert mentions(index) == before


def test_only_what_changed_is_read(folder: Path, tmp_path: Path, read: list[str]) -> None:
    index = tmp_path / "index"
    grow(index, folder)
    read.clear()
    write(folder / "1.txt", "Tin khác\n\nBà Phan Kim Liên họp.", OLD + 1)
    write(folder / "3.txt", "Tin mới\n\nBà Phan Kim Liên đến.")
    done = grow(index, folder)
    assert (read, done.written, done.unread) == (["1.txt", "3.txt"], 2, 2)
    assert documents(index)["1.txt"].title == "Tin khác"


def test_another_time_and_the_same_content_is_not_read(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    index = tmp_path / "index"
    grow(index, folder)
    read.clear()
    os.utime(folder / "1.txt", ns=(OLD + 5, OLD + 5))
    assert grow(index, folder).files_read == 0
    assert read == []


def test_a_file_written_within_one_tick_is_compared_by_content(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    index = tmp_path / "index"
    now = time.time_ns()
    write(folder / "1.txt", "Tin một\n\nÔng Lưu Ninh đi.", now)
    grow(index, folder)
    read.clear()
    # The same size, the same time, another text.
    write(folder / "1.txt", "Tin hai\n\nÔng Lưu Ninh đi.", now)
    assert grow(index, folder).written == 1
    assert documents(index)["1.txt"].title == "Tin hai"


def test_failures_are_said_again_without_reading(
    folder: Path, tmp_path: Path, read: list[str]
) -> None:
    index = tmp_path / "index"
    write(folder / "bad.xyz", "?")
    first = grow(index, folder).failures
    read.clear()
    assert grow(index, folder).failures == first != []
    assert read == []


def test_what_lacked_a_program_is_read_when_the_program_is_there(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A picture that no tesseract can read, so that only the reason changes.
    write(folder / "scan.png", "no picture")
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        assert grow(tmp_path / "index", folder, ocr=True).files_read == 4
        assert grow(tmp_path / "index", folder, ocr=True).files_read == 0
    bin_folder = tmp_path / "bin"
    write(bin_folder / "tesseract", "#!/bin/sh\n").chmod(0o755)
    monkeypatch.setenv("PATH", str(bin_folder))
    # The text files call no program.
    assert grow(tmp_path / "index", folder, ocr=True).files_read == 1


def test_what_is_gone_leaves(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    rows = [{"title": f"Tin {n}", "body": f"Dòng thứ {n}."} for n in range(4)]
    write(folder / "rows.jsonl", "\n".join(map(json.dumps, rows)))
    grow(index, folder)
    (folder / "1.txt").unlink()
    write(folder / "rows.jsonl", "\n".join(map(json.dumps, rows[:2])), OLD + 1)
    done = grow(index, folder)
    assert (done.removed, done.files_gone) == (3, 1)
    assert set(documents(index)) == {"0.txt", "2.txt", "rows.jsonl:1", "rows.jsonl:2"}
    assert grow(index, folder).removed == 0


def test_what_is_gone_stays_if_told_so(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    grow(index, folder)
    (folder / "1.txt").unlink()
    assert grow(index, folder, keep_gone=True).removed == 0
    assert len(documents(index)) == 3
    assert grow(index, folder).removed == 1


def test_a_disk_that_is_not_mounted_takes_nothing_out(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    write(folder / "disk" / "a.txt", "Tin\n\nÔng Lưu Ninh ở xa.")
    grow(index, folder)
    (folder / "disk" / "a.txt").unlink()
    done = grow(index, folder)
    assert (done.removed, list(done.kept.values())) == (0, [1])
    assert "disk" in next(iter(done.kept))
    for path in folder.glob("*.txt"):
        path.unlink()
    assert (grow(index, folder).removed, len(documents(index))) == (0, 4)
    shutil.rmtree(folder)
    done = grow(index, folder)
    assert (done.removed, len(documents(index)), len(done.failures)) == (0, 4, 1)


def test_what_has_moved_keeps_its_id(folder: Path, tmp_path: Path) -> None:
    index = tmp_path / "index"
    grow(index, folder)
    before = documents(index)
    (folder / "b").mkdir()
    (folder / "1.txt").rename(folder / "b" / "another name.txt")
    done = grow(index, folder)
    after = documents(index)
    assert after["another name.txt"].id == before["1.txt"].id
    assert (sum(done.moved.values()), done.removed, len(after)) == (1, 0, 3)
    # And it keeps it when it is changed there, although no part of its place gives that id.
    write(folder / "b" / "another name.txt", "Tin sửa\n\nÔng Lưu Ninh về.", OLD + 9)
    assert grow(index, folder).removed == 0
    assert documents(index)["another name.txt"].id == before["1.txt"].id


def test_a_record_that_moved_to_another_file_keeps_its_id(tmp_path: Path) -> None:
    folder, index = tmp_path / "archive", tmp_path / "index"
    rows = [json.dumps({"title": f"Tin {n}", "body": f"Bài thứ {n} của báo."}) for n in range(4)]
    write(folder / "a.jsonl", "\n".join(rows))
    grow(index, folder)
    before = {one.title: one.id for one in documents(index).values()}
    write(folder / "a.jsonl", "\n".join(rows[:2]), OLD + 1)
    write(folder / "z.jsonl", "\n".join(["{}", *rows[2:]]))
    done = grow(index, folder)
    assert {one.title: one.id for one in documents(index).values()} == before
    assert done.removed == 0


def test_a_repeat_takes_the_place_of_a_document_that_left(tmp_path: Path) -> None:
    folder, index = tmp_path / "archive", tmp_path / "index"
    row = {"id": "x", "title": "Tin", "body": "Ông Lưu Ninh tới."}
    for name in ("a", "b", "c"):
        write(
            folder / f"{name}.jsonl", json.dumps({**row, "body": row["body"] + "c" * (name == "c")})
        )
    first = grow(index, folder)
    assert (first.written, first.repeats, len(first.failures)) == (1, 1, 1)
    again = grow(index, folder)
    assert (again.unread, again.repeats, again.failures) == (1, 1, first.failures)
    (folder / "a.jsonl").unlink()
    done = grow(index, folder)
    assert documents(index)["b.jsonl:1"].id == "x"
    assert (done.documents, len(done.failures)) == (1, 1)


def test_a_reader_that_fails_costs_its_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(source: Source) -> object:
        if source.path.name == "1.txt":
            raise RuntimeError("a mistake")
        return iter([Document(source.identifier(), "Tin", "Bài", "vi", place=source.place)])

    monkeypatch.setattr("indexer.pipeline.reading_workers.read_source", broken)
    done = grow(tmp_path / "index", folder)
    assert (done.written, [one.lost for one in done.failures]) == (2, [True])
    assert "a mistake" in done.failures[0].reason
    monkeypatch.undo()
    # It was no fault of the file, which is read when the reader is mended.
    done = grow(tmp_path / "index", folder)
    assert (done.files_read, done.written, done.failures) == (1, 1, [])


def test_a_failure_of_the_walk_is_said(tmp_path: Path) -> None:
    done = grow(tmp_path / "index", tmp_path / "nowhere")
    assert [isinstance(one, Failure) for one in done.failures] == [True]


def test_long_plain_files_read_beside_each_other_give_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("b", "a", "c"):
        lines = [
            f'{{"title": "{name}{at}", "text": "Lưu Ninh {name}", "lang": "vi"}}'
            for at in range(70)
        ]
        write(tmp_path / "folder" / f"{name}.jsonl", "\n".join([*lines, "{broken"]))
    one = grow(tmp_path / "one", tmp_path / "folder")
    read_here: list[str] = []
    monkeypatch.setattr(reading, "LONG", range(1, 1 << 20))
    monkeypatch.setattr(reading, "read_safely", lambda source: read_here.append(source.shown))
    several = grow(tmp_path / "several", tmp_path / "folder", processes=2)
    assert read_here == []
    assert documents(tmp_path / "several") == documents(tmp_path / "one")
    assert len(documents(tmp_path / "one")) == 210
    assert several.failures == one.failures
    assert [Path(failure.path).name for failure in one.failures] == [
        "a.jsonl",
        "b.jsonl",
        "c.jsonl",
    ]
