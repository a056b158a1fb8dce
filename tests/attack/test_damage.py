"""Damage to the files of an index: the doctor finds all of it, and nobody sees a traceback."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation.written_names import FILE as WRITTEN
from indexer.completion.prefix_file import FILE as COMPLETIONS
from indexer.index_errors import IndexDamaged, IndexProblem, NoIndex
from indexer.pipeline.indexing import build
from indexer.pipeline.reannotation import reannotate
from indexer.storage import checksums, unfinished_runs
from indexer.storage.fingerprint import FILE, check_current, data_folder
from indexer.storage.generations import ENGINE
from indexer.storage.index_writer import run_on
from indexer.storage.write_lock import LOCK
from search.archive import Archive
from songngu.commands.doctor import BAD, examine
from synonyms import gazetteer
from tests.cluster import EMBEDDED

FLIPS = 120
"""Of each engine."""

ASKED = 30
"""Damages after which an index of each engine is asked; opening it takes a third of a second."""


def documents(*numbers: int, text: str = "") -> list[Document]:
    return [
        Document(
            f"d{number}",
            f"Tin {number}",
            f"Ông Lưu Ninh hội kiến ở cửa khẩu Hữu Nghị lần {number}. 刘宁会见。{text}",
            "vi",
            "2023-01-01",
        )
        for number in numbers
    ]


@pytest.fixture(scope="module", params=EMBEDDED)
def whole(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three commits, with deleted documents."""
    folder = tmp_path_factory.mktemp("damage") / "index"
    for numbers in (range(60), range(60, 100), range(3)):
        build(documents(*numbers, text=str(len(numbers))), folder, request.param)
    return folder


@pytest.fixture
def index(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(whole, tmp_path / "index"))


def is_well(index: Path) -> bool:
    return all(one.state != BAD for one in examine(index, lambda: Archive(index)))


def parts(index: Path) -> list[Path]:
    """Every file that holds anything."""
    return [path for path in sorted(index.rglob("*")) if path.is_file() and path.stat().st_size]


def flipped(path: Path, at: int, change: int) -> Callable[[], None]:
    """Changes one byte; what it returns puts it back."""
    before = path.read_bytes()
    path.write_bytes(before[:at] + bytes([before[at] ^ change]) + before[at + 1 :])

    def back() -> None:
        path.write_bytes(before)

    return back


def test_the_doctor_finds_every_flipped_byte(index: Path) -> None:
    assert is_well(index)
    rng = random.Random(9)
    files = parts(index)
    assert len(files) >= 6
    unseen = []
    for number in range(FLIPS):
        path = files[number % len(files)]
        at, change = rng.randrange(path.stat().st_size), rng.randrange(1, 256)
        back = flipped(path, at, change)
        if is_well(index):
            unseen.append((path.name, at, change))
        back()
    assert unseen == []
    assert is_well(index)


@pytest.mark.parametrize("what", ["empty", "shorter", "longer", "gone"])
def test_the_doctor_finds_every_file_that_is_cut_or_missing(index: Path, what: str) -> None:
    for path in parts(index):
        before = path.read_bytes()
        changed = {"empty": b"", "shorter": before[:-1], "longer": before + b"\0"}
        if what == "gone":
            path.unlink()
        else:
            path.write_bytes(changed[what])
        assert not is_well(index), path.name
        path.write_bytes(before)
    assert is_well(index)


ASK = """
import random, sys
from pathlib import Path
from indexer.index_errors import IndexProblem
from search.archive import Archive
from search.request import Request

def put(path, content):
    # In the place of the old one, which an archive of before may still look at.
    part = path.with_name("part")
    part.write_bytes(content)
    part.replace(path)

index, at_least = Path(sys.argv[1]), int(sys.argv[2])
rng = random.Random(31)
files = [path for path in sorted(index.rglob("*")) if path.is_file() and path.stat().st_size]
for number in range(at_least):
    path = files[number % len(files)]
    before = path.read_bytes()
    at = rng.randrange(len(before))
    other = bytes([before[at] ^ rng.randrange(1, 256)])
    put(path, before[:at] if number % 5 == 4 else before[:at] + other + before[at + 1 :])
    try:
        archive = Archive(index)
        for query in ("Lưu Ninh", "luu ninh", "刘宁", '"hội kiến ở cửa khẩu"'):
            archive.results(Request(query))
        list(archive.every_id(Request("Lưu Ninh")))
        list(archive.mentions(None))
        archive.people()
        said = "answered"
    except IndexProblem as problem:
        assert str(problem)
        said = "said"
    print(path.name, at, said, flush=True)
    put(path, before)
"""


