"""Hold in memory the facets and the order of every document of a commit of whoosh."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from sys import intern
from typing import Final

from indexer import fields
from indexer.engines.whoosh.leaf import Snapshot
from indexer.engines.whoosh.schema import ORDER, SEPARATOR

COLUMNS: Final = (ORDER, *fields.SINGLE, *fields.ENTITIES)

_NEWEST: Final = 99_999_999
"""What a date is taken from in ``order``, so that newer ones come first."""

_PREFIX: Final = 8
"""Characters of ``order`` before the id."""


class Table:
    """What every document of a commit has one of, by its number across all segments."""

    def __init__(self, snapshot: Snapshot, columns: Mapping[str, Mapping[str, list[str]]]) -> None:
        self.living = frozenset(
            number
            for leaf in snapshot.leaves
            for number in leaf.numbers
            if number not in leaf.deleted
        )
        self._values: dict[str, list[str]] = {
            name: [value for leaf in snapshot.leaves for value in columns[leaf.key][name]]
            for name in COLUMNS
        }
        self._split: dict[str, list[list[str]]] = {}
        # Sorted once a commit: ranks are integers, and cheaper to sort by than strings.
        order = self._values[ORDER]
        self.rank = [0] * len(order)
        for place, number in enumerate(sorted(range(len(order)), key=order.__getitem__)):
            self.rank[number] = place

    def doc_id(self, number: int) -> str:
        """Return the id of a document."""
        return self._values[ORDER][number][_PREFIX:]

    def date_key(self, number: int) -> str:
        """The date of a document, as ``fields.DATE`` has it."""
        return f"{_NEWEST - int(self._values[ORDER][number][:_PREFIX]):08d}"

    def counted(self, field: str, numbers: Iterable[int]) -> tuple[tuple[str, int], ...]:
        """Return the field's values in these documents, most first, then by value."""
        values = self._values[field]
        if field in fields.ENTITIES:
            split = self._split.get(field)
            if split is None:
                split = self._split[field] = [one.split(SEPARATOR) if one else [] for one in values]
            found = Counter(chain.from_iterable(map(split.__getitem__, numbers)))
        else:
            found = Counter(map(values.__getitem__, numbers))
        return _most_first(found)

    def split(
        self, field: str, other: str, numbers: Iterable[int]
    ) -> dict[str, tuple[tuple[str, int], ...]]:
        """Return for each of the field's values in these documents those of the other field, most
        first, then by value."""
        outer, inner = self._values[field], self._values[other]
        found: dict[str, Counter[str]] = {}
        for number in numbers:
            found.setdefault(outer[number], Counter())[inner[number]] += 1
        return {value: _most_first(counts) for value, counts in found.items()}


def _most_first(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


class TableCache:
    """The table of the newest commit, and the columns of its segments, which never change."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._columns: dict[str, dict[str, list[str]]] = {}
        self._newest: tuple[tuple[object, ...], Table] | None = None

    def get(self, snapshot: Snapshot) -> Table:
        """Return the snapshot's table, read if it is not the one at hand."""
        with self._guard:
            if self._newest is None or self._newest[0] != snapshot.key:
                self._columns = {
                    leaf.key: self._columns.get(leaf.key)
                    or {name: list(map(intern, leaf.column(name))) for name in COLUMNS}
                    for leaf in snapshot.leaves
                }
                self._newest = snapshot.key, Table(snapshot, self._columns)
            return self._newest[1]
