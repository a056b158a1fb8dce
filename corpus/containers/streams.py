"""The bytes of a member as a file: counted, and every error of a library a ``ReadError``."""

from __future__ import annotations

import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, cast

from corpus.formats.unpacking import Unpacking
from corpus.read_errors import ReadError

DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    LookupError,
    struct.error,
    # zipfile: a method of compression that it lacks; a password.
    NotImplementedError,
    RuntimeError,
)
"""What the libraries raise where data is damaged."""


def member_file(
    read: Callable[[int], bytes],
    unpacking: Unpacking | None,
    close: Callable[[], None] | None = None,
) -> BinaryIO:
    """Return a file of what ``read`` gives, which is asked for a number of bytes and gives none at
    the end. Reading it raises ``ReadError`` where the data is damaged, or more than may be."""
    return cast("BinaryIO", _MemberFile(read, unpacking, close))


class _MemberFile(io.RawIOBase):
    def __init__(
        self,
        read: Callable[[int], bytes],
        unpacking: Unpacking | None,
        close: Callable[[], None] | None,
    ) -> None:
        self._read = read
        self._unpacking = unpacking
        self._close = close

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            return self.readall()
        try:
            data = self._read(size)
        except DAMAGE as error:
            raise damaged(error) from error
        if self._unpacking is not None:
            self._unpacking.take(len(data))
        return data

    def readall(self) -> bytes:
        return b"".join(iter(lambda: self.read(1 << 18), b""))

    def close(self) -> None:
        if not self.closed and self._close is not None:
            self._close()
        super().close()


def damaged(error: BaseException) -> ReadError:
    """Return the message for what a library raised."""
    text = str(error) or type(error).__name__
    return ReadError(f"the data is damaged or cut off here ({text}); fetch or copy the file again")


def reader_of(chunks: Iterator[bytes]) -> Callable[[int], bytes]:
    """Return a function that reads chunks as a file: at most so many bytes, none at the end."""
    held = memoryview(b"")

    def read(size: int) -> bytes:
        nonlocal held
        while not held:
            chunk = next(chunks, None)
            if chunk is None:
                return b""
            held = memoryview(chunk)
        data, held = held[:size], held[size:]
        return bytes(data)

    return read
