"""The server: uvicorn with limits for its clients, and an end that nothing holds up."""

from __future__ import annotations

import asyncio
import logging
import os
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
from fastapi import FastAPI

from web.http.connections import Connection, House, Limits
from web.http.repeated_logs import Repeats

ACCEPTED: Final = 64
"""Connections that may wait to be accepted, which asyncio does all at once: those that are to make
room for them close one round later. With uvicorn's 2,048 a burst of 300 used up the descriptors of
a busy server, which then logged an error for each."""

KEPT_FREE: Final = 64 + 2 * ACCEPTED
"""Descriptors that are not for connections: the index (some 10 files a segment while it is
opened), exports under way, the log, and what was accepted beyond the limit."""

LEAST: Final = 16
"""Connections that are let in however few descriptors there are."""


class Server(uvicorn.Server):
    """Serves an application until interrupted. ``told`` is called with the address when it
    answers."""

    def __init__(
        self,
        app: FastAPI,
        host: str,
        port: int,
        limits: Limits | None = None,
        told: Callable[[str], None] = lambda _: None,
    ) -> None:
        limits = limits or Limits()
        most = max(LEAST, min(limits.connections, raised_descriptors() - KEPT_FREE))
        self.house = House(limits, most)
        self._told = told
        self._sweeping: asyncio.Task[None] | None = None
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            backlog=ACCEPTED,
            http=partial(Connection, house=self.house),  # type: ignore[arg-type]
            ws="none",
            lifespan="on",
            log_level="warning",
            access_log=False,
            # Nothing of ours reads what a proxy says of its client.
            proxy_headers=False,
            server_header=False,
            timeout_keep_alive=ceil(limits.idle),
            timeout_graceful_shutdown=ceil(limits.ending),
        )
        super().__init__(config)

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until interrupted."""
        for name in ("uvicorn.error", "asyncio"):
            logging.getLogger(name).addFilter(Repeats())
        # uvicorn raises it again when all is done.
        with suppress(KeyboardInterrupt):
            super().run(sockets)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and look after connections from then on."""
        await super().startup(sockets)
        self._sweeping = asyncio.get_running_loop().create_task(self.house.keep())
        for one in self.servers[:1]:
            name = one.sockets[0].getsockname()
            host = self.config.host
            self._told(f"http://{f'[{host}]' if ':' in host else host}:{name[1]}/")

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let answers under way end for a moment, then drop every connection: what waits for a
        client that has stopped reading would wait for ever."""
        dropping = asyncio.get_running_loop().call_later(self.house.limits.ending, self.house.close)
        await super().shutdown(sockets)
        dropping.cancel()
        if self._sweeping is not None:
            self._sweeping.cancel()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end. Whatever runs in other threads, the process is gone in a few seconds: an
        index is whole after a kill, so nothing is lost by it."""
        super().handle_exit(sig, frame)
        last = threading.Timer(self.house.limits.end, os._exit, (128 + sig,))
        last.daemon = True
        last.start()


def raised_descriptors() -> int:
    """The number of descriptors this process may open, raised to the most it may ask for."""
    if sys.platform == "win32":
        return 8_192  # no such limit there
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = 65_536 if hard == resource.RLIM_INFINITY else min(hard, 65_536)
    if soft == resource.RLIM_INFINITY or soft >= most:
        return most
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return most
