"""What is kept below the folder, under which name, and what is known of it afterwards."""

from __future__ import annotations

import os
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from corpus.folder_facts import facts_for
from web.uploads.upload_folder import FORGOTTEN, RECEIPTS, AddedFile, UploadFolder


@pytest.fixture
def folder(tmp_path: Path) -> UploadFolder:
    return UploadFolder(tmp_path / "added")


def keep(folder: UploadFolder, name: str, content: str, source: str = "") -> AddedFile:
    received = folder.incoming / f"{time.monotonic_ns()}"
    received.write_text(content, "utf-8")
    found = folder.keep(received, name, source)
    assert not received.exists()
    return found


def test_a_name_that_is_there_gets_a_number_and_nothing_is_replaced(folder: UploadFolder) -> None:
    kept = [keep(folder, "tin.txt", text).kept for text in ("một", "hai", "ba")]
    assert kept == ["tin.txt", "tin (2).txt", "tin (3).txt"]
    assert [(folder.path / one).read_text("utf-8") for one in kept] == ["một", "hai", "ba"]


def test_the_same_file_is_kept_once(folder: UploadFolder) -> None:
    keep(folder, "tin.txt", "một")
    keep(folder, "tin.txt", "hai")
    assert keep(folder, "tin.txt", "hai") == AddedFile("tin.txt", "tin (2).txt", is_new=False)
    assert len(list(folder.path.glob("*.txt"))) == 2


def test_many_at_once_each_get_a_name_of_their_own(folder: UploadFolder) -> None:
    with ThreadPoolExecutor(8) as pool:
        kept = list(pool.map(lambda n: keep(folder, "tin.txt", f"{n}", "Báo").kept, range(40)))
    assert len(set(kept)) == 40
    assert {(folder.path / one).read_text("utf-8") for one in kept} == set(map(str, range(40)))


def test_nothing_kept_may_be_executed(folder: UploadFolder) -> None:
    mode = (folder.path / keep(folder, "tin.txt", "một").kept).stat().st_mode
    assert not mode & (stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


@pytest.mark.parametrize(
    "source", ["Báo Lạng Sơn", '"a"\n[[files]]', "../..", "A/B", ".", "人民\\n"]
)
def test_a_source_has_a_folder_that_says_it(folder: UploadFolder, source: str) -> None:
    kept = keep(folder, "tin.txt", "một", source).kept
    place = folder.path / kept
    assert place.parent.parent == folder.path
    assert facts_for(place, folder.path).source == " ".join(source.split())


def test_sources_whose_folders_would_be_one_have_two(folder: UploadFolder) -> None:
    kept = [keep(folder, "tin.txt", "một", source).kept for source in ("A/B", "A:B", "A/B")]
    assert kept == ["A_B/tin.txt", "A_B (2)/tin.txt", "A_B/tin.txt"]


def test_a_link_out_of_the_folder_is_not_followed(folder: UploadFolder, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("một", "utf-8")
    (folder.path / "tin.txt").symlink_to(tmp_path / "new.txt")
    (folder.path / "hai.txt").symlink_to(tmp_path / "outside.txt")
    assert keep(folder, "tin.txt", "x").kept == "tin (2).txt"
    assert keep(folder, "hai.txt", "x").kept == "hai (2).txt"
    assert (tmp_path / "outside.txt").read_text("utf-8") == "một"
    assert not (tmp_path / "new.txt").exists()


def test_a_receipt_is_found_again_and_old_ones_go(folder: UploadFolder) -> None:
    files = [AddedFile("a\udcff.txt", "a.txt"), AddedFile("b", problem="kind")]
    first = folder.write_receipt(files[1:])
    assert folder.receipt(first) == files[1:]
    os.utime(folder._receipt(first), (1, 1))
    last = [folder.write_receipt(files[1:]) for _ in range(RECEIPTS)][-1]
    assert folder.receipt(last) == files[1:]
    assert folder.receipt(first) == []
    assert folder.receipt("../status") == folder.receipt("") == []


def test_what_was_received_by_half_goes_when_it_is_old(folder: UploadFolder) -> None:
    for name, age in (("old", FORGOTTEN + 60), ("new", 0.0)):
        (folder.incoming / name).write_text(name, "utf-8")
        os.utime(folder.incoming / name, (time.time() - age,) * 2)
    UploadFolder(folder.path)
    assert [one.name for one in folder.incoming.iterdir()] == ["new"]
