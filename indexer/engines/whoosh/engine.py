"""The engine in pure Python, for where tantivy has no wheel: whoosh, embedded.

What must be known about whoosh 2.7.4, and is relied on here:

* Documents are found by set algebra on its postings, in ``reader.py``: its query objects
  open a matcher a term and crawl (or err) on spans of alternatives and on open ranges.
* Its writer replaces and deletes committed documents only, so those not yet committed are
  remembered here by number; and it opens a reader for every deletion, so one is kept.
* Its lock is given up at each commit, so the engine holds the lock itself for the whole block.
* It leaves the files of a cancelled or killed writer; they are swept under the lock.
* Its stored column ends at 2 GB a segment, so segments stop growing at ``MOST_DOCUMENTS``.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from indexer import fields
from indexer.engines.protocol import Record
from indexer.engines.whoosh.leaf import Leaf, Snapshot, opened
from indexer.engines.whoosh.reader import WhooshReader
from indexer.engines.whoosh.schema import (
    CODEC,
    NAME,
    ORDER,
    SCHEMA,
    SEPARATOR,
    STORED,
    TOC,
    DurableStorage,
    EmptyIndexError,
    FileIndex,
    SegmentReader,
    SegmentWriter,
)
from indexer.engines.whoosh.table import TableCache
from indexer.index_errors import IndexLocked, NoIndex

WRITER_MEGABYTES: Final = 256
"""Postings the writer buffers before it sorts them on the disk."""

MERGE_FACTOR: Final = 8
"""Segments of one size that become one of the next: at most 7 of a size stay, and a document is
rewritten once for every eightfold growth."""

MOST_DOCUMENTS: Final = 200_000
"""Documents of a segment that is merged no more."""

MOST_DELETED: Final = 0.25
"""Share of deleted documents above which a segment is rewritten without them."""

OPENING_ATTEMPTS: Final = 10
"""How often a reader starts again because a commit removed a segment while it was opened."""

_LOCK: Final = f"{NAME}_WRITELOCK"


class WhooshEngine:
    """An index of whoosh in one folder of its own."""

    name = "whoosh"
    commit_every = 4_000  # A commit writes a segment in pure Python and takes long.

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._storage = DurableStorage(folder)
        self._tables = TableCache()
        self._idle: list[Snapshot] = []
        self._guard = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[WhooshReader]:
        """Open a snapshot of the last commit; raises ``NoIndex``.

        Postings are read with a file position, so no two readings share their files; those of a
        reading that ended are used again while the commit is the same.
        """
        snapshot = self._snapshot()
        yield WhooshReader(snapshot, self._tables.get(snapshot))
        with self._guard:
            self._idle.append(snapshot)

    @contextmanager
    def writing(self) -> Iterator[WhooshWriter]:
        """Open the writer; raises ``IndexLocked`` while another one is open."""
        self._folder.mkdir(parents=True, exist_ok=True)
        lock = self._storage.lock(_LOCK)
        if not lock.acquire():
            raise IndexLocked(
                f"Another process is writing to {self._folder.parent}. Wait for it to end."
            )
        try:
            if self._contents() is None:
                TOC.create(self._storage, SCHEMA, NAME)
            self._sweep()
            writer = WhooshWriter(FileIndex(self._storage, SCHEMA, NAME))
            try:
                yield writer
                writer.commit()
            finally:
                writer.rollback()
                self._sweep()
        finally:
            lock.release()

    def files(self) -> list[Path]:
        """Return the table of contents of the last commit, and the segments that it names."""
        contents = self._contents()
        if contents is None:
            return []
        segments = {segment.segment_id() for segment in contents.segments}
        return [
            self._folder / f"_{NAME}_{contents.generation}.toc",
            *(
                path
                for path in sorted(self._folder.iterdir())
                if path.name.partition(".")[0] in segments
            ),
        ]

    def orphans(self) -> list[Path]:
        """List the files that the last commit does not name."""
        contents = self._contents()
        if contents is None:
            return []
        segments = {segment.segment_id() for segment in contents.segments}
        kept = {_LOCK, f"_{NAME}_{contents.generation}.toc"}
        return sorted(
            path
            for path in self._folder.iterdir()
            if path.name not in kept and path.name.partition(".")[0] not in segments
        )

    def state(self) -> str:
        """Name the last commit: commits are numbered."""
        contents = self._contents()
        return "" if contents is None else f"{contents.generation}"

    def _sweep(self) -> None:
        """Remove what a cancelled or killed writer left. Only under the lock."""
        for path in self.orphans():
            if path.is_dir():
                shutil.rmtree(path)
            elif os.name == "nt":
                # A file that a reader holds cannot be removed there; the next writer does it.
                with suppress(PermissionError):
                    path.unlink()
            else:
                path.unlink()

    def _contents(self) -> Any:
        """Return the table of contents of the last commit, ``None`` where there is none."""
        try:
            return TOC.read(self._storage, NAME, schema=SCHEMA)
        except EmptyIndexError:
            return None

    def _snapshot(self) -> Snapshot:
        """Return the last commit, opened; a commit meanwhile may remove it, then the next one."""
        for _ in range(OPENING_ATTEMPTS - 1):
            try:
                return self._opened()
            except FileNotFoundError:
                continue
        return self._opened()

    def _opened(self) -> Snapshot:
        contents = self._contents()
        if contents is None:
            raise NoIndex(f"Nothing was indexed yet in {self._folder.parent}.")
        segments = contents.segments
        key = (contents.generation, *(segment.segment_id() for segment in segments))
        with self._guard:
            self._idle = [idle for idle in self._idle if idle.key == key]
            if self._idle:
                return self._idle.pop()
        return Snapshot(key, opened(self._storage, segments))


class WhooshWriter:
    """Changes that become visible together."""

    def __init__(self, index: Any) -> None:
        self._index = index
        self._writer: Any = None
        self._committed: tuple[Leaf, ...] = ()
        self._numbers: dict[str, int] = {}

    def add(self, record: Record) -> None:
        """Add, replacing a document of the same id."""
        self.delete(record.id)
        number = self._writer.docnum
        self._writer.add_document(
            **record.keywords,
            **record.tokenised,
            **{name: SEPARATOR.join(values) for name, values in record.entities.items()},
            **{
                fields.MENTIONS: SEPARATOR.join(record.mentions),
                fields.BANDS: SEPARATOR.join(record.bands),
                ORDER: record.order,
                STORED: record.stored,
            },
        )
        self._numbers[record.id] = number

    def delete(self, doc_id: str) -> None:
        """Delete the document of this id, if there is one."""
        self._begin()
        for leaf in self._committed:
            for number in leaf.living(fields.ID, doc_id):
                self._writer.delete_document(number)
        added = self._numbers.pop(doc_id, None)
        if added is not None:
            self._writer.newsegment.delete_document(added)

    def commit(self) -> None:
        """Make everything so far durable and visible to new readers."""
        if self._writer is not None:
            self._writer.commit(mergetype=_merge)
            self._writer = None

    def rollback(self) -> None:
        """Forget what was not committed."""
        if self._writer is not None and not self._writer.is_closed:
            self._writer.cancel()
        self._writer = None

    def _begin(self) -> None:
        """Open whoosh's own writer, new after each commit; the engine holds the lock for it."""
        if self._writer is None:
            self._writer = SegmentWriter(
                self._index, codec=CODEC, limitmb=WRITER_MEGABYTES, _lk=False
            )
            self._committed = opened(self._writer.storage, self._writer.segments)
            self._numbers = {}


def _merge(writer: Any, segments: list[Any]) -> list[Any]:
    """Return which segments stay; the others go into the one that is being written.

    Those with many deletions are rewritten. Of each size, from the smallest up, segments go in once
    there are ``MERGE_FACTOR`` of them, the one being written counted.
    """
    living = [segment for segment in segments if segment.doc_count()]
    chosen = [
        segment
        for segment in living
        if segment.deleted_count() > MOST_DELETED * segment.doc_count_all()
    ]
    size = writer.docnum + sum(segment.doc_count() for segment in chosen)
    by_level: defaultdict[int, list[Any]] = defaultdict(list)
    for segment in living:
        if segment not in chosen:
            by_level[_level(segment.doc_count())].append(segment)
    for level in sorted(by_level):
        alike = by_level[level]
        together = size + sum(segment.doc_count() for segment in alike)
        if len(alike) + (_level(size) >= level) >= MERGE_FACTOR and together <= MOST_DOCUMENTS:
            chosen += alike
            size = together
    for segment in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in living if segment not in chosen]


def _level(documents: int) -> int:
    """Return how often a segment of so many documents was merged out of equals."""
    level = 0
    while documents >= MERGE_FACTOR:
        documents //= MERGE_FACTOR
        level += 1
    return level
