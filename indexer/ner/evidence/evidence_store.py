"""Store the evidence of each document on people's names, beside the index, in one SQLite file.

Evidence is put by the document's id and replaces the one before, in one transaction with the sums,
so that neither order nor repetition nor a kill changes these. A row is *sure* once the index is
known to hold the same text under that id: what a killed run left is unsure, and the next run
compares it with the index (indexer/pipeline/evidence_pass.py).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from indexer.index_errors import IndexLocked, IndexMismatch, IndexProblem
from indexer.ner.chinese.known_names import KNOWN_VERSION, Answer
from indexer.ner.evidence.document_evidence import DocumentEvidence, PackedEvidence
from indexer.ner.vietnamese.title_counts import EVIDENCE_VERSION

FILE: Final = "evidence.db"

VERSION: Final = f"2 {EVIDENCE_VERSION} {KNOWN_VERSION}"
"""Another one means that the same texts give other evidence."""

JOIN: Final = " "
"""Between the keys of a run."""

_SCHEMA: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE documents(
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, text TEXT NOT NULL, said BLOB NOT NULL,
    sure INTEGER NOT NULL, asked BLOB, turn INTEGER);
CREATE INDEX unsure ON documents(sure) WHERE sure <> 1;
CREATE INDEX undecided ON documents(id) WHERE asked IS NULL;
CREATE INDEX documents_turn ON documents(turn);
CREATE TABLE runs(keys TEXT PRIMARY KEY, person INTEGER, other INTEGER) WITHOUT ROWID;
CREATE TABLE samples(
    digest BLOB, document INTEGER, length INTEGER, times INTEGER, PRIMARY KEY(digest, document)
) WITHOUT ROWID;
CREATE TABLE looks(
    word TEXT, digest BLOB, document INTEGER, times INTEGER, PRIMARY KEY(word, digest, document)
) WITHOUT ROWID;
CREATE TABLE answers(digest BLOB PRIMARY KEY, answer TEXT) WITHOUT ROWID;
CREATE TABLE questions(code INTEGER PRIMARY KEY, question TEXT NOT NULL);
CREATE TABLE names(name TEXT PRIMARY KEY, known INTEGER, turn INTEGER) WITHOUT ROWID;
CREATE INDEX names_turn ON names(turn);
"""

_CONTRIBUTED: Final = ("documents", "runs", "samples", "looks")
_TABLES: Final = ("meta", "answers", "questions", "names", *_CONTRIBUTED)

CACHE: Final = 8 << 20
"""Bytes of the file that SQLite keeps in memory."""

CHANGES: Final = "changes"

_ADD: Final = """
INSERT INTO runs VALUES(?, ?, ?) ON CONFLICT(keys)
DO UPDATE SET person = person + excluded.person, other = other + excluded.other
"""


