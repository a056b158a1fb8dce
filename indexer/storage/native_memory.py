"""Give memory back to the system that the C library and mapped files hold on to. Elsewhere than on
Linux nothing is done."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Event, Thread
from typing import Final

_MAPS: Final = Path("/proc/self/maps")
_STATM: Final = Path("/proc/self/statm")

_PAGEOUT: Final = 21
"""``MADV_PAGEOUT``: the pages leave the memory of the process, and are read again when they are
needed. It destroys nothing, whatever lies at an address by then."""


def release() -> None:
    """Have glibc give back what was freed: after a commit of tantivy a third of its heap is holes
    (100 of 297 MB at 84,000 documents), which it would keep. The first pass leaves holes too."""
    trim = _of_libc("malloc_trim")
    if trim is not None:
        trim(0)


PAGING_SECONDS: Final = 0.25
"""Seconds after which it is looked again how much is mapped and in memory."""

MAPPED: Final = 96 << 20
"""Bytes of files that are left in memory, programs among these (some 50 MB). To let go of all of
them each time had a run over a million documents read the same pages again and again: 33 GB from a
disk that gave 70 MB a second."""


_ARENA_MAX: Final = -8
"""``M_ARENA_MAX`` of glibc's malloc."""

ARENAS: Final = 2
"""Arenas from which all threads take memory, in place of eight for each core, glibc's own number:
with it and pages let go of four times a second, 20,952 documents took 748 MB, not 811."""


def bound() -> None:
    """Have the threads of this process share few arenas from now on."""
    set_option = _of_libc("mallopt")
    if set_option is not None:
        set_option(_ARENA_MAX, ARENAS)


@contextmanager
def paging_out(folder: Path, seconds: float = PAGING_SECONDS, most: int = MAPPED) -> Iterator[None]:
    """While the block lasts, let go of the pages of a folder's files whenever more than so many
    bytes of files are in memory: whatever step of a run reads them, and while tantivy merges beside
    it."""
    end = Event()
    bound()

    def again() -> None:
        while not end.wait(seconds):
            if mapped() > most:
                page_out(folder)

    thread = Thread(target=again, name="songngu-pages", daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()


def mapped() -> int:
    """Return the bytes of files that are in the memory of this process; 0 where the system does not
    say."""
    try:
        pages = _STATM.read_text("ascii").split()[2]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def page_out(folder: Path) -> None:
    """Let go of the pages of a folder's files that are mapped to be read: a merge of tantivy walks
    through whole segments, which then count as memory of the process until somebody else needs it
    (670 MB more at 335,000 documents)."""
    advise = _of_libc("madvise")
    if advise is None or not _MAPS.exists():
        return
    inside = os.fspath(folder.resolve()) + os.sep
    for line in _MAPS.read_text("utf-8", "replace").splitlines():
        # address-address rights offset device inode path
        cells = line.split(maxsplit=5)
        if len(cells) == 6 and cells[5].startswith(inside) and "w" not in cells[1]:
            first, behind = (int(at, 16) for at in cells[0].split("-"))
            advise(ctypes.c_void_p(first), ctypes.c_size_t(behind - first), _PAGEOUT)


@cache
def _of_libc(name: str) -> Callable[..., int] | None:
    try:
        found: Callable[..., int] = getattr(ctypes.CDLL(None), name)
    except (AttributeError, OSError, TypeError):  # another C library, or none that can be named
        return None
    return found
