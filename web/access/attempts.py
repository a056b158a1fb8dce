"""Wrong passwords: how many of them an address may try."""

from __future__ import annotations

import time
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from typing import Final

from web.http.refusals import Refusal

WINDOW: Final = 60.0
"""Seconds."""

MOST: Final = 10
"""Wrong ones of an address within the window: more than somebody mistypes."""

ADDRESSES: Final = 10_000
"""Addresses remembered; when there are more, all are forgotten, for they must not fill the memory.
What can be tried is bounded all the same: two passwords at once are checked."""


class Attempts:
    """Counts wrong passwords by address, so that guessing them takes years and nobody's name can be
    locked from elsewhere."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, tuple[float, int]] = {}

    def check(self, address: str) -> None:
        """Raise ``Refusal`` for an address that has tried too often."""
        began, count = self._wrong.get(_network(address), (0.0, 0))
        if count >= MOST and self._clock() - began < WINDOW:
            raise Refusal("many_attempts")

    def count(self, address: str) -> None:
        """Count one wrong password."""
        now, address = self._clock(), _network(address)
        began, count = self._wrong.get(address, (now, 0))
        if now - began >= WINDOW:
            began, count = now, 0
        if address not in self._wrong and len(self._wrong) >= ADDRESSES:
            self._wrong.clear()
        self._wrong[address] = began, count + 1


def _network(address: str) -> str:
    """Return what attempts are counted for: of IPv6, the network of one customer."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return found.exploded[:19]
    return str(found.ipv4_mapped if isinstance(found, IPv6Address) else found)
