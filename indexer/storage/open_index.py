"""Open an index for reading: at every snapshot, the generation that is to be read then."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer.engines import open_engine
from indexer.engines.engine_errors import explained, is_panic
from indexer.engines.protocol import Engine, Reader
from indexer.index_errors import IndexDamaged, IndexProblem
from indexer.storage.checksums import ALL, NONE, Unreadable, damages_now
from indexer.storage.checksums import FILE as CHECKSUMS
from indexer.storage.fingerprint import FILE, anew, check_current, data_folder
from indexer.storage.generations import ENGINE

ATTEMPTS: Final = 10
"""How often a reader starts again because another generation has taken the place of the one that it
was opening."""

NAMED: Final = 3
"""Damaged files that a message names."""

Stamp = tuple[int, int, int] | None
"""Tells one state of a file from another; a look costs 2 µs. None where there is none."""


def stamp_of(path: Path) -> Stamp:
    """Return the state of a file that is only ever replaced."""
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_ino, state.st_mtime_ns, state.st_size


class Diagnosis(Struct):
    """What an engine's errors come from in one generation: each state of it is looked at once."""

    index: Path
    data: Path
    _known: tuple[Stamp, IndexProblem | None] | None = None

    def __call__(self, error: BaseException) -> IndexProblem | None:
        """Return the damage that explains an error; None where all is as it was written."""
        stamp = stamp_of(self.data / CHECKSUMS)
        if self._known is None or self._known[0] != stamp:
            self._known = stamp, self._looked()
        if self._known[1] is None and is_panic(error):
            return damaged(self.index, f"{error}")
        return self._known[1]

    def _looked(self) -> IndexProblem | None:
        try:
            check_files(self.index, self.data, ALL)
        except IndexDamaged as problem:
            return problem
        return None


def check_files(index: Path, data: Path, reading: str) -> None:
    """Raise ``IndexDamaged`` where the files of a generation are not as they were written."""
    try:
        _, found = damages_now(data, reading)
    except Unreadable as problem:
        raise damaged(index, str(problem)) from None
    if found:
        raise damaged(index, said_of([str(one) for one in found]))


def said_of(damages: Sequence[str]) -> str:
    """Return the first few of them, and how many there are."""
    more = f", and {len(damages) - NAMED} more files" if len(damages) > NAMED else ""
    return "; ".join(damages[:NAMED]) + more


def damaged(index: Path, what: str) -> IndexDamaged:
    """Return the error that says what is broken and what to do."""
    return IndexDamaged(
        f"The index in {index} is damaged: {what}. Make it anew, with the same files: {anew(index)}"
        f"; songngu doctor --repair --index {index} may mend it"
    )


class _Generation(Struct, frozen=True):
    """A generation that is open, and the state of ``songngu.json`` that named it."""

    stamp: Stamp
    data: Path
    engine: Engine
    diagnosis: Diagnosis


class OpenIndex:
    """An index that is read; safe to share between threads. Raises ``IndexProblem``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._now = self._opened()

    @property
    def engine_name(self) -> str:
        """The engine of the generation that was read last."""
        return self._now.engine.name

    @property
    def data(self) -> Path:
        """The folder of the generation that is to be read. Raises ``IndexProblem``."""
        return self._followed().data

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a snapshot of the last commit. Raises ``IndexProblem``."""
        with ExitStack() as stack:
            reader, now = self._entered(stack)
            with explained(now.diagnosis):
                yield reader

    @contextmanager
    def versioned(self) -> Iterator[tuple[Reader, str]]:
        """Open a snapshot, and say of which state of the index it is: its generation and its
        last commit. A copy of the index has the same. Raises ``IndexProblem``."""
        for _ in range(ATTEMPTS):
            before = self._version_of(self._followed())
            with ExitStack() as stack:
                reader, now = self._entered(stack)
                if before is not None and self._version_of(now) == before:
                    with explained(now.diagnosis):
                        yield reader, before
                    return
        raise IndexProblem(f"The index in {self.folder} is changed again and again; ask later.")

    def _version_of(self, generation: _Generation) -> str | None:
        """Name the last commit of a generation; None if another has taken its place, and this one
        may be gone."""
        try:
            with explained(generation.diagnosis):
                state = generation.engine.state()
        except IndexProblem:
            if stamp_of(self.folder / FILE) == generation.stamp:
                raise
            return None
        return f"{generation.data.name.rpartition('-')[2]}-{state}"

    def _entered(self, stack: ExitStack) -> tuple[Reader, _Generation]:
        for _ in range(ATTEMPTS):
            now = self._followed()
            try:
                with explained(now.diagnosis):
                    return stack.enter_context(now.engine.reading()), now
            except IndexProblem:
                # Another generation may have taken its place, and this one be gone.
                if stamp_of(self.folder / FILE) == now.stamp:
                    raise
        raise IndexProblem(f"The index in {self.folder} is made anew again and again; ask later.")

    def _followed(self) -> _Generation:
        now = self._now
        if stamp_of(self.folder / FILE) == now.stamp:
            return now
        with self._lock:
            if stamp_of(self.folder / FILE) != self._now.stamp:
                self._now = self._opened()
            return self._now

    def _opened(self) -> _Generation:
        for _ in range(ATTEMPTS):
            stamp = stamp_of(self.folder / FILE)
            try:
                name = check_current(self.folder).fingerprint.engine
                data = data_folder(self.folder)
                # What is cut short would end this process when it is looked at in memory.
                check_files(self.folder, data, NONE)
            except IndexDamaged:
                if stamp_of(self.folder / FILE) == stamp:
                    raise
                continue
            engine = open_engine(name, data / ENGINE)
            return _Generation(stamp, data, engine, Diagnosis(self.folder, data))
        raise IndexProblem(f"The index in {self.folder} is made anew again and again; ask later.")
