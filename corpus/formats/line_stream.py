"""Read the lines of a file as a stream, in any encoding, in constant memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import AnyStr, Final, Generic

from corpus.decoding.encoding import MARKS, decode
from corpus.read_errors import ReadError

LONGEST_LINE: Final = 32 << 20
"""Most bytes of a line: half of ``LARGEST``, since JSON doubles the length of some text."""

_TOO_LONG: Final = f"the line has more than {LONGEST_LINE >> 20} MiB; split its record"
MOST_EXPANDED: Final = 300
"""How many times its size a file may expand to. 20,950 news items as JSON lines expand to 2.4 to
3.5 times with gzip. Where an archive is compressed as one (``.tar.xz``), web pages that are 60 KB
of the same menus around an article each expand to 95 times; zeros to a thousand times with gzip and
to seven thousand with xz."""

EXPANDED_FREELY: Final = 16 << 20
"""Bytes that any file may expand to, however much it was compressed."""

_WIDE: Final = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}
_SAMPLE: Final = 1 << 16

Line = str | ReadError


def text_lines(chunks: Iterator[bytes]) -> Iterator[Line]:
    """Give the lines without their line feed; a line that cannot be decoded is a ``ReadError``.

    The encoding is decided once, from the beginning or from the first lines that are not ASCII. An
    error of ``chunks`` is raised after the last whole line before it. Raise ``ReadError`` also if
    the beginning is not text.
    """
    first = next(chunks, b"")
    for mark, name in MARKS:
        if first.startswith(mark):
            if name in _WIDE:
                return _wide_lines(_again(first[len(mark) :], chunks), name)
            return _narrow_lines(_again(first[len(mark) :], chunks), "utf-8")
    if b"\0" in first:
        # Raises ReadError if this is not UTF-16 but binary data.
        name = decode(_whole_lines(first)).encoding
        if name in _WIDE:
            return _wide_lines(_again(first, chunks), name)
    return _narrow_lines(_again(first, chunks), "")


def _whole_lines(data: bytes) -> bytes:
    """Return the beginning up to its last line feed, in UTF-16 with the zero byte after it."""
    end = data.rfind(b"\n") + 1
    return data[: end + end % 2] if end and b"\0" in data[:end] else data


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _wide_lines(chunks: Iterator[bytes], name: str) -> Iterator[Line]:
    decoder = codecs.getincrementaldecoder(name)()
    held = _Held("")
    for chunk in chunks:
        for line in held.lines(_decoded(decoder, chunk, name).split("\n")):
            yield ReadError(_TOO_LONG) if line is None else line
    last = held.last(_decoded(decoder, b"", name, final=True))
    if last != "":
        yield ReadError(_TOO_LONG) if last is None else last


class _Held(Generic[AnyStr]):
    """Collects the pieces of a line that is not complete yet; each piece is copied only once."""

    def __init__(self, nothing: AnyStr) -> None:
        self._nothing: AnyStr = nothing
        self._pieces: list[AnyStr] = []
        self._size = 0
        self._passing = False

    def lines(self, pieces: list[AnyStr]) -> Iterator[AnyStr | None]:
        """Give the lines that are complete with the next part of the file, which is cut at its line
        feeds (its last piece begins another line). None stands for a line that is too long."""
        for piece in pieces[:-1]:
            yield self.last(piece)
        self._hold(pieces[-1])

    def last(self, piece: AnyStr) -> AnyStr | None:
        """Return the line that a last piece completes; None if it is too long."""
        if not self._pieces and not self._passing and len(piece) <= LONGEST_LINE:
            return piece
        self._hold(piece)
        line = None if self._passing else self._nothing.join(self._pieces)
        self._forget()
        self._passing = False
        return line

    def _hold(self, piece: AnyStr) -> None:
        if piece:
            self._pieces.append(piece)
            self._size += len(piece)
        if self._size > LONGEST_LINE:
            self._forget()
            self._passing = True

    def _forget(self) -> None:
        self._pieces.clear()
        self._size = 0


def _decoded(
    decoder: codecs.IncrementalDecoder, chunk: bytes, name: str, *, final: bool = False
) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError as error:
        raise ReadError(f"from here on the file is not {name}; save it as UTF-8") from error


def _narrow_lines(chunks: Iterator[bytes], name: str) -> Iterator[Line]:
    """Give the lines of an encoding in which the byte 0x0A is always a line feed."""
    held = _Held(b"")
    for chunk in chunks:
        pieces = chunk.split(b"\n")
        for line in held.lines(pieces):
            if line is None:
                yield ReadError(_TOO_LONG)
                continue
            if not name and not line.isascii():
                name = _encoding_of(line, pieces[:-1])
            yield _line(line, name)
    last = held.last(b"")
    if last is None:
        yield ReadError(_TOO_LONG)
    elif last:
        yield _line(last, name or _encoding_of(last, []))


def _line(line: bytes, name: str) -> Line:
    if name in ("", "utf-8"):
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            return ReadError(f"byte {error.start} of the line is not UTF-8; repair or convert it")
    try:
        return line.decode(_LINE_CODECS[name])
    except UnicodeDecodeError as error:
        return ReadError(
            f"byte {error.start} of the line is not {name}, as the lines before are; "
            "save the file as UTF-8"
        )


_LINE_CODECS: Final = {
    "gb18030": "gb18030",
    "big5": "big5hkscs",
    "windows-1258": "cp1258",
}


def _encoding_of(line: bytes, lines: list[bytes]) -> str:
    """Return the encoding of a line that is not ASCII: UTF-8 if valid, else that of many lines.

    UTF-8 if no encoding fits: then each bad line is reported by itself.
    """
    try:
        line.decode()
    except UnicodeDecodeError:
        sample = b"\n".join(one for one in lines if not one.isascii())[:_SAMPLE]
        try:
            name = decode(sample[: sample.rfind(b"\n") + 1] or line).encoding
        except ReadError:
            return "utf-8"
        return name if name in _LINE_CODECS else "utf-8"
    return "utf-8"
