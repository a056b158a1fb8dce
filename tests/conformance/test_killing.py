"""A writer that is killed leaves its last commit, and the next one goes on from there."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import write
from documents import record

from indexer import fields
from indexer.engines.protocol import Engine
from indexer.plan import AnyOf, Everything

BATCH = 40

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from documents import record
from indexer.engines import open_engine
with open_engine(sys.argv[1], Path(sys.argv[2])).writing() as writer:
    for batch in range(10_000):
        for number in range(int(sys.argv[4])):
            text = " ".join(f"k{(batch * number + step) % 5000}" for step in range(300))
            writer.add(record(f"b{batch:05d}-{number:03d}", f"lô {text}", date="20200101"))
            # Documents of earlier batches change too: a commit is all of it or nothing.
            writer.add(record(f"same-{number:03d}", f"đợt{batch}", date="20200101"))
        writer.commit()
        print(batch, flush=True)
"""


@pytest.mark.parametrize("moment", [0.02, 0.15, 0.4, 0.9])
def test_killed_while_writing_leaves_the_last_commit(
    engine: Engine, engine_name: str, folder: Path, moment: float
) -> None:
    here = str(Path(__file__).parent)
    command = [sys.executable, "-c", WRITER, engine_name, str(folder), here, str(BATCH)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline()]
        time.sleep(moment)
        process.kill()
        said += process.stdout.readlines()
    acknowledged = int([line for line in said if line.endswith("\n")][-1]) + 1

    with engine.reading() as reader:
        hits = [hit.id for hit in reader.every(AnyOf(fields.BODY, ("lô",)))]
        commits = len(hits) // BATCH
        # Killed between the commit and saying so, one more is there; never a part of one.
        assert commits in (acknowledged, acknowledged + 1)
        assert hits == [f"b{b:05d}-{n:03d}" for b in range(commits) for n in range(BATCH)]
        assert reader.size == len(hits) + BATCH
        last = reader.count(AnyOf(fields.BODY, (f"đợt{commits - 1}",)))
        assert last == BATCH
        assert len(reader.fetch(hits)) == len(hits)

    write(engine, [record("after", "sau đó"), record("same-000", "sau đó")])
    with engine.reading() as reader:
        assert reader.size == len(hits) + BATCH + 1
        assert reader.count(AnyOf(fields.BODY, ("sau",))) == 2
        assert len(list(reader.every(Everything()))) == reader.size
    assert engine.orphans() == []


def test_killed_before_the_first_commit_leaves_a_folder_to_write_to(
    engine: Engine, engine_name: str, folder: Path
) -> None:
    here = str(Path(__file__).parent)
    first = WRITER.replace("writer.commit()", "pass")
    command = [sys.executable, "-c", first, engine_name, str(folder), here, "5"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    write(engine, [record("after", "sau đó")])
    with engine.reading() as reader:
        assert [hit.id for hit in reader.every(Everything())] == ["after"]
    assert engine.orphans() == []
