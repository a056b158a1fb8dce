"""Collect the evidence of documents in several processes, in the order in which they came.

What a document says of names is a function of its text alone, so it is the same whichever process
reads it; one process keeps it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import Final

from corpus.document import Document
from indexer.ner.evidence.document_evidence import DocumentEvidence, evidence_in
from indexer.pipeline.helping_processes import BROKEN, helping, interrupts_ignored, process_pool

ALONE: Final = 3_000
"""Documents that one process reads alone, at some 1.2 ms each (``bench.mentions``), while the
others would begin. Where the border is best was not measured."""

CHUNK: Final = 64
"""Documents handed over at a time: less than a tenth of a second of work."""

Collected = tuple[Document, DocumentEvidence]


def collected(
    documents: Iterable[Document], processes: int | None = None, alone: int = ALONE
) -> Iterator[Collected]:
    """Yield each document with its evidence. Few are read here; of more the rest by ``processes``,
    one for each core unless told."""
    count = helping(processes)
    rest = iter(documents)
    for document in islice(rest, alone if count > 1 else None):
        yield document, evidence_in(document)
    first = list(islice(rest, CHUNK))
    if not first:
        return
    pool = process_pool(count)
    try:
        yield from _beside(pool, first, rest, 3 * count)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _beside(
    pool: ProcessPoolExecutor, first: list[Document], rest: Iterator[Document], ahead: int
) -> Iterator[Collected]:
    """Yield what the processes collect, of which so many chunks are on their way. What a process
    was ended over, and all after it, is read here: one that is out of memory would be again."""
    waiting: deque[tuple[list[Document], Future[list[DocumentEvidence]] | None]] = deque()
    chunk = first
    while chunk or waiting:
        if chunk:
            waiting.append((chunk, _submitted(pool, chunk)))
            chunk = list(islice(rest, CHUNK))
        if not chunk or len(waiting) == ahead:
            documents, future = waiting.popleft()
            yield from zip(documents, _answer(documents, future), strict=True)


def _submitted(
    pool: ProcessPoolExecutor, chunk: list[Document]
) -> Future[list[DocumentEvidence]] | None:
    try:
        with interrupts_ignored():
            return pool.submit(_collect, chunk)
    except BROKEN:
        return None


def _answer(
    documents: list[Document], future: Future[list[DocumentEvidence]] | None
) -> list[DocumentEvidence]:
    try:
        if future is not None:
            return future.result()
    except BROKEN:
        pass
    return _collect(documents)


def _collect(documents: list[Document]) -> list[DocumentEvidence]:
    return list(map(evidence_in, documents))
