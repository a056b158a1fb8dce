"""Remember the files that an index was made of, beside it, so that only what changed is read again.

A row says how a file looked when it was read, how it was read, and which documents it gave. It is
written after the commit that holds these documents, and taken for unknown before they are changed,
so whatever a killed run leaves, a row that is believed is true. What the index holds and no row
knows (a run was killed between the two) is entered again when the next run begins.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from msgspec import Struct, field

from corpus.document import Failure
from indexer.annotation.records import from_stored
from indexer.engines.batches import batches, stored_in_batches
from indexer.engines.protocol import Reader
from indexer.index_errors import IndexProblem
from indexer.plan import Everything

FILE: Final = "inputs.db"

_VERSION: Final = "1"

UNKNOWN: Final = -1
"""Size of a file that is read again however it looks."""

RACY: Final = 2_000_000_000
"""Nanoseconds before its reading in which a file's time tells nothing: it may be written again
within one tick of the file system's clock, which is 2 s on FAT. git compares likewise."""

_SCHEMA: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE files(
    place TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER, read INTEGER, digest TEXT,
    basis TEXT, said TEXT) WITHOUT ROWID;
CREATE INDEX files_digest ON files(digest);
CREATE TABLE documents(
    file TEXT, at TEXT, id TEXT, kept INTEGER, text TEXT, PRIMARY KEY(file, at, id)) WITHOUT ROWID;
CREATE INDEX documents_id ON documents(id);
CREATE INDEX documents_text ON documents(text);
"""
"""``at`` is what a document's place has behind its file's, ``kept`` 1 for the document that the
index holds under the id, 0 for another that has it too."""


class FileRow(Struct, frozen=True):
    """How a file looked when it was read: its bytes, its time in nanoseconds, when that was, a
    digest of its content, and of all else that its documents follow from (``basis``)."""

    place: str
    size: int
    changed: int
    read: int
    digest: str
    basis: str


class Said(Struct):
    """What is reported of a file without reading it: its documents, by language and without a date,
    repeats of other files', and what failed."""

    documents: int = 0
    by_lang: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    repeats: int = 0
    failures: list[Failure] = field(default_factory=list)

    def packed(self) -> str:
        """Encode as JSON; ``of`` decodes it."""
        failures = [[one.path, one.line, one.reason, one.lost, one.count] for one in self.failures]
        return json.dumps(
            [self.documents, self.by_lang, self.undated, self.repeats, failures], ensure_ascii=False
        )

    @classmethod
    def of(cls, text: str) -> Said:
        """Decode what ``packed`` encoded; nothing said for an empty text."""
        if not text:
            return cls()
        documents, by_lang, undated, repeats, failures = json.loads(text)
        return cls(documents, by_lang, undated, repeats, [Failure(*one) for one in failures])


