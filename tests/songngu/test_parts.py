"""The commands for parts, on an engine that needs no cluster: what they decide is what one machine
does."""

from __future__ import annotations

import json
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
    counts: list[int] = []
    for name, folder in zip(names, folders, strict=True):
        run("index", samples, "--part", name, "--evidence", *files, "--index", folder)
        parts += run("mentions", "--all", "--index", folder).splitlines()
        counts.append(len(parts))
    run("index", samples, "--index", tmp_path / "whole")
    whole = run("mentions", "--all", "--index", tmp_path / "whole").splitlines()
    assert sorted(parts) == sorted(whole) != []
    # What the others say is kept: the command is given again without it. It is that of the part.
    again = run("index", samples, "--part", "1/3", "--index", folders[0], "--json")
    assert json.loads(again)["decided_again"] == json.loads(again)["written"] == 0
    said = run("index", samples, "--index", folders[0], status=1)
    assert "index of part 1/3, and can't become that of a whole archive" in said
    assert run("mentions", "--all", "--index", folders[0]).splitlines() == parts[: counts[0]]
    # Nor does an upgrade make it another archive.
    run("index", "--from-stored", "--index", folders[0])
    assert run("mentions", "--all", "--index", folders[0]).splitlines() == parts[: counts[0]]
    run("index", samples, "--part", "1/3", "--index", folders[0])
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
    other = tmp_path / "other"
    run(
        "parts",
        "gather",
        samples,
        "--part",
        "1/2",
        "--to",
        other,
        "--index",
        tmp_path / "o",
        *to[2:],
    )
    said = run("index", samples, "--part", "1/3", "--evidence", other, *to, status=1)
    assert "part 1/2 is not of this archive, whose parts are 1/3, 2/3, 3/3" in said
    said = run("index", samples, "--evidence", gathered, *to, status=1)
    assert "name it with --part" in said
    said = run("index", samples, "--part", "1/3", "--evidence", samples / "none", *to, status=1)
    assert "none can't be read: No such file" in said
    with pytest.raises(SystemExit):
        run("index", samples, "--part", "4/3", *to)
