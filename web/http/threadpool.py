"""The threads that answer requests: as many as cores, and more while some requests are slow.

The event loop stays free to refuse requests when there are too many, instead of letting everybody
wait. Each request has a budget (indexer/budget.py), which its work obeys and which ends when the
client leaves. When a request turns out to be slow, a new thread takes the place of its thread, so
that slow requests never delay quick ones; when more than ``slow`` run, the oldest is ended. Work
that ignores its budget is given up: its thread is replaced, and ends when the work does.
"""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from queue import SimpleQueue
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from starlette.types import Receive

from indexer.budget import Abandoned, Budget
from web.http.refusals import Refusal

Answer = TypeVar("Answer")
Given = ParamSpec("Given")
Task = Callable[Concatenate[Budget, Given], Answer]
"""Work that is given the budget of its request first."""

log = logging.getLogger("songngu.web")

WAITING: Final = 64
"""Requests that may wait for a thread. At a usual 10 ms each the last one waits for a third of a
second on two cores."""

SECONDS: Final = 5.0
"""What one answer may take. A page takes 10 to 30 ms, the dossier of China 4.4 s (55,526 documents,
2026-11)."""

DOCUMENTS: Final = 20_000
"""Documents that one answer may read whole: some 10 s of them, so that time is what usually ends
it."""

SLOW_AFTER: Final = 0.25
"""Seconds from which a request is slow: ten times a usual page."""

SLOW: Final = 6
"""Slow requests at once. They share the processor with the quick ones, who then take a few times as
long, not a few hundred times."""

GRACE: Final = 2.0
"""Seconds beyond its budget after which work is given up as hanging: the longest stretch between
two looks at the budget is the cutting of one long document."""

HANGING: Final = 16
"""Threads given up before the server takes nothing more: each holds memory and a share of time."""


