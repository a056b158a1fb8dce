"""Find what has changed in the given files and folders since they were read: by size and time, then
by content. What was read and is gone is found too, and where it went.

A file of the same size, time and basis is not opened. One of another time whose content is the same
is not analysed. A file whose time is within 2 s of its reading may have been written again within
one tick of the clock (git calls that racy) and is compared by content.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Final

from msgspec import Struct, field

from corpus.document import Failure
from corpus.file_place import file_of, is_gone, place_of, shared_end
from corpus.folder_facts import facts_for
from corpus.formats.options import AS_USUAL, ReadOptions
from corpus.formats.outside_programs import installed_programs
from corpus.formats.source_file import Source, shown_path
from corpus.input_files import find_inputs
from corpus.readers import READERS_VERSION, reader_for
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.pipeline.archive_part import Part
from indexer.pipeline.input_ledger import RACY, UNKNOWN, FileRow, InputLedger
from indexer.pipeline.reading_limits import USUAL, Limits

LARGEST: Final = 1 << 30
"""Bytes up to which a file is compared by content, which takes a second. A larger one of another
time is read again."""


class Scope(Struct, frozen=True):
    """What a run is given: files and folders, how they are read, and what each may cost.
    ``keep_gone`` leaves documents in the index whose file is gone; of the files only those of the
    ``part`` are taken, all for None, and ``others`` is what other parts say of names."""

    paths: Sequence[Path]
    options: ReadOptions = AS_USUAL
    keep_gone: bool = False
    limits: Limits = USUAL
    part: Part | None = None
    others: Sequence[EvidenceSums] = ()


class ToRead(Struct, frozen=True):
    """A file that is to be read: its number in the order of the walk, and how it looked."""

    number: int
    source: Source
    row: FileRow


class Walked(Struct):
    """What a walk found: files and bytes to read, files left as they are, failures of the walk
    itself, and folders whose documents are kept though no file of theirs is there."""

    to_read: int = 0
    bytes: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    unmounted: dict[str, int] = field(default_factory=dict)


_TABLES: Final = """
CREATE TEMP TABLE walk(
    number INTEGER PRIMARY KEY, place TEXT UNIQUE, path BLOB, root BLOB, size INTEGER,
    changed INTEGER, basis TEXT, todo INTEGER);
