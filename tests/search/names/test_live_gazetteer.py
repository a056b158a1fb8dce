"""Files laid over our names are read again when they change, whole, by one thread."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from indexer.corrections.correction import COLUMNS, SAME, Correction
from indexer.corrections.corrections_file import CorrectionsBroken
from indexer.storage.index_writer import run_on
from search.names.file_stamps import TICK, Stamps
from search.names.live_gazetteer import LiveGazetteer

HEADER = "\t".join(COLUMNS)


def content(one: str) -> bytes:
    return f"{HEADER}\nsame\t{one}\tx\n".encode()


@pytest.fixture
def said(tmp_path: Path) -> Path:
    path = tmp_path / "said.tsv"
    path.write_bytes(content("a"))
    return path


@pytest.fixture
def index(tmp_path: Path) -> Path:
    with run_on(tmp_path / "index", engine="tantivy") as run, run.writing():
        return run.index


def is_seen(path: Path, before: Stamps) -> bool:
    return before.read_again(Stamps.now([path]))


def test_a_change_of_one_size_and_one_time_is_seen_by_the_inode(said: Path) -> None:
    before = Stamps.now([said])
    times = said.stat()
    part = said.with_suffix(".part")
    part.write_bytes(content("b"))
    part.replace(said)
    os.utime(said, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert said.stat().st_size == times.st_size
    assert said.stat().st_mtime_ns == times.st_mtime_ns
    assert is_seen(said, before)


def test_a_change_within_one_tick_is_seen_when_the_tick_is_over(said: Path) -> None:
    before = Stamps.now([said])
    # As if the file system's clock stood still while it was changed after it was read.
    later = Stamps(before.files, before.taken + TICK // 2)
    over = Stamps(before.files, before.taken + TICK + 1)
    assert not before.read_again(later)
    assert before.read_again(over)
    settled = Stamps(before.files, before.taken + 2 * TICK)
    assert not settled.read_again(Stamps(before.files, before.taken + 9 * TICK))


def test_a_file_that_comes_or_goes_has_changed(said: Path, tmp_path: Path) -> None:
    before = Stamps.now([said])
    said.unlink()
    assert is_seen(said, before)
    gone = Stamps.now([said])
    said.write_bytes(content("a"))
    assert is_seen(said, gone)


def test_names_stay_while_the_file_is_broken_and_people_are_not_made_anew(
    said: Path, index: Path
) -> None:
    layers = LiveGazetteer(index, (), said)
    first = layers.now()
    said.write_bytes(content("b"))
    second = layers.now()
    assert second.corrections.one_of("x") == "b"
    assert second.people is first.people
    said.write_bytes(b"nonsense")
    broken = layers.now()
    assert broken.lookup is second.lookup
    assert broken.corrections is second.corrections
    assert "must name the columns" in broken.unread
    with pytest.raises(CorrectionsBroken, match="must name the columns"):
        layers.keep(Correction(SAME, "c", "d"))
    assert said.read_bytes() == b"nonsense"
    said.write_bytes(content("c"))
    assert layers.now().unread == ""
    assert layers.now().corrections.one_of("x") == "c"
    assert layers.now() is layers.now()


def test_one_thread_reads_a_change_and_nobody_waits_for_it(said: Path, index: Path) -> None:
    layers = LiveGazetteer(index, (), said)
    before = layers.now()
    said.write_bytes(content("b"))
    with layers._lock:  # As if one thread were reading.
        assert layers.now() is before
    results: list[object] = []
    begin = threading.Barrier(16)

    def ask() -> None:
        begin.wait()
        layers.now()
        results.append(layers.now().corrections.one_of("x"))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert set(results) <= {"a", "b"}
    now = layers.now()
    assert now.corrections.one_of("x") == "b"
    assert layers.now() is now


def test_what_is_kept_is_in_force_for_the_one_who_said_it(said: Path, index: Path) -> None:
    layers = LiveGazetteer(index, (), said)
    errors: list[BaseException] = []

    def say(number: int) -> None:
        try:
            for at in range(5):
                one = Correction(SAME, "a", f"y{number} {at}")
                assert layers.keep(one)
                assert layers.now().corrections.holds(one)
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=say, args=(number,)) for number in range(6)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert errors == []
    assert len(layers.now().corrections) == 31
