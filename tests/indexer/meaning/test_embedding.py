"""Vectors are made of what is new, and a run that was killed goes on where it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.document import Document
from indexer.index_errors import IndexLocked, NoIndex, NoModel
from indexer.meaning import embedding
from indexer.meaning.embedding import Embedded, embed
from indexer.meaning.models import open_model
from indexer.meaning.vector_state import FOLDER
from indexer.pipeline.indexing import build
from indexer.pipeline.removal import remove
from indexer.storage.write_lock import LOCK, locked

pytestmark = pytest.mark.usefixtures("word_model")

KILLED = """
import os, signal, sys
from pathlib import Path
from indexer.meaning import embedding, vector_files
from indexer.meaning.models import open_model

calls = 0
name, number, how = sys.argv[2], int(sys.argv[3]), sys.argv[4]
before = getattr(vector_files, name)

def dying(*given):
    global calls
    calls += 1
    if calls == number and how == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    made = before(*given)
    if calls == number:
        os.kill(os.getpid(), signal.SIGKILL)
    return made

setattr(vector_files, name, dying)
embedding.KEPT_TOGETHER = 4
embedding.embed(Path(sys.argv[1]), open_model("words"))
"""


def documents(count: int = 20) -> list[Document]:
    return [
        Document(
            f"d{at:02}", f"Tin {at}", f"Lưu Ninh thăm xã số {at}.", "vi", f"2020-01-{at + 1:02}"
        )
        for at in range(count)
    ]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build(documents(), tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def model() -> Any:
    return open_model("words")


def files(index: Path) -> dict[str, bytes]:
    return {
        path.name: path.read_bytes() for path in (index / FOLDER).iterdir() if path.name != LOCK
    }


def test_only_what_is_new_or_changed_gets_vectors(index: Path, model: Any) -> None:
    assert embed(index, model) == Embedded(20, 20, 20, 0)
    assert embed(index, model) == Embedded(0, 20, 20, 0)
    changed = [Document("d03", "Tin", "Nay khác hẳn.", "vi"), Document("new", "Mới", "", "vi")]
    build(changed, index)
    model.texts = 0
    assert embed(index, model) == Embedded(2, 21, 21, 0)
    assert model.texts == 2


def test_vectors_of_what_is_gone_are_dropped(index: Path, model: Any) -> None:
    embed(index, model)
    remove(index, ["d01", "d02"])
    assert embed(index, model) == Embedded(0, 18, 18, 2)


def test_a_limit_ends_a_run_and_the_next_goes_on_newest_first(index: Path, model: Any) -> None:
    told: list[tuple[int, int]] = []
    first = embed(index, model, limit=7, told=lambda done, of: told.append((done, of)))
    assert first == Embedded(7, 7, 20, 0)
    assert told[0] == (0, 20)
    assert told[-1] == (7, 20)
    assert embed(index, model) == Embedded(13, 20, 20, 0)


def test_several_threads_make_the_same_files(index: Path, model: Any, tmp_path: Path) -> None:
    build(documents(), tmp_path / "other")
    embed(index, model)
    embed(tmp_path / "other", model, workers=3)
    assert files(index) == files(tmp_path / "other")


@pytest.mark.parametrize(
    "killed",
    [
        "to_bytes 3 before",
        "synchronise_file 6 before",
        "write_whole 3 before",
        "write_whole 3 after",
    ],
)
def test_a_killed_run_goes_on_and_all_is_as_if_nothing_had_happened(
    index: Path, model: Any, tmp_path: Path, killed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [sys.executable, "-c", KILLED, str(index), *killed.split()]
    done = subprocess.run(command, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    monkeypatch.setattr(embedding, "KEPT_TOGETHER", 4)
    made = embed(index, model)
    assert made.have == 20
    assert 8 <= made.made <= 12
    build(documents(), tmp_path / "undisturbed")
    embed(tmp_path / "undisturbed", model)
    assert files(index) == files(tmp_path / "undisturbed")


def test_one_run_at_a_time_and_others_may_write_the_index(index: Path, model: Any) -> None:
    (index / FOLDER).mkdir()
    with locked(index / FOLDER), pytest.raises(IndexLocked):
        embed(index, model)
    with locked(index):
        assert embed(index, model).made == 20


def test_without_an_index_nothing_is_made(tmp_path: Path, model: Any) -> None:
    with pytest.raises(NoIndex):
        embed(tmp_path / "none", model)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("wrong", [np.zeros((1, 128)), np.full((8, 128), np.nan)])
def test_a_model_that_gives_something_else_is_named(
    index: Path, model: Any, monkeypatch: pytest.MonkeyPatch, wrong: np.ndarray
) -> None:
    monkeypatch.setattr(model, "passages", lambda texts: wrong)
    with pytest.raises(NoModel, match="The model words gave no 8 × 128 finite numbers"):
        embed(index, model)
