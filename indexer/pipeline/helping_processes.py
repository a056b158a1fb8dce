"""Processes beside the one that writes: how many there are, how they begin, and how they end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Final

BROKEN: Final = (BrokenProcessPool, ConnectionError, EOFError)
"""What is raised where a process was ended from outside; the last two where it was gone before it
had begun."""

MOST: Final = 8
"""Most processes beside this one; each takes some 300 MB, and one writer serves no more."""


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def helping(processes: int | None) -> int:
    """Return how many processes may help: as many as told, one for each core unless told."""
    return min(cores() if processes is None else processes, MOST)


def process_pool(
    count: int, begin: Callable[..., None] | None = None, *arguments: object
) -> ProcessPoolExecutor:
    """Make processes that share nothing with this one: it has threads, and may not be forked. Each
    calls ``begin`` first."""
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    return ProcessPoolExecutor(count, context, _begin, (begin, arguments))


@contextmanager
def interrupts_ignored() -> Iterator[None]:
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


def _begin(begin: Callable[..., None] | None, arguments: tuple[object, ...]) -> None:
    # Where the server that forks them was there before.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    if begin is not None:
        begin(*arguments)


def end_with_parent() -> None:
    """Wait for the parent's end and end too: killed, it can't end its helpers, and they would wait
    for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
