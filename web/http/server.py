"""The server: uvicorn with limits for its clients, and an end that no client can delay."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from math import ceil
from types import FrameType
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from web.http.connections import Connection, Limits, OpenConnections
from web.http.repeated_logs import RepeatFilter

KEPT_FREE: Final = 128
"""Descriptors that are not for connections: the index (some 10 files a segment while it is
opened), exports under way, the log."""

LEAST: Final = 16
"""Connections that are allowed however few descriptors there are."""


ACCEPTED_AT_ONCE: Final = 16
"""Connections accepted in one turn of the event loop. asyncio needs three turns until they are
counted and others are closed for them; those of these turns must fit into ``KEPT_FREE``. With 64 a
server of 256 descriptors had none left when 300 connections were waiting."""

QUEUED: Final = 2_048
"""Connections that the system holds until they are accepted; uvicorn's own number."""

TURN: Final = 0.0005
"""Seconds that a thread of Python runs while another waits; Python's own number is ten times that.
The thread that answers clients waits for one turn after another while queries compute. Beside
hostile queries of four clients on two cores the first page took 196 and 223 ms in the median with
Python's number, 129 and 181 ms with this one, and 2.4 and 1.9 s at most, 1.2 and 1.6 s; the queries
took as long (runs in turn, on a machine that was busy besides)."""


class Server(uvicorn.Server):
    """Serves an application until it is interrupted. Calls ``on_start`` with its URL when it begins
    to answer, and ``end_work`` when answers that are not made yet would come too late."""

    def __init__(
        self,
        app: ASGIApp,
        host: str,
        port: int,
        limits: Limits | None = None,
        on_start: Callable[[str], None] = lambda _: None,
    ) -> None:
        limits = limits or Limits()
        most = max(LEAST, min(limits.connections, raised_descriptors() - KEPT_FREE))
        self.connections = OpenConnections(limits, most)
        self._on_start = on_start
        self.end_work: Callable[[], None] = lambda: None
        self._leaves = False
        self._sweeping: asyncio.Task[None] | None = None
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            http=partial(Connection, open_connections=self.connections),  # type: ignore[arg-type]
            ws="none",
            lifespan="on",
            log_level="warning",
            access_log=False,
            # What a proxy says of its client is read by web/http/forwarded.py, of those named.
            proxy_headers=False,
            server_header=False,
            # asyncio accepts as many connections in a row as it lets the system hold.
            backlog=ACCEPTED_AT_ONCE,
            timeout_keep_alive=ceil(limits.idle),
            timeout_graceful_shutdown=ceil(limits.ending),
        )
        super().__init__(config)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until interrupted, or until SIGUSR1 says that others have taken over."""
        if sockets:
            signal.signal(signal.SIGUSR1, self.leave)
        elif hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:
            # The terminal is gone; nohup has it ignored.
            signal.signal(signal.SIGHUP, self.hang_up)
        sys.setswitchinterval(TURN)
        for name in ("uvicorn.error", "asyncio"):
            logging.getLogger(name).addFilter(RepeatFilter())
        # uvicorn raises it again when all is done.
        with suppress(KeyboardInterrupt):
            super().run(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and sweep the connections from then on."""
        await super().startup(sockets)
        for listening in (one for server in self.servers for one in server.sockets):
            with listening.dup() as same:
                same.listen(QUEUED)
        self._sweeping = asyncio.get_running_loop().create_task(self.connections.sweep_forever())
        for one in self.servers[:1]:
            name = one.sockets[0].getsockname()
            host = self.config.host
            self._on_start(f"http://{f'[{host}]' if ':' in host else host}:{name[1]}/")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let answers that are being made or sent end for a moment, then close every connection: a
        client that has stopped reading would hold up the end for ever. Who would not be answered in
        time is told to ask again."""
        limits = self.connections.limits
        patience = limits.leaving if self._leaves else limits.ending
        self.connections.patient = self._leaves
        self.config.timeout_graceful_shutdown = ceil(patience)
        loop = asyncio.get_running_loop()
        timers = [
            loop.call_later(patience * 2 / 3, self.end_work),
            loop.call_later(patience, self.connections.close),
        ]
        await super().shutdown(sockets)
        for timer in timers:
            timer.cancel()
        if self._sweeping is not None:
            self._sweeping.cancel()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end. Whatever runs in other threads, the process ends in a few seconds: an index
        stays whole when its process is killed, so nothing is lost."""
        super().handle_exit(sig, frame)
        self._end_within(self.connections.limits.end, 128 + sig)

    def leave(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end without haste: take no more connections, answer those that there are."""
        limits = self.connections.limits
        self._leaves = self.should_exit = True
        self._end_within(limits.leaving + limits.end, 0)

    def hang_up(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, as for SIGTERM."""
        self.should_exit = True
        self._end_within(self.connections.limits.end, 128 + sig)

    @staticmethod
    def _end_within(seconds: float, status: int) -> None:
        last = threading.Timer(seconds, os._exit, (status,))
        last.daemon = True
        last.start()


def raised_descriptors() -> int:
    """Raise the number of file descriptors that this process may open to the most the system
    allows, and return it."""
    if sys.platform == "win32":
        return 8_192  # no such limit there
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft == resource.RLIM_INFINITY or soft >= most:
        return most
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most
