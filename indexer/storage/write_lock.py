"""Take the one lock of all who write an index, and explain where the system does not let them."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from indexer.index_errors import IndexLocked, IndexProblem, IndexReadOnly, IndexUnwritable

LOCK: Final = "writing.lock"

_READ_ONLY: Final = (errno.EROFS, errno.EACCES, errno.EPERM)


def unwritable(index: Path, error: OSError) -> IndexProblem:
    """Say why the system did not let an index be written."""
    if error.errno in _READ_ONLY:
        return IndexReadOnly(
            f"The index in {index} can be read and not written: {error.strerror}. Searching works."
        )
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return IndexUnwritable(f"{index} is no folder. Name another one with --index.")
    return IndexUnwritable(
        f"The index in {index} could not be written: {error.strerror or error}. What was committed "
        "before stays; mend that and run it again."
    )


def check_writable(index: Path) -> None:
    """Raise ``IndexReadOnly`` where nothing can be written, so that nothing is begun that can't be
    finished."""
    if not os.access(index, os.W_OK) or not os.access(_lock_of(index), os.W_OK):
        raise unwritable(index, OSError(errno.EROFS, os.strerror(errno.EROFS)))


def _lock_of(index: Path) -> Path:
    """Return the lock, or where it would be."""
    path = index / LOCK
    return path if path.exists() else index


@contextmanager
def locked(index: Path) -> Iterator[None]:
    """Open the lock of all who write an index; the system frees it when its holder is dead.

    Raises ``IndexLocked`` at once where another holds it, and ``IndexReadOnly``.
    """
    lock = FileLock(index / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise IndexLocked(f"Another process is writing to {index}. Wait for it to end.") from None
    except OSError as error:
        raise unwritable(index, error) from None
    try:
        yield
    finally:
        lock.release()
