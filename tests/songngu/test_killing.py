"""``songngu index`` killed at any moment: the last commit stays, the next run completes."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search.archive import Archive
from search.request import Request

MOMENTS = 20
DOCUMENTS = {"tantivy": 3_000, "whoosh": 200}
"""Enough that reading and writing, not starting Python, take most of the time."""


def command(index: Path, engine: str, *paths: Path) -> list[str]:
    arguments = [sys.executable, "-m", "songngu", "index", *map(str, paths)]
    return [*arguments, "--index", str(index), "--engine", engine]


def write_corpus(path: Path, prefix: str, count: int) -> Path:
    rows = [
        {
            "id": f"{prefix}{number:05d}",
            "title": f"Tin số {number}",
            "body": f"Đồng chí Lưu Ninh hội kiến đoàn thứ {number} tại {prefix}. " * 8,
            "date": "2023-02-28",
        }
        for number in range(count)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def ids(index: Path) -> set[str]:
    return {hit.id for hit in Archive(index).every_id(Request("Lưu Ninh"))}


@pytest.mark.parametrize("engine", DOCUMENTS)
def test_a_killed_run_leaves_the_last_commit_and_the_next_completes(
    engine: str, tmp_path: Path
) -> None:
    count = DOCUMENTS[engine]
    first = write_corpus(tmp_path / "first.jsonl", "a", count // 10)
    second = write_corpus(tmp_path / "second.jsonl", "b", count)
    index = tmp_path / "index"
    subprocess.run(command(index, engine, first), check=True, capture_output=True)
    committed = ids(index)
    assert len(committed) == count // 10

    started = time.perf_counter()
    whole = command(tmp_path / "unhurried", engine, first, second)
    subprocess.run(whole, check=True, capture_output=True)
    takes = time.perf_counter() - started

    moments = random.Random(20261123)
    unfinished = 0
    for number in range(MOMENTS):
        with subprocess.Popen(
            command(index, engine, second), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                process.wait(takes * (number + moments.random()) / MOMENTS)
            except subprocess.TimeoutExpired:
                unfinished += 1
                process.kill()
        found = ids(index)
        assert committed <= found, "what was committed is gone"
        committed = found
    assert unfinished, "no run was killed before it had ended"

    subprocess.run(command(index, engine, second), check=True, capture_output=True)
    assert len(ids(index)) == count + count // 10
    doctor = [sys.executable, "-m", "songngu", "doctor", "--index", str(index)]
    assert subprocess.run(doctor, capture_output=True).returncode == 0
