"""Run as the writer of an index: one at a time, noted while it lasts, checksums at each commit.

A new generation takes the place of the old one only when the run has ended well.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from indexer.engines import JOINED, known_engine, open_engine
from indexer.engines.engine_errors import explained, is_panic
from indexer.engines.protocol import Engine, KeptElsewhere, Reader, Record, Writer
from indexer.index_errors import (
    IndexMismatch,
    IndexProblem,
    IndexUnwritable,
    NoIndex,
    NothingRead,
)
from indexer.storage import generations, unfinished_runs
from indexer.storage.checksums import DOUBTFUL, Checksums, Unreadable
from indexer.storage.fingerprint import (
    check_current,
    data_folder,
    fingerprint_of,
    read_current,
    write_fingerprint,
)
from indexer.storage.generations import BEGUN, ENGINE
from indexer.storage.native_memory import paging_out
from indexer.storage.open_index import damaged, said_of
from indexer.storage.write_lock import locked, unwritable

_OF_BEFORE: Final = ("engine", "people.json", "names.json")
"""What an index of a layout without generations consisted of, beside its ``songngu.json``."""


DERIVED: Final = ("people.json", "evidence.db", "completion.db", "inputs.db", "written_names.json")
"""Files that follow from the documents: every run that finds one missing makes it again."""


class WritingRun:
    """One run. ``data`` is the folder of the generation that it writes; whatever a run keeps there
    beside the engine's files is a part of the index."""

    def __init__(self, index: Path, data: Path, engine: Engine, sums: Checksums) -> None:
        self.index = index
        self.data = data
        self.engine = engine
        self._sums = sums

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the engine's writer. Raises ``IndexProblem``."""
        with explained(self._explain), self.engine.writing() as writer:
            yield _SummingWriter(writer, lambda: self.keep_sums(is_open=True))

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Open a snapshot of the last commit. Raises ``IndexProblem``."""
        with explained(self._explain), self.engine.reading() as reader:
            yield reader

    def keep_sums(self, *, is_open: bool) -> None:
        """Keep a checksum of every file that the last commit refers to."""
        self._sums = self._sums.again(self.data, self.engine.files(), is_open=is_open)
        self._sums.write(self.data)

    def _explain(self, error: BaseException) -> IndexProblem | None:
        """Say why writing failed: the disk, or files that were broken before."""
        if isinstance(error, OSError):
            return unwritable(self.index, error)
        broken = next(self._sums.damages(self.data), None)
        if broken is not None:
            return damaged(self.index, str(broken))
        if is_panic(error) or (isinstance(error, ValueError) and _is_of_the_disk(str(error))):
            return IndexUnwritable(
                f"The index in {self.index} could not be written, often for want of room on the "
                "disk. What was committed before stays; make room and run it again."
            )
        return None


class _SummingWriter:
    """A writer whose commits are followed by ``keep_sums``."""

    def __init__(self, writer: Writer, keep_sums: Callable[[], None]) -> None:
        self._writer = writer
        self._keep_sums = keep_sums
        self.add: Callable[[Record], None] = writer.add
        self.delete: Callable[[str], None] = writer.delete

    def commit(self) -> None:
        """Make everything so far durable and visible to new readers."""
        self._writer.commit()
        self._keep_sums()


def _is_of_the_disk(text: str) -> bool:
    """Tell whether tantivy's message is about files, or about its threads, which end by such
    errors."""
    said = ("os error", "IoError", "writer was killed", "worker thread")
    return any(words in text for words in said)


@contextmanager
def run_on(
    index: Path,
    command: Sequence[str] = (),
    *,
    engine: str | None = None,
    anew: bool = False,
    mending: Collection[str] = (),
    finishes: str | None = None,
) -> Iterator[WritingRun]:
    """Run once on the index in a folder, as its only writer; ``command`` is the command line of the
    run.

    With ``engine`` a new index is made where there is none, with ``anew`` in any case: beside the
    old one, whose place it takes when the block ends well. Without ``anew`` the run adds to what is
    there, and what it has committed stays. ``mending`` names files of the generation that the run
    makes again, whatever has become of them; ``finishes`` begins the command lines of unfinished
    runs whose work it does too. Raises ``IndexProblem``; ``OSError`` is one here.
    """
    if engine is None:
        read_current(index)
    elif engine not in JOINED:
        known_engine(engine)
    try:
        if engine is not None:
            index.mkdir(parents=True, exist_ok=True)
        with locked(index), paging_out(index):
            yield from _run(index, command, engine, anew, mending)
            unfinished_runs.end(index, command, "" if anew else finishes)
            _sweep(index)
    except BrokenPipeError:
        # That is our own output.
        raise
    except OSError as error:
        raise unwritable(index, error) from error


def _run(
    index: Path,
    command: Sequence[str],
    engine: str | None,
    anew: bool,
    mending: Collection[str],
) -> Iterator[WritingRun]:
    was = None if anew else _current(index, engine)
    if was is None:
        assert engine is not None
        unfinished_runs.begin(index, command)
        _sweep(index)
        data = generations.begin(index)
        run = WritingRun(index, data, open_engine(engine, data / ENGINE), Checksums({}, True))
        generations.note_elsewhere(data, run.engine)
        run.keep_sums(is_open=True)
        if not anew:
            _take_place(run)
    else:
        data = data_folder(index)
        engine_here = open_engine(was, data / ENGINE)
        sums = _verified(index, data, engine_here, mending)
        unfinished_runs.begin(index, command)
        _sweep(index)
        run = WritingRun(index, data, engine_here, sums)
        for path in run.engine.orphans():
            if path.is_file():
                path.unlink()
        run.keep_sums(is_open=True)
    try:
        yield run
        run.keep_sums(is_open=False)
    except BaseException as error:
        if anew:
            generations.remove(data)
        if anew and isinstance(error, NothingRead):
            unfinished_runs.end(index, command)
        raise
    if anew:
        _take_place(run)
    if isinstance(run.engine, KeptElsewhere):
        run.engine.publish()


def _current(index: Path, engine: str | None) -> str | None:
    """Return the engine of the index that is there; None where there is none and one may be
    made."""
    try:
        found = check_current(index).fingerprint.engine
    except NoIndex:
        if engine is None:
            raise
        return None
    if engine not in (None, found):
        raise IndexMismatch(
            f"The index in {index} is one of {found}, not {engine}. Name another folder with "
            "--index, or make it anew with --anew."
        )
    return found


def _has_commit(engine: Engine) -> bool:
    try:
        return bool(engine.files())
    except (OSError, ValueError):
        return False


def _verified(index: Path, data: Path, engine: Engine, mending: Collection[str]) -> Checksums:
    """Return the checksums of an index that is as its last commit left it. Raises
    ``IndexDamaged``: what is missing would be begun from nothing, and what is broken be taken
    for good from now on."""
    try:
        lost = [name for name in DERIVED if not (data / name).exists()]
        sums = Checksums.read(data).without([*mending, *lost])
    except Unreadable as problem:
        raise damaged(index, str(problem)) from None
    found = [str(one) for one in sums.damages(data, DOUBTFUL)]
    had = any(name.startswith(f"{ENGINE}/") for name in sums.files)
    if not found and had and not _has_commit(engine):
        found = [f"{ENGINE} holds no commit"]
    if found:
        raise damaged(index, said_of(found))
    return sums


def _take_place(run: WritingRun) -> None:
    """Make the run's generation the one that is read: after this line all is as it has it."""
    was_of_before = _is_of_before(run.index)
    write_fingerprint(run.index, fingerprint_of(run.engine.name), run.data.name)
    (run.data / BEGUN).unlink(missing_ok=True)
    if was_of_before:
        for name in _OF_BEFORE:
            path = run.index / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


def _is_of_before(index: Path) -> bool:
    """Tell whether the folder holds an index of ours, of a layout without generations."""
    try:
        read_current(index)
    except IndexMismatch:
        return True
    except IndexProblem:
        return False
    return False


def _sweep(index: Path) -> None:
    """Remove what killed runs and generations of before left; only under the lock."""
    try:
        current = read_current(index).generation
    except IndexProblem:
        # It may be damaged, and the generation that it named be good.
        for path in generations.generations(index):
            if not generations.was_read(path):
                generations.remove(path)
        return
    if current and (index / current).is_dir():
        for path in generations.leftovers(index, current):
            generations.remove(path)
