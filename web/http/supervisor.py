"""Several processes that answer on one socket, and one that looks after them.

The first process loads what all need and answers nothing. Its children, made by ``fork``, share
that memory until they write to it, and the index, which is mapped from its files. A child that dies
is begun again. SIGHUP begins a new set of them and lets the old ones end when they have answered;
as the socket is never closed meanwhile, nobody is refused. SIGTERM and SIGINT end all.
"""

from __future__ import annotations

import logging
import os
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from msgspec import Struct

log = logging.getLogger("songngu.serve")

TICK: Final = 0.2
"""Seconds between two looks at the children."""

AGAIN: Final = 1.0
"""Seconds from the beginning of a child that died to that of the next: one that can't live must not
take the processor from the others."""

END: Final = 6.0
"""Seconds after which a child that was told to end is killed: longer than it allows itself."""

_AWAITED: Final = ("SIGTERM", "SIGINT", "SIGHUP", "SIGCHLD", "SIGALRM")


class _Child(Struct):
    """One process. It writes to ``ready`` when it answers; ``leaves`` when it was told to end."""

    process: int
    ready: int
    answers: bool = False
    leaves: bool = False


class Supervisor:
    """Looks after ``number`` processes. ``work`` is what each does until it is told to end: it is
    given the socket and what to call when it answers. ``ended`` is told the id of each that has
    ended."""

    def __init__(
        self,
        listening: socket.socket,
        number: int,
        work: Callable[[socket.socket, Callable[[], None]], int],
        ended: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._listening = listening
        self._number = number
        self._work = work
        self._ended = ended
        self._children: list[_Child] = []
        # Of a pipe whose other end every child watches: it closes with this process.
        self._alive = os.pipe()
        self._last_begun = 0.0

    def run(self, on_start: Callable[[], None]) -> int:
        """Look after them until told to end; return 1 if they could not begin, else 0."""
        awaited = {getattr(signal, name) for name in _AWAITED}
        signal.pthread_sigmask(signal.SIG_BLOCK, awaited)
        signal.setitimer(signal.ITIMER_REAL, TICK, TICK)
        try:
            self._begin(self._number)
            if not self._all_begin():
                return 1
            on_start()
            self._look_after()
            return 0
        finally:
            self._end()
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _all_begin(self) -> bool:
        """Wait until every child answers; return False if one does not, or all are to end."""
        while not all(one.answers for one in self._children):
            if self._next_signal() in (signal.SIGTERM, signal.SIGINT):
                return False
            if len(self._children) < self._number:
                return False
        return True

    def _look_after(self) -> None:
        while (sig := self._next_signal()) not in (signal.SIGTERM, signal.SIGINT):
            staying = [one for one in self._children if not one.leaves]
            if sig == signal.SIGHUP and len(staying) == self._number:
                self._begin(self._number)
            elif len(staying) > self._number and all(one.answers for one in staying):
                self._replace(staying[: -self._number])
            elif len(staying) < self._number and self._may_begin():
                self._begin(self._number - len(staying))

    def _replace(self, old: list[_Child]) -> None:
        """Let the old children end, as the new ones answer."""
        log.info("%d new processes answer; %d end", self._number, len(old))
        for one in old:
            one.leaves = True
            self._tell(one, signal.SIGUSR1)

    def _may_begin(self) -> bool:
        return time.monotonic() - self._last_begun >= AGAIN

    def _begin(self, number: int) -> None:
        self._last_begun = time.monotonic()
        for _ in range(number):
            reading, writing = os.pipe()
            sys.stdout.flush()
            sys.stderr.flush()
            process = os.fork()
            if process == 0:
                os.close(reading)
                self._live(writing)
            os.close(writing)
            self._children.append(_Child(process, reading))

    def _live(self, ready: int) -> None:
        """Be a child, until it ends with this function."""
        status = 1
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for sig in (signal.SIGHUP, signal.SIGALRM):
                # The terminal tells all of its processes that it is gone; only the first one acts.
                signal.signal(sig, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_SETMASK, ())
            os.close(self._alive[1])
            for one in self._children:
                os.close(one.ready)
            threading.Thread(target=self._end_with_parent, daemon=True).start()
            status = self._work(self._listening, lambda: os.close(_told(ready)))
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else 1
        except BaseException:  # noqa: BLE001 - a child ends here, whatever it was
            traceback.print_exc()
        finally:
            with suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)

    def _end_with_parent(self) -> None:
        """End this child when the first process has gone, however that ended."""
        os.read(self._alive[0], 1)
        os.kill(os.getpid(), signal.SIGTERM)

    def _next_signal(self) -> int:
        """Wait for the next signal, and note which children answer now and which have ended."""
        sig = signal.sigwait({getattr(signal, name) for name in _AWAITED})
        for one in self._children:
            if not one.answers and select.select([one.ready], [], [], 0)[0]:
                one.answers = os.read(one.ready, 1) != b""
        self._reap()
        return sig

    def _reap(self) -> None:
        for one in list(self._children):
            process, status = os.waitpid(one.process, os.WNOHANG)
            if process:
                self._children.remove(one)
                os.close(one.ready)
                self._ended(process)
                if not one.leaves:
                    code = os.waitstatus_to_exitcode(status)
                    how = f"by signal {-code}" if code < 0 else f"with status {code}"
                    log.error("process %d ended %s", process, how)

    @staticmethod
    def _tell(one: _Child, sig: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(one.process, sig)

    def _end(self) -> None:
        """End every child, and wait for it."""
        for one in self._children:
            one.leaves = True
            self._tell(one, signal.SIGTERM)
        until = time.monotonic() + END
        while self._children and time.monotonic() < until:
            self._reap()
            time.sleep(TICK / 10)
        for one in self._children:
            self._tell(one, signal.SIGKILL)
        while self._children:
            self._reap()
            time.sleep(TICK / 10)


def _told(ready: int) -> int:
    os.write(ready, b"1")
    return ready
