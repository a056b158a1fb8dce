"""Tell whether files have changed since they were read, without reading them."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

TICK: Final = 2_000_000_000
"""Nanoseconds within which two changes may bear one time: 2 s on FAT, one on HFS+ and older NFS,
some 4 ms where it is the kernel's tick."""


class Stamps(Struct, frozen=True):
    """Files as they were at ``taken``, in nanoseconds of the clock: path, inode, size, times of
    change of content and of inode. A file that is not there has none, which is a state as well."""

    files: tuple[tuple[str, int, int, int, int], ...]
    taken: int

    @classmethod
    def now(cls, paths: Iterable[Path]) -> Stamps:
        """Return the files as they are."""
        taken = time.time_ns()
        found = []
        for path in paths:
            try:
                seen = os.stat(path)
            except OSError:  # Gone, or not there yet.
                continue
            found.append((str(path), seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns))
        return cls(tuple(found), taken)

    @property
    def may_miss(self) -> bool:
        """Whether a file had changed so shortly before that another change may bear the same
        stamp."""
        newest = max((max(mtime, ctime) for *_, mtime, ctime in self.files), default=0)
        return newest > self.taken - TICK

    def read_again(self, now: Stamps) -> bool:
        """Tell whether the files must be read again: they changed, or may have within the tick in
        which they were read, which is over."""
        return self.files != now.files or (self.may_miss and now.taken > self.taken + TICK)
