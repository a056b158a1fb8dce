"""What each document of an archive contributes to the evidence on people's names, beside the index.

SQLite, one file. A contribution is put by the document's id and takes the place of the one before,
in one transaction with the sums, so that neither order nor repetition nor a kill changes them. A
row is *sure* once the index is known to hold the same text under that id: what a killed run left is
unsure, and is compared with the index by the next (indexer/pipeline/evidence_pass.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from indexer.index_errors import IndexLocked, IndexMismatch, IndexProblem
from indexer.ner.document_evidence import Contribution, Packed
from indexer.ner.known_names_zh import KNOWN_VERSION, Answer
from indexer.ner.title_counts import EVIDENCE_VERSION

FILE: Final = "evidence.db"

_VERSION: Final = f"1 {EVIDENCE_VERSION} {KNOWN_VERSION}"
"""Another one means that the same texts contribute something else."""

JOIN: Final = " "
"""Between the keys of a run."""

_SCHEMA: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE documents(
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, text TEXT NOT NULL, said BLOB NOT NULL,
    sure INTEGER NOT NULL);
CREATE INDEX unsure ON documents(sure) WHERE sure <> 1;
CREATE TABLE runs(keys TEXT PRIMARY KEY, person INTEGER, other INTEGER) WITHOUT ROWID;
CREATE TABLE samples(
    digest BLOB, document INTEGER, length INTEGER, times INTEGER, PRIMARY KEY(digest, document)
) WITHOUT ROWID;
CREATE TABLE looks(
    word TEXT, digest BLOB, document INTEGER, times INTEGER, PRIMARY KEY(word, digest, document)
) WITHOUT ROWID;
CREATE TABLE answers(digest BLOB PRIMARY KEY, answer TEXT) WITHOUT ROWID;
"""

_CONTRIBUTED: Final = ("documents", "runs", "samples", "looks")
_TABLES: Final = ("meta", "answers", *_CONTRIBUTED)

CACHE: Final = 64 << 20
"""Bytes of the file that are held."""

CHANGES: Final = "changes"

_ADD: Final = """
INSERT INTO runs VALUES(?, ?, ?) ON CONFLICT(keys)
DO UPDATE SET person = person + excluded.person, other = other + excluded.other
"""


