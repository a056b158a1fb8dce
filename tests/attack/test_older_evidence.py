"""An index whose evidence on people's names is of an older version: it says so, with the command
that mends it."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from indexer.annotation import rules_version
from indexer.ner.evidence import evidence_store
from indexer.ner.evidence.known_people import FILE
from indexer.ner.vietnamese import title_counts
from indexer.ner.vietnamese.title_counts import EVIDENCE_VERSION
from indexer.storage.fingerprint import data_folder
from songngu.__main__ import main

ROWS = [
    {"id": "vi-1", "title": "Tin", "body": "Ông Trần Cương nói với cán bộ.", "lang": "vi"},
    {"id": "zh-1", "title": "消息", "body": "副主席刘宁会见客人。", "lang": "zh"},
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "tin.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), "utf-8")
    return path


@pytest.fixture
def old(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An index that the version before this one has made: all that names the version of the
    evidence is of that one."""
    before = EVIDENCE_VERSION - 1
    index = tmp_path / "index"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(title_counts, "EVIDENCE_VERSION", before)
        patched.setattr(rules_version, "EVIDENCE_VERSION", before)
        mixed = evidence_store.VERSION.replace(f" {EVIDENCE_VERSION} ", f" {before} ")
        assert mixed != evidence_store.VERSION
        patched.setattr(evidence_store, "VERSION", mixed)
        assert main(["index", str(corpus), "--index", str(index)]) == 0
        assert main(["search", "Trần Cương", "--index", str(index)]) == 0
    capsys.readouterr()
    return index


@pytest.mark.parametrize(
    "asked",
    [["search", "Trần Cương"], ["mentions", "--all"], ["serve", "--port", "0"]],
)
def test_the_message_names_a_command_that_mends_it(
    old: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*asked, "--index", str(old)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert f"{data_folder(old) / FILE} is damaged or of another version." in said.err
    command = re.search(r"songngu (annotate --people --index .*)$", said.err.strip())
    assert command is not None
    assert main(shlex.split(command[1])) == 0
    if asked[0] != "serve":
        assert main([*asked, "--index", str(old)]) == 0


@pytest.mark.parametrize("command", ["annotate", "annotate --people", "index {corpus}"])
def test_whatever_decides_mentions_mends_it(
    old: Path, corpus: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [word.format(corpus=corpus) for word in command.split()]
    assert main([*asked, "--index", str(old)]) == 0
    capsys.readouterr()
    assert main(["search", "Trần Cương", "--index", str(old)]) == 0
    assert "vi-1" in capsys.readouterr().out
    assert main(["doctor", "--index", str(old)]) == 0
    assert "of 0 documents decided by other rules or evidence" in capsys.readouterr().out
