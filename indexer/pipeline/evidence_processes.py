"""Collect the evidence of documents in several processes, in the order in which they came.

What a document says of names is a function of its text alone, so it is the same whichever process
reads it; one process keeps it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import Final

from corpus.document import Document
from indexer.ner.evidence.document_evidence import DocumentEvidence, evidence_in
from indexer.pipeline.helping_processes import BROKEN, helping, interrupts_ignored, process_pool

ALONE: Final = 3_000
"""Documents up to which one process reads all, at some 1.2 ms each (``bench.mentions``), and those
that it reads while the others begin. Where the border is best was not measured."""

CHUNK: Final = 64
"""Documents handed over at a time: less than a tenth of a second of work."""

AHEAD: Final = 3
"""Chunks that each process is given ahead."""

CHARACTERS: Final = 16 << 20
"""Characters of documents held here from which on none beyond ``AHEAD`` are: news has some 1,000 a
document, a book a million."""

Collected = tuple[Document, DocumentEvidence]


def collected(
    documents: Iterable[Document], processes: int | None = None, alone: int = ALONE
) -> Iterator[Collected]:
    """Yield each document with its evidence. Few are read here; of more the rest by ``processes``,
    one for each core unless told."""
    count = helping(processes)
    rest = iter(documents)
    first, are_all = _first(rest, alone) if count > 1 else ([], True)
    if are_all:
        for document in chain(first, rest):
            yield document, evidence_in(document)
        return
    pool = process_pool(count)
    try:
        waiting = _Waiting(pool, rest)
        # Enough for as long as this process reads its own.
        waiting.hand_over(AHEAD * count + count * len(first) // CHUNK, AHEAD * count)
        for document in first:
            yield document, evidence_in(document)
        while waiting.chunks:
            yield from waiting.next()
            if len(waiting.chunks) < AHEAD * count:
                waiting.hand_over(1, 1)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _first(documents: Iterator[Document], most: int) -> tuple[list[Document], bool]:
    """Return the first documents, so many or ``CHARACTERS`` of them, and whether these are all."""
    found: list[Document] = []
    characters = 0
    for document in islice(documents, most):
        found.append(document)
        characters += len(document.body)
        if characters >= CHARACTERS:
            return found, False
    return found, len(found) < most


class _Waiting:
    """What the processes read, in order. What a process was ended over, and all after it, is read
    here: one that is out of memory would be again."""

    def __init__(self, pool: ProcessPoolExecutor, rest: Iterator[Document]) -> None:
        self.chunks: deque[tuple[list[Document], Future[list[DocumentEvidence]] | None]] = deque()
        self._pool = pool
        self._rest = rest

    def hand_over(self, most: int, least: int) -> None:
        """Give them so many chunks, if there are as many; fewer, but ``least``, where they are
        long."""
        characters = 0
        for number in range(most):
            if number >= least and characters >= CHARACTERS:
                return
            if chunk := list(islice(self._rest, CHUNK)):
                self.chunks.append((chunk, _submitted(self._pool, chunk)))
                characters += sum(len(one.body) for one in chunk)

    def next(self) -> Iterator[Collected]:
        """Yield what the first chunk gave."""
        documents, future = self.chunks.popleft()
        return zip(documents, _answer(documents, future), strict=True)


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
