"""The commands for parts, on an engine that needs no cluster: what they decide is what one machine
does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.sample_corpus import sample_corpus
from songngu.__main__ import main

Run = Callable[..., str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*command: object, status: int = 0) -> str:
        assert main([str(one) for one in command]) == status
        said = capsys.readouterr()
        return said.out + said.err

    return ran


def test_parts_decide_what_one_machine_does(run: Run, tmp_path: Path) -> None:
    samples = sample_corpus()
    names = [f"{number}/3" for number in (1, 2, 3)]
    folders = [tmp_path / f"part{number}" for number in (1, 2, 3)]
    files = [tmp_path / f"evidence{number}" for number in (1, 2, 3)]
    for name, folder, file in zip(names, folders, files, strict=True):
        engine = ("--engine", "tantivy", "--index", folder, "--processes", 1)
        said = run("parts", "gather", samples, "--part", name, "--to", file, *engine)
        assert f"of part {name} say of names is in {file}" in said
        # Nothing of it is searched yet.
        said = run("search", "Lưu Ninh", "--index", folder, status=1)
        assert "Nothing was indexed yet" in said
    parts: list[str] = []
    for name, folder in zip(names, folders, strict=True):
        run("index", samples, "--part", name, "--evidence", *files, "--index", folder)
        parts += run("mentions", "--all", "--index", folder).splitlines()
    run("index", samples, "--index", tmp_path / "whole")
    whole = run("mentions", "--all", "--index", tmp_path / "whole").splitlines()
    assert sorted(parts) == sorted(whole) != []
    said = run("parts", "join", *folders, "--index", tmp_path / "joined", status=1)
    assert "Only indices on an OpenSearch cluster can be joined" in said


def test_what_is_missing_is_said(run: Run, tmp_path: Path) -> None:
    samples, index = sample_corpus(), tmp_path / "index"
    gathered = tmp_path / "evidence"
    run(
        *("parts", "gather", samples, "--part", "1/3", "--to", gathered),
        *("--engine", "tantivy", "--index", index),
    )
    to = ("--index", index, "--engine", "tantivy")
    said = run("index", samples, "--part", "1/3", "--evidence", gathered, *to, status=1)
    assert "What the parts 2/3, 3/3 say of names is missing" in said
    said = run("index", samples, "--evidence", gathered, *to, status=1)
    assert "name it with --part" in said
    said = run("index", samples, "--part", "1/3", "--evidence", samples / "none", *to, status=1)
    assert "none can't be read: No such file" in said
    with pytest.raises(SystemExit):
        run("index", samples, "--part", "4/3", *to)
