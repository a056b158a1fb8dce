"""Write to an index of tantivy, so that few segments are left: each query pays for every one.

tantivy merges where eight segments have about as many documents as each other, all of fewer than
10,000 as if they had so many (its LogMergePolicy, which tantivy-py can't be told to change, nor to
merge when asked). A run rarely ends with just eight. So the last few documents of a run are held
back, and where that makes the eighth segment, they are committed one by one.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import tantivy

from indexer import fields
from indexer.engines.protocol import Record
from indexer.engines.tantivy.facets import ALIVE
from indexer.engines.tantivy.numbers import add_numbers
from indexer.engines.tantivy.queries import DAY, ORDER
from indexer.engines.tantivy.reader import STORED

MERGED: Final = 8
"""Segments of one level that tantivy merges (DEFAULT_MIN_NUM_SEGMENTS_IN_MERGE)."""

LEAST_LEVEL: Final = 10_000
"""Documents that a smaller segment is taken to have (DEFAULT_MIN_LAYER_SIZE)."""

LEVEL: Final = 2**0.75
"""Times as many documents as the smallest the largest segment of one level has at most
(DEFAULT_LEVEL_LOG_SIZE)."""

COMMIT_EVERY: Final = 16_000
"""Documents between two commits: less than ``LEVEL`` times ``LEAST_LEVEL``, so that a run's
segments are of one level, however few documents the last has."""

MERGED_FROM: Final = 2_000
"""Documents of the smaller segments from which they are made one when a run ends: fewer cost a
query little, and up to seven commits take a tenth of a second. Where the border is best was not
measured."""

META: Final = "meta.json"


class TantivyWriter:
    """Changes that become visible together."""

    def __init__(
        self, writer: tantivy.IndexWriter, folder: Path, merged_from: int = MERGED_FROM
    ) -> None:
        self._writer = writer
        self._folder = folder
        self._merged_from = merged_from
        self._held: deque[Record] = deque()
        self._added = 0
        """Documents that tantivy was given since the last commit."""

    def add(self, record: Record) -> None:
        """Add, replacing a document of the same id."""
        self._held.append(record)
        if len(self._held) >= MERGED:
            self._add(self._held.popleft())

    def delete(self, doc_id: str) -> None:
        """Delete the document of this id, if there is one."""
        self._held = deque(one for one in self._held if one.id != doc_id)
        self._writer.delete_documents_by_term(fields.ID, doc_id)

    def commit(self) -> None:
        """Make everything so far durable and visible to new readers."""
        while self._held:
            self._add(self._held.popleft())
        self._writer.commit()
        self._added = 0

    def finish(self) -> None:
        """Commit the rest; as many segments as tantivy merges where the small ones are to be
        one."""
        missing = self._missing()
        if missing:
            self._writer.commit()
            for _ in range(missing - 1):
                self._add(self._held.popleft())
                self._writer.commit()
        self.commit()

    def _missing(self) -> int:
        """Return how many segments more tantivy would merge with those of the run; 0 where they are
        left, or are more than can be made."""
        if not self._added:
            return 0
        level = smallest_level([*segment_sizes(self._folder), self._added])
        missing = MERGED - len(level)
        if len(level) < 2 or missing > len(self._held) or sum(level) < self._merged_from:
            return 0
        return max(missing, 0)

    def _add(self, record: Record) -> None:
        self._writer.delete_documents_by_term(fields.ID, record.id)
        document = tantivy.Document()
        for name, value in record.keywords.items():
            document.add_text(name, value)
        for name, keys in record.tokenised.items():
            document.add_text(name, keys)
        multiple = ((fields.MENTIONS, record.mentions), (fields.BANDS, record.bands))
        for name, values in (*record.entities.items(), *multiple):
            for value in values:
                document.add_text(name, value)
        add_numbers(document, record)
        document.add_text(ALIVE, "1")
        document.add_text(ORDER, record.order)
        document.add_unsigned(DAY, int(record.keywords[fields.DATE]))
        document.add_bytes(STORED, record.stored.encode())
        self._writer.add_document(document)
        self._added += 1


def segment_sizes(folder: Path) -> list[int]:
    """Return the documents of each segment of the last commit, without deleted ones."""
    if not (folder / META).exists():
        return []
    segments = json.loads((folder / META).read_text("utf-8"))["segments"]
    return [
        one["max_doc"] - (one["deletes"] or {"num_deleted_docs": 0})["num_deleted_docs"]
        for one in segments
    ]


def smallest_level(sizes: Sequence[int]) -> list[int]:
    """Return the sizes of the segments that tantivy would merge with the smallest, itself among
    these: levels begin at the largest, and end where one is too small."""
    level: list[int] = []
    for size in sorted(sizes, reverse=True):
        if level and max(size, LEAST_LEVEL) * LEVEL < max(level[0], LEAST_LEVEL):
            level = []
        level.append(size)
    return level
