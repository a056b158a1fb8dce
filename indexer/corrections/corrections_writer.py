"""Write a correction: whole, synchronised and under a lock, so that no reader sees half of it and
no writer loses that of another.

Under the lock, in this order: the file is read, to see whether it says so already; the line is
added at its end and nothing else of it is changed; that is written beside it, synced and put in its
place.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from indexer.corrections.correction import COLUMNS, Correction
from indexer.corrections.corrections_file import (
    HEAD,
    SIZE_LIMIT,
    CorrectionsBroken,
    bytes_of,
    parsed,
)
from indexer.corrections.line_format import cells_of, correction_of, lacks, line_of
from indexer.whole_files import write_whole
from synonyms.gazetteer import Gazetteer

WAIT: Final = 30.0
"""Seconds to wait for the lock. It is held for milliseconds, but who asks for it is not served in
turn: of 8 processes with 25 corrections each, on two cores that three loops kept busy, three had
waited 10 seconds (2026-11)."""

POLL: Final = 0.01

ATTEMPTS: Final = 5
"""Times that a file is read again which was changed by someone who knows of no lock."""


def keep(path: Path, said: Correction, names: Gazetteer | None = None) -> bool:
    """Make the file hold a correction, or that one is taken back; False if it did before.

    Raises ``CorrectionsBroken`` if that can't be; then the file is as it was.
    """
    bytes_of(path)  # What is no file is left alone, and what is beside it.
    target = Path(os.path.realpath(path))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = target.with_name(f".{target.name}.lock")
        with FileLock(lock, timeout=WAIT, poll_interval=POLL):
            for _ in range(ATTEMPTS):
                before = _state(target)
                data = bytes_of(path) or b""
                found = parsed(path, data, names)
                if found.corrections.holds(said):
                    return False
                changed = _added(path, data, said, found.columns, names)
                if _state(target) == before:
                    write_whole(target, changed, keeps_owner=True)
                    return True
    except Timeout:
        raise CorrectionsBroken(
            f"{path} can't be written: others have been writing it for {WAIT:.0f} seconds"
        ) from None
    except OSError as error:
        raise CorrectionsBroken(
            f"{path} can't be written: {error.strerror or error}. It is as it was; to be written "
            "it must be writable, as must its folder"
        ) from None
    raise CorrectionsBroken(f"{path} can't be written: it is changed all the time by someone else")


def _state(target: Path) -> Sequence[int]:
    """Return what changes when a file is changed; empty for one that is not there."""
    try:
        seen = target.stat()
    except FileNotFoundError:
        return ()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns


def _added(
    path: Path,
    data: bytes,
    said: Correction,
    columns: tuple[str, ...],
    names: Gazetteer | None,
) -> bytes:
    """Return the bytes of a file with a correction more; those before it are left as they are."""
    end = _line_end(data)
    if not data.strip():
        data, columns = HEAD.encode(), COLUMNS
    if not data.endswith((b"\n", b"\r")):
        data += end  # An editor left the last line open.
    if not columns or lacks(said, columns):
        columns = COLUMNS
        data += "\t".join(columns).encode() + end
    line = line_of(said, columns)
    try:
        correction_of(cells_of(line), columns, names)  # So that it will be read again.
    except ValueError as error:
        raise CorrectionsBroken(f"This can't be kept: {error}") from None
    data += line.encode() + end
    if len(data) > SIZE_LIMIT:
        raise CorrectionsBroken(f"{path} is full: it has {SIZE_LIMIT >> 20} MB")
    return data


def _line_end(data: bytes) -> bytes:
    """Return how the lines of a file end."""
    if b"\r\n" in data:
        return b"\r\n"
    return b"\r" if b"\r" in data and b"\n" not in data else b"\n"
