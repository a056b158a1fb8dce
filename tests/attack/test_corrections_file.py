"""Whatever stands where the file of corrections should be: a clear word, at once, and every line
that can be taken holds."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from indexer.corrections.correction import APART, COLUMNS, SAME, UNDO, Correction
from indexer.corrections.corrections_file import SIZE_LIMIT, CorrectionsBroken, beside, read
from indexer.corrections.corrections_writer import keep
from synonyms.gazetteer import load

HANGS = 60
"""Seconds after which a command hangs; these take two."""

HEADER = "\t".join(COLUMNS)
ONE = Correction(SAME, "phan kim liên", "phạm kim liên")
TWO = Correction(APART, "lưu ninh", "lưu ninh (2)", doc="a", note="x")


def songngu(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "songngu", *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=HANGS,
    )
    assert "Traceback" not in done.stderr
    return done


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def sock(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(path.parent)  # An address has room for 108 bytes.
        one.bind(path.name)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.write(HEADER.encode() + b"\n")
        file.truncate(1 << 30)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def full(path: Path) -> None:
    path.symlink_to("/dev/full")


def unreadable(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root reads everything")
    path.write_text(f"{HEADER}\n", "utf-8")
    path.chmod(0)


def below_a_file(path: Path) -> None:
    path.symlink_to(Path(__file__) / "x")


NO_FILES = {
    pipe: "is no file but a pipe",
    Path.mkdir: "is no file but a folder",
    sock: "can't be read",
    device: "is no file but a device",
    full: "is no file but a device",
    loop: "can't be read",
    huge: "more than 16 MB",
    unreadable: "can't be read",
    below_a_file: "can't be read",
    (lambda path: path.write_bytes(os.urandom(5000))): "must name the columns",
    (lambda path: path.write_text(HEADER, "utf-16")): "must name the columns",
    (lambda path: path.write_bytes(b"\0" * 5000)): "must name the columns",
    (lambda path: path.write_bytes(b"what\twhat\n")): "must name the columns",
}


@pytest.mark.parametrize(("make", "said"), NO_FILES.items())
def test_what_is_no_file_of_corrections_is_neither_read_nor_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: object, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "said.tsv"
    assert callable(make)
    make(path)
    before = os.lstat(path)
    for work in (read, lambda one: keep(one, ONE)):
        with pytest.raises(CorrectionsBroken, match=said) as caught:
            work(path)
        assert str(path) in str(caught.value)
    after = os.lstat(path)
    assert (before.st_ino, before.st_size, before.st_mtime_ns) == (
        *(after.st_ino, after.st_size, after.st_mtime_ns),
    )
    assert not list(tmp_path.glob(".*.part"))
    assert not list(Path("/dev").glob(".*.lock"))


@pytest.mark.parametrize("make", [pipe, huge])
def test_every_command_says_so_and_ends(folder: Path, make: object) -> None:
    assert callable(make)
    make(beside(folder))
    layer = ("--index", folder)
    for command in (
        ("search", "x", *layer),
        ("serve", *layer, "--port", "1"),
        ("annotate", *layer),
        ("index", Path(__file__).parent, *layer),
        ("correct", "list", *layer),
        ("correct", "same", "phan kim liên", "phạm kim liên", *layer),
        ("doctor", *layer),
    ):
        done = songngu(*command)
        assert done.returncode == 1, command
        assert str(beside(folder)) in (done.stdout if command[0] == "doctor" else done.stderr)


BAD = f"{HEADER}\nsame\tphan kim liên\tphạm kim liên\nnonsense\t\tx\nmention\ta\n".encode() + (
    b"same\t\xff\tb\nsame\thuu-nghi\tluu ninh\n"
)


def test_a_bad_line_is_told_by_every_command_and_the_others_hold(folder: Path) -> None:
    beside(folder).write_bytes(BAD)
    layer = ("--index", folder)
    told = [f"{beside(folder)}:{number}: " for number in (3, 4, 5, 6)]
    for command in (
        ("annotate", *layer),
        ("search", "Phan Kim Liên", "--json", *layer),
        ("index", Path(__file__).parents[2] / "LICENSE", *layer),
        ("mentions", "phan kim liên", *layer),
        ("correct", "list", *layer),
    ):
        done = songngu(*command)
        assert [one for one in told if one in done.stderr] == told, command
        if command[0] != "index":  # No reader takes a file without an ending.
            assert done.returncode == 0, command
        if command[0] == "search":
            assert json.loads(done.stdout)["total"] == 2
        if command[0] == "correct":
            assert done.stdout.splitlines() == [
                f"{ONE.id}  phạm kim liên is phan kim liên",
            ]
    done = songngu("doctor", *layer)
    assert done.returncode == 1
    (finding,) = (line for line in done.stdout.splitlines() if " corrections: " in line)
    assert finding.startswith("BAD")
    assert "1 in force" in finding
    assert [one for one in told if one in finding] == told


def test_of_very_many_bad_lines_the_first_are_named_and_the_others_counted(tmp_path: Path) -> None:
    path = tmp_path / "said.tsv"
    path.write_text(f"{HEADER}\n" + "x\n" * 10_000, "utf-8")
    problems = read(path).problems
    assert problems[0].startswith(f"{path}:2: ")
    assert problems[-1].endswith(f": {10_000 - len(problems) + 1} more lines that can't be taken")


def test_a_gate_is_no_person(tmp_path: Path) -> None:
    path = tmp_path / "said.tsv"
    path.write_text(f"{HEADER}\nsame\thuu-nghi\ta\nsame\ta\thuu-nghi\napart\ta\thuu-nghi\t\td\n")
    assert len(read(path)) == 3
    found = read(path, load())
    assert len(found) == 0
    assert all("'huu-nghi' is a gate" in problem for problem in found.problems)
    with pytest.raises(CorrectionsBroken, match="is a gate"):
        keep(path, Correction(SAME, "b", "huu-nghi"), load())


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("is_open", [True, False])
@pytest.mark.parametrize(
    "header", [HEADER, "\t".join(COLUMNS[::-1]), "what\tother\tentity", "other\tentity\twhat"]
)
def test_what_stands_in_a_file_stays_as_it_is(
    tmp_path: Path, end: str, bom: bytes, is_open: bool, header: str
) -> None:
    path = tmp_path / "said.tsv"
    row = {"what": "same", "entity": "m", "other": "n", "start": "0"}
    mine = "\t".join(row.get(name, "") for name in header.split("\t"))
    lines = ["# của tôi", header, "", "# \u2028 \x0b \x1c", mine, "no such thing", "# cuối"]
    data = bom + end.join(lines).encode() + (b"" if is_open else end.encode())
    path.write_bytes(data)
    path.chmod(0o640)
    assert keep(path, TWO)
    assert keep(path, Correction(UNDO, other=Correction(SAME, "m", "n").id))
    assert not keep(path, TWO)
    after = path.read_bytes()
    assert after.startswith(data + (end.encode() if is_open else b""))
    assert path.stat().st_mode & 0o777 == 0o640
    found = read(path)
    assert list(found) == [TWO]
    assert len(found.problems) == 1
    added = after[len(data) :].decode()
    assert added.replace(end, "") == added.translate({10: None, 13: None})


def test_two_headers_that_were_written_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "said.tsv"
    path.write_text(f"{HEADER}\nsame\ta\tb\n# again\n{HEADER}\nsame\tc\td\n", "utf-8")
    found = read(path)
    assert [(one.entity, one.other) for one in found] == [("a", "b"), ("c", "d")]
    assert found.problems == ()


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"# mine\n", b"# mine"])
def test_a_file_without_a_header_gets_one(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "said.tsv"
    path.write_bytes(data)
    assert keep(path, ONE)
    assert list(read(path)) == [ONE]
    assert data.strip() in path.read_bytes()


def test_the_file_that_a_link_leads_to_is_written(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    link = tmp_path / "said.tsv"
    link.symlink_to(tmp_path / "far" / "own.tsv")
    for one in (ONE, TWO):
        keep(link, one)
        assert link.is_symlink()
    assert list(read(tmp_path / "far" / "own.tsv")) == [ONE, TWO]


def test_a_full_file_takes_no_more(tmp_path: Path) -> None:
    path = tmp_path / "said.tsv"
    path.write_text(f"{HEADER}\n#{'x' * (SIZE_LIMIT - len(HEADER) - 20)}\n", "utf-8")
    size = path.stat().st_size
    with pytest.raises(CorrectionsBroken, match="is full"):
        keep(path, ONE)
    assert path.stat().st_size == size
