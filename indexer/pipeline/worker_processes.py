"""Make records of documents in worker processes, in the order in which the documents came.

Analysing a text and deciding its mentions take nine tenths of the time of indexing, all of it in
Python; one process writes. A record is the same whichever process made it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import Final, TypeAlias

from corpus.document import Document, Failure
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.annotation.records import to_record
from indexer.engines.protocol import Record
from indexer.index_errors import WorkerLost

Item: TypeAlias = Document | Failure
Made: TypeAlias = tuple[Item, Record | None]
"""What was read, and the record if it is a document."""

ALONE: Final = 1_000
"""Items that one process does alone: three seconds, about as long as the others take to begin."""

CHUNK: Final = 32
"""Items handed over at a time: a tenth of a second of work."""

MOST: Final = 8
"""Most processes beside this one; each takes some 300 MB, and one writer serves no more."""


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def records_of(
    items: Iterable[Item], annotator: Annotator, processes: int | None = None, alone: int = ALONE
) -> Iterator[Made]:
    """Yield the records of the items. Few are made here; of more the rest by ``processes``, one for
    each core unless told. Raises ``WorkerLost``."""
    count = min(cores() if processes is None else processes, MOST)
    rest = iter(items)
    first = list(islice(rest, alone))
    if count < 2 or len(first) < alone:
        yield from _made(chain(first, rest), annotator)
        return
    with _pool(count, annotator) as pool:
        waiting: deque[tuple[list[Item], Future[list[Record | None]]]] = deque()

        def hand_over() -> None:
            if chunk := list(islice(rest, CHUNK)):
                waiting.append((chunk, pool.submit(_work, chunk)))

        try:
            # Enough that none is idle while this process writes; not more, for it is held here.
            with _interrupts_ignored():
                for _ in range(3 * count):
                    hand_over()
            yield from _made(first, annotator)
            while waiting:
                chunk, future = waiting.popleft()
                hand_over()
                yield from zip(chunk, future.result(), strict=True)
        except (BrokenProcessPool, ConnectionError, EOFError):
            # The last two where it was gone before it had begun.
            raise WorkerLost(
                "A process that helped to index was ended from outside, often for want of memory. "
                "What was committed stays; run it again."
            ) from None
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _made(items: Iterable[Item], annotator: Annotator) -> Iterator[Made]:
    for item in items:
        yield item, None if isinstance(item, Failure) else _record(item, annotator)


def _record(document: Document, annotator: Annotator) -> Record:
    analysed = Analysed.of(document)
    return to_record(analysed, annotator.annotation(analysed))


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Let processes that are started within the ``with`` block ignore Ctrl+C from their first
    moment: it goes to all of them, and this one says when they end. This one ignores it too, for a
    tenth of a second."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_annotator: Annotator
"""The annotator of a worker process."""


def _pool(count: int, annotator: Annotator) -> ProcessPoolExecutor:
    """Make processes that share nothing with this one: it has threads, and may not be forked."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(count, context, _begin, (annotator,))


def _begin(annotator: Annotator) -> None:
    global _annotator
    _annotator = annotator
    # Where the server that forks them was there before.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Return a killed parent can't end its helpers, and they would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(items: list[Item]) -> list[Record | None]:
    return [record for _, record in _made(items, _annotator)]
