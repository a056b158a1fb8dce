"""Commands killed at any moment: no damage, and the same command again makes it whole.

``SONGNGU_KILLS=100 pytest tests/attack/test_kills.py`` kills a hundred times.
"""

from __future__ import annotations

import io
import json
import math
import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import redirect_stdout
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import pytest

from songngu.__main__ import main
from tests.cluster import EMBEDDED

KILLS: Final = int(os.environ.get("SONGNGU_KILLS", "8"))
"""Over all commands and engines."""

DOCUMENTS: Final = 100
"""Of each half: enough that a good share of kills falls into writing."""

OWN: Final = "id\tkind\tvi\tzh\tprovince\nlan-thu\tgate\tLần Thứ\t第几\tlang-son\n"
"""A name that stands in every document, so that annotating changes all of them."""


def songngu(*arguments: str | Path) -> str:
    """What a command prints, run here: a process of its own is for those that are killed."""
    printed = io.BytesIO()
    with redirect_stdout(io.TextIOWrapper(printed, "utf-8")):
        assert main([*map(str, arguments)]) == 0
        sys.stdout.flush()
        return printed.getvalue().decode()


def corpus(path: Path, prefix: str) -> Path:
    rows = [
        {
            "id": f"{prefix}{number:04d}",
            "title": f"Tin số {number}",
            "body": f"Đồng chí Lưu Ninh và bà Phan Kim Liên họp ở cửa khẩu Hữu Nghị, Lần Thứ "
            f"{number}. 国家主席刘宁会见客人。 " * 3,
            "date": "2023-02-28",
        }
        for number in range(DOCUMENTS)
    ]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return path


@dataclass(frozen=True)
class Place:
    """One index of a test, with the command that is killed there."""

    folder: Path
    engine: str
    files: tuple[Path, Path]
    own: Path

    @property
    def index(self) -> Path:
        return self.folder / "index"

    def command(self, name: str) -> list[str | Path]:
        on: list[str | Path] = ["--index", self.index]
        engine = ["--engine", self.engine]
        return {
            "index": ["index", self.files[1], *on, *engine],
            "anew": ["index", self.files[1], *on, *engine, "--anew"],
            "annotate": ["annotate", *on, "--synonyms", self.own, "--people"],
            "correct": ["correct", "apart", "Phan Kim Liên", "--form", "Phan Kim Liên", *on],
        }[name]

    def copied(self, folder: Path) -> Place:
        """The same again elsewhere, with its times as they were."""
        shutil.copytree(self.folder, folder)
        return Place(folder, self.engine, self.files, self.own)

    def state(self) -> dict[str, list[str]]:
        """All that can be seen of it. Lines of corrections are told apart by what they say, not by
        how often they say it."""
        on = ("--index", self.index)
        asked = songngu("search", "Lưu Ninh", "--json", "--all-ids", *on)
        said = self.folder / "index.corrections.tsv"
        return {
            "mentions": songngu("mentions", "--all", *on).splitlines(),
            "ids": json.loads(asked)["ids"],
            "corrections": sorted(set(said.read_text("utf-8").splitlines()))
            if said.exists()
            else [],
        }


@pytest.fixture(scope="module", params=EMBEDDED)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An index of the first half."""
    folder = tmp_path_factory.mktemp("kills")
    files = corpus(folder / "first.jsonl", "a"), corpus(folder / "second.jsonl", "b")
    own = folder / "own.tsv"
    own.write_text(OWN, "utf-8")
    (folder / "place").mkdir()
    made = Place(folder / "place", request.param, files, own)
    songngu("index", files[0], "--index", made.index, "--engine", made.engine)
    return made


@pytest.mark.parametrize("name", ["index", "anew", "annotate", "correct"])
def test_a_killed_command_does_no_damage_and_completes_when_it_is_given_again(
    place: Place, name: str, tmp_path: Path
) -> None:
    undisturbed = place.copied(tmp_path / "undisturbed")
    before = undisturbed.state()
    started = time.perf_counter()
    command = [sys.executable, "-m", "songngu"]
    subprocess.run([*command, *map(str, undisturbed.command(name))], check=True)
    takes = time.perf_counter() - started
    after = undisturbed.state()
    assert after != before

    moments = random.Random(f"{name} {place.engine}")
    wanted = math.ceil(KILLS / 8)
    killed = 0
    for number in count():
        if killed == wanted:
            break
        here = place.copied(tmp_path / f"killed-{number}")
        # The first third is Python's own start and the loading of names.
        moment = moments.uniform(0.2 * takes, takes)
        with subprocess.Popen(
            [*command, *map(str, here.command(name))],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            try:
                process.wait(moment)
            except subprocess.TimeoutExpired:
                killed += 1
                process.kill()
            else:
                # It had ended, as the machine has more time now: the next blow comes sooner.
                takes /= 2
        where = f"{name} on {place.engine}, after {moment:.3f} of {takes:.3f} s"
        assert "BAD" not in songngu("doctor", "--index", here.index), where
        ids = json.loads(
            songngu("search", "Lưu Ninh", "--json", "--all-ids", "--index", here.index)
        )["ids"]
        if name == "index":
            assert set(ids) >= set(before["ids"]), f"what was committed is gone: {where}"
        else:
            assert ids in (before["ids"], after["ids"]), where
        songngu(*here.command(name))
        assert here.state() == after, where
        assert "BAD" not in songngu("doctor", "--index", here.index), where
        shutil.rmtree(here.folder)
    print(f"{killed} kills of {name} on {place.engine}")
