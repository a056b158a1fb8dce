"""The file of completions: one SQLite file of a generation, only ever replaced as a whole.

Names and words stand under each of their keys (indexer/completion/fold.py) with a rank by which
they are shown; for beginnings that many keys share (*n*, *nguyễn*) the best are kept apart, so that
an answer never sorts more than ``MANY`` rows. Titles stand in the order of their keys.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import islice, starmap
from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer.completion import fold
from indexer.completion.prefix_rows import (
    WORD_HEAD,
    CompletableName,
    FoundName,
    head_of,
    keys_of_name,
    keys_of_title,
)
from indexer.index_errors import IndexDamaged, IndexProblem

FILE: Final = "completion.db"

VERSION: Final = "1"
"""Another one means that the same names and titles give other rows."""

_VERSION: Final = "version"

MANY: Final = 300
"""Keys that share a beginning from which the best are kept apart: SQLite sorts 300 rows in 0.2 ms
(2026-11)."""

BEST: Final = 60
"""Rows that an answer is chosen from: several names of one entity, and names that have gone since,
count as well."""

CACHE: Final = 8 << 20
"""Bytes of the file that SQLite keeps in memory while it is written."""

_SCHEMA: Final = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE names(
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE name_keys(
    key TEXT, rank INTEGER, name INTEGER, PRIMARY KEY(key, rank, name)) WITHOUT ROWID;
CREATE TABLE best(
    start TEXT, rank INTEGER, name INTEGER, PRIMARY KEY(start, rank, name)) WITHOUT ROWID;
CREATE TABLE titles(number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, key TEXT NOT NULL);
CREATE TABLE title_keys(key TEXT, title INTEGER, PRIMARY KEY(key, title)) WITHOUT ROWID;
CREATE TABLE title_words(key TEXT, title INTEGER, PRIMARY KEY(key, title)) WITHOUT ROWID;
"""

_NAMES: Final = ("names", "name_keys", "best")
_TITLES: Final = ("titles", "title_keys", "title_words")

_AT_ONCE: Final = 10_000
"""Names that are held in memory while they are written."""

_END: Final = "\U0010ffff"
"""Sorts behind all that goes on."""

LOOKED: Final = 200
"""Titles of one beginning that are looked at: many may be copies of one, or have other tones than
were typed. Reading 200 takes 0.3 ms (2026-11)."""


