"""``songngu index`` killed at any moment and run again ends as if it had never been killed."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from indexer.engines import ENGINES
from indexer.ner.evidence.known_people import FILE as PEOPLE
from indexer.storage.fingerprint import data_folder

KILLS = 3
DOCUMENTS = 300
NAMES = ["Lưu Ninh", "Trần Cương", "Đỗ Văn An", "Hoàng Thị Lan"]


def write_archive(path: Path, turn: int) -> Path:
    """Documents of which a third say something else at every turn."""
    rows = []
    for number in range(DOCUMENTS):
        chance = random.Random(number + (1000 * turn if number % 3 == 0 else 0))
        said = ". ".join(f"Ông {chance.choice(NAMES)} tới" for _ in range(6))
        body = f"{said}. 副主席钱运录会见第{number}位客人。"
        rows.append({"id": f"d{number}", "title": f"Tin {number}", "body": body})
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


def command(name: str, *arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "songngu", name, *map(str, arguments)]


def mentions(index: Path) -> str:
    listed = command("mentions", "--all", "--index", index)
    return subprocess.run(listed, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("engine", list(ENGINES))
def test_killed_runs_end_with_the_same_mentions_and_evidence(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "archive.jsonl"

    def run(index: Path) -> list[str]:
        return command("index", path, "--index", index, "--engine", engine)

    write_archive(path, 1)
    for index in ("calm", "killed"):
        subprocess.run(run(tmp_path / index), check=True, capture_output=True)
    turn = 2
    write_archive(path, turn)
    started = time.perf_counter()
    subprocess.run(run(tmp_path / "calm"), check=True, capture_output=True)
    takes = time.perf_counter() - started

    moments = random.Random(9)
    killed = 0
    while killed < KILLS:
        with subprocess.Popen(
            run(tmp_path / "killed"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                process.wait(moments.uniform(takes / 3, takes))
            except subprocess.TimeoutExpired:
                killed += 1
                process.kill()
            else:
                # It had ended, as the machine has more time now: there must be work again, and the
                # next blow comes sooner.
                turn, takes = turn + 1, takes / 2
                write_archive(path, turn)
    if turn > 2:
        subprocess.run(run(tmp_path / "calm"), check=True, capture_output=True)
    subprocess.run(run(tmp_path / "killed"), check=True, capture_output=True)
    assert mentions(tmp_path / "killed") == mentions(tmp_path / "calm")
    killed, calm = (data_folder(tmp_path / one) / PEOPLE for one in ("killed", "calm"))
    assert killed.read_bytes() == calm.read_bytes()