def test_asking_a_damaged_index_gives_an_answer_or_a_sentence(index: Path) -> None:
    """In a process of its own: what an engine makes of broken files may end it."""
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(index), str(ASKED)], capture_output=True, text=True
    )
    said = done.stdout.splitlines()
    assert done.returncode == 0, (said[-1:], done.stderr[-2000:])
    assert len(said) == ASKED
    assert any(line.endswith("said") for line in said)


def test_what_is_missing_is_said_and_nothing_is_begun_in_its_place(index: Path) -> None:
    data = data_folder(index)
    engine = check_current(index).fingerprint.engine
    record = next(
        path
        for path in (data_folder(index) / ENGINE).iterdir()
        if path.name.endswith(("meta.json", ".toc"))
    )
    for path in (data_folder(index) / ENGINE, record, index / FILE, data, data / checksums.FILE):
        aside = path.rename(index.parent / "aside")
        before = sorted(one.name for one in index.rglob("*") if one.name != LOCK)
        with pytest.raises(IndexDamaged, match="--anew"):
            build(documents(200), index, engine)
        assert sorted(one.name for one in index.rglob("*") if one.name != LOCK) == before
        assert not is_well(index)
        aside.rename(path)
    assert is_well(index)


def test_a_fingerprint_that_names_another_generation_is_damage(index: Path) -> None:
    engine = check_current(index).fingerprint.engine
    data = data_folder(index)
    data.rename(index / "generation-0123456789abcdef")
    with pytest.raises(IndexDamaged, match="--anew"):
        build(documents(200), index, engine)
    assert not is_well(index)


def test_damage_is_not_taken_for_good_by_a_run_that_adds(index: Path) -> None:
    engine = check_current(index).fingerprint.engine
    names = data_folder(index) / "names.json"
    names.write_bytes(names.read_bytes()[:-1] + b" ")
    with pytest.raises(IndexDamaged, match=r"names\.json"):
        build(documents(200), index, engine)
    reannotate(index, gazetteer.load())
    assert is_well(index)


def test_a_damaged_index_is_mended_anew(index: Path) -> None:
    for path in parts(index):
        path.write_bytes(b"broken")
    build(documents(1, 2), index, anew=True)
    assert is_well(index)
    with Archive(index).reading() as reader:
        assert reader.size == 2


def test_a_run_that_did_not_finish_is_a_note_and_no_damage(index: Path) -> None:
    command = ["songngu", "index", "tài liệu/một tập.txt"]

    def interrupted() -> None:
        with run_on(index, command) as run, run.writing() as writer:
            writer.commit()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    found = {one.what: one for one in examine(index, lambda: Archive(index))}
    assert found["last run"].state == "note"
    assert "'tài liệu/một tập.txt'" in found["last run"].detail
    assert is_well(index)
    with run_on(index, ["songngu", "annotate"]):
        pass
    assert unfinished_runs.read(index), "another run has not done its work"
    with run_on(index, command):
        pass
    assert unfinished_runs.read(index) == ()


def test_a_mistake_in_the_code_is_not_called_damage(index: Path) -> None:
    with pytest.raises(ZeroDivisionError), Archive(index).reading() as reader:
        assert reader.size / 0


def test_the_cost_of_checksums_is_one_reading_of_what_is_new(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    digest = checksums._digest

    def counted(path: Path) -> str:
        read.append(path.name)
        return digest(path)

    engine = check_current(index).fingerprint.engine
    build(documents(300), index, engine)
    monkeypatch.setattr(checksums, "_digest", counted)
    monkeypatch.setattr(checksums, "ALWAYS", 0)
    files = {path.name for path in parts(index)}
    build(documents(301), index, engine)
    # Each run that changes documents writes these anew.
    lists = {"meta.json", ".managed.json", COMPLETIONS, WRITTEN}
    again = {name for name in read if name in files} - lists
    assert not again, "what was there before was read again"
    assert read


def test_no_index_is_no_damage(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        Archive(tmp_path)
    assert issubclass(IndexDamaged, IndexProblem)
