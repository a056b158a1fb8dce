"""Small files written whole and synchronised, and those that tell any flipped byte."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Final

PART: Final = ".part"
"""Ends the name of a file that is being written."""

_CHECK: Final = "check"


def write_whole(path: Path, content: bytes) -> None:
    """Put a file in the place of the old one, whole or not at all, and on the disk when this
    returns. Raises ``OSError``."""
    part = path.with_name(path.name + PART)
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    synchronise(path.parent)


def synchronise(folder: Path) -> None:
    """Put a folder's names on the disk; only POSIX knows how."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sealed(shape: Mapping[str, object]) -> bytes:
    """A JSON object with a checksum of itself; ``unsealed`` takes it back."""
    digest = blake2b(json.dumps(shape).encode(), digest_size=8).hexdigest()
    return (json.dumps({**shape, _CHECK: digest}, indent=1) + "\n").encode()


def unsealed(content: bytes) -> dict[str, object]:
    """What ``sealed`` was given. Raises ``ValueError`` where any byte is another."""
    shape = json.loads(content)
    if not isinstance(shape, dict):
        raise ValueError("no JSON object")
    shape.pop(_CHECK, None)
    if sealed(shape) != content:
        raise ValueError("its checksum is another")
    return shape