class PrefixFile(Struct):
    """The rows of one file."""

    database: sqlite3.Connection

    # Writing

    @classmethod
    @contextmanager
    def changing(cls, path: Path) -> Iterator[PrefixFile]:
        """Open a file that nobody reads yet; what was put is in it when the block ends well. Raises
        ``IndexDamaged`` where it was begun from a damaged one."""
        with _explained(path), closing(sqlite3.connect(path, isolation_level=None)) as database:
            # Its writer replaces another file by it, or it is thrown away.
            database.execute("PRAGMA journal_mode = OFF")
            database.execute("PRAGMA synchronous = OFF")
            database.execute(f"PRAGMA cache_size = -{CACHE >> 10}")
            database.execute("BEGIN")
            if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in _SCHEMA.split(";"):
                    database.execute(statement)
            yield cls(database)
            database.execute("COMMIT")

    def note_version(self) -> None:
        """Say that all rows are as this code makes them."""
        self.note(_VERSION, VERSION)

    def note(self, key: str, value: str) -> None:
        """Keep a value under a name; ``noted`` reads it."""
        self.database.execute("INSERT OR REPLACE INTO meta VALUES(?, ?)", (key, value))

    def put_title(self, doc_id: str, title: str) -> bool:
        """Put a document's title in the place of a former one; False where it is the same."""
        key = head_of(title)
        row = self.database.execute("SELECT key FROM titles WHERE id = ?", (doc_id,)).fetchone()
        if row == (key,):
            return False
        self.remove_title(doc_id)
        if key:
            cursor = self.database.execute(
                "INSERT INTO titles(id, key) VALUES(?, ?)", (doc_id, key)
            )
            for table, keys in keys_of_title(key):
                rows = [(one, cursor.lastrowid) for one in keys]
                self.database.executemany(f"INSERT INTO {table} VALUES(?, ?)", rows)
        return True

    def remove_title(self, doc_id: str) -> bool:
        """Take a document's title out; False where there was none."""
        row = self.database.execute(
            "SELECT number, key FROM titles WHERE id = ?", (doc_id,)
        ).fetchone()
        if row is None:
            return False
        number, key = row
        for table, keys in keys_of_title(key):
            rows = [(one, number) for one in keys]
            self.database.executemany(f"DELETE FROM {table} WHERE key = ? AND title = ?", rows)
        self.database.execute("DELETE FROM titles WHERE number = ?", (number,))
        return True

    def forget_titles(self) -> None:
        """Take all titles out."""
        for table in _TITLES:
            self.database.execute(f"DELETE FROM {table}")

    def replace_names(self, names: Iterable[CompletableName]) -> None:
        """Put these names and words in the place of all former ones."""
        for table in _NAMES:
            self.database.execute(f"DELETE FROM {table}")
        numbered = enumerate(names)
        while some := list(islice(numbered, _AT_ONCE)):
            self.database.executemany(
                "INSERT INTO names VALUES(?, ?, ?, ?)",
                ((number, one.kind, one.id, one.text) for number, one in some),
            )
            self.database.executemany(
                "INSERT OR IGNORE INTO name_keys VALUES(?, ?, ?)",
                ((key, rank, number) for number, one in some for key, rank in keys_of_name(one)),
            )
        self._keep_best()

    def _keep_best(self) -> None:
        for start in self._shared_starts():
            self.database.execute(
                "INSERT INTO best SELECT DISTINCT ?, rank, name FROM name_keys "
                "WHERE key >= ? AND key < ? ORDER BY rank LIMIT ?",
                (start, start, start + _END, BEST),
            )

    def _shared_starts(self) -> set[str]:
        """Return the beginnings that more than ``MANY`` keys share: what a key and the one so many
        places behind it in the order begin with."""
        found: set[str] = set()
        behind: deque[str] = deque()
        for (key,) in self.database.execute("SELECT key FROM name_keys ORDER BY key"):
            behind.append(key)
            if len(behind) > MANY:
                start = _shared(behind.popleft(), key)
                while start and start not in found:
                    found.add(start)
                    start = start[:-1]
        return found

    # Reading

    @classmethod
    @contextmanager
    def reading(cls, path: Path) -> Iterator[PrefixFile]:
        """Open a file that is whole. Raises ``IndexDamaged``; ``IndexProblem`` for one that has
        just gone."""
        # Immutable: no lock, and none of the files that SQLite would make beside it. Opening takes
        # 0.1 ms, so that none is kept open for a generation that is gone.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        with (
            _explained(path),
            closing(sqlite3.connect(address, uri=True, isolation_level=None)) as database,
        ):
            yield cls(database)

    @property
    def is_of_now(self) -> bool:
        """Whether this code would make the same rows."""
        return self.noted(_VERSION) == VERSION

    def noted(self, key: str) -> str:
        """Return a value that was kept; empty where there is none."""
        row = self.database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def names(self, start: str) -> list[FoundName]:
        """Return the names and words with a key that begins so, best first, at most ``BEST``."""
        rows = self._ranked("best WHERE start = ?", (start,)) or self._ranked(
            "name_keys WHERE key >= ? AND key < ?", (start, start + _END)
        )
        return list(starmap(FoundName, rows))

    def _ranked(self, where: str, values: tuple[str, ...]) -> list[tuple[str, str, str, int]]:
        return self.database.execute(
            "SELECT kind, id, text, rank FROM "
            f"(SELECT DISTINCT rank, name FROM {where} ORDER BY rank LIMIT {BEST}) "
            "JOIN names ON number = name ORDER BY rank",
            values,
        ).fetchall()

    def titles(self, start: str) -> list[tuple[str, str]]:
        """Return (document, key of its title) of titles that begin so, the first ``LOOKED``."""
        return self._titles("title_keys", start)

    def titles_within(self, start: str) -> list[tuple[str, str]]:
        """Return (document, key of its title) of titles in which a later word begins so, with the
        tones of ``start`` if it has any; out of the first ``LOOKED`` whatever their tones."""
        plain = fold.bare(start)
        found = self._titles("title_words", plain[:WORD_HEAD])
        has_tones = start != plain
        held = ((an_id, key, key if has_tones else fold.bare(key)) for an_id, key in found)
        return [(an_id, key) for an_id, key, said in held if f" {start}" in said]

    def _titles(self, table: str, start: str) -> list[tuple[str, str]]:
        rows = self.database.execute(
            f"SELECT {table}.key, id, titles.key FROM {table} JOIN titles ON number = title "
            f"WHERE {table}.key >= ? AND {table}.key < ? LIMIT {LOOKED}",
            (start, start + _END),
        ).fetchall()
        # Of equal ones not the order in which they came: an archive in parts has another.
        return [(an_id, key) for _, an_id, key in sorted(rows)]


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Raise what an error of SQLite comes from in its place."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        if not path.exists():
            raise IndexProblem(f"{path} has just been replaced; ask again.") from error
        raise IndexDamaged(
            f"{path} is damaged ({error}). Delete it; the next songngu index or songngu annotate "
            "makes it again."
        ) from error


def _shared(one: str, other: str) -> str:
    """Return what both begin with."""
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return one[:at]
    return min(one, other, key=len)
