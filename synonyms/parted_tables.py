"""Large tables of which a command looks up a little: read in parts, each when it is asked for.

The lexicon is 7 MB; a name asks for some ten of its words. A part is bytes as ``marshal`` writes
them, within a table that is kept (kept_tables.py), whose checksum has been compared.
"""

from __future__ import annotations

import marshal
from collections.abc import Hashable, Mapping
from typing import Final, Generic, Protocol, TypeVar
from zlib import crc32

PARTS: Final = 1024
"""Parts of a table: some 2 KB each of a table of the lexicon."""

Parts = tuple[bytes, ...]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
KeyAsked = TypeVar("KeyAsked", contravariant=True)
ValueGiven = TypeVar("ValueGiven", covariant=True)


class Lookup(Protocol[KeyAsked, ValueGiven]):
    """What a table is asked, in whole or in parts."""

    def get(self, key: KeyAsked, /) -> ValueGiven | None:
        """Return the value of a key, None where there is none."""

    def __contains__(self, key: object, /) -> bool:
        """Tell whether there is a value."""


def parted(table: Mapping[Key, Value]) -> Parts:
    """Part a table. Keys are texts, numbers, and tuples of them."""
    parts: list[dict[Key, Value]] = [{} for _ in range(PARTS)]
    for key, value in table.items():
        parts[_part_of(key)][key] = value
    return tuple(map(marshal.dumps, parts))


class PartedTable(Generic[Key, Value]):
    """A table that was ``parted``; safe to share between threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._read: list[Mapping[Key, Value] | None] = [None] * len(parts)

    def get(self, key: Key) -> Value | None:
        """Return the value of a key, None where there is none."""
        return self._of(_part_of(key)).get(key)

    def __contains__(self, key: Hashable) -> bool:
        return key in self._of(_part_of(key))

    def read_all(self) -> None:
        """Read all parts, so that nothing waits for them later."""
        for number in range(len(self._parts)):
            self._of(number)

    def _of(self, number: int) -> Mapping[Key, Value]:
        part = self._read[number]
        if part is None:
            part = self._read[number] = marshal.loads(self._parts[number])
        return part


def _part_of(key: Hashable) -> int:
    # The hash of a text is another one in each process.
    return crc32(repr(key).encode("utf-8", "surrogatepass")) % PARTS
