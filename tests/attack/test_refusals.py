"""What commands refuse: they print one sentence and never a traceback."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.engines import ENGINES
from indexer.index_errors import IndexReadOnly
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.entities.feedback import separate_people
from search.request import Request
from tests.cluster import EMBEDDED
from tests.commands import ran

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE = 1
"""Constants of Linux's prctl."""

DOCUMENTS = [
    Document(f"d{number:03d}", "Tin", f"Ông Lưu Ninh ở cửa khẩu Hữu Nghị {number}.", "vi", "2023")
    for number in range(200)
]


TEXTS = 120
"""Enough that the index of them has a file of more than ``ROOM`` bytes."""

ROOM = 300_000
"""More than the index's files beside the engine's have, which are written first."""


@pytest.fixture(scope="module", params=EMBEDDED)
def index(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("refusals") / "index"
    build(DOCUMENTS, folder, request.param)
    return folder


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many texts, all different so that the index cannot compress them."""
    rows = [
        {"id": f"n{n}", "body": " ".join(f"k{n * 7919 * at % 99991}" for at in range(400))}
        for n in range(TEXTS)
    ]
    path = tmp_path_factory.mktemp("texts") / "new.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return path


def songngu(
    *arguments: str | bytes | Path,
    status: int = 1,
    before: Callable[[], None] | None = None,
    stdout: int = subprocess.PIPE,
    stdin: bytes = b"",
    environment: Mapping[str, str] | None = None,
) -> str:
    """Return what a command prints; check its exit status, and that it prints no traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "songngu", *map(os.fsencode, arguments)],
        stdout=stdout,
        stderr=subprocess.PIPE,
        input=stdin,
        preexec_fn=before,
        env={**os.environ, **(environment or {})},
    )
    said = done.stderr.decode("utf-8", "replace")
    assert done.returncode == status, (done.stdout, said)
    assert "Traceback" not in said
    assert "Exception" not in said
    if status == 1 and b"-" not in arguments:
        assert said.strip().splitlines()[-1].startswith("songngu: "), said
    return (done.stdout or b"").decode("utf-8", "surrogateescape") + said


def engine_of(index: Path) -> str:
    return Archive(index).engine_name


def total(index: Path) -> int:
    return Archive(index).results(Request("Lưu Ninh")).total


@pytest.mark.parametrize("anew", [(), ("--anew",)], ids=["added", "anew"])
def test_a_full_disk_is_said_and_what_was_committed_stays(
    index: Path, texts: Path, tmp_path: Path, anew: tuple[str, ...]
) -> None:
    copy = Path(shutil.copytree(index, tmp_path / "index"))

    def full() -> None:
        # No file may grow beyond this. Writers get an error, as they do when the disk is full.
        resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))

    given = ("index", texts, "--index", copy, "--engine", engine_of(copy), *anew)
    assert "could not be written" in songngu(*given, before=full)
    assert total(copy) == len(DOCUMENTS)
    # With room again, in this process: only who writes must meet the full disk.
    assert "BAD" not in ran("doctor", "--index", copy).stdout
    ran(*given)
    assert "note" not in ran("doctor", "--index", copy).stdout


def as_others() -> None:
    """Drop the capability by which root writes anywhere, so that root has rights like others."""
    if os.getuid() == 0:
        dropped = ctypes.CDLL(None, use_errno=True).prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)
        assert dropped == 0, os.strerror(ctypes.get_errno())


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_folder_that_can_only_be_read_is_searched_and_not_written(
    index: Path, texts: Path, tmp_path: Path
) -> None:
    index = Path(shutil.copytree(index, tmp_path / "index"))
    for path in [*index.rglob("*"), index]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    on = ("--index", index)
    answer = songngu("search", "Lưu Ninh", "--json", *on, status=0, before=as_others)
    assert json.loads(answer)["total"] == len(DOCUMENTS)
    assert songngu("mentions", "--all", *on, status=0, before=as_others).count("\n") > 100
    assert "BAD" not in songngu("doctor", *on, status=0, before=as_others)
    engine = ("--engine", engine_of(index))
    for given in (
        ("index", texts, *engine, *on),
        ("index", texts, *engine, *on, "--anew"),
        ("annotate", *on),
        ("correct", "apart", "Lưu Ninh", "--form", "x", *on),
    ):
        assert "can be read and not written" in songngu(*given, before=as_others)
    for path in [*index.rglob("*"), index]:
        path.chmod(0o755)
    assert not index.with_name("index.corrections.tsv").exists()


def test_a_correction_of_a_folder_that_can_only_be_read_is_refused_before_it_is_kept(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = Archive(index, corrections=tmp_path / "said.tsv")
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK and access(path, mode))
    with pytest.raises(IndexReadOnly):
        archive.correct(lambda _, now: separate_people(now, "liu-ning", form="x"))
    assert not (tmp_path / "said.tsv").exists()


