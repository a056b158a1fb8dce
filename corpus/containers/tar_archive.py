"""Give the members of a ``.tar`` as a stream, in constant memory.

Links are not followed and devices not opened: they are counted. The names and sizes in a header may
be anything; what ``tarfile`` would read at once or turn back for is refused by ``_Forward``.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from corpus.containers.member import Member
from corpus.containers.member_names import UniqueNames, decoded, is_hidden
from corpus.containers.streams import DAMAGE, damaged, member_file, reader_of
from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

LONGEST_HEADER: Final = 1 << 20
"""Most bytes that are read of a header at once. A long name is a header of its own, as long as it
says it is; names are shorter than 32 KiB on all systems."""

_HISTORY: Final = 1 << 10
"""Bytes before the current one that can be read again: ``tarfile`` looks at the last one."""


def tar_contents(source: Source) -> Iterator[Member | Document | Failure]:
    """Give the members in their order. Raise ``ReadError`` where the archive is damaged or cut
    off; what came before it was given."""
    unique = UniqueNames()
    file = _Forward(source.chunks())
    try:
        with tarfile.TarFile(
            fileobj=cast("BinaryIO", file), encoding="utf-8", errors="surrogateescape"
        ) as archive:
            while (entry := archive.next()) is not None:
                # It would keep all of them.
                archive.members.clear()  # type: ignore[attr-defined]
                if (member := _member(source, archive, entry, unique)) is not None:
                    yield member
    except DAMAGE as error:
        raise damaged(error) from error
    # tarfile takes whatever is no header for the end.
    if not file.last or file.last.strip(b"\0"):
        raise ReadError(
            "the archive has no end: it was cut off or is damaged here; fetch or copy it again"
        )
    file.drain()


def _member(
    source: Source, archive: tarfile.TarFile, entry: tarfile.TarInfo, unique: UniqueNames
) -> Member | None:
    """Return the member of an entry; None if it is a folder, hidden, or no file."""
    (name,) = decoded([entry.name.encode("utf-8", "surrogateescape")])
    if entry.isdir() or is_hidden(name):
        return None
    if entry.issparse() or not entry.isreg():
        if source.unpacking is not None:
            source.unpacking.passed_over(_what(entry))
        return None

    def open_entry() -> BinaryIO:
        file = archive.extractfile(entry)
        if file is None:
            raise ReadError("this is no file")
        # What was unpacked to read the archive is counted already.
        return member_file(file.read, None, file.close)

    return Member(source.member(unique.of(name), open_entry))


def _what(entry: tarfile.TarInfo) -> str:
    if entry.issparse():
        return "sparse files"
    return "links" if entry.issym() or entry.islnk() else "devices and pipes"


class _Forward(io.RawIOBase):
    """Chunks as a file that can be read forward only, and where reading at once has a limit."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._read = reader_of(chunks)
        self._at = 0
        self._history = b""
        self._behind = 0
        self.last = b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at - self._behind

    def seek(self, offset: int, whence: int = 0, /) -> int:
        ahead = offset - self._at
        if whence != 0 or -ahead > len(self._history):
            raise tarfile.ReadError("a header points back")
        self._behind = max(0, -ahead)
        while ahead > 0 and (data := self._some(min(ahead, LONGEST_HEADER))):
            ahead -= len(data)
        return self.tell()

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or not 0 <= size <= LONGEST_HEADER:
            raise tarfile.ReadError("a header is longer than any name")
        pieces: list[bytes] = []
        if self._behind:
            start = len(self._history) - self._behind
            pieces.append(self._history[start : start + size])
            self._behind -= len(pieces[0])
            size -= len(pieces[0])
        while size > 0 and (data := self._some(size)):
            pieces.append(data)
            size -= len(data)
        self.last = b"".join(pieces)
        return self.last

    def drain(self) -> None:
        """Read the rest, so that a checksum behind it is compared."""
        while self._read(LONGEST_HEADER):
            pass

    def _some(self, size: int) -> bytes:
        data = self._read(size)
        self._at += len(data)
        self._history = (self._history + data[-_HISTORY:])[-_HISTORY:]
        return data
