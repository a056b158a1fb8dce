"""Read files in processes of their own, each file within a limit of time and memory.

Parsers of PDF, images and archives are native or heavy, and what they are given is anybody's. A
process that runs away on a file, or dies of it, costs that file: it is reported with the reason,
and the rest goes on.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Final

from msgspec import Struct

from corpus.document import Document, Failure
from corpus.failures import listed
from corpus.formats.source_file import Source
from corpus.readers import read_source
from indexer.pipeline.helping_processes import end_with_parent
from indexer.pipeline.reading_limits import Limits
from indexer.pipeline.spool import Segment, Spool

_LOOK: Final = 0.25
"""Seconds between two looks at a process that reads."""


class Died(Exception):
    """The process that read a file was ended, by the system or from outside."""


class ReadFile(Struct, frozen=True):
    """What a file gave: where its items are, and the places of its documents."""

    segment: Segment
    places: list[str]


class ReadingWorkers:
    """Processes that read files; each is started when it is first needed."""

    def __init__(self, folder: Path, count: int, limits: Limits) -> None:
        self._folder = folder
        self._count = count
        self._limits = limits
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._closing = threading.Event()

    @property
    def are_several(self) -> bool:
        """Whether files are read beside each other."""
        return self._count > 1

    def submit(self, number: int, source: Source, size: int) -> Future[ReadFile | Failure]:
        """Have a file read; the result is its items, or a ``Failure`` where it went beyond its
        limits; ``Died`` is raised where the process was ended by something else."""
        future: Future[ReadFile | Failure] = Future()
        self._jobs.put(_Job(number, source, size, future))
        if len(self._threads) < self._count:
            thread = threading.Thread(target=self._attend, daemon=True)
            self._threads.append(thread)
            thread.start()
        return future

    def close(self) -> None:
        """End all processes; what they were reading is lost."""
        self._closing.set()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _attend(self) -> None:
        """Give one process its files, and watch it."""
        process: _ReadingProcess | None = None
        while (job := self._jobs.get()) is not None and not self._closing.is_set():
            process = process or _ReadingProcess(self._folder)
            try:
                job.future.set_result(process.read(job, self._limits, self._closing))
            except Died as error:
                job.future.set_exception(error)
            if process.is_ended:
                process = None
        if process:
            process.end()


class _Job(Struct, frozen=True):
    number: int
    source: Source
    size: int
    future: Future[ReadFile | Failure]


class _ReadingProcess:
    """One process, and the end of the pipe by which it is told what to read."""

    def __init__(self, folder: Path) -> None:
        # This process has threads, and may not be forked.
        context: ForkServerContext | SpawnContext = (
            multiprocessing.get_context("forkserver")
            if "forkserver" in _methods()
            else multiprocessing.get_context("spawn")
        )
        self._folder = folder
        self._pipe, other = context.Pipe()
        self._process = context.Process(target=_serve, args=(other, folder), daemon=True)
        self._process.start()
        other.close()
        self.is_ended = False

    def read(self, job: _Job, limits: Limits, closing: threading.Event) -> ReadFile | Failure:
        source = job.source
        seconds = limits.seconds_of(job.size, ocr=source.options.ocr)
        try:
            self._pipe.send((job.number, source.path, source.place, source.options, source.root))
            deadline = time.monotonic() + seconds
            while not self._pipe.poll(_LOOK):
                if closing.is_set():
                    raise Died
                if time.monotonic() > deadline:
                    return self._given_up(job, f"took more than {seconds:.0f} seconds")
                if _memory_of(self._process.pid) > limits.memory:
                    said = f"took more than {limits.memory >> 20:,} MB of memory"
                    return self._given_up(job, said)
            found: ReadFile | Failure = self._pipe.recv()
        except (EOFError, OSError, Died):
            self._ended(job)
            raise Died from None
        return found

    def _given_up(self, job: _Job, what: str) -> Failure:
        self._ended(job)
        reason = f"reading it {what} and was given up; split it, or convert it to plain text"
        return Failure(job.source.shown, 0, reason)

    def _ended(self, job: _Job) -> None:
        self.end()
        _spool_path(self._folder, job.number).unlink(missing_ok=True)

    def end(self) -> None:
        """End the process."""
        self.is_ended = True
        self._process.kill()
        self._process.join()
        self._pipe.close()


def _methods() -> list[str]:
    return multiprocessing.get_all_start_methods()


def _memory_of(pid: int | None) -> int:
    """Return the bytes of memory that a process has; 0 where the system doesn't say."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _spool_path(folder: Path, number: int) -> Path:
    return folder / f".{spool_name(number)}.part"


def spool_name(number: int) -> str:
    """Return the name of the spool of one file."""
    return f"reading-{number}"


# In the process that reads


def _serve(pipe: Connection, folder: Path) -> None:
    """Read files until the other end is closed."""
    # Ctrl+C goes to all processes; the one that started this one ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, BrokenPipeError):
        while True:
            number, path, place, options, root = pipe.recv()
            pipe.send(_read(folder, number, Source(path, place, options=options, root=root)))


def _read(folder: Path, number: int, source: Source) -> ReadFile:
    spool = Spool(folder, spool_name(number))
    places: list[str] = []
    for frame in spool.write(read_safely(source)):
        places.extend(one.place for one in frame if isinstance(one, Document))
    return ReadFile(Segment(str(spool.path), 0, spool.position()), places)


READER_FAILED: Final = "its reader failed"
"""Begins the reason of a failure that is no fault of the file: a package is missing, or there is a
mistake in a reader. The next run reads the file again."""


def read_safely(source: Source) -> Iterator[Document | Failure]:
    """Give the items of a file; where its reader fails, after those before, a ``Failure`` that
    names the error: a mistake in a reader costs one file."""
    try:
        yield from listed(read_source(source))
    except MemoryError:
        reason = "reading it took more memory than there is; split it, or convert it to plain text"
        yield Failure(source.shown, 0, reason)
    except Exception as error:  # noqa: BLE001 - whatever a parser of strange files raises
        said = f"{type(error).__name__}: {error}"[:200]
        reason = f"{READER_FAILED} ({said}); please report that, and convert the file"
        yield Failure(source.shown, 0, reason)
