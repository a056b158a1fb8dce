"""An index made anew: the old one stays until the new one is whole, and readers notice nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from corpus.document import Document, Failure
from indexer.engines import ENGINES
from indexer.index_errors import IndexLocked, IndexMismatch
from indexer.pipeline.indexing import build
from indexer.pipeline.reannotation import reannotate
from indexer.storage import generations, unfinished_runs
from indexer.storage.fingerprint import FILE, data_folder, read_current
from indexer.storage.index_writer import run_on
from search.archive import Archive
from search.request import Request
from songngu.__main__ import main
from synonyms import gazetteer

SWAPS = 6


def documents(count: int, word: str = "một") -> list[Document]:
    return [
        Document(f"d{number:03d}", "Tin", f"Ông Lưu Ninh họp {word}.", "vi", "2023-01-01")
        for number in range(count)
    ]


def size(index: Path) -> int:
    with Archive(index).reading() as reader:
        return reader.size


@pytest.fixture(params=list(ENGINES))
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def index(engine: str, tmp_path: Path) -> Path:
    build(documents(20), tmp_path / "index", engine)
    return tmp_path / "index"


def test_a_mistyped_path_leaves_the_old_index(
    index: Path, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = data_folder(index)
    empty = tmp_path / "empty"
    empty.mkdir()
    for path in (tmp_path / "mistyped", empty):
        given = ["index", str(path), "--index", str(index), "--engine", engine, "--anew"]
        assert main(given) == 1
        assert "stays as it was" in capsys.readouterr().err
        assert data_folder(index) == before
        assert size(index) == 20
        assert generations.generations(index) == [before]
        assert unfinished_runs.read(index) == ()


def test_what_is_read_in_part_takes_the_place_of_the_old(index: Path, engine: str) -> None:
    failure = Failure("bad.txt", 0, "not text")
    assert build([failure, *documents(3)], index, engine, anew=True).failures == [failure]
    assert size(index) == 3
    assert len(generations.generations(index)) == 1


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_run_that_fails_leaves_the_old_index(
    index: Path, engine: str, error: type[BaseException]
) -> None:
    def failing() -> None:
        with run_on(index, engine=engine, anew=True) as run, run.writing():
            raise error

    with pytest.raises(error):
        failing()
    assert size(index) == 20
    assert len(generations.generations(index)) == 1


def test_until_it_is_whole_the_old_one_is_read(index: Path, engine: str) -> None:
    archive = Archive(index)

    def watched() -> object:
        for one in documents(5, "hai"):
            with archive.reading() as reader:
                assert reader.size == 20
            yield one

    build(watched(), index, engine, anew=True)  # type: ignore[arg-type]
    with archive.reading() as reader:
        assert reader.size == 5


def test_who_reads_all_the_time_gets_one_generation_or_the_next(index: Path, engine: str) -> None:
    """Every answer is of one snapshot: all documents of a generation, with their own words."""
    archive = Archive(index)
    ended = threading.Event()
    words = ["không", "một", "hai", "ba", "bốn", "năm", "sáu"]
    wrong: list[object] = []
    seen: set[tuple[int, int]] = set()

    def ask() -> None:
        while not ended.is_set():
            try:
                with archive.reading() as reader:
                    hits = [hit.id for hit in archive.every_id(Request("Lưu Ninh"))]
                    texts = reader.fetch(hits).values()
                    found = {word for word in words for text in texts if f"họp {word}." in text}
                    seen.add((reader.size, len(found)))
                    if reader.size and len(found) > 1:
                        wrong.append(found)
                archive.results(Request("刘宁"))
            except Exception as error:  # noqa: BLE001 - whatever it is, a reader must not see it
                wrong.append(error)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        for swap in range(SWAPS):
            build(documents(30 + swap, words[swap]), index, engine, anew=True)
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert len(seen) > 1


def test_a_server_follows_to_another_engine(tmp_path: Path) -> None:
    build(documents(2), tmp_path, "tantivy")
    archive = Archive(tmp_path)
    build(documents(3), tmp_path, "whoosh", anew=True)
    assert archive.results(Request("Lưu Ninh")).total == 3
    assert archive.engine_name == "whoosh"


HOLDER = """
import sys
from pathlib import Path
from indexer.storage.index_writer import run_on
with run_on(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_all_who_write_have_one_lock_and_a_dead_holder_frees_it(index: Path, engine: str) -> None:
    command = [sys.executable, "-c", HOLDER, str(index)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        for anew in (False, True):
            with pytest.raises(IndexLocked, match="Another process is writing"):
                build(documents(1), index, engine, anew=anew)
        with pytest.raises(IndexLocked):
            reannotate(index, gazetteer.load())
        assert size(index) == 20
        holder.kill()
    build(documents(1, "lại"), index, engine)
    assert size(index) == 20


def test_what_killed_runs_left_goes_with_the_next_and_nothing_else(
    index: Path, engine: str
) -> None:
    left = generations.begin(index)
    (left / "engine").mkdir()
    (left / "engine" / "x").write_text("half", "utf-8")
    own = [index / "generation-mine", index / "notes.json.part"]
    own[0].mkdir()
    own[1].write_text("mine", "utf-8")
    build(documents(1), index, engine)
    assert not left.exists()
    assert all(path.exists() for path in own)


def test_an_index_of_an_earlier_layout_is_named_and_replaced(tmp_path: Path) -> None:
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "meta.json").write_text("{}", "utf-8")
    was = '{"engine": "tantivy", "layout": 3, "analysis": 1, "spelling": 1, "tables": "x"}'
    (tmp_path / FILE).write_text(was, "utf-8")
    with pytest.raises(IndexMismatch, match="--anew"):
        build(documents(1), tmp_path)
    assert (tmp_path / "engine").exists()
    build(documents(1), tmp_path, anew=True)
    assert not (tmp_path / "engine").exists()
    assert read_current(tmp_path).generation
