"""Write small files whole: a reader, or a machine that loses its power, never sees half of one.

``sealed`` and ``unsealed`` undo each other: JSON with a checksum, which tells any flipped byte.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final

PART: Final = ".part"
"""Ends the name of a file that is being written."""

_CHECK: Final = "check"

_CANNOT_SYNCHRONISE: Final = (errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EPERM)
"""The errors by which a file system says that it does not synchronise folders."""


def part_of(path: Path) -> Path:
    """Return where the new content of a file is written until it is whole: hidden, beside it."""
    return path.with_name(f".{path.name}{PART}")


def write_whole(path: Path, content: bytes, *, keeps_owner: bool = False) -> None:
    """Replace a file by a new one, whole or not at all, and on the disk when this returns.

    One writer at a time: the caller holds the lock. With ``keeps_owner`` the new file has the mode
    and the owner of the old one, and an old one that may not be written is left alone. Raises
    ``OSError``.
    """
    part = part_of(path)
    part.unlink(missing_ok=True)  # Of a writer that was killed.
    before = path.stat() if keeps_owner and path.exists() else None
    if before is not None and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    try:
        with part.open("xb") as file:
            if before is not None:
                os.chmod(part, stat.S_IMODE(before.st_mode))
                _give(part, before)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    synchronise_folder(path.parent)


def _give(part: Path, before: os.stat_result) -> None:
    """Give the file to the owner of the old one, where the system has owners and lets us."""
    now = part.stat()
    if hasattr(os, "chown") and (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with contextlib.suppress(PermissionError):
            os.chown(part, before.st_uid, before.st_gid)


def synchronise_file(path: Path) -> None:
    """Put the content of a file that is closed already on the disk. Raises ``OSError``."""
    _synchronise(path, os.O_RDWR)


def synchronise_folder(folder: Path) -> None:
    """Put the names in a folder on the disk. Windows does that with each file, and some file
    systems cannot. Raises ``OSError``."""
    if os.name != "posix":
        return
    try:
        _synchronise(folder, os.O_RDONLY)
    except OSError as error:
        if error.errno not in _CANNOT_SYNCHRONISE:
            raise


def _synchronise(path: Path, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sealed(shape: Mapping[str, object]) -> bytes:
    """Encode a JSON object with a checksum of itself; ``unsealed`` decodes it."""
    digest = blake2b(json.dumps(shape).encode(), digest_size=8).hexdigest()
    return (json.dumps({**shape, _CHECK: digest}, indent=1) + "\n").encode()


def unsealed(content: bytes) -> dict[str, object]:
    """Decode what ``sealed`` encoded. Raises ``ValueError`` where any byte is another."""
    shape = json.loads(content)
    if not isinstance(shape, dict):
        raise ValueError("not a JSON object")
    shape.pop(_CHECK, None)
    if sealed(shape) != content:
        raise ValueError("the checksum does not fit")
    return shape
