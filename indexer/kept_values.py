"""Remember what an index answered for as long as it stays the same.

How often something is mentioned is asked again with every query that names it, and depends on the
commit alone: 1 to 4 ms for what stands in thousands of documents (20,957 documents).
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

from indexer.engines.protocol import DatedValue
from indexer.plan import Plan

MOST: Final = 50_000
"""Values that are kept at most, 380 bytes each; of what was not asked for longest they go
first."""

Key = tuple[Plan, str, str]
"""A plan, a field and the beginning of the values."""


class KeptValues:
    """The dated values of one state of an index; safe to share between threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._version = ""
        self._size = 0
        self._kept: OrderedDict[Key, tuple[DatedValue, ...]] = OrderedDict()

    def values(
        self, version: str, key: Key, counted: Callable[[], tuple[DatedValue, ...]]
    ) -> tuple[DatedValue, ...]:
        """Return the values of a key in this state of the index, which ``counted`` gives the first
        time."""
        with self._lock:
            if version == self._version and key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        values = counted()
        with self._lock:
            if version != self._version:
                self._kept.clear()
                self._version, self._size = version, 0
            if key not in self._kept:
                self._kept[key] = values
                self._size += len(values) + 1
            while self._size > self._most:
                _, oldest = self._kept.popitem(last=False)
                self._size -= len(oldest) + 1
        return values
