"""Read the lines of a file as a stream, in any encoding, in constant memory."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import AnyStr, Final, Generic

from corpus.decoding.encoding import CODECS, MARKS, decode
from corpus.decoding.legacy import LEGACY, decode_legacy
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

UTF_8: Final = "utf-8"
_WIDE: Final = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"}
_SAMPLE: Final = 1 << 16

Line = str | ReadError


class TextLines:
    """The lines of a file without line feeds; a line that cannot be decoded is a ``ReadError``.

    ``encoding`` is that of the lines given so far. It is decided once, from the beginning or from
    the first lines that are not ASCII. An error of ``chunks`` is raised after the last whole line
    before it. Going through the lines, which is done once, raises ``ReadError`` also if the
    beginning is not text.
    """

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.encoding = UTF_8
        self._chunks = chunks
        self._is_decided = False

    def __iter__(self) -> Iterator[Line]:
        first = next(self._chunks, b"")
        for mark, name in MARKS:
            if first.startswith(mark):
                self.encoding, self._is_decided = name, True
                first = first[len(mark) :]
                break
        else:
            if b"\0" in first:
                # Raises ReadError if this is not UTF-16 but binary data.
                name = decode(_whole_lines(first)).encoding
                self.encoding = name if name in _WIDE else UTF_8
        chunks = _again(first, self._chunks)
        if self.encoding in _WIDE:
            return _wide_lines(chunks, self.encoding)
        return self._narrow_lines(chunks)

    def _narrow_lines(self, chunks: Iterator[bytes]) -> Iterator[Line]:
        """Give the lines of an encoding in which the byte 0x0A is always a line feed."""
        held = _Held(b"")
        for chunk in chunks:
            pieces = chunk.split(b"\n")
            others = pieces[:-1]  # once: a chunk may have as many lines as bytes
            for line in held.lines(pieces):
                yield ReadError(_TOO_LONG) if line is None else self._line(line, others)
        last = held.last(b"")
        if last != b"":
            yield ReadError(_TOO_LONG) if last is None else self._line(last, [])

    def _line(self, line: bytes, others: list[bytes]) -> Line:
        """Decode a line. The first that is not ASCII decides the encoding, with others after it."""
        if not self._is_decided and not line.isascii():
            self.encoding, self._is_decided = _encoding_of(line, others), True
        return _decoded_line(line, self.encoding)


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


def _decoded_line(line: bytes, name: str) -> Line:
    if name in LEGACY:
        return decode_legacy(line, name)
    try:
        return line.decode(CODECS.get(name, name))
    except UnicodeDecodeError as error:
        if name == UTF_8:
            return ReadError(f"byte {error.start} of the line is not UTF-8; repair or convert it")
        return ReadError(
            f"byte {error.start} of the line is not {name}, as the lines before are; "
            "save the file as UTF-8"
        )


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
            return UTF_8
        # The beginning would have shown that a character has two bytes.
        return UTF_8 if name in _WIDE else name
    return UTF_8
