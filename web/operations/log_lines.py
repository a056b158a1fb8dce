"""Log lines: a JSON object each, written by a thread of their own.

A disk that is full, or a program that does not read what it is piped, stops no answer: then lines
are left out, and the next one says how many. A file that was moved away (logrotate) is begun again.
"""

from __future__ import annotations

import json
import logging
import os
import queue
import sys
import threading
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

STANDARD_ERROR: Final = "-"

QUEUED: Final = 10_000
"""Lines that wait to be written: some 3 MB."""

LAST: Final = 1.0
"""Seconds that the end waits for lines that are being written."""


class LogLines:
    """Lines to a file, or with ``-`` to standard error. Raises ``OSError`` if it can't be opened.

    ``begin`` starts the thread; until then lines are written where they are made.
    """

    def __init__(self, target: str) -> None:
        self._path = None if target == STANDARD_ERROR else Path(target)
        if self._path is not None:
            self._path.open("a").close()
        self._queue: queue.Queue[str | None] = queue.Queue(QUEUED)
        self._left_out = 0
        self._file: TextIO | None = None
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Begin to write."""
        self._thread = threading.Thread(target=self._write_all, name="songngu-log", daemon=True)
        self._thread.start()

    def write(self, level: str, event: str, facts: Mapping[str, object]) -> None:
        """Write a line, soon."""
        now = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        head = {"time": now, "level": level, "event": event, "process": os.getpid()}
        left_out = {"left_out": self._left_out} if self._left_out else {}
        line = json.dumps({**head, **facts, **left_out}, ensure_ascii=False, default=str)
        # Half a character pair of a hostile address can't be written.
        line = line.encode("utf-8", "replace").decode() + "\n"
        if self._thread is None:
            self._write_now(line)
            return
        try:
            self._queue.put_nowait(line)
            self._left_out -= left_out.get("left_out", 0)
        except queue.Full:
            self._left_out += 1

    def close(self) -> None:
        """Write what waits, if that can be done soon."""
        thread, self._thread = self._thread, None
        if thread is not None:
            try:
                self._queue.put(None, timeout=LAST)
            except queue.Full:
                return  # It does not come to an end, and is left behind.
            thread.join(LAST)

    def _write_all(self) -> None:
        while (line := self._queue.get()) is not None:
            self._write_now(line)

    def _write_now(self, line: str) -> None:
        try:
            file = self._current()
            file.write(line)
            file.flush()
        except OSError:
            self._left_out += 1

    def _current(self) -> TextIO:
        """Return the file that has the name now."""
        if self._path is None:
            return sys.stderr
        if self._file is not None:
            try:
                if os.path.samestat(os.fstat(self._file.fileno()), self._path.stat()):
                    return self._file
            except FileNotFoundError:
                pass
            self._file.close()
            self._file = None
        self._file = self._path.open("a", encoding="utf-8")
        return self._file


class LinesHandler(logging.Handler):
    """Makes a line of every record of the loggers. An error's own words may repeat what a reader
    asked: without ``queries`` the line has only its kind, and where it was raised."""

    def __init__(self, lines: LogLines, *, queries: bool) -> None:
        super().__init__()
        self._lines = lines
        self._queries = queries

    def emit(self, record: logging.LogRecord) -> None:
        facts: dict[str, object] = {"logger": record.name, "message": record.getMessage()}
        if record.exc_info and (error := record.exc_info[1]) is not None:
            facts["error"] = type(error).__name__
            facts["trace"] = "".join(traceback.format_tb(error.__traceback__))
            if self._queries:
                facts["said"] = str(error)
            elif record.name == "uvicorn.error":
                # Its message is the whole traceback, with the error's words at the end.
                facts["message"] = record.getMessage().partition("\n")[0]
        self._lines.write(record.levelname.lower(), "log", facts)


def take_over(lines: LogLines, *, queries: bool) -> None:
    """Let every logger write such lines, and nothing else."""
    root = logging.getLogger()
    root.handlers = [LinesHandler(lines, queries=queries)]
    for name in ("uvicorn", "uvicorn.error", "uvicorn.asgi"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [], True
