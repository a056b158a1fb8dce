"""Records made in processes beside this one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from corpus.document import Document, Failure
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotation import Annotation
from indexer.annotation.annotator import Annotator
from indexer.corrections.in_force import Corrections
from indexer.fields import PAIR, TITLE_PAIR
from indexer.index_errors import WorkerLost
from indexer.ner.evidence.asked_evidence import Asked
from indexer.ner.evidence.known_people import gather
from indexer.pipeline import worker_processes
from indexer.pipeline.worker_processes import ALONE, CHUNK, LEAST, Made, records_of
from synonyms import gazetteer

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples"

PATIENCE = 60
"""Seconds a process may take to end."""


def items() -> list[Document | Failure]:
    return [*read_paths([SAMPLES]), Failure("bad.txt", 0, "not text")] * 3


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    documents = [one for one in items() if isinstance(one, Document)]
    return Annotator(gazetteer.load(), gather(documents), Corrections())


def unordered(made: Made) -> tuple[object, ...]:
    """A made record without the order of its pairs, which is any."""
    item, record, _ = made
    if record is None:
        return item, None
    pairs = {name: sorted(record.tokenised[name].split()) for name in (PAIR, TITLE_PAIR)}
    return item, replace(record, tokenised={**record.tokenised, **pairs})


def test_the_records_of_several_processes_are_those_of_one(annotator: Annotator) -> None:
    alone = list(records_of(items(), annotator, 1))
    together = list(records_of(items(), annotator, 2, alone=CHUNK + 1))
    assert len(alone) > 3 * CHUNK
    assert list(map(unordered, together)) == list(map(unordered, alone))
    assert all((record is None) == isinstance(item, Failure) for item, record, _ in together)


def test_few_items_are_no_work_for_others(annotator: Annotator) -> None:
    few = items()
    assert len(few) < ALONE
    next(records_of(few, annotator, 2))
    assert not multiprocessing.active_children()


@pytest.mark.parametrize(
    ("characters", "most"), [(0, 10 * CHUNK), (20 * CHUNK * LEAST, 24 * CHUNK)]
)
def test_items_are_not_read_far_ahead(
    annotator: Annotator, monkeypatch: pytest.MonkeyPatch, characters: int, most: int
) -> None:
    monkeypatch.setattr(worker_processes, "CHARACTERS", characters)
    read = 0

    def reading() -> Document:
        nonlocal read
        read += 1
        return Document(str(read), "Tin", f"Bài {read}", "vi")

    made = records_of((reading() for _ in range(100 * CHUNK)), annotator, 2, alone=CHUNK)
    list(islice(made, 2 * CHUNK))
    assert most - 4 * CHUNK <= read <= most
    made.close()
    assert not multiprocessing.active_children()


def test_what_a_lost_process_had_is_made_by_another(annotator: Annotator) -> None:
    made = records_of(items() * 2, annotator, 2, alone=CHUNK)
    found = [next(made)]
    for helper in multiprocessing.active_children():
        helper.kill()
    found += made
    assert [one.item for one in found] == items() * 2
    assert all((one.record is None) == isinstance(one.item, Failure) for one in found)


class _Deadly:
    """A record's text that ends the process which decides on it."""

    def __init__(self, deadly: str) -> None:
        self._deadly = deadly

    def annotation(self, analysed: Analysed) -> Annotation:
        if self._deadly in analysed.document.body:
            os.kill(os.getpid(), signal.SIGKILL)
        return Annotation()

    def asked(self) -> Asked:
        return Asked(b"", {})


def numbered(count: int) -> list[Document]:
    return [Document(str(n), "Tin", f"Bài {n}.", "vi", path=f"{n}.txt") for n in range(count)]


def test_a_document_that_ends_its_process_twice_is_reported() -> None:
    deadly: Any = _Deadly("Bài 50.")
    made = list(records_of(numbered(100), deadly, 2, alone=CHUNK))
    assert [one.item.path for one in made] == [f"{n}.txt" for n in range(100)]
    failed = [one.item for one in made if isinstance(one.item, Failure)]
    assert [one.path for one in failed] == ["50.txt"]
    assert "ended twice" in failed[0].reason


def test_where_every_document_ends_its_process_all_is_given_up() -> None:
    deadly: Any = _Deadly("Bài")
    made = records_of(numbered(2 * CHUNK), deadly, 2, alone=0)
    with pytest.raises(WorkerLost, match="run it again"):
        list(made)


SCRIPT = """
import multiprocessing, sys
from pathlib import Path
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotation import Annotation
from indexer.annotation.annotator import Annotator
from indexer.pipeline.worker_processes import records_of
from synonyms import gazetteer

if __name__ == "__main__":
    items = list(read_paths([Path(sys.argv[1])])) * 100
    made = records_of(items, Annotator(gazetteer.load()), 2, alone=100)
    for _ in range(150):
        next(made)
    print(*(one.pid for one in multiprocessing.active_children()), flush=True)
    sys.stdin.read()
"""


def test_no_process_outlives_a_killed_one(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, "utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(SAMPLES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    ) as process:
        assert process.stdout is not None
        helpers = [int(pid) for pid in process.stdout.readline().split()]
        assert len(helpers) == 2
        assert all(map(_is_running, helpers))
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + PATIENCE
    while any(map(_is_running, helpers)):
        assert time.monotonic() < until, "a helper waits for ever"
        time.sleep(0.1)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
