"""Connections: how many there may be, and how long each may keep the server waiting.

The server waits for the first byte of a connection, for the whole head of a request, for its whole
body, and until the client takes the answer. One sweep looks at all connections and closes those
that are late. When there are too many, those that have kept the server waiting longest are closed,
so that every new client is let in.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from ipaddress import IPv6Address, ip_address
from typing import Any, Final

import h11
from msgspec import Struct
from uvicorn.config import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

HEAD_LIMIT: Final = 65_536
"""Most bytes of a request's head. The longest query, 2,000 code points outside the first plane, has
24,000 bytes as an address."""

SLICE: Final = 16_384
"""Bytes handed on at once, so that the limit above holds however the head arrives: the event loop
reads up to 256 KB at a time."""

STEP: Final = 16_384
"""Bytes that a client must take within ``Limits.taking`` while some wait for it: 550 a second,
slower than any modem; and those it must send within ``Limits.body``, 1,600 a second."""

CLOSED_AT_ONCE: Final = 16
"""When there are too many connections, the sixteenth part is closed at once: closing one each time
would look at all of them each time."""

CLOSING: Final = (b"connection", b"close")

FULL: Final = (
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\n"
    b"content-length: 25\r\nretry-after: 2\r\nconnection: close\r\n\r\nToo many are connected.\r\n"
)


class Limits(Struct, frozen=True):
    """Seconds and numbers. ``first_byte`` counts from connecting, ``idle`` from the last answer,
    ``head`` from the first byte; within ``body`` a client must send ``STEP`` bytes of a body, or
    all of it, and within ``taking`` take as many of an answer. ``ending`` is for answers that are
    being sent when the server is told to end, ``end`` for the whole process; ``leaving`` for both
    when another process has taken its place.

    A browser opens at most six connections, and some tens of readers may share one address;
    addresses of this machine (a reverse proxy) have no limit of their own.
    """

    first_byte: float = 15.0
    idle: float = 15.0
    head: float = 10.0
    body: float = 10.0
    taking: float = 30.0
    connections: int = 1_000
    from_one_address: int = 200
    ending: float = 1.5
    end: float = 4.0
    leaving: float = 30.0

    @property
    def between_sweeps(self) -> float:
        """Often enough that no limit is passed by more than a quarter; at least once a second."""
        waits = (self.first_byte, self.idle, self.head, self.body, self.taking)
        return min(1.0, min(waits) / 4)


class StrictConnection(h11.Connection):
    """HTTP/1.1 without requests that two servers in a row may read in two ways (request
    smuggling)."""

    def next_event(self) -> Any:
        event = super().next_event()
        if isinstance(event, h11.Request):
            if event.http_version not in (b"1.0", b"1.1"):
                raise h11.RemoteProtocolError("this is another HTTP")
            names = Counter(name for name, _ in event.headers)
            if names[b"transfer-encoding"] and (
                names[b"content-length"] or event.http_version < b"1.1"
            ):
                raise h11.RemoteProtocolError("the length of the body is given in two ways")
        return event


class Connection(H11Protocol):
    """One connection. ``waiting`` is the name of the limit for what the server now waits for, and
    since when; None while the client waits for the server."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        open_connections: OpenConnections,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = StrictConnection(h11.SERVER, HEAD_LIMIT)
        self.ws_protocol_class = None
        self.address = ""
        self.waiting: tuple[str, float] | None = None
        self._open_connections = open_connections
        self._seen: tuple[object, ...] = ()
        self._has_begun = False
        self._is_last = False
        self._unsent = 0
        self._received = self._received_before = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.address = _address(self.client)
        self.update_waiting(time.monotonic())
        if not self._open_connections.add(self):
            transport.write(FULL)
            transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self._open_connections.remove(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        for start in range(0, len(data), SLICE):
            if self.transport.is_closing():
                return
            super().data_received(data[start : start + SLICE])
        self._received += len(data)
        self._has_begun = self.conn.their_state is h11.IDLE

    def resume_writing(self) -> None:
        self._seen = ()
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE) and (
            self.cycle is None or self.cycle.response_complete or not self.cycle.response_started
        ):
            super().send_400_response(msg)
        else:
            # The answer has begun: no other can be sent.
            self.transport.abort()
        if self.cycle is not None and not self.cycle.response_complete:
            self.cycle.disconnected = True
            self.cycle.message_event.set()

    def handle_events(self) -> None:
        super().handle_events()
        if self._is_last:
            self._close_after_answer()

    def shutdown(self) -> None:
        """End with the answer that is under way. Who has just connected may have asked already, and
        gets that answer first; with patience also who has kept a connection from before."""
        if self.transport.is_closing():
            return
        is_idle = self.cycle is not None and self.cycle.response_complete
        if is_idle and not self._open_connections.patient:
            super().shutdown()
            return
        self._is_last = True
        self._close_after_answer()

    def _close_after_answer(self) -> None:
        """Let the answer that is under way be the last, and say so in its head if that is not
        sent."""
        cycle = self.cycle
        if cycle is None or cycle.response_complete:
            return
        cycle.keep_alive = False
        if not cycle.response_started and CLOSING not in cycle.default_headers:
            cycle.default_headers = [*cycle.default_headers, CLOSING]

    def _should_upgrade(self) -> bool:
        # No route is a web socket; such a request is answered as the usual request that it is too.
        return False

    def update_waiting(self, now: float) -> None:
        """Update what the server waits for."""
        unsent = self.transport.get_write_buffer_size()
        what = "taking" if unsent else self._awaited()
        seen = (what, self.cycle)
        has_taken = what == "taking" and unsent <= self._unsent - STEP
        has_sent = what == "body" and self._received >= self._received_before + STEP
        if seen != self._seen or has_taken or has_sent or self.waiting is None:
            self._seen, self._unsent = seen, unsent
            self._received_before = self._received
            self.waiting = (what, now) if what else None
        elif unsent > self._unsent:
            self._unsent = unsent

    def _awaited(self) -> str:
        if self.conn.their_state is h11.IDLE:
            if self._has_begun:
                return "head"
            return "idle" if self.cycle is not None else "first_byte"
        return "body" if self.conn.their_state is h11.SEND_BODY else ""


