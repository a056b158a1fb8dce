"""A file that is being read: its path and place, its bytes, and the progress of reading."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from msgspec import Struct

from corpus.document import Document, Failure
from corpus.file_place import identifiers, with_line, with_member
from corpus.folder_facts import NO_FACTS, FolderFacts
from corpus.formats.options import AS_USUAL, ReadOptions
from corpus.formats.unpacking import Unpacking
from corpus.read_errors import ReadError

Progress = Callable[[int], None]
"""Called with the number of bytes of input read since it was last called."""

CHUNK: Final = 1 << 18
"""Bytes read at a time."""

LARGEST: Final = 64 << 20
"""Bytes of a file that is one document: many times the longest law or book in plain text. A
``.jsonl`` may be of any size."""


def nothing_to_report(_: int) -> None:
    """Ignore the progress."""


class Source(Struct, frozen=True):
    """A file to read. ``path`` is as the user gave it, or below a folder that the user gave;
    ``place`` is where the file really is (corpus/file_place.py). For a file within an archive,
    ``path`` is that of the archive followed by that in it, and ``open`` opens its bytes; it lies
    ``depth`` archives deep. ``ending`` is a name by whose ending it is read, if not by its own.
    ``unpacking`` counts what was read of the outermost file.
    ``root`` is the given folder that it was found in, or the folder of a file that was given;
    ``facts`` are what the folders say of it (corpus/folder_facts.py)."""

    path: Path
    place: str
    progress: Progress = nothing_to_report
    options: ReadOptions = AS_USUAL
    root: Path | None = None
    facts: FolderFacts = NO_FACTS
    open: Callable[[], BinaryIO] | None = None
    ending: str = ""
    depth: int = 0
    unpacking: Unpacking | None = None

    @property
    def shown(self) -> str:
        """Return the path for messages and documents."""
        return shown_path(self.path)

    @property
    def below(self) -> str:
        """Return the path below the folder that was given: what is above says nothing of it."""
        return shown_path(self.path.relative_to(self.root) if self.root else self.path.name)

    def member(self, name: str, open_member: Callable[[], BinaryIO]) -> Source:
        """Return the source of a file within this one: its path there, and what opens its bytes.
        Reading it is no progress of its own: that is counted in bytes of the archive."""
        return Source(
            self.path / name,
            with_member(self.place, name),
            options=self.options,
            root=self.root,
            facts=self.facts,
            open=open_member,
            depth=self.depth + 1,
            unpacking=self.unpacking,
        )

    def at(self, line: int = 0) -> str:
        """Return the place of the file, or of the record on a line."""
        return with_line(self.place, line)

    def identifier(self, line: int = 0) -> str:
        """Return the id of the file, or of the record on a line, if no other document has it."""
        return next(identifiers(self.at(line)))

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes, piece by piece. Raise ``ReadError`` where the file cannot be read."""
        with self.opened() as file:
            while chunk := self._some(file):
                self.progress(len(chunk))
                yield chunk

    def opened(self) -> BinaryIO:
        """Open the bytes; a file of the disk can be read at any place, a member of an archive only
        from its beginning. Raise ``ReadError`` if it cannot be opened."""
        try:
            if self.open is not None:
                return self.open()
            file = open(self.path, "rb", opener=_without_waiting)  # noqa: SIM115 - chunks closes it
        except OSError as error:
            raise _unreadable(error) from error
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            file.close()
            raise ReadError("this is no regular file; copy its contents into one")
        return file

    @staticmethod
    def _some(file: BinaryIO) -> bytes:
        try:
            return file.read(CHUNK)
        except OSError as error:
            raise _unreadable(error) from error

    def whole(self, largest: int = LARGEST) -> bytes:
        """Return all bytes of a file that is one document. Raise ``ReadError`` if it cannot be read
        or has more than ``largest``."""
        return whole_of(self.chunks(), largest)


def whole_of(chunks: Iterator[bytes], largest: int = LARGEST) -> bytes:
    """Return the bytes of a single document. Raise ``ReadError`` if they are more than
    ``largest``."""
    pieces: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > largest:
            raise ReadError(
                f"the file has more than {largest >> 20} MiB for a single document; split it, "
                "or write its documents as the lines of a .jsonl"
            )
        pieces.append(chunk)
    return b"".join(pieces)


Reader = Callable[[Source], Iterator[Document | Failure]]
"""Gives the documents of a file. What cannot be read is a ``Failure``, never an exception."""


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; do not wait for the other end if it is a pipe."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _unreadable(error: OSError) -> ReadError:
    return ReadError(
        f"the file cannot be read: {error.strerror or error}; check that it exists, that you may "
        "read it, and that its disk works"
    )


def shown_path(path: str | os.PathLike[str]) -> str:
    """Return the path as text that can be shown and stored, whatever bytes the name has."""
    return os.fsencode(path).decode("utf-8", "replace").replace("\0", "\ufffd")
