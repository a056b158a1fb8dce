"""Keep what was read on the disk until it has been indexed: files are read once, and gone through
twice, for which words are names depends on all of them.

A spool is a file of frames, each a few items as MessagePack, compressed. Which files it has says
indexer/pipeline/spooled_files.py.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import msgpack

from corpus.document import Document, Failure
from indexer.whole_files import part_of

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Item = Document | Failure

FRAME: Final = 32
"""Most items of a frame: some 100 KB of news."""

CHARACTERS: Final = 1 << 20
"""Characters of a frame to which no further item is added."""

LEVEL: Final = 1
"""Of compression: 20,957 documents of 35 MB take 0.3 s and 13 MB."""

_LENGTH: Final = 8

_Frame = list[tuple[Document | None, Failure | None]]
"""The items of a frame, one of each pair."""

ENCODING: Final = blake2b(
    repr((Document.__struct_fields__, Failure.__struct_fields__)).encode(), digest_size=4
).hexdigest()
"""Another one means that the frames of before can't be read."""

_DECODER = msgpack.Decoder(_Frame)


class Segment(NamedTuple):
    """A piece of a spool: the frames of one file."""

    spool: str
    start: int
    end: int


class Spool:
    """A spool that is written, named ``name``, in a folder."""

    def __init__(self, folder: Path, name: str) -> None:
        self.path = part_of(folder / name)
        self._file = self.path.open("wb")

    def write(self, items: Iterable[Item]) -> Iterator[list[Item]]:
        """Write items frame by frame, and yield what each has."""
        frame: list[Item] = []
        characters = 0
        for item in items:
            frame.append(item)
            characters += len(item.body) if isinstance(item, Document) else 0
            if len(frame) == FRAME or characters >= CHARACTERS:
                self._put(frame)
                yield frame
                frame, characters = [], 0
        if frame:
            self._put(frame)
            yield frame

    def _put(self, frame: list[Item]) -> None:
        pairs: _Frame = [(one, None) if isinstance(one, Document) else (None, one) for one in frame]
        content = zstd.compress(msgpack.encode(pairs), LEVEL)
        self._file.write(len(content).to_bytes(_LENGTH, "big") + content)

    def take(self, segment: Segment) -> Segment:
        """Write what a whole other spool has, and delete that; where it stands now."""
        start = self._file.tell()
        with open(segment.spool, "rb") as file:
            shutil.copyfileobj(file, self._file, 1 << 20)
        Path(segment.spool).unlink()
        return Segment(str(self.path), start, self._file.tell())

    def position(self) -> int:
        """Return the bytes written; all of them can be read now."""
        self._file.flush()
        return self._file.tell()

    def synchronise(self) -> None:
        """Put all that was written on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Write no more."""
        self._file.close()


def items_of(segment: Segment) -> Iterator[Item]:
    """Yield the items of a segment."""
    with open(segment.spool, "rb") as file:
        file.seek(segment.start)
        while file.tell() < segment.end:
            size = int.from_bytes(file.read(_LENGTH), "big")
            for document, failure in _DECODER.decode(zstd.decompress(file.read(size))):
                if document is not None:
                    yield document
                elif failure is not None:
                    yield failure
