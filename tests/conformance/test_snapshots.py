"""Readers and writers beside each other: snapshots, commits, locks and the files they leave."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cases import body
from conftest import ids, write
from documents import HAND, RECORDS, numbered

from indexer import fields
from indexer.engines.protocol import Engine, ReadRequest, ReadResult
from indexer.index_errors import IndexLocked
from indexer.plan import Everything

Again = Callable[[], Engine]


def test_a_commit_within_the_block_is_seen_at_once(engine: Engine, again: Again) -> None:
    with engine.writing() as writer:
        for number in range(6):
            writer.add(numbered(number // 2 * 2 + 1, f"lần{number}"))
            writer.commit()
            assert len(ids(again())) == number // 2 + 1
    with engine.reading() as reader:
        counts = {f"lần{number}": body(f"lần{number}") for number in range(6)}
        counted = reader.run(ReadRequest(Everything(), counts=counts)).counts
    assert [counted[f"lần{number}"] for number in range(6)] == [0, 1, 0, 1, 0, 1]


def test_a_snapshot_does_not_see_later_commits(engine: Engine, again: Again) -> None:
    write(engine, [numbered(number) for number in range(300)])
    with engine.reading() as before:
        streamed = before.every(body("một"))
        first = next(streamed)
        with engine.writing() as writer:
            for number in range(0, 300, 2):
                writer.delete(f"d{number:03d}")
            for number in range(400, 900):
                writer.add(numbered(number, "một ba"))
        write(again(), [numbered(1, "đã đổi")])
        with again().reading() as after:
            assert after.size == 650
            assert after.count(body("hai")) == 149
            assert after.fetch(["d002"]) == {}
        assert before.size == 300
        assert before.run(
            ReadRequest(body("một"), limit=0, counts={"ba": body("ba")})
        ) == ReadResult(300, (), {}, counts={"ba": 0})
        assert before.known(fields.BODY, ["ba", "đổi"]) == {}
        assert before.fetch(["d002", "d400"]) == {"d002": numbered(2).stored}
        assert [first.id, *(hit.id for hit in streamed)] == [f"d{n:03d}" for n in range(300)]
    assert len(ids(engine)) == 650


def test_two_readings_at_once_do_not_disturb_each_other(engine: Engine) -> None:
    write(engine, RECORDS[:200])
    with engine.reading() as one, engine.reading() as other:
        mixed = list(zip(one.every(Everything()), other.every(Everything()), strict=True))
    assert len(mixed) == 200
    assert all(left == right for left, right in mixed)


def test_a_second_writer_is_refused_with_help(engine: Engine, again: Again) -> None:
    with engine.writing() as writer:
        writer.add(numbered(1))
        for other in (engine, again()):
            with pytest.raises(IndexLocked, match="Another process is writing"), other.writing():
                pass
        writer.add(numbered(2))
    write(again(), [numbered(3)])
    assert ids(engine) == ["d001", "d002", "d003"]


HOLDER = """
import sys
from pathlib import Path
from indexer.engines import open_engine
with open_engine(sys.argv[1], Path(sys.argv[2])).writing():
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_writer_of_another_process_is_respected(
    engine: Engine, engine_name: str, folder: Path
) -> None:
    command = [sys.executable, "-c", HOLDER, engine_name, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(IndexLocked), engine.writing():
            pass
        holder.communicate()
    assert holder.returncode == 0
    write(engine, [numbered(1)])
    assert ids(engine) == ["d001"]


def test_fifty_commits_beside_an_open_reader_leave_no_orphans(engine: Engine) -> None:
    write(engine, [numbered(number) for number in range(20)])
    with engine.reading() as long_lived:
        for number in range(50):
            with engine.writing() as writer:
                writer.add(numbered(number % 20, f"lần {number}"))
                writer.add(numbered(100 + number))
                writer.delete(f"d{100 + number - 5:03d}")
            with engine.reading() as fresh:
                assert fresh.size == 20 + min(number + 1, 5)
        assert long_lived.size == 20
        assert long_lived.count(body("hai")) == 20
        assert long_lived.fetch(["d005"]) == {"d005": numbered(5).stored}
        assert engine.orphans() == []
    assert engine.orphans() == []


def test_an_orphan_is_named(engine: Engine, folder: Path) -> None:
    write(engine, HAND)
    # A segment's file by another number, whatever the engine calls its files.
    living = max(folder.iterdir(), key=lambda path: len(path.name))
    stem, dot, rest = living.name.partition(".")
    orphan = folder / (stem[:-4] + ("0000" if stem[-4:] != "0000" else "1111") + dot + rest)
    orphan.write_bytes(b"")
    assert engine.orphans() == [orphan]
