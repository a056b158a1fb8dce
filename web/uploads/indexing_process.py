"""Index what was added, in a process of its own: the server stays as quick as it was.

The process is ``songngu index DIR --keep-gone --wait``: what came from other folders stays, and so
does what came from files of this folder that are gone. It waits where another writes the index. A
note that something is wanted stays until a run that began after it has ended well, so that nothing
is forgotten by a process, or a server, that was killed.
"""

from __future__ import annotations

import logging
import os
import subprocess
import threading
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from msgspec import Struct

from indexer.pipeline.run_status import RunState, RunStatus, is_running, read_status
from web.uploads.upload_folder import UploadFolder

log = logging.getLogger("songngu.web")

NICE: Final = 10
"""How far the process stands back behind those who search."""


class IndexingState(StrEnum):
    """What becomes of the files that were added."""

    NOTHING = "nothing"
    QUEUED = "queued"
    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    KILLED = "killed"


class Indexing(Struct, frozen=True):
    """How indexing fares now, with what the last run wrote of itself."""

    state: IndexingState
    status: RunStatus | None


class IndexingProcess:
    """Runs ``command``, one process at a time, again for what was added meanwhile."""

    def __init__(self, folder: UploadFolder, command: Sequence[str]) -> None:
        self._folder = folder
        self._command = [*command, "--status", str(folder.status)]
        self._lock = threading.Lock()
        self._is_asked = self._is_busy = self._is_closed = False
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Have everything indexed that is there now; returns at once."""
        with self._lock:
            self._is_asked = True
            if self._is_busy or self._is_closed:
                return
            self._is_busy = True
        threading.Thread(target=self._work, name="songngu-uploads", daemon=True).start()

    def go_on(self) -> None:
        """Start if a server that was killed left something to be indexed."""
        if self._folder.wanted():
            self.start()

    def now(self) -> Indexing:
        """Return how it fares. What is in the file is believed where it can be true."""
        is_held = is_running(self._folder.status)
        status = read_status(self._folder.status)
        return Indexing(self._state(status, is_held=is_held), status)

    def _state(self, status: RunStatus | None, *, is_held: bool) -> IndexingState:
        if is_held:
            is_waiting = status is not None and status.state is RunState.WAITING
            return IndexingState.WAITING if is_waiting else IndexingState.RUNNING
        began = datetime.fromisoformat(status.began).timestamp() if status else 0.0
        if self._is_busy or self._folder.is_fresh(began):
            return IndexingState.QUEUED
        if status is not None and status.state is RunState.FAILED:
            return IndexingState.FAILED
        if self._folder.wanted() or (status is not None and status.state is not RunState.DONE):
            return IndexingState.KILLED
        return IndexingState.DONE if status else IndexingState.NOTHING

    def close(self) -> None:
        """End the process with the server. What it committed stays, and the rest is done when a
        server starts again."""
        with self._lock:
            self._is_closed = True
            process = self._process
        if process is not None:
            process.terminate()

    def _work(self) -> None:
        while self._goes_on():
            wanted = self._folder.wanted()
            try:
                self._run()
            except OSError as error:
                log.error("what was added can't be indexed: %s", error)
                continue
            status = read_status(self._folder.status)
            if status is not None and status.state is RunState.DONE:
                for note in wanted:
                    note.unlink(missing_ok=True)

    def _goes_on(self) -> bool:
        with self._lock:
            self._is_busy = self._is_asked and not self._is_closed
            self._is_asked = False
            return self._is_busy

    def _run(self) -> None:
        with self._folder.log.open("wb") as said:
            with self._lock:
                if self._is_closed:
                    return
                self._process = process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.STDOUT,
                    # Ctrl+C is for the server, which ends this process.
                    start_new_session=True,
                )
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
            code = process.wait()
        if code < 0:
            log.error("indexing what was added was ended by signal %d", -code)
        elif code > 1:
            log.error("indexing what was added ended with %d: see %s", code, self._folder.log)
