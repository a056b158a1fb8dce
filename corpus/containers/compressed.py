"""Unpack a file that was compressed by itself: ``x.txt.gz``, ``x.jsonl.zst``, ``x.tar.xz``.

It is read as the file that it was before, under its own place: line 7 of ``b.jsonl.gz`` is at
``/archive/b.jsonl.gz#7``. It is unpacked while it is read, in constant memory.
"""

from __future__ import annotations

import bz2
import lzma
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Protocol

from msgspec.structs import replace

from corpus.containers.streams import member_file, reader_of
from corpus.formats.source_file import Source, nothing_to_report
from corpus.read_errors import ReadError

_PIECE: Final = 1 << 20
_SLICE: Final = 1 << 14

LARGEST_DICTIONARY: Final = 128 << 20
"""Most memory, in bytes, that the dictionary of a compressed file may take. ``xz -9`` asks for 64
MiB, ``zstd --ultra -22`` for 128."""

_WINDOW: Final = LARGEST_DICTIONARY.bit_length() - 1


class _Decompressor(Protocol):
    """Unpacks one frame; most formats allow several, one after the other."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class _Gzip:
    """The interface of the others for zlib, which gives back what it did not take."""

    def __init__(self) -> None:
        # 31: a gzip member with its header and checksum.
        self._member = zlib.decompressobj(31)

    @property
    def eof(self) -> bool:
        return self._member.eof

    @property
    def needs_input(self) -> bool:
        return not self._member.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._member.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        return self._member.decompress(self._member.unconsumed_tail + data, max_length)


class _Zstd:
    """Imported when the first such file is met; its error is none of the standard library's."""

    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
        parameter = zstd.DecompressionParameter.window_log_max
        self._error = zstd.ZstdError
        self._frame = zstd.ZstdDecompressor(options={parameter: _WINDOW})

    @property
    def eof(self) -> bool:
        return self._frame.eof

    @property
    def needs_input(self) -> bool:
        return self._frame.needs_input

    @property
    def unused_data(self) -> bytes:
        return self._frame.unused_data

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        try:
            return self._frame.decompress(data, max_length)
        except self._error as error:
            raise ValueError(str(error)) from error


def _xz() -> _Decompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=LARGEST_DICTIONARY)


class _Deflate(_Gzip):
    """What HTTP calls deflate: with the header of zlib, or, against the standard, without."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj()
        self._is_begun = False

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        if not self._is_begun and data:
            self._is_begun = True
            if data[0] & 0x0F != 8:
                self._member = zlib.decompressobj(-zlib.MAX_WBITS)
        return super().decompress(data, max_length)


DECOMPRESSORS: Final[dict[str, Callable[[], _Decompressor]]] = {
    "gzip": _Gzip,
    "bzip2": bz2.BZ2Decompressor,
    "xz": _xz,
    "zstd": _Zstd,
    "deflate": _Deflate,
}

COMPRESSED: Final = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
"""The endings of compressed files, and what unpacks them."""

_DAMAGE: Final = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)

SHORT: Final = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}
"""Short names of two endings."""


def compression_of(name: str) -> tuple[str, str]:
    """Return the name of a compressed file without its ending, and the ending in lower case; an
    empty ending if the name is that of no compressed file."""
    lower = name.lower()
    for short, long in SHORT.items():
        if lower.endswith(short):
            name = name[: -len(short)] + long
            lower = name.lower()
    ending = next((one for one in COMPRESSED if lower.endswith(one)), "")
    return name[: len(name) - len(ending)], ending


def unpacked(source: Source, name: str, ending: str) -> Source:
    """Return the source of what a compressed file holds, to be read as a file of that name. Its
    progress is that of the compressed file."""

    def open_unpacked() -> BinaryIO:
        contents = expanded(source.chunks(), COMPRESSED[ending])
        return member_file(reader_of(contents), source.unpacking)

    return replace(
        source,
        ending=name,
        progress=nothing_to_report,
        depth=source.depth + 1,
        open=open_unpacked,
    )


def expanded(chunks: Iterator[bytes], kind: str) -> Iterator[bytes]:
    """Give the contents of compressed data of a kind (``DECOMPRESSORS``), frame after frame.

    Raise ``ReadError`` where the data ends early or is damaged, after giving all that could be
    read.
    """
    frame = DECOMPRESSORS[kind]()
    begun = any_frame = False
    for rest in _slices(chunks):
        while rest or (begun and not frame.needs_input):
            if not begun:
                # Between frames there may be zero bytes, which gzip and xz ignore too.
                rest = rest.lstrip(b"\0") if any_frame else rest
                if not rest:
                    break
            begun = any_frame = True
            try:
                piece = frame.decompress(rest, _PIECE)
            except _DAMAGE as error:
                raise ReadError(
                    f"the {kind} data is damaged here ({error}); fetch or copy the file again"
                ) from error
            rest = b""
            if piece:
                yield piece
            if frame.eof:
                rest, begun = frame.unused_data, False
                frame = DECOMPRESSORS[kind]()
    if begun:
        raise ReadError(f"the {kind} data ends early: the file was cut off; fetch or copy it again")
    if not any_frame:
        raise ReadError(f"the file is empty, and no {kind} data; fetch or copy it again")


def _slices(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Give the bytes in small pieces, and the last 8 separately.

    Where zlib finds damage, the output of the piece is lost. With small pieces that is little, and
    nothing if only the checksum is wrong, which is the last 8 bytes.
    """
    held = b""
    for chunk in chunks:
        data = held + chunk
        end = max(0, len(data) - 8)
        for at in range(0, end, _SLICE):
            yield data[at : min(at + _SLICE, end)]
        held = data[end:]
    if held:
        yield held
