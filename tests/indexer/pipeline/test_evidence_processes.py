"""Evidence collected in processes beside this one."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from corpus.document import Document
from corpus.readers import read_paths
from indexer.ner.evidence.document_evidence import evidence_in
from indexer.pipeline import evidence_processes
from indexer.pipeline.evidence_processes import AHEAD, CHUNK, collected

SAMPLES = Path(__file__).parents[3] / "corpus" / "samples"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    found = [one for one in read_paths([SAMPLES]) if isinstance(one, Document)]
    many = [replace(one, id=f"{one.id} {time}") for time in range(5) for one in found]
    assert len(many) > 4 * CHUNK
    return many


@pytest.mark.parametrize("alone", [0, 1, CHUNK, 10**6])
@pytest.mark.parametrize("processes", [1, 2])
def test_the_evidence_is_that_of_one_process(
    documents: list[Document], processes: int, alone: int
) -> None:
    found = list(collected(documents, processes, alone))
    assert found == [(one, evidence_in(one)) for one in documents]


@pytest.mark.parametrize("count", [0, 1, CHUNK, CHUNK + 1])
def test_few_documents_are_all_read(documents: list[Document], count: int) -> None:
    assert [one for one, _ in collected(documents[:count], 2, 0)] == documents[:count]


def test_of_long_documents_few_are_held(
    documents: list[Document], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence_processes, "CHARACTERS", 1)
    many = documents * 3
    assert len(many) > 2 * 2 * AHEAD * CHUNK
    taken: list[str] = []
    one_by_one = collected((taken.append(one.id) or one for one in many), 2, len(many))
    found = [next(one_by_one)]
    assert len(taken) <= 1 + 2 * AHEAD * CHUNK
    assert [*found, *one_by_one] == [(one, evidence_in(one)) for one in many]


def test_killed_processes_lose_nothing(documents: list[Document]) -> None:
    killed: list[int] = []

    def killing() -> Iterator[Document]:
        for number, document in enumerate(documents):
            if number == 3 * CHUNK:
                helpers = [one for one in multiprocessing.active_children() if one.pid]
                for one in helpers:
                    os.kill(one.pid or 0, signal.SIGKILL)
                killed.extend(one.pid or 0 for one in helpers)
            yield document

    found = list(collected(killing(), 2, 0))
    assert killed
    assert found == [(one, evidence_in(one)) for one in documents]
    assert not multiprocessing.active_children()