def closed() -> None:
    os.close(1)


TABLE: Mapping[str, tuple[tuple[str | bytes, ...], int, str]] = {
    "a file as the index": (("search", "x", "--index", "FILE"), 1, "is a file"),
    "indexing into a file": (("index", "TEXTS", "--index", "FILE"), 1, "no folder"),
    "annotating a file": (("annotate", "--index", "FILE"), 1, "is a file"),
    "the doctor of a file": (("doctor", "--index", "FILE"), -1, "is a file"),
    "an unknown engine": (("index", "TEXTS", "--index", "NEW", "--engine", "foo"), 1, "no engine"),
    "a query of other bytes": (("search", b"l\xc6u", "--index", "INDEX"), 1, "no UTF-8"),
    "a name of other bytes": (("mentions", b"l\xc6u", "--index", "INDEX"), 1, "no UTF-8"),
    "a path of other bytes": (("index", b"/none/\xff.txt", "--index", "NEW"), -1, "cannot be"),
    "no processes": (("index", "TEXTS", "--index", "NEW", "--processes", "0"), 2, "from 1 on"),
    "a negative limit": (("search", "x", "--limit", "-1", "--index", "INDEX"), 1, "number"),
    "no labels of names": (("eval", "names", "/none", "--index", "INDEX"), 1, "/none"),
    "no labels of mentions": (("eval", "mentions", "/none", "--corpus", "TEXTS"), 1, "/none"),
    "no labels of people": (("eval", "people", "/none", "--corpus", "TEXTS"), 1, "/none"),
    "no gazetteer": (("synonyms", "check", "/none"), -1, "/none"),
    "an output that can't be": (
        ("synonyms", "suggest", "--index", "INDEX", "--output", "/none/x.tsv"),
        1,
        "/none/x.tsv",
    ),
}
"""The arguments, the exit status (-1: 1, with the message on standard output), and a part of the
message."""


@pytest.mark.parametrize("case", TABLE)
def test_it_is_said_in_a_sentence(
    small_index: Path, texts: Path, tmp_path: Path, case: str
) -> None:
    arguments, status, words = TABLE[case]
    file = tmp_path / "file"
    file.write_text("x", "utf-8")
    places = {"INDEX": small_index, "TEXTS": texts, "FILE": file, "NEW": tmp_path / "new"}
    given = [places.get(one, one) if isinstance(one, str) else one for one in arguments]
    if status == -1:
        done = subprocess.run(
            [sys.executable, "-m", "songngu", *map(os.fsencode, given)], capture_output=True
        )
        assert done.returncode == 1
        assert b"Traceback" not in done.stderr
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
    else:
        said = songngu(*given, status=status)
    assert words in said
    assert file.read_text("utf-8") == "x"


def test_an_unknown_engine_of_the_environment_is_said(texts: Path, tmp_path: Path) -> None:
    given = ("index", texts, "--index", tmp_path / "new")
    assert "'foo'" in songngu(*given, environment={"SONGNGU_ENGINE": "foo"})


def test_a_bad_line_of_queries_stops_nothing(index: Path) -> None:
    queries = b"l\xc6u\n" + "Lưu Ninh\n".encode()
    said = songngu("search", b"-", "--json", "--index", index, stdin=queries).splitlines()
    assert "error" in json.loads(said[0])
    assert json.loads(said[1])["total"] == len(DOCUMENTS)


@pytest.mark.parametrize("engine", ENGINES)
def test_paths_of_any_bytes_work(engine: str, texts: Path, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/t\xc6p"
    os.mkdir(folder)
    shutil.copy(texts, folder + b"/\xff.jsonl")
    on = ("--index", folder + b"/index")
    songngu("index", folder + b"/\xff.jsonl", *on, "--engine", engine, status=0)
    assert f'"total": {TEXTS}' in songngu("search", "k0", "--json", *on, status=0)
    songngu("annotate", *on, status=0)
    assert "BAD" not in songngu("doctor", *on, status=0)


@pytest.mark.parametrize("given", [("search", "x"), ("mentions", "--all"), ("doctor",)])
def test_a_closed_output_is_said(index: Path, given: tuple[str, ...]) -> None:
    songngu(*given, "--index", index, before=closed)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no /dev/full")
@pytest.mark.parametrize("given", [("search", "Lưu Ninh"), ("mentions", "--all"), ("doctor",)])
def test_a_full_output_is_said(index: Path, given: tuple[str, ...]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        assert "No space left" in songngu(*given, "--index", index, stdout=full)
    finally:
        os.close(full)


def test_who_has_read_enough_may_go(index: Path) -> None:
    command = f"{sys.executable} -m songngu mentions --all --index {index} | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True)
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""