CREATE TEMP TABLE gone(place TEXT PRIMARY KEY, leaves INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE moved(place TEXT PRIMARY KEY, was TEXT) WITHOUT ROWID
"""

_CALL_NO_PROGRAM: Final = ("corpus.formats.texts.", "corpus.formats.tables.")
"""Where the readers are that call no program of others."""

_BELOW: Final = "(place = ? OR (place > ? AND place < ?))"


def _below(root: str) -> tuple[str, str, str]:
    """Return the values of ``_BELOW``: a place, and those of all files in that folder."""
    return root, f"{root.rstrip('/')}/", f"{root.rstrip('/')}0"


class InputChanges:
    """The changes of one run, in temporary tables of the ledger: memory holds none of the files."""

    def __init__(self, ledger: InputLedger, scope: Scope, index: Path) -> None:
        self._ledger = ledger
        # An index in a folder that it is made of is no document of it.
        self._own = f"{place_of(os.path.realpath(index))}/"
        self._scope = scope
        self._programs = installed_programs(scope.options)
        self._began = time.time_ns()
        for statement in _TABLES.split(";"):
            ledger.rows(statement)

    def walk(self) -> Walked:
        """Look at all files of the scope."""
        found = Walked()
        for number, one in enumerate(find_inputs(self._scope.paths)):
            if isinstance(one, Failure):
                found.failures.append(one)
                continue
            if self._is_ours(one):
                self._look(number, one)
        self._find_gone(found)
        self._find_moved()
        for is_todo, count, size in self._ledger.rows(
            "SELECT todo, count(*), sum(max(size, 0)) FROM walk GROUP BY todo"
        ):
            if is_todo:
                found.to_read, found.bytes = count, size
            else:
                found.unchanged = count
        return found

    def _is_ours(self, source: Source) -> bool:
        part = self._scope.part
        return not source.place.startswith(self._own) and (part is None or part.has(source))

    def _look(self, number: int, source: Source) -> None:
        size, changed = look_at(source.path)
        basis = self._basis(source)
        now = FileRow(source.place, size, changed, 0, "", basis)
        todo = not self._is_unchanged(source.path, now)
        path, root = os.fsencode(source.path), os.fsencode(source.root or source.path.parent)
        self._ledger.change(
            "INSERT OR IGNORE INTO walk VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, source.place, path, root, size, changed, basis, todo)],  # type: ignore[list-item]
        )

    def _is_unchanged(self, path: Path, now: FileRow) -> bool:
        row = self._ledger.file(now.place)
        if row is None or row.size < 0 or (row.size, row.basis) != (now.size, now.basis):
            return False
        is_racy = row.changed > row.read - RACY
        if row.changed == now.changed and not is_racy:
            return True
        if not row.digest or content_digest(path, now.size) != row.digest:
            return False
        self._ledger.looks_as(now.place, now.changed)
        return True

    def _basis(self, source: Source) -> str:
        reader = reader_for(source.path.name)
        name = f"{reader.__module__}.{getattr(reader, '__qualname__', '')}" if reader else ""
        options, facts = self._scope.options, facts_for(source.path, source.root).digest
        # A file that failed for want of a program is read when the program is there.
        programs = () if name.startswith(_CALL_NO_PROGRAM) else self._programs
        said = f"{READERS_VERSION} {name} {options} {programs} {facts}"
        return blake2b(said.encode(), digest_size=8).hexdigest()

    def to_read(self) -> Iterator[ToRead]:
        """Yield the files to read, in the order of the walk. More may be added meanwhile."""
        last = -1
        while True:
            query = (
                "SELECT number, place, path, root, size, changed, basis FROM walk"
                " WHERE todo = 1 AND number > ? ORDER BY number LIMIT 1"
            )
            row = next(self._ledger.rows(query, (last,)), None)
            if row is None:
                return
            last, place, path, root, size, changed, basis = row
            given = Path(os.fsdecode(root))
            source = Source(Path(os.fsdecode(path)), place, options=self._scope.options, root=given)
            yield ToRead(last, source, FileRow(place, size, changed, self._began, "", basis))

    def done(self, number: int) -> None:
        """Note that a file was read in this run."""
        self._ledger.rows("UPDATE walk SET todo = 2 WHERE number = ?", (number,))

    def again(self, places: Iterable[str]) -> int:
        """Have files read that looked unchanged; how many of them are in the scope."""
        before = self._count("todo = 1")
        self._ledger.change(
            "UPDATE walk SET todo = 1 WHERE place = ? AND todo = 0", ((one,) for one in places)
        )
        return self._count("todo = 1") - before

    def unchanged(self) -> Iterator[str]:
        """Yield the places of the files that were not read."""
        for (place,) in self._ledger.rows("SELECT place FROM walk WHERE todo = 0 ORDER BY number"):
            yield place

    def _count(self, condition: str) -> int:
        return int(next(self._ledger.rows(f"SELECT count(*) FROM walk WHERE {condition}"))[0])

    # What is gone

    def gone(self) -> Iterator[str]:
        """Yield the places of the files that leave the index."""
        for (place,) in self._ledger.rows("SELECT place FROM gone WHERE leaves"):
            yield place

    def _find_gone(self, found: Walked) -> None:
        for path in self._scope.paths:
            root = place_of(os.path.realpath(path))
            for place in self._missing(root):
                self._ledger.change("INSERT OR IGNORE INTO gone VALUES(?, 1)", [(place,)])
            kept = self._looks_unmounted(root)
            if self._scope.keep_gone:
                self._ledger.rows("UPDATE gone SET leaves = 0")
            for folder, count in kept.items():
                found.unmounted[shown_path(folder)] = count

    def _missing(self, root: str) -> Iterator[str]:
        query = f"SELECT place FROM files WHERE {_BELOW} AND place NOT IN (SELECT place FROM walk)"
        for (place,) in list(self._ledger.rows(query, _below(root))):
            if is_gone(place):
                yield place

    def _looks_unmounted(self, root: str) -> dict[str, int]:
        """Let those stay whose folder is there and empty, or of whose root no file is there: so
        looks a disk that is not mounted. Return these folders with the number of their files."""
        places = [
            place
            for (place,) in self._ledger.rows(
                f"SELECT place FROM gone WHERE {_BELOW}", _below(root)
            )
        ]
        if not places:
            return {}
        there = next(self._ledger.rows(f"SELECT count(*) FROM walk WHERE {_BELOW}", _below(root)))
        if not there[0]:
            self._stay(places)
            return {root: len(places)}
        empty: dict[str, bool] = {}
        kept: dict[str, int] = {}
        for place in places:
            folder = _nearest_folder(place, root)
            if folder not in empty:
                empty[folder] = os.path.isdir(folder) and not os.listdir(folder)
            if empty[folder]:
                kept[folder] = kept.get(folder, 0) + 1
        self._stay(one for one in places if empty[_nearest_folder(one, root)])
        return kept

    def _stay(self, places: Iterable[str]) -> None:
        self._ledger.change("UPDATE gone SET leaves = 0 WHERE place = ?", ((p,) for p in places))

    # Where it went

    def _find_moved(self) -> None:
        """Find new files that have the content of one that is gone."""
        digests: dict[str, list[str]] = {}
        for digest, place in self._ledger.rows(
            "SELECT digest, place FROM files"
            " WHERE place IN (SELECT place FROM gone) AND digest <> ''"
        ):
            digests.setdefault(digest, []).append(place)
        if not digests:
            return
        new = (
            "SELECT place, path, size FROM walk"
            " WHERE todo AND place NOT IN (SELECT place FROM files)"
        )
        for place, path, size in list(self._ledger.rows(new)):
            was = digests.get(content_digest(Path(os.fsdecode(path)), size) or "", [])
            if was:
                nearest = max(was, key=lambda one: shared_end(one, place))
                was.remove(nearest)
                self._ledger.change("INSERT INTO moved VALUES(?, ?)", [(place, nearest)])


def look_at(path: Path) -> tuple[int, int]:
    """Return the bytes of a file and its time in nanoseconds; -1 and 0 for what is no file, or is
    gone: reading it says why."""
    try:
        state = path.stat()
    except OSError:
        return UNKNOWN, 0
    return (state.st_size, state.st_mtime_ns) if stat.S_ISREG(state.st_mode) else (UNKNOWN, 0)


def content_digest(path: Path, size: int) -> str:
    """Return a digest of a file's content; empty for what can't be read, or is larger than
    ``LARGEST``."""
    if not 0 <= size <= LARGEST:
        return ""
    try:
        with path.open("rb") as file:
            return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()
    except OSError:
        return ""


def _nearest_folder(place: str, root: str) -> str:
    """Return the folder of a file that is gone, or the nearest above it that is there."""
    folder = os.path.dirname(os.fspath(file_of(place)))
    while len(folder) > len(root) and not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder
