"""Many who correct at once, a full disk, a kill: the file is whole, and what is said is true."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from indexer.corrections.correction import COLUMNS, SAME, UNDO, Correction
from indexer.corrections.corrections_file import CorrectionsBroken, beside, read
from indexer.corrections.corrections_writer import keep
from synonyms.gazetteer import Entity, Gazetteer

NoRoom = Callable[[int], AbstractContextManager[None]]

PROCESSES = 8
EACH = 25
RACES = 3
FORK = multiprocessing.get_context("fork")


def said_by(number: int) -> list[Correction]:
    long = "Đồng chí Lưu Ninh " * 20
    return [Correction(SAME, f"p{number}", f"p{number} {at}", note=long) for at in range(EACH)]


def say(path: Path, number: int, begin: object) -> None:
    begin.wait()  # type: ignore[attr-defined]
    for one in said_by(number):
        assert keep(path, one)


@pytest.mark.parametrize("race", range(RACES))
def test_all_that_many_processes_say_at_once_is_kept_once(tmp_path: Path, race: int) -> None:
    path = tmp_path / f"said{race}.tsv"
    begin = FORK.Barrier(PROCESSES + 1)
    writers = [FORK.Process(target=say, args=(path, one, begin)) for one in range(PROCESSES)]
    for one in writers:
        one.start()
    begin.wait()
    while any(one.is_alive() for one in writers):
        # Nobody ever sees half of it.
        assert read(path).problems == ()
        time.sleep(0.001)
    for one in writers:
        one.join()
    assert [one.exitcode for one in writers] == [0] * PROCESSES
    found = read(path)
    assert found.problems == ()
    expected = {one for number in range(PROCESSES) for one in said_by(number)}
    assert set(found.said) == expected
    assert len(found.said) == len(expected)
    text = path.read_text("utf-8")
    assert text.count("\t".join(COLUMNS)) == 1
    assert text.count("# Corrections") == 1
    assert text.count("\n") == 3 + len(expected)
    for number in range(PROCESSES):
        own = [one for one in found.said if one.entity == f"p{number}"]
        assert own == said_by(number)


def test_the_same_said_by_all_at_once_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "said.tsv"
    one = Correction(SAME, "a", "b")
    with FORK.Pool(PROCESSES) as pool:
        new = pool.starmap(keep, [(path, one)] * 40, chunksize=1)
        undone = pool.starmap(keep, [(path, Correction(UNDO, other=one.id))] * 40, chunksize=1)
    assert (sum(new), sum(undone)) == (1, 1)
    assert len(read(path).said) == 2


def test_a_writer_that_is_killed_leaves_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "said.tsv"
    keep(path, Correction(SAME, "first", "one"))
    kept = 1
    for number in range(20):
        begin = FORK.Barrier(2)
        writer = FORK.Process(target=say, args=(path, number, begin))
        writer.start()
        begin.wait()
        time.sleep(0.002 * number)
        assert writer.pid is not None
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        found = read(path)
        assert found.problems == ()
        assert len(found.said) >= kept
        kept = len(found.said)
    assert keep(path, Correction(SAME, "last", "one"))
    assert len(read(path).said) == kept + 1
    assert not list(tmp_path.glob(".*.part"))


class Meddling(dict[str, Entity]):
    """Names that, when they are asked (which is while a correction is written), have someone edit
    the file who knows of no lock."""

    def __init__(self, path: Path, times: int) -> None:
        super().__init__()
        self.path, self.times = path, times

    def get(self, key: str, otherwise: object = None) -> None:  # type: ignore[override]
        if self.times:
            self.times -= 1
            with self.path.open("ab") as file:
                file.write(f"same\thand\tx{self.times}\n".encode())


def test_what_a_hand_writes_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "said.tsv"
    one, more = Correction(SAME, "a", "b"), Correction(SAME, "c", "d")
    keep(path, one)
    assert keep(path, more, Gazetteer(Meddling(path, 1), ""))
    assert list(read(path)) == [one, Correction(SAME, "hand", "x0"), more]
    with pytest.raises(CorrectionsBroken, match="changed all the time"):
        keep(path, Correction(SAME, "e", "f"), Gazetteer(Meddling(path, 10_000), ""))


def test_where_there_is_no_room_the_file_stays_as_it_was(tmp_path: Path, no_room: NoRoom) -> None:
    path = tmp_path / "said.tsv"
    first, more = Correction(SAME, "a", "b"), Correction(SAME, "c", "d", note="x" * 500)
    for data_before in (None, first):
        if data_before:
            keep(path, data_before)
        before = path.read_bytes() if data_before else None
        for room in (0, 1, 100, 300, 600):
            with no_room(room), pytest.raises(CorrectionsBroken, match="File too large"):
                keep(path, more)
            assert (path.read_bytes() if path.exists() else None) == before
            assert not list(tmp_path.glob(".*.part"))
    assert keep(path, more)
    assert list(read(path)) == [first, more]


FULL = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300))
from songngu.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


def test_the_command_line_says_that_it_was_not_kept(folder: Path) -> None:
    arguments = ["correct", "same", "phan kim liên", "phạm kim liên", "--index", str(folder)]
    done = subprocess.run(
        [sys.executable, "-c", FULL, *arguments], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert f"{beside(folder)} can't be written: File too large. It is as it was" in done.stderr
    assert "kept" not in done.stdout
    assert not beside(folder).exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_file_or_folder_that_is_only_to_be_read_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "own" / "said.tsv"
    one, more = Correction(SAME, "a", "b"), Correction(SAME, "c", "d")
    keep(path, one)
    path.chmod(0o444)
    with pytest.raises(CorrectionsBroken, match="Permission denied"):
        keep(path, more)
    path.chmod(0o644)
    path.parent.chmod(0o555)
    with pytest.raises(CorrectionsBroken, match="Permission denied"):
        keep(path, more)
    path.parent.chmod(0o755)
    assert list(read(path)) == [one]
