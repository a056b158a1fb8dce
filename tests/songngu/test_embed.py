"""``songngu embed`` and ``songngu search --meaning`` as another program sees them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.meaning.vector_state import FOLDER, STATE, state_of
from indexer.pipeline.indexing import build

pytestmark = pytest.mark.usefixtures("word_model")

DOCUMENTS = [
    Document("vi-1", "Cơn gió lạ ở tỉnh", "Tin ngắn.", "vi", "2020-01-01"),
    Document("zh-1", "怪风", "消息。", "zh", "2022-01-01"),
]

SLOW = """
from word_model import WordModel
import time

class Slow(WordModel):
    name = "slow"

    def passages(self, texts):
        time.sleep(0.3)
        return super().passages(texts)
"""


def songngu(*arguments: str | Path, status: int = 0) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "songngu", *map(str, arguments)], capture_output=True, text=True
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def index(tmp_path: Path) -> Path:
    build(DOCUMENTS, tmp_path / "index")
    return tmp_path / "index"


def test_what_was_made_is_reported_and_found(index: Path) -> None:
    done = songngu("embed", "--index", index, "--model", "words", "--limit", "1")
    assert done.stdout == "1 documents got vectors; 1 of 2 have them\n"
    report = songngu("embed", "--index", index, "--model", "words", "--json", "--workers", "2")
    assert json.loads(report.stdout) == {"made": 1, "have": 2, "documents": 2, "dropped": 0}
    asked = ("search", "--meaning", "cơn gió lạ", "--index", index)
    answer = json.loads(songngu(*asked, "--json", "--all-ids").stdout)
    assert {hit["id"]: hit["found_by"] for hit in answer["hits"]} == {
        "vi-1": "both",
        "zh-1": "meaning",
    }
    assert (answer["ids"], answer["total"], answer["by_meaning"]) == (["vi-1", "zh-1"], 1, 1)
    assert "zh-1  found by meaning" in songngu(*asked).stdout
    plain = json.loads(songngu("search", "cơn gió lạ", "--index", index, "--json").stdout)
    assert "by_meaning" not in plain
    assert "found_by" not in plain["hits"][0]


def test_the_doctor_counts_vectors_and_finds_damage(index: Path) -> None:
    assert "vectors" not in songngu("doctor", "--index", index).stdout
    songngu("embed", "--index", index, "--model", "words")
    said = songngu("doctor", "--index", index).stdout
    assert "good  vectors: 2 documents have vectors of words" in said
    assert "good  orphaned files: none" in said
    (index / FOLDER / STATE).write_text("{")
    assert "BAD   vectors" in songngu("doctor", "--index", index, status=1).stdout


def test_vectors_stay_when_the_index_is_made_anew(index: Path, tmp_path: Path) -> None:
    songngu("embed", "--index", index, "--model", "words")
    (tmp_path / "a.md").write_text("# 怪风\n\n消息。")
    songngu("index", tmp_path / "a.md", "--index", index, "--anew")
    asked = songngu("search", "--meaning", "cơn gió lạ", "--index", index, "--json", "--all-ids")
    assert json.loads(asked.stdout)["ids"] == []
    report = songngu("embed", "--index", index, "--model", "words", "--json")
    assert json.loads(report.stdout) == {"made": 1, "have": 1, "documents": 1, "dropped": 2}


def test_without_vectors_or_a_model_one_sentence_says_what_to_do(index: Path) -> None:
    done = songngu("search", "--meaning", "gió", "--index", index, status=1)
    assert done.stderr == (
        "songngu: This index has no vectors to search by meaning with. Make them with songngu "
        "embed.\n"
    )
    done = songngu("embed", "--index", index, "--model", "nobody", status=1)
    assert done.stderr.startswith("songngu: There is no model 'nobody' here")
    done = songngu("embed", "--index", index / "none", "--model", "words", status=1)
    assert "There is no index" in done.stderr


def test_after_ctrl_c_what_was_made_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "site"
    shutil.copytree(Path(__file__).parents[1] / "word_model", home)
    (home / "slow_model.py").write_text(SLOW)
    (home / "word_model-1.0.dist-info" / "entry_points.txt").write_text(
        "[songngu.models]\nslow = slow_model:Slow\n"
    )
    monkeypatch.setenv("PYTHONPATH", os.fspath(home))
    documents = [Document(f"d{at}", f"Tin {at}", "", "vi") for at in range(2_000)]
    build(documents, tmp_path / "index")
    command = [sys.executable, "-m", "songngu", "embed", "--model", "slow", "--index"]
    run = subprocess.Popen(
        [*command, tmp_path / "index"], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    while (state := state_of(tmp_path / "index")) is None or not state.rows:
        assert run.poll() is None
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate()
    assert run.returncode == 130
    state = state_of(tmp_path / "index")
    assert state is not None
    assert 0 < state.rows < 2_000
    assert said.strip().endswith(
        f"songngu: interrupted; {state.rows} documents have vectors, and the same command goes on "
        "with the others"
    )
