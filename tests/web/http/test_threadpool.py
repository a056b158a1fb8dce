"""The pool refuses what is too much, keeps slow requests out of the way of quick ones, and ends the
work of whoever left; it never hangs."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import pytest

from indexer.budget import Abandoned, Budget, OutOfTime
from web.http import threadpool as pool
from web.http.refusals import Refusal
from web.http.threadpool import Workers

Message = MutableMapping[str, Any]


async def stays() -> Message:
    """The messages of a client who waits for the answer."""
    await asyncio.Event().wait()
    raise AssertionError


async def leaves() -> Message:
    return {"type": "http.disconnect"}


def length(_: Budget, text: str) -> int:
    return len(text)


def loops(budget: Budget, begun: threading.Event | None = None) -> None:
    """Work that goes on until its budget ends it."""
    if begun:
        begun.set()
    while True:
        budget.check()


def until(gate: threading.Event) -> Callable[[Budget], bool]:
    """Work that waits for something and never looks at its budget."""
    return lambda _: gate.wait()


async def eventually(holds: Callable[[], bool]) -> None:
    while not holds():
        await asyncio.sleep(0.01)


def scene(play: Callable[[], Awaitable[None]]) -> None:
    async def bounded() -> None:
        await asyncio.wait_for(play(), 60)

    asyncio.run(bounded())


def test_an_answer_and_an_error_come_back() -> None:
    workers = Workers(1, 1)
    assert asyncio.run(workers.run(stays, length, "abc")) == 3
    with pytest.raises(ZeroDivisionError):
        asyncio.run(workers.run(stays, lambda _: 1 // 0))


def test_when_threads_and_queue_are_full_the_next_is_refused_and_later_taken() -> None:
    workers, gate = Workers(1, 1, slow=0), threading.Event()

    async def play() -> None:
        taken = [asyncio.create_task(workers.run(stays, until(gate))) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as refused:
            await workers.run(stays, length, "abc")
        assert refused.value.code == "busy"
        gate.set()
        await asyncio.gather(*taken)
        assert await workers.run(stays, length, "abc") == 3

    scene(play)


def test_the_work_of_a_client_who_left_ends() -> None:
    workers = Workers(1, 0, seconds=None)
    with pytest.raises(Abandoned):
        asyncio.run(workers.run(leaves, loops))


def test_work_ends_by_itself_when_its_time_is_over() -> None:
    workers = Workers(1, 0, seconds=0.05)
    with pytest.raises(OutOfTime):
        asyncio.run(workers.run(stays, loops))
    assert asyncio.run(workers.run(stays, length, "abc")) == 3


def test_a_slow_request_keeps_no_thread_from_quick_ones() -> None:
    workers, gate = Workers(1, 4), threading.Event()

    async def play() -> None:
        slow = [asyncio.create_task(workers.run(stays, until(gate))) for _ in range(3)]
        assert await workers.run(stays, length, "abc") == 3
        gate.set()
        assert await asyncio.gather(*slow) == [True] * 3
        await eventually(lambda: not workers._slow)
        assert await workers.run(stays, length, "abc") == 3

    scene(play)


def test_of_too_many_slow_requests_the_oldest_is_ended() -> None:
    workers, begun, gate = Workers(1, 4, seconds=None, slow=1), threading.Event(), threading.Event()

    async def play() -> None:
        first = asyncio.create_task(workers.run(stays, loops, begun))
        await eventually(begun.is_set)
        second = asyncio.create_task(workers.run(stays, until(gate)))
        with pytest.raises(Refusal) as refused:
            await first
        assert refused.value.code == "busy"
        # Whoever came last goes on, and so do quick ones.
        assert await workers.run(stays, length, "abc") == 3
        gate.set()
        assert await second
        await eventually(lambda: not workers._slow)

    scene(play)


def test_the_work_of_a_request_that_the_server_cancels_ends() -> None:
    workers, begun = Workers(1, 4, seconds=None), threading.Event()

    async def play() -> None:
        first = asyncio.create_task(workers.run(stays, loops, begun))
        await eventually(begun.is_set)
        first.cancel()
        with pytest.raises(asyncio.CancelledError):
            await first
        assert await workers.run(stays, length, "abc") == 3

    scene(play)


def test_work_that_ignores_its_time_is_given_up_and_its_thread_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool, "GRACE", 0.05)
    monkeypatch.setattr(pool, "HANGING", 2)
    workers, gate = Workers(1, 8, seconds=0.05, slow=1), threading.Event()

    async def play() -> None:
        for _ in range(2):
            with pytest.raises(Refusal) as given_up:
                await workers.run(stays, until(gate))
            assert given_up.value.code == "too_slow"
        # Each hanging thread holds memory: beyond so many nothing is taken.
        with pytest.raises(Refusal) as refused:
            await workers.run(stays, length, "abc")
        assert refused.value.code == "busy"
        gate.set()
        await eventually(lambda: not workers._hanging)
        assert await workers.run(stays, length, "abc") == 3
        assert not workers._slow
        assert workers._free == 9

    scene(play)


def test_closing_ends_what_is_being_worked_on_and_the_threads() -> None:
    before = threading.active_count()
    workers, begun = Workers(2, 0, seconds=None), threading.Event()

    async def play() -> None:
        loop = asyncio.create_task(workers.run(stays, loops, begun))
        await eventually(begun.is_set)
        workers.close()
        with pytest.raises(Abandoned):
            await loop
        with pytest.raises(Refusal):
            await workers.run(stays, length, "abc")
        await eventually(lambda: threading.active_count() <= before)

    scene(play)