class OpenConnections:
    """All open connections of a server, at most ``most``. ``patient``: when the server ends, those
    that are idle may ask once more."""

    def __init__(self, limits: Limits, most: int) -> None:
        self.limits = limits
        self.patient = False
        self._most = most
        self._open: set[Connection] = set()
        self._per_address: Counter[str] = Counter()

    def add(self, one: Connection) -> bool:
        """Add a connection, closing others if there are too many. Returns False if no other can be
        closed, as none keeps the server waiting."""
        self._open.add(one)
        self._per_address[one.address] += 1
        number = self._per_address[one.address]
        if _is_limited(one.address) and number > self.limits.from_one_address:
            return self._make_room([x for x in self._open if x.address == one.address], one)
        if len(self._open) > self._most:
            return self._make_room(self._open, one)
        return True

    def remove(self, one: Connection) -> None:
        """Remove a connection."""
        if one in self._open:
            self._open.discard(one)
            self._per_address[one.address] -= 1
            if not self._per_address[one.address]:
                del self._per_address[one.address]

    def sweep(self) -> None:
        """Close every connection that has kept the server waiting too long."""
        now = time.monotonic()
        for one in list(self._open):
            one.update_waiting(now)
            if one.waiting is not None:
                what, since = one.waiting
                if now - since > float(getattr(self.limits, what)):
                    one.transport.abort()

    async def sweep_forever(self) -> None:
        """Sweep for ever."""
        while True:
            await asyncio.sleep(self.limits.between_sweeps)
            self.sweep()

    def close(self) -> None:
        """Close every connection."""
        for one in list(self._open):
            one.transport.abort()

    def _make_room(self, among: set[Connection] | list[Connection], newcomer: Connection) -> bool:
        now = time.monotonic()
        keeping: list[tuple[float, Connection]] = []
        for one in among:
            if one is not newcomer:
                one.update_waiting(now)
                if one.waiting is not None:
                    keeping.append((one.waiting[1], one))
        keeping.sort(key=lambda pair: pair[0])
        for _, one in keeping[: max(1, len(keeping) // CLOSED_AT_ONCE)]:
            # Removed now, so that the counts are right; the event loop closes it later.
            self.remove(one)
            one.transport.abort()
        return bool(keeping)


def _address(client: tuple[str, int] | None) -> str:
    """Return the address that a connection is counted for: of IPv6, the network of one customer."""
    if client is None:
        return ""
    try:
        address = ip_address(client[0])
    except ValueError:
        return client[0]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None:
            return str(address.ipv4_mapped)
        return str(address) if address.is_loopback else address.exploded[:19]
    return str(address)


def _is_limited(address: str) -> bool:
    """Return whether an address has a limit of its own. Addresses of this machine have none: a
    proxy brings everybody's requests through one."""
    return bool(address) and address != "::1" and not address.startswith("127.")
