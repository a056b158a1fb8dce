"""A file that is being read: its names, its bytes, and how far it is."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO, Final

from corpus.errors import ReadError

Progress = Callable[[int], None]
"""Called with the number of bytes of input read since it was last called."""

CHUNK: Final = 1 << 18
"""Bytes read at a time."""

LARGEST: Final = 64 << 20
"""Bytes of a file that is one document: many times the longest law or book in plain text. A
``.jsonl`` may be of any size."""


def nothing_to_report(_: int) -> None:
    """The progress nobody watches."""


@dataclass(frozen=True, slots=True)
class Source:
    """``path`` on the disk; ``name`` the same relative to the given folder, with ``/``, in NFC."""

    path: Path
    name: str
    progress: Progress = nothing_to_report

    @property
    def shown(self) -> str:
        """The path for messages and documents."""
        return shown_path(self.path)

    def identifier(self, line: int = 0) -> str:
        """The id of the document that is the file, or of a line's record without an id: 16
        hexadecimal digits of a hash of the name, which moving the whole folder leaves alone."""
        key = f"{self.name}#{line}" if line else self.name
        return blake2b(key.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()

    def chunks(self) -> Iterator[bytes]:
        """The bytes, piece by piece. Raises ``ReadError`` where the file cannot be read."""
        with self._opened() as file:
            while chunk := self._some(file):
                self.progress(len(chunk))
                yield chunk

    def _opened(self) -> BinaryIO:
        try:
            file = open(self.path, "rb", opener=_without_waiting)  # noqa: SIM115 - chunks closes it
        except OSError as error:
            raise _unreadable(error) from error
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise ReadError("this is no regular file")
        return file

    @staticmethod
    def _some(file: BinaryIO) -> bytes:
        try:
            return file.read(CHUNK)
        except OSError as error:
            raise _unreadable(error) from error

    def whole(self) -> bytes:
        """All bytes of a file that is one document. Raises ``ReadError``, also if it is too big."""
        pieces: list[bytes] = []
        size = 0
        for chunk in self.chunks():
            size += len(chunk)
            if size > LARGEST:
                raise ReadError(
                    f"the file has more than {LARGEST >> 20} MiB for a single document; split it, "
                    "or write its documents as the lines of a .jsonl"
                )
            pieces.append(chunk)
        return b"".join(pieces)


def _without_waiting(path: str, flags: int) -> int:
    """Open as usual, but do not wait for the other end of a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _unreadable(error: OSError) -> ReadError:
    return ReadError(f"the file cannot be read: {error.strerror or error}")


def shown_path(path: str | os.PathLike[str]) -> str:
    """The path as text that can be shown and stored, whatever bytes the name has."""
    return os.fsencode(path).decode("utf-8", "replace").replace("\0", "\ufffd")


def relative_name(path: Path, folder: Path) -> str:
    """The name of a file below a folder, the same on every system: ``/`` and NFC."""
    return unicodedata.normalize("NFC", path.relative_to(folder).as_posix())