class _Job:
    """Work, and the two events that are waited for: a thread has begun it, and it is done."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.begun: Future[None] = Future()
        self.done: Future[Any] = Future()
        self.ended = False
        # Whether its thread ends with it, as another has taken the place; whether it was given up.
        self.is_slow = False
        self.hangs = False


class Workers:
    """A bounded pool of threads. With ``slow`` 0 no thread is added for slow requests; without
    ``seconds`` work ends only when the client leaves."""

    def __init__(
        self,
        threads: int | None = None,
        waiting: int = WAITING,
        seconds: float | None = SECONDS,
        documents: int | None = DOCUMENTS,
        slow: int = SLOW,
    ) -> None:
        self._queue: SimpleQueue[_Job | None] = SimpleQueue()
        self._seconds = seconds
        self._documents = documents
        self._most_slow = slow
        self._slow: dict[_Job, Budget] = {}
        self._hanging = 0
        self._lock = threading.Lock()
        self._threads = threads or os.cpu_count() or 2
        self._waiting = waiting
        self._free = self._threads + waiting
        self._budgets: set[Budget] = set()
        self._closed = False
        for _ in range(self._threads):
            self._start_thread()

    def budget(self) -> Budget:
        """Return a new budget for a request."""
        return Budget(self._seconds, self._documents)

    def load(self) -> dict[str, int]:
        """Return how much work is not done, by what can be said of it: ``all`` of it, ``slow``,
        given up as ``hanging``."""
        with self._lock:
            undone = self._threads + self._waiting - self._free
            return {"all": undone, "slow": len(self._slow), "hanging": self._hanging}

    async def run(
        self,
        receive: Receive,
        task: Task[Given, Answer],
        *arguments: Given.args,
        **named: Given.kwargs,
    ) -> Answer:
        """Run a task on a thread and return its answer. ``receive`` of the request tells when its
        client has left.

        Raises what the task raises, also ``OutOfTime`` and ``Abandoned``; raises ``Refusal`` if too
        many requests wait (``busy``) or the work hangs (``too_slow``).
        """
        budget = self.budget()
        async with watched(receive, budget):
            return await self.work(budget, lambda: task(budget, *arguments, **named))

    async def work(self, budget: Budget, step: Callable[[], Answer]) -> Answer:
        """Run one step of a request that has a budget already. Raises as ``run`` does."""
        with self._lock:
            if self._free <= 0 or self._closed or self._hanging >= HANGING:
                raise Refusal("busy")
            self._free -= 1
            self._budgets.add(budget)
        job = _Job(step)
        self._queue.put(job)
        try:
            await asyncio.wrap_future(job.begun)
            return cast("Answer", await self._answer(job, budget))
        except asyncio.CancelledError:
            budget.stop(Abandoned())
            raise
        finally:
            with self._lock:
                self._budgets.discard(budget)

    async def _answer(self, job: _Job, budget: Budget) -> Any:
        answer = asyncio.wrap_future(job.done)
        # Of a request that was given up nobody looks at the error; that is no news for the log.
        answer.add_done_callback(lambda one: one.cancelled() or one.exception())
        if self._most_slow and not await _is_done(answer, SLOW_AFTER):
            self._lend(job, budget)
        if not await _is_done(answer, self._seconds and self._seconds + GRACE):
            budget.stop(Abandoned())
            self._give_up(job)
            raise Refusal("too_slow")
        return await answer

    def _lend(self, job: _Job, budget: Budget) -> None:
        """Let a new thread take the place of the thread of a slow job. If too many are slow, end
        the oldest: on a busy machine the newest may be a quick page."""
        with self._lock:
            if job.ended:
                return
            if len(self._slow) >= self._most_slow:
                oldest = next(iter(self._slow))
                self._slow.pop(oldest).stop(Refusal("busy"))
            job.is_slow = True
            self._slow[job] = budget
        self._start_thread()

    def _give_up(self, job: _Job) -> None:
        with self._lock:
            if job.ended:
                return
            job.hangs = True
            self._hanging += 1
            self._slow.pop(job, None)
            is_replaced = job.is_slow
        log.error("a request ignores its time and was given up; %d hang now", self._hanging)
        if not is_replaced:
            self._start_thread()

    def _start_thread(self) -> None:
        # A daemon: what hangs must not keep the process from ending.
        threading.Thread(target=self._serve, name="songngu-web", daemon=True).start()

    def _serve(self) -> None:
        while self._served(self._queue.get()):
            pass

    def _served(self, job: _Job | None) -> bool:
        """Do one job. Returns whether the thread goes on."""
        if job is None:
            return False
        if not job.begun.set_running_or_notify_cancel():
            # Its request ended while it waited.
            return self._goes_on_after(job)
        job.begun.set_result(None)
        job.done.set_running_or_notify_cancel()
        try:
            answer = job.work()
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            goes_on = self._goes_on_after(job)
            job.done.set_exception(error)
        else:
            goes_on = self._goes_on_after(job)
            job.done.set_result(answer)
        return goes_on

    def _goes_on_after(self, job: _Job) -> bool:
        with self._lock:
            job.ended = True
            self._free += 1
            self._slow.pop(job, None)
            self._hanging -= job.hangs
            return not (job.is_slow or job.hangs)

    def close(self) -> None:
        """Refuse new work, end the work that is being done, and let the threads end."""
        with self._lock:
            self._closed = True
            budgets = list(self._budgets)
        for budget in budgets:
            budget.stop(Abandoned())
        for _ in range(self._threads):
            self._queue.put(None)


@asynccontextmanager
async def watched(receive: Receive, budget: Budget) -> AsyncIterator[None]:
    """While this is open, end the budget if the client leaves."""

    async def left() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        budget.stop(Abandoned())

    leaving = asyncio.create_task(left())
    try:
        yield
    finally:
        leaving.cancel()


async def _is_done(answer: asyncio.Future[Any], seconds: float | None) -> bool:
    done, _ = await asyncio.wait({answer}, timeout=seconds)
    return bool(done)
