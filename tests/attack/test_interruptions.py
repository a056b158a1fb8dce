"""Commands that are interrupted, or whose helping process is killed, say so and do no damage."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.engines import ENGINES
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.request import Request
from songngu.commands.doctor import BAD, examine

DOCUMENTS = [
    Document(f"d{number:03d}", "Tin", f"Ông Lưu Ninh ở cửa khẩu Hữu Nghị {number}.", "vi", "2023")
    for number in range(200)
]


@pytest.fixture(scope="module", params=list(ENGINES))
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("interruptions") / "index"
    build(DOCUMENTS, folder, request.param)
    return folder


def total(index: Path) -> int:
    return Archive(index).results(Request("Lưu Ninh")).total


def assert_undamaged(index: Path) -> None:
    assert BAD not in {finding.state for finding in examine(index, partial(Archive, index))}


INTERRUPT = """
import os, signal, sys, threading, time
from pathlib import Path
from songngu.__main__ import main

def strike():
    module, pattern, folder = sys.argv[1], sys.argv[2], Path(sys.argv[-1])
    while not (module in sys.modules or (pattern and list(folder.glob(pattern)))):
        time.sleep(0.005)
    os.kill(os.getpid(), signal.SIGINT)

# A shell starts what runs in the background with SIGINT ignored; these tests may run there.
signal.signal(signal.SIGINT, signal.default_int_handler)
threading.Thread(target=strike, daemon=True).start()
sys.exit(main(sys.argv[3:]))
"""


@pytest.mark.parametrize("given", ["index", "anew", "annotate", "search", "mentions"])
def test_an_interrupted_command_says_so_and_what_was_committed_stays(
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
        "search": ["search", "-"],
        "mentions": ["mentions", "--all"],
    }[given]
    # Those that write are struck as soon as they have begun to, others while they load.
    sign = {
        "index": ["", "unfinished.json"],
        "anew": ["", "unfinished.json"],
        "annotate": ["indexer.pipeline.reannotation", ""],
    }.get(given, ["search.archive", ""])
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPT, *sign, *map(str, typed), "--index", str(copy)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    process.wait()
    assert process.stderr is not None
    said = process.stderr.read()
    process.communicate()
    assert process.returncode == 130, said
    assert said.strip().splitlines()[-1:] == ["songngu: interrupted"]
    assert "Traceback" not in said
    assert total(copy) == len(DOCUMENTS)
    assert_undamaged(copy)


def test_a_process_that_helps_and_is_killed_is_said(index: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(index, tmp_path / "index"))
    rows = [{"id": f"n{n}", "body": "Đồng chí Lưu Ninh hội kiến. " * 60} for n in range(6_000)]
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
            continue
        break
    _, said = process.communicate()
    assert process.returncode == 1
    assert "ended from outside" in said.strip().splitlines()[-1]
    assert "Traceback" not in said
    assert total(copy) >= len(DOCUMENTS)
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