class EvidenceStore:
    """The contributions of one archive. What they say together is in sums.py."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._changed = False
        if self._version() != _VERSION:
            with self.changing():
                self._begin_anew()

    @classmethod
    @contextmanager
    def opened(cls, folder: Path | None = None) -> Iterator[EvidenceStore]:
        """The store of the index in ``folder``, in memory for None; what was not committed is as if
        it had never been. Raises ``IndexLocked``, ``IndexMismatch`` or ``IndexProblem``."""
        if folder is not None:
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise IndexProblem(
                    f"{folder} can't be the folder of an index: {error.strerror}. Name another "
                    "with --index."
                ) from error
        path = folder / FILE if folder else ":memory:"
        try:
            # Autocommit: ``changing`` says where transactions begin and end. No waiting for locks.
            database = sqlite3.connect(path, timeout=0, isolation_level=None)
            try:
                database.execute(f"PRAGMA cache_size = -{CACHE >> 10}")
                yield cls(database)
            finally:
                database.close()
        except sqlite3.Error as error:
            raise _problem(error, path) from error

    @staticmethod
    def forget(folder: Path) -> None:
        """Begin anew at the next opening, whatever the file is like. Only where nobody has it open.
        Raises ``OSError``."""
        for name in (FILE, f"{FILE}-journal"):
            (folder / name).unlink(missing_ok=True)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """What is put and removed here is kept together, or not at all."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self.note(CHANGES, self.changes)
            self._db.execute("COMMIT")
        finally:
            self._changed = False
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    @property
    def changes(self) -> int:
        """Tells states of what the documents say apart, within one store."""
        if self._changed:
            self.note(CHANGES, int(self.noted(CHANGES) or 0) + 1)
            self._changed = False
        return int(self.noted(CHANGES) or 0)

    def _version(self) -> str:
        tables = self._db.execute("SELECT name FROM sqlite_master WHERE name = 'meta'").fetchall()
        return str(self.noted("version")) if tables else ""

    def _begin_anew(self) -> None:
        for table in _TABLES:
            self._db.execute(f"DROP TABLE IF EXISTS {table}")
        for statement in _SCHEMA.split(";"):
            self._db.execute(statement)
        self.note("version", _VERSION)

    def rows(self, query: str, values: Sequence[str | int | bytes] = ()) -> Iterator[Any]:
        """What a query finds."""
        return iter(self._db.execute(query, values))

    # What documents say

    def text_of(self, doc_id: str) -> str:
        """The digest of the text that a document's contribution is of; empty if it has none."""
        row = self._db.execute("SELECT text FROM documents WHERE id = ?", (doc_id,)).fetchone()
        return row[0] if row else ""

    def put(self, doc_id: str, text: str, said: Contribution) -> None:
        """A document's contribution, in the place of its former one. It is unsure."""
        self.remove(doc_id)
        self._changed = True
        cursor = self._db.execute(
            "INSERT INTO documents(id, text, said, sure) VALUES(?, ?, ?, 0)",
            (doc_id, text, said.packed()),
        )
        number = cursor.lastrowid
        keys = said.person.keys() | said.other.keys()
        self._db.executemany(
            _ADD, [(JOIN.join(one), said.person[one], said.other[one]) for one in keys]
        )
        self._db.executemany(
            "INSERT INTO samples VALUES(?, ?, ?, ?)",
            [
                (bytes.fromhex(digest), number, length, times)
                for digest, (length, times) in said.samples.items()
            ],
        )
        self._db.executemany(
            "INSERT INTO looks VALUES(?, ?, ?, ?)",
            [
                (word, bytes.fromhex(digest), number, times)
                for (word, digest), times in said.looks.items()
            ],
        )

    def remove(self, doc_id: str) -> None:
        """Take a document's contribution out; one that is not there is no error."""
        row = self._db.execute(
            "SELECT number, said FROM documents WHERE id = ?", (doc_id,)
        ).fetchone()
        if row is None:
            return
        self._changed = True
        number, before = row[0], Packed.of(row[1])
        keys = before.person.keys() | before.other.keys()
        self._db.executemany(
            _ADD, [(one, -before.person.get(one, 0), -before.other.get(one, 0)) for one in keys]
        )
        self._db.executemany(
            "DELETE FROM runs WHERE keys = ? AND person = 0 AND other = 0", [(one,) for one in keys]
        )
        self._db.executemany(
            "DELETE FROM samples WHERE digest = ? AND document = ?",
            [(bytes.fromhex(digest), number) for digest in before.samples],
        )
        self._db.executemany(
            "DELETE FROM looks WHERE word = ? AND digest = ? AND document = ?",
            [(word, bytes.fromhex(digest), number) for word, digest in before.looks],
        )
        self._db.execute("DELETE FROM documents WHERE number = ?", (number,))

    def clear(self) -> None:
        """Forget every contribution; the model's answers, which are to windows, stay."""
        self._changed = True
        for table in _CONTRIBUTED:
            self._db.execute(f"DELETE FROM {table}")

    # Which of them the index bears out

    def __len__(self) -> int:
        """Documents with a contribution."""
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def doubt(self, ids: Iterable[str]) -> None:
        """These are about to change in the index."""
        self._db.executemany("UPDATE documents SET sure = 0 WHERE id = ?", [(one,) for one in ids])

    def believe(self, ids: Iterable[str]) -> None:
        """The index holds these texts."""
        self._db.executemany("UPDATE documents SET sure = 1 WHERE id = ?", [(one,) for one in ids])

    def unsure(self) -> list[str]:
        """The documents of which it is not known that the index holds the same text."""
        return [row[0] for row in self._db.execute("SELECT id FROM documents WHERE sure <> 1")]

    def every(self) -> list[str]:
        """The documents with a contribution."""
        return [row[0] for row in self._db.execute("SELECT id FROM documents")]

    # What is remembered so that it need not be found again

    def answers(self) -> dict[str, Answer]:
        """The model's answers by digest of the window, also of windows that are gone."""
        found: dict[str, Answer] = {}
        for digest, text in self._db.execute("SELECT digest, answer FROM answers"):
            people, others = json.loads(text)
            found[digest.hex()] = tuple(people), tuple(others)
        return found

    def remember(self, answers: Mapping[str, Answer]) -> None:
        """Keep answers of the model."""
        self._db.executemany(
            "INSERT OR REPLACE INTO answers VALUES(?, ?)",
            [
                (bytes.fromhex(digest), json.dumps(answer, ensure_ascii=False))
                for digest, answer in answers.items()
            ],
        )

    def note(self, key: str, value: str | int | bytes) -> None:
        """Keep a value by its name."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    def noted(self, key: str) -> str | int | bytes | None:
        """A value that was kept."""
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None


def _problem(error: sqlite3.Error, path: Path | str) -> IndexProblem:
    if isinstance(error, sqlite3.OperationalError):
        if "locked" in str(error):
            return IndexLocked(
                f"Another process is gathering evidence in {path}. Wait for it to end."
            )
        return IndexProblem(
            f"{path} can't be written ({error}). Make room, or let this user write there; then run "
            "the same command again."
        )
    return IndexMismatch(
        f"{path} is damaged ({error}). Delete it, then gather what it held anew: songngu annotate "
        "--people"
    )
