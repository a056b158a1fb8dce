"""Make records of documents in worker processes, in the order in which the documents came.

Analysing a text and deciding its mentions take nine tenths of the time of indexing, all of it in
Python; one process writes. A record is the same whichever process made it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future
from itertools import chain, islice
from typing import Final, NamedTuple, TypeAlias

from corpus.document import Document, Failure
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.annotation.records import to_record
from indexer.engines.protocol import Record
from indexer.index_errors import WorkerLost
from indexer.ner.evidence.asked_evidence import Asked
from indexer.pipeline.helping_processes import BROKEN, helping, interrupts_ignored, process_pool

Item: TypeAlias = Document | Failure
Work: TypeAlias = tuple[Record, Asked]


class Made(NamedTuple):
    """What was read; if it is a document, its record, and what its names rest on."""

    item: Item
    record: Record | None = None
    asked: Asked | None = None


ALONE: Final = 1_000
"""Items up to which one process does all: to begin takes others about as long as half of these."""

CHUNK: Final = 32
"""Items handed over at a time: a tenth of a second of work."""

AHEAD: Final = 3
"""Chunks that each process is given ahead, however long their documents are."""

CHARACTERS: Final = 2 << 20
"""Characters of documents up to which more is given ahead: what two processes do while a commit
takes this one some seconds. What was made of them is held here, at 16 bytes a character."""

LEAST: Final = 500
"""Characters that an item counts as beside those of its text: headlines alone are as much work."""


def records_of(
    items: Iterable[Item], annotator: Annotator, processes: int | None = None, alone: int = ALONE
) -> Iterator[Made]:
    """Yield the records of the items. Few are made here; of more the rest by ``processes``, one for
    each core unless told. Raises ``WorkerLost``."""
    count = helping(processes)
    rest = iter(items)
    first = list(islice(rest, alone))
    if count < 2 or len(first) < alone:
        yield from _made(chain(first, rest), annotator)
        return
    # While the others begin, this one does half of them.
    own, rest = first[: alone // 2], chain(first[alone // 2 :], rest)
    helpers = _Helpers(count, annotator)
    try:
        # So that none is idle while this process decides its own, and whenever it writes.
        helpers.hand_over(rest)
        yield from _made(own, annotator)
        while helpers.waiting:
            chunk, done = helpers.next()
            helpers.hand_over(rest)
            yield from _beside(chunk, done) if done is not None else helpers.one_by_one(chunk)
    finally:
        helpers.close()


def _characters(items: Iterable[Item]) -> int:
    return sum(LEAST + (len(one.body) if isinstance(one, Document) else 0) for one in items)


def _beside(items: Sequence[Item], done: Sequence[Work | None]) -> Iterator[Made]:
    """Put what was made of items beside them."""
    for item, work in zip(items, done, strict=True):
        yield Made(item, *work) if work else Made(item)


DEATHS: Final = 5
"""Documents in a row that end the process which analyses them alone, before all is given up: then
it is the machine."""


class _Helpers:
    """The other processes, and the items that they have, in order."""

    def __init__(self, count: int, annotator: Annotator) -> None:
        self._count = count
        self._annotator = annotator
        self._deaths = 0
        self._characters = 0
        """Of the documents that are waiting."""
        self.waiting: deque[tuple[list[Item], Future[list[Work | None]] | None]] = deque()
        self._pool = process_pool(count, _begin, annotator)

    def hand_over(self, rest: Iterator[Item]) -> None:
        """Give them as many items ahead as they are to have, if there are any."""
        while len(self.waiting) < AHEAD * self._count or self._characters < CHARACTERS:
            chunk = list(islice(rest, CHUNK))
            if not chunk:
                return
            self._characters += _characters(chunk)
            self.waiting.append((chunk, self._submitted(chunk)))

    def _submitted(self, chunk: list[Item]) -> Future[list[Work | None]] | None:
        """Return the work on items; None where the processes were just ended."""
        try:
            with interrupts_ignored():
                return self._pool.submit(_work, chunk)
        except BROKEN:
            return None

    def next(self) -> tuple[list[Item], list[Work | None] | None]:
        """Return the first items and their records; None for these where a process was ended."""
        chunk, future = self.waiting.popleft()
        self._characters -= _characters(chunk)
        try:
            if future is not None:
                return chunk, future.result()
        except BROKEN:
            pass
        return chunk, None

    def one_by_one(self, chunk: list[Item]) -> Iterator[Made]:
        """Make the records of items of which one may have ended a process, each alone in a new one.
        What ends that too is a ``Failure``. Raises ``WorkerLost`` if everything does."""
        self._begin_anew(1)
        for item in chunk:
            if isinstance(item, Failure):
                yield Made(item)
                continue
            self._characters += _characters([item])
            self.waiting.appendleft(([item], self._submitted([item])))
            _, done = self.next()
            if done is not None:
                self._deaths = 0
                yield from _beside([item], done)
                continue
            self._deaths += 1
            if self._deaths == DEATHS:
                raise WorkerLost(
                    "Processes that helped to index were ended from outside again and again, often "
                    "for want of memory. What was committed stays; run it again."
                )
            yield Made(Failure(item.path, item.line, _ENDED))
            self._begin_anew(1)
        self._begin_anew(self._count)
        self.waiting = deque((items, self._submitted(items)) for items, _ in self.waiting)

    def _begin_anew(self, count: int) -> None:
        self.close()
        self._pool = process_pool(count, _begin, self._annotator)

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)


_ENDED: Final = (
    "the process that analysed this text was ended twice, often for want of memory; the document "
    "is not in the index: split it, or give the machine more memory, and index it again"
)


def _made(items: Iterable[Item], annotator: Annotator) -> Iterator[Made]:
    for item in items:
        yield Made(item) if isinstance(item, Failure) else Made(item, *_decided(item, annotator))


def _decided(document: Document, annotator: Annotator) -> Work:
    analysed = Analysed.of(document)
    return to_record(analysed, annotator.annotation(analysed)), annotator.asked()


_annotator: Annotator
"""The annotator of a worker process."""


def _begin(annotator: Annotator) -> None:
    global _annotator
    _annotator = annotator


def _work(items: list[Item]) -> list[Work | None]:
    return [None if isinstance(one, Failure) else _decided(one, _annotator) for one in items]
