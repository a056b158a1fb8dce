"""The threads on which requests are answered: as many as cores, with a short queue.

The event loop stays free to refuse what is too much, instead of letting everybody wait.
"""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

from web.refusals import Refusal

Answer = TypeVar("Answer")

WAITING: Final = 64
"""Requests that may wait for a thread. At a usual 10 ms each the last one waits for a third of a
second on two cores."""

SECONDS: Final = 10.0
"""Longest wait of a reader for an answer."""


class Workers:
    """A bounded pool. What runs over its time is given up by the reader, and keeps its thread
    until it ends: a thread can't be stopped from outside."""

    def __init__(
        self, threads: int | None = None, waiting: int = WAITING, seconds: float = SECONDS
    ) -> None:
        threads = threads or os.cpu_count() or 2
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="songngu-web")
        self._places = threading.BoundedSemaphore(threads + waiting)
        self._seconds = seconds

    async def run(self, task: Callable[..., Answer], *arguments: object) -> Answer:
        """The task's answer. Raises what it raises, and ``Refusal`` if the queue is full
        (``busy``) or the time is over (``too_slow``)."""
        if not self._places.acquire(blocking=False):
            raise Refusal("busy")
        future = self._pool.submit(task, *arguments)
        future.add_done_callback(lambda _: self._places.release())
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._seconds)
        except TimeoutError:
            raise Refusal("too_slow", seconds=round(self._seconds)) from None

    def close(self) -> None:
        """Take nothing more; what waits is dropped."""
        self._pool.shutdown(wait=False, cancel_futures=True)
