"""The pool refuses what is too much and gives up what takes too long; it never hangs."""

import asyncio
import threading

import pytest

from web.refusals import Refusal
from web.workers import Workers


def test_an_answer_and_an_error_come_back() -> None:
    workers = Workers(1, 1)
    assert asyncio.run(workers.run(len, "abc")) == 3
    with pytest.raises(ZeroDivisionError):
        asyncio.run(workers.run(lambda: 1 // 0))


def test_when_threads_and_queue_are_full_the_next_is_refused_and_later_taken() -> None:
    workers, gate = Workers(1, 1), threading.Event()

    async def scene() -> None:
        taken = [asyncio.create_task(workers.run(gate.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Refusal) as refused:
            await workers.run(len, "abc")
        assert refused.value.code == "busy"
        gate.set()
        await asyncio.gather(*taken)
        assert await workers.run(len, "abc") == 3

    asyncio.run(scene())


def test_what_takes_too_long_is_given_up_and_holds_its_place_until_it_ends() -> None:
    workers, gate = Workers(1, 0, seconds=0.02), threading.Event()

    async def scene() -> None:
        with pytest.raises(Refusal) as given_up:
            await workers.run(gate.wait)
        assert given_up.value.code == "too_slow"
        with pytest.raises(Refusal) as refused:
            await workers.run(len, "abc")
        assert refused.value.code == "busy"
        gate.set()

    asyncio.run(scene())
    workers.close()
