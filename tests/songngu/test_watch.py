"""Folders that are watched: indexed at the start and after each change, until a signal comes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from indexer.storage.open_index import OpenIndex
from indexer.storage.write_lock import locked

PATIENCE = 300
"""Seconds after which something hangs, on however busy a machine."""


class Watching:
    """``songngu watch`` in a process of its own, and the lines that it says."""

    def __init__(self, index: Path, *folders: Path) -> None:
        command = [sys.executable, "-m", "songngu", "watch", *map(str, folders)]
        self.process = subprocess.Popen(
            [*command, "--index", str(index)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def said(self, what: str) -> str:
        """Wait for a line with these words."""
        while what not in (line := self._lines.get(timeout=PATIENCE)):
            assert "Traceback" not in line
        return line

    def end(self, sig: int) -> int:
        """End it by a signal; its exit status."""
        self.process.send_signal(sig)
        return self.process.wait(PATIENCE)


def size(index: Path) -> int:
    with OpenIndex(index).reading() as reader:
        return reader.size


@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
def test_what_changes_is_indexed_until_a_signal_comes(sig: int, tmp_path: Path) -> None:
    folder, index = tmp_path / "archive", tmp_path / "archive" / "index"
    folder.mkdir()
    (folder / "a.txt").write_text("Tin một\n\nÔng Lưu Ninh tới.", "utf-8")
    watching = Watching(index, folder)
    try:
        assert "failed" not in watching.said("1 new or changed")
        (folder / "b.txt").write_text("Tin hai\n\nBà Phan Kim Liên đến.", "utf-8")
        watching.said("1 new or changed")
        if sig == signal.SIGTERM:
            with locked(index):
                (folder / "c.txt").write_text("Tin ba\n\nÔng Lưu Ninh về.", "utf-8")
                watching.said("Another process is writing")
            watching.said("1 new or changed")
        else:
            (folder / "b.txt").unlink()
            watching.said("1 removed")
            assert size(index) == 1
        assert watching.end(sig) == 0
        watching.said("ended")
    finally:
        watching.process.kill()