class InputLedger:
    """The files that an index was made of, and the ids of the documents that each gave."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        tables = {name for (name,) in self.rows("SELECT name FROM sqlite_master")}
        if "meta" not in tables or self.noted("version") != _VERSION:
            self._begin_anew(tables)

    @classmethod
    @contextmanager
    def opened(cls, folder: Path) -> Iterator[InputLedger]:
        """Open the ledger of the generation in a folder. One that is damaged is begun anew from
        what the index holds. Raises ``IndexProblem`` where it can't be written."""
        try:
            database = _connected(folder / FILE)
            try:
                yield cls(database)
            finally:
                database.close()
        except sqlite3.OperationalError as error:
            raise IndexProblem(
                f"{folder / FILE} can't be written ({error}). Make room, or let this user write "
                "there; then run the same command again."
            ) from error

    def _begin_anew(self, tables: set[str]) -> None:
        for name in tables & {"meta", "files", "documents"}:
            self._db.execute(f"DROP TABLE {name}")
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)
        self.note("version", _VERSION)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep what is changed within the ``with`` block together, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def rows(self, query: str, values: Sequence[str | int] = ()) -> Iterator[Any]:
        """Run a statement of SQL."""
        return iter(self._db.execute(query, values))

    def change(self, statement: str, rows: Iterable[Sequence[str | int | None]]) -> None:
        """Run a statement of SQL for each of the rows."""
        self._db.executemany(statement, rows)

    def note(self, key: str, value: str | int) -> None:
        """Keep a value under a name; ``noted`` reads it."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    def noted(self, key: str) -> str | int | None:
        """Return a value that was kept, if there is one."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    # Runs

    @contextmanager
    def run(self, reader: Reader | None) -> Iterator[None]:
        """Open a run. What a run that did not end left is settled first: the index, as ``reader``
        has it, says which documents there are."""
        with self.changing():
            size = reader.size if reader is not None else 0
            if self.noted("open") or size != self._kept():
                self._settle(reader)
            self.note("open", 1)
        yield
        self.note("open", 0)

    def _kept(self) -> int:
        return int(next(self.rows("SELECT count(DISTINCT id) FROM documents WHERE kept"))[0])

    def _settle(self, reader: Reader | None) -> None:
        """Enter the documents that no row knows, and forget those that are no longer there. Their
        files are read again."""
        self._db.execute("CREATE TEMP TABLE there(id TEXT PRIMARY KEY) WITHOUT ROWID")
        for stored in stored_in_batches(reader, reader.every(Everything())) if reader else ():
            self.change("INSERT INTO there VALUES(?)", ((one,) for one in stored))
            for one in map(from_stored, stored.values()):
                file, at = parted(one.place)
                known = self.rows(
                    "SELECT 1 FROM documents WHERE id = ? AND file = ? AND kept", (one.id, file)
                )
                if file and next(known, None) is None:
                    self._enter(file, at, one.id)
        lost = "SELECT DISTINCT file FROM documents WHERE kept AND id NOT IN (SELECT id FROM there)"
        self.doubt([file for (file,) in self.rows(lost)])
        self._db.execute("DELETE FROM documents WHERE kept AND id NOT IN (SELECT id FROM there)")
        self._db.execute("DROP TABLE there")

    def _enter(self, file: str, at: str, doc_id: str) -> None:
        self._db.execute("DELETE FROM documents WHERE id = ? AND kept", (doc_id,))
        self._db.execute(
            "INSERT OR REPLACE INTO documents VALUES(?, ?, ?, 1, '')", (file, at, doc_id)
        )
        self._db.execute(
            "INSERT INTO files VALUES(?, ?, 0, 0, '', '', '') ON CONFLICT(place) "
            "DO UPDATE SET size = excluded.size",
            (file, UNKNOWN),
        )

    # Files

    def file(self, place: str) -> FileRow | None:
        """Return the row of a file; None if it was never read."""
        query = "SELECT place, size, changed, read, digest, basis FROM files WHERE place = ?"
        row = next(self.rows(query, (place,)), None)
        return FileRow(*row) if row else None

    def said(self, place: str) -> Said:
        """Return what was said of a file when it was read."""
        row = next(self.rows("SELECT said FROM files WHERE place = ?", (place,)), None)
        return Said.of(row[0]) if row else Said()

    def looks_as(self, place: str, changed: int) -> None:
        """Note that a file of another time has the content that it had."""
        self.change(
            "UPDATE files SET changed = ?, read = ? WHERE place = ?",
            [(changed, time.time_ns(), place)],
        )

    def doubt(self, places: Iterable[str]) -> None:
        """Note that the documents of these files are about to change: they are read again unless a
        new row says what they gave."""
        self.change("UPDATE files SET size = ? WHERE place = ?", ((UNKNOWN, one) for one in places))

    def doubt_documents(self, ids: Iterable[str]) -> None:
        """Note that these documents are about to be removed from the index."""
        self.change(
            "UPDATE files SET size = ? WHERE place IN (SELECT file FROM documents WHERE id = ?)",
            ((UNKNOWN, one) for one in ids),
        )

    def put(self, row: FileRow, said: Said) -> None:
        """Write the row of a file."""
        self.change(
            "INSERT OR REPLACE INTO files VALUES(?, ?, ?, ?, ?, ?, ?)",
            [(row.place, row.size, row.changed, row.read, row.digest, row.basis, said.packed())],
        )

    # Documents

    def ids_of(self, file: str) -> list[str]:
        """List the documents that the index has of a file."""
        query = "SELECT id FROM documents WHERE file = ? AND kept"
        return [doc_id for (doc_id,) in self.rows(query, (file,))]

    def id_at(self, place: str) -> str:
        """Return the id of the document at a place; empty if none is known there."""
        file, at = parted(place)
        query = "SELECT id FROM documents WHERE file = ? AND at = ? AND kept"
        row = next(self.rows(query, (file, at)), None)
        return row[0] if row else ""

    def claimants(self, ids: Collection[str]) -> set[str]:
        """Return the files that have another document with one of these ids."""
        found: set[str] = set()
        for batch in batches(ids):
            marks = ",".join("?" * len(batch))
            query = f"SELECT DISTINCT file FROM documents WHERE NOT kept AND id IN ({marks})"
            found.update(file for (file,) in self.rows(query, batch))
        return found


def parted(place: str) -> tuple[str, str]:
    """Part a place into that of its file and what stands behind it: member and line."""
    file, mark, rest = place.partition("#")
    return file, mark + rest


def _connected(path: Path) -> sqlite3.Connection:
    """Open the database; a file that is none is deleted, as it follows from the index."""
    for _ in range(2):
        database = sqlite3.connect(path, timeout=0, isolation_level=None)
        try:
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError:
            database.close()
            raise
        except sqlite3.DatabaseError:
            database.close()
            path.unlink()
            continue
        return database
    raise IndexProblem(f"{path} can't be opened. Delete it; the next run makes it again.")
