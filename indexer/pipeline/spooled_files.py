"""Know which files were read and are not in the index yet, beside the ledger: a run that is ended
has read them, and the next one of the same index goes on from there.

What they gave lies in spools (indexer/pipeline/spool.py). A file is taken as read while it looks as
it did, like one that was indexed (indexer/pipeline/input_changes.py). All is forgotten when the
index holds it.
"""

from __future__ import annotations

import shutil
import time
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from msgspec import Struct

from corpus.document import Document
from indexer.pipeline.input_ledger import RACY, FileRow, InputLedger, parted
from indexer.pipeline.spool import ENCODING, Item, Segment, Spool, items_of

FOLDER: Final = "reading"

KEEP_FILES: Final = 1_000
KEEP_SECONDS: Final = 30.0
"""Files and seconds of reading that a run which is ended loses at most, beside the file that was
being read: recognising characters takes seconds a page."""

_BATCH: Final = 1_000

_SPOOL: Final = "spool"
"""What the ledger notes: the encoding of the spools."""


class SpooledFile(Struct, frozen=True):
    """A file that was read: its number in the order of the walk, where its items are, how many
    documents these are, and the row that the ledger gets."""

    number: int
    segment: Segment
    documents: int
    row: FileRow


class SpooledFiles:
    """The files of one run. ``current`` is the place of the one that is gone through."""

    def __init__(self, data: Path, ledger: InputLedger) -> None:
        self._ledger = ledger
        self._folder = data / FOLDER
        self._folder.mkdir(exist_ok=True)
        self.spool = self._new_spool()
        self.current = ""
        self._new: list[SpooledFile] = []
        self._kept_at = time.monotonic()
        for statement in _TABLES.split(";"):
            ledger.rows(statement)
        self._settle()

    def _new_spool(self) -> Spool:
        return Spool(self._folder, uuid.uuid4().hex)

    def _settle(self) -> None:
        """Forget what can't be read, and delete what nobody knows."""
        with self._ledger.changing():
            if self._ledger.noted(_SPOOL) != ENCODING:
                self._ledger.rows("DELETE FROM spooled")
                self._ledger.note(_SPOOL, ENCODING)
            self._ledger.rows("UPDATE spooled SET number = NULL")
            known = {spool for (spool,) in self._ledger.rows("SELECT DISTINCT spool FROM spooled")}
            for spool in known:
                if not (self._folder / spool).exists():
                    self._ledger.rows("DELETE FROM spooled WHERE spool = ?", (spool,))
        for path in self._folder.iterdir():
            if path.name not in known and path != self.spool.path:
                path.unlink()

    def take_up(self, number: int, row: FileRow) -> bool:
        """Tell whether a former run has read a file as it looks now; then it is one of this run."""
        query = (
            "SELECT spool, start, stop, documents, read, digest FROM spooled"
            " WHERE place = ? AND size = ? AND changed = ? AND basis = ?"
        )
        looks = (row.place, row.size, row.changed, row.basis)
        found = next(self._ledger.rows(query, looks), None)
        if found is None:
            return False
        spool, start, stop, documents, read, digest = found
        if row.changed > read - RACY:
            return False
        segment = Segment(str(self._folder / spool), start, stop)
        was = FileRow(row.place, row.size, row.changed, read, digest, row.basis)
        self.put(SpooledFile(number, segment, documents, was))
        self.note_places(one.place for one in items_of(segment) if isinstance(one, Document))
        return True

    def put(self, file: SpooledFile) -> None:
        """Note a file that was read."""
        self._new.append(file)
        if len(self._new) >= KEEP_FILES or time.monotonic() - self._kept_at >= KEEP_SECONDS:
            self.keep()

    def keep(self) -> None:
        """Keep what was noted, for a run after this one too."""
        self.spool.synchronise()
        with self._ledger.changing():
            self._ledger.change(
                "INSERT OR REPLACE INTO spooled VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                map(_values, self._new),
            )
        self._new.clear()
        self._kept_at = time.monotonic()

    def note_places(self, places: Iterable[str]) -> None:
        """Note where documents of this run stand."""
        self._ledger.change("INSERT OR IGNORE INTO places VALUES(?, ?)", map(parted, places))

    def __len__(self) -> int:
        """Return documents."""
        query = "SELECT coalesce(sum(documents), 0) FROM spooled WHERE number IS NOT NULL"
        return int(next(self._ledger.rows(query))[0])

    def files(self) -> Iterator[SpooledFile]:
        """Yield the files of this run, in the order of the walk."""
        last = -1
        while True:
            query = (
                "SELECT number, spool, start, stop, documents, place, size, changed, read, digest,"
                " basis FROM spooled WHERE number > ? ORDER BY number LIMIT ?"
            )
            rows = list(self._ledger.rows(query, (last, _BATCH)))
            if not rows:
                return
            for number, spool, start, stop, documents, *row in rows:
                segment = Segment(str(self._folder / spool), start, stop)
                yield SpooledFile(number, segment, documents, FileRow(*row))
            last = rows[-1][0]

    def items(self) -> Iterator[Item]:
        """Yield what the files of this run gave."""
        for file in self.files():
            self.current = file.row.place
            yield from items_of(file.segment)

    def forget(self) -> None:
        """Forget all that was read: the index holds it."""
        self._ledger.rows("DELETE FROM spooled")
        self._ledger.rows("DELETE FROM places")
        self.spool.close()
        for path in self._folder.iterdir():
            path.unlink()
        self.spool = self._new_spool()

    def close(self) -> None:
        """Write no more, and delete what is no longer needed."""
        self.spool.close()
        if next(self._ledger.rows("SELECT 1 FROM spooled"), None) is None:
            shutil.rmtree(self._folder)


def _values(file: SpooledFile) -> tuple[str | int, ...]:
    spool, start, stop = file.segment
    row = file.row
    looks = (row.size, row.changed, row.read, row.digest, row.basis)
    return (row.place, file.number, Path(spool).name, start, stop, file.documents, *looks)


_TABLES: Final = """
CREATE TABLE IF NOT EXISTS spooled(
    place TEXT PRIMARY KEY, number INTEGER, spool TEXT, start INTEGER, stop INTEGER,
    documents INTEGER, size INTEGER, changed INTEGER, read INTEGER, digest TEXT, basis TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS spooled_number ON spooled(number);
CREATE TEMP TABLE places(file TEXT, at TEXT, PRIMARY KEY(file, at))
"""
