"""How a run of indexing fares, in a file that others may read at any time: ``Reporter`` writes it,
``read_status`` reads it.

The file is replaced whole, so what it says last is true after a restart too. A run holds the lock
beside the file while it lasts: where a status says that it runs and nobody holds the lock, the run
was killed. The system frees the lock of a process that is dead.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout
from msgspec import Struct, to_builtins
from msgspec.structs import replace

from corpus.document import Failure
from corpus.formats.source_file import Progress
from indexer.pipeline.growing import Grown
from indexer.whole_files import write_whole

OFTEN: Final = 0.5
"""Seconds between two writings of the progress: each is synchronised with the disk."""

FAILURES_KEPT: Final = 500
"""Most failures that are kept with their files; more are counted."""


class RunState(StrEnum):
    """What a run does, or how it has ended."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class RunReport(Struct, frozen=True):
    """What a run did: files read and left as they are, documents that are new or changed and those
    that are not, and what could not be read; ``failed`` counts what was lost. ``ended`` is UTC in
    ISO 8601."""

    ended: str = ""
    files_read: int = 0
    files_unchanged: int = 0
    written: int = 0
    unchanged: int = 0
    failed: int = 0
    failures: tuple[Failure, ...] = ()

    @classmethod
    def of(cls, grown: Grown) -> RunReport:
        """Return the report of a run that has ended now."""
        return cls(
            ended=_now(),
            files_read=grown.files_read,
            files_unchanged=grown.files_unchanged,
            written=grown.written,
            unchanged=grown.same + grown.unread,
            failed=sum(one.count for one in grown.failures if one.lost),
            failures=tuple(grown.failures[:FAILURES_KEPT]),
        )


class RunStatus(Struct, frozen=True):
    """A run: ``step`` is the pass it is in, with how much of it is ``done`` of ``total``;
    ``problem`` says why it failed. ``report`` is that of the last run that has ended well."""

    state: RunState
    began: str
    step: str = ""
    done: int = 0
    total: int = 0
    problem: str = ""
    report: RunReport | None = None


class Reporter:
    """Says in a file how one run fares."""

    def __init__(self, path: Path) -> None:
        self._path = path
        before = read_status(path)
        report = before.report if before else None
        self._status = RunStatus(RunState.RUNNING, _now(), report=report)
        self._written = 0.0
        self._write()

    def waits(self) -> None:
        """Say that another process writes the index."""
        self._say(replace(self._status, state=RunState.WAITING))

    def started(self, step: str, total: int) -> Progress:
        """Say that a pass has begun; return what is told of its progress."""
        begun = replace(self._status, state=RunState.RUNNING, step=step, done=0, total=total)
        self._say(begun)

        def advance(count: int) -> None:
            self._status = replace(self._status, done=self._status.done + count)
            if time.monotonic() - self._written > OFTEN:
                self._write()

        return advance

    def has_done(self, grown: Grown) -> None:
        """Say what was done."""
        done = replace(self._status, state=RunState.DONE, report=RunReport.of(grown))
        self._say(done)

    def has_failed(self, problem: str) -> None:
        """Say why nothing more was done."""
        self._say(replace(self._status, state=RunState.FAILED, problem=problem))

    def _say(self, status: RunStatus) -> None:
        self._status = status
        self._write()

    def _write(self) -> None:
        content = json.dumps(to_builtins(self._status), ensure_ascii=False)
        write_whole(self._path, content.encode("utf-8", "replace"))
        self._written = time.monotonic()


@contextmanager
def reporting(path: Path) -> Iterator[Reporter]:
    """Open the status of a run, which is told an error that ends it. Where another run has the
    same file, wait for it. Raises ``OSError``."""
    with FileLock(_lock_of(path)):
        reporter = Reporter(path)
        try:
            yield reporter
        except Exception as error:
            reporter.has_failed(str(error) or type(error).__name__)
            raise


def read_status(path: Path) -> RunStatus | None:
    """Return what the file says; None where there is none, or it is none of ours."""
    try:
        given = json.loads(path.read_bytes())
        return _status(given)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        # The next run writes it anew.
        return None


def is_running(path: Path) -> bool:
    """Tell whether a run holds the lock of a status."""
    lock = _lock_of(path)
    if not lock.exists():
        return False
    try:
        with FileLock(lock, blocking=False):
            return False
    except Timeout:
        return True


def _status(given: Mapping[str, Any]) -> RunStatus:
    report = given["report"]
    if report is not None:
        failures = tuple(Failure(**one) for one in report["failures"])
        report = RunReport(**{**report, "failures": failures})
    return RunStatus(**{**given, "state": RunState(given["state"]), "report": report})


def _lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