class EvidenceStore:
    """The evidence of the documents of one archive; evidence_totals.py sums it up."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._db = database
        self._changed = False
        if self._version() != VERSION:
            with self.changing():
                self._begin_anew()

    @classmethod
    @contextmanager
    def opened(cls, folder: Path | None = None) -> Iterator[EvidenceStore]:
        """Open the store of the index in ``folder``, or one in memory for None; what was not
        committed is lost. Raises ``IndexLocked``, ``IndexMismatch`` or ``IndexProblem``."""
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
        """Delete the store, whatever the file is like, so that the next opening makes a new one.
        Only where nobody has it open. Raises ``OSError``."""
        for name in (FILE, f"{FILE}-journal"):
            (folder / name).unlink(missing_ok=True)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Keep what is put and removed within the ``with`` block together, or not at all."""
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
        """A number that grows with each change of the evidence."""
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
        self.note("version", VERSION)

    def rows(self, query: str, values: Sequence[str | int | bytes] = ()) -> Iterator[Any]:
        """Run a query of SQL."""
        return iter(self._db.execute(query, values))

    def change(self, statement: str, rows: Iterable[Sequence[str | int | bytes | None]]) -> None:
        """Run a statement of SQL for each of the rows; for decision_log.py, whose tables these
        are."""
        self._db.executemany(statement, rows)

    def touch(self) -> None:
        """Count as a change what other parts of the archive say."""
        self._changed = True

    def checkpoint(self) -> None:
        """Keep what was put so far within ``changing``: the index has committed just now."""
        self.note(CHANGES, self.changes)
        self._db.execute("COMMIT")
        self._db.execute("BEGIN IMMEDIATE")

    # The evidence of documents

    def text_of(self, doc_id: str) -> str:
        """Return the digest of the text that a document's evidence is of; empty if it has none."""
        row = self._db.execute("SELECT text FROM documents WHERE id = ?", (doc_id,)).fetchone()
        return row[0] if row else ""

    def put(self, doc_id: str, text: str, evidence: DocumentEvidence) -> None:
        """Put the evidence of a document, with the digest of its text, in the place of the former
        one. It is unsure."""
        self.remove(doc_id)
        self._changed = True
        cursor = self._db.execute(
            "INSERT INTO documents(id, text, said, sure) VALUES(?, ?, ?, 0)",
            (doc_id, text, evidence.packed()),
        )
        number = cursor.lastrowid
        keys = evidence.person.keys() | evidence.other.keys()
        self._db.executemany(
            _ADD, [(JOIN.join(one), evidence.person[one], evidence.other[one]) for one in keys]
        )
        self._db.executemany(
            "INSERT INTO samples VALUES(?, ?, ?, ?)",
            [
                (bytes.fromhex(digest), number, length, times)
                for digest, (length, times) in evidence.samples.items()
            ],
        )
        self._db.executemany(
            "INSERT INTO looks VALUES(?, ?, ?, ?)",
            [
                (word, bytes.fromhex(digest), number, times)
                for (word, digest), times in evidence.candidates.items()
            ],
        )

    def remove(self, doc_id: str) -> None:
        """Take the evidence of a document out again; one that is not there is no error."""
        row = self._db.execute(
            "SELECT number, said FROM documents WHERE id = ?", (doc_id,)
        ).fetchone()
        if row is None:
            return
        self._changed = True
        number, before = row[0], PackedEvidence.of(row[1])
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
            [(word, bytes.fromhex(digest), number) for word, digest in before.candidates],
        )
        self._db.execute("DELETE FROM documents WHERE number = ?", (number,))

    def clear(self) -> None:
        """Delete the evidence of all documents; the model's answers, which are to windows, stay."""
        self._changed = True
        for table in _CONTRIBUTED:
            self._db.execute(f"DELETE FROM {table}")

    # Which of it the index confirms

    def __len__(self) -> int:
        """Return documents with evidence."""
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def doubt(self, ids: Iterable[str]) -> None:
        """Note that these documents are about to change in the index."""
        self._db.executemany("UPDATE documents SET sure = 0 WHERE id = ?", [(one,) for one in ids])

    def believe(self, ids: Iterable[str]) -> None:
        """Note that the index holds the texts of these documents."""
        self._db.executemany("UPDATE documents SET sure = 1 WHERE id = ?", [(one,) for one in ids])

    def unsure(self) -> list[str]:
        """List the documents of which it is not known that the index holds the same text."""
        return [row[0] for row in self._db.execute("SELECT id FROM documents WHERE sure <> 1")]

    def every(self) -> list[str]:
        """List the documents with evidence."""
        return [row[0] for row in self._db.execute("SELECT id FROM documents")]

    # What is kept so that it need not be found again

    def answers(self) -> dict[str, Answer]:
        """Return the model's answers by digest of the window, also of windows that are gone."""
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
        """Keep a value under a name; ``noted`` reads it."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    def noted(self, key: str) -> str | int | bytes | None:
        """Return a value that was kept, if there is one."""
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
