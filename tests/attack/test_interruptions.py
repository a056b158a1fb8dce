"""Commands that are interrupted, or whose helping process is killed, say so and do no damage."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.pipeline.indexing import build
from indexer.pipeline.worker_processes import ALONE
from search.archive import Archive
from search.request import Request
from songngu.commands.doctor import BAD, examine
from tests.cluster import EMBEDDED

DOCUMENTS = [
    Document(f"d{number:03d}", "Tin", f"Ông Lưu Ninh ở cửa khẩu Hữu Nghị {number}.", "vi", "2023")
    for number in range(200)
]


@pytest.fixture(scope="module", params=EMBEDDED)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interruptions") / "index"
    build(DOCUMENTS, folder, request.param)
    return folder


def total(index: Path) -> int:
    return Archive(index).results(Request("Lưu Ninh")).total


def assert_undamaged(index: Path) -> None:
    assert BAD not in {finding.state for finding in examine(index, partial(Archive, index))}


STRIKE_WHILE_WRITING = """
import os, signal, sys, threading, time
from pathlib import Path
from songngu.__main__ import main

def strike():
    while not Path(sys.argv[-1], "unfinished.json").exists():
        time.sleep(0.001)
    os.kill(os.getpid(), signal.SIGINT)

threading.Thread(target=strike, daemon=True).start()
sys.exit(main(sys.argv[1:]))
"""
"""Interrupts a command as soon as it has noted that it writes. While Python imports modules an
interrupt may be lost in a callback that ignores errors, so no command is interrupted there."""


def assert_interrupted(process: subprocess.Popen[str], index: Path) -> None:
    """The command has said so and did no damage."""
    _, said = process.communicate()
    assert process.returncode == 130, said
    assert said.strip().splitlines()[-1:] == ["songngu: interrupted"]
    assert "Traceback" not in said
    assert total(index) == len(DOCUMENTS)
    assert_undamaged(index)


@pytest.mark.parametrize("given", ["index", "anew", "annotate"])
def test_an_interrupted_writer_says_so_and_what_was_committed_stays(
    index: Path, tmp_path: Path, given: str
) -> None:
    copy = Path(shutil.copytree(index, tmp_path / "index"))
    # Many texts, so that indexing them takes longer than the interrupt.
    texts = [" ".join(f"k{n * 7919 * at % 99991}" for at in range(400)) for n in range(300)]
    many = [{"id": f"{at} {n}", "body": texts[n]} for at in range(20) for n in range(300)]
    big = tmp_path / "big.jsonl"
    big.write_text("\n".join(map(json.dumps, many)), "utf-8")
    engine = ["--engine", Archive(copy).engine_name]
    typed: list[str | Path] = {
        "index": ["index", big, *engine, "--processes", "1"],
        "anew": ["index", big, *engine, "--anew"],
        "annotate": ["annotate", "--people"],
    }[given]
    process = subprocess.Popen(
        [sys.executable, "-c", STRIKE_WHILE_WRITING, *map(str, typed), "--index", str(copy)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert_interrupted(process, copy)


@pytest.mark.parametrize("typed", [["search", "-"], ["mentions", "--all"]])
def test_an_interrupted_reader_says_so(index: Path, typed: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "songngu", *typed, "--index", str(index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    # A small pipe, so that mentions waits for whoever reads them.
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, 4096)
    process.stdin.write("Lưu Ninh\n")
    process.stdin.flush()
    # Now search waits for another line.
    assert process.stdout.readline()
    process.send_signal(signal.SIGINT)
    assert_interrupted(process, index)


MANY = 2 * ALONE
"""Documents enough that other processes help."""


def test_a_process_that_helps_and_is_killed_costs_nothing(index: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(index, tmp_path / "index"))
    rows = [{"id": f"n{n}", "body": "Đồng chí Lưu Ninh hội kiến. " * 20} for n in range(MANY)]
    big = tmp_path / "big.jsonl"
    big.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    given = ["index", str(big), "--index", str(copy), "--engine", Archive(copy).engine_name]
    process = subprocess.Popen(
        [sys.executable, "-m", "songngu", *given, "--processes", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while process.poll() is None:
        for helper in helpers_of(process.pid):
            os.kill(helper, signal.SIGKILL)
            break
        else:
            time.sleep(0.01)
            continue
        break
    _, said = process.communicate()
    # What the process had is made by another.
    assert process.returncode == 0
    assert "Traceback" not in said
    assert total(copy) == len(DOCUMENTS) + MANY
    assert_undamaged(copy)


def helpers_of(pid: int) -> list[int]:
    """Return the processes that the fork server of a process has started."""
    children = Path(f"/proc/{pid}/task/{pid}/children")
    found: list[int] = []
    try:
        for child in children.read_text().split():
            below = Path(f"/proc/{child}/task/{child}/children").read_text().split()
            found += map(int, below)
    except OSError:
        # A process has ended in the meantime.
        return found
    return found
