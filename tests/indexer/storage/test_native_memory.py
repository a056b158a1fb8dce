"""What is freed goes back to the system."""

from __future__ import annotations

import ctypes
import mmap
import os
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

from indexer.storage import native_memory


def resident() -> int:
    """Pages of this process that lie in memory."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_what_is_freed_is_given_back() -> None:
    system = ctypes.CDLL(None)
    if not hasattr(system, "malloc_trim"):
        pytest.skip("not the C library of GNU")
    system.malloc.restype, system.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    system.free.argtypes = [ctypes.c_void_p]
    pieces = [system.malloc(60_000) for _ in range(2_000)]
    for piece in pieces:
        ctypes.memset(piece, 1, 60_000)
    # The last one stays, so that the heap can't shrink from its end.
    for piece in pieces[:-1]:
        system.free(piece)
    before = resident()
    native_memory.release()
    assert resident() < before - 10_000
    system.free(pieces[-1])


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_mapped_files_of_a_folder_are_let_go_of_and_stay_as_they_are(tmp_path: Path) -> None:
    file = tmp_path / "segment"
    file.write_bytes(b"x" * 40_000_000)
    os.sync()  # What is not written yet can't leave the memory.
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ) as mapped:
        assert mapped[::4096].count(b"x") == len(mapped) // 4096 + 1
        before = resident()
        native_memory.page_out(tmp_path)
        after = resident()
        if after == before:
            pytest.skip("this kernel, or what runs it, lets go of no page when it is asked to")
        assert after < before - 5_000
        assert mapped[::4096].count(b"x") == len(mapped) // 4096 + 1


def test_while_a_block_lasts_they_are_let_go_of_again_and_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go: Queue[Path] = Queue()
    monkeypatch.setattr(native_memory, "page_out", let_go.put)
    with native_memory.paging_out(tmp_path, seconds=0.001, most=0):
        assert [let_go.get(timeout=300) for _ in range(3)] == [tmp_path] * 3
    while not let_go.empty():
        let_go.get()
    # Its thread is gone.
    assert "songngu-pages" not in [thread.name for thread in threading.enumerate()]


def test_what_fits_is_left_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: Queue[int] = Queue()
    let_go: Queue[Path] = Queue()
    monkeypatch.setattr(native_memory, "page_out", let_go.put)
    monkeypatch.setattr(native_memory, "mapped", lambda: looked.put(1) or 7)
    with native_memory.paging_out(tmp_path, seconds=0.001, most=7):
        for _ in range(3):
            looked.get(timeout=300)
    assert let_go.empty()


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's /proc")
def test_what_is_mapped_is_counted(tmp_path: Path) -> None:
    file = tmp_path / "segment"
    file.write_bytes(b"x" * 40_000_000)
    before = native_memory.mapped()
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, prot=mmap.PROT_READ) as mapped:
        assert mapped[::4096].count(b"x") == len(mapped) // 4096 + 1
        assert native_memory.mapped() > before + 30_000_000


def test_where_the_library_has_nothing_of_the_kind_nothing_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(native_memory, "_of_libc", lambda _: None)
    native_memory.release()
    native_memory.page_out(tmp_path)
