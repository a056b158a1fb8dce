"""A file that its process runs away on, or dies of, is reported; the others are read."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from indexer.pipeline import reading_workers
from indexer.pipeline.reading_limits import Limits
from indexer.pipeline.reading_workers import Died, ReadFile, ReadingWorkers
from indexer.pipeline.spool import items_of

PLUGIN = """
import os, signal, time
from corpus.document import Document

def read(source):
    text = source.whole().decode()
    if text == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if text == "hangs":
        time.sleep(600)
    if text == "grows":
        held = [b"x" * (1 << 20) for _ in range(400)]
        time.sleep(600)
    if text == "fails":
        raise RuntimeError("a mistake")
    yield Document(source.identifier(), "Tin", text, "vi", path=source.shown, place=source.place)
"""


@pytest.fixture
def workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingWorkers]:
    """Processes that read ``.odd`` files by a plug-in, as an installed package brings one."""
    package = tmp_path / "site"
    info = package / "odd-1.dist-info"
    info.mkdir(parents=True)
    (package / "odd_reader.py").write_text(PLUGIN, "utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: odd\nVersion: 1\n", "utf-8")
    (info / "entry_points.txt").write_text("[songngu.readers]\n.odd = odd_reader:read\n", "utf-8")
    # A process that is spawned takes over where this one finds packages.
    monkeypatch.syspath_prepend(package)
    monkeypatch.setattr(reading_workers, "_methods", lambda: ["spawn"])
    limits = Limits(seconds=20.0, seconds_a_megabyte=0, memory=300 << 20)
    made = ReadingWorkers(tmp_path, 1, limits)
    yield made
    made.close()
    assert not list(tmp_path.glob("*.part"))


def submitted(
    workers: ReadingWorkers, path: Path, text: str, number: int
) -> Future[ReadFile | Failure]:
    path = path / f"{number}.odd"
    path.write_text(text, "utf-8")
    return workers.submit(number, Source(path, str(path)), len(text))


def test_what_a_file_does_to_its_process_costs_that_file(
    workers: ReadingWorkers, tmp_path: Path
) -> None:
    said = ["first", "dies", "grows", "fails", "last"]
    futures = [submitted(workers, tmp_path, text, number) for number, text in enumerate(said)]
    first, last = futures[0].result(), futures[-1].result()
    for found, text in ((first, "first"), (last, "last")):
        assert isinstance(found, ReadFile)
        items = list(items_of(found.segment))
        assert [one.body if isinstance(one, Document) else one.reason for one in items] == [text]
        Path(found.segment.spool).unlink()
    with pytest.raises(Died):
        futures[1].result()
    grown = futures[2].result()
    assert isinstance(grown, Failure)
    assert "300 MB of memory" in grown.reason
    failed = futures[3].result()
    assert isinstance(failed, ReadFile)
    assert [one.reason for one in items_of(failed.segment) if isinstance(one, Failure)] != []
    Path(failed.segment.spool).unlink()


def test_a_file_that_takes_too_long_is_given_up(workers: ReadingWorkers, tmp_path: Path) -> None:
    workers._limits = Limits(seconds=1.0, memory=4 << 30)
    found = submitted(workers, tmp_path, "hangs", 0).result()
    assert isinstance(found, Failure)
    assert "more than 1 seconds" in found.reason
