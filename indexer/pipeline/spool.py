"""Keep what was read on the disk until it has been indexed: files are read once, and gone through
twice, for which words are names depends on all of them.

A spool is a file of frames, each a few documents, compressed. It is scratch: never read by another
run, and swept away with what killed runs leave.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

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


class Segment(NamedTuple):
    """A piece of a spool: the frames of one file, or of a part of it."""

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
        content = zstd.compress(pickle.dumps(frame, pickle.HIGHEST_PROTOCOL), LEVEL)
        self._file.write(len(content).to_bytes(_LENGTH, "big") + content)

    def position(self) -> int:
        """Return the bytes written; all of them can be read now."""
        self._file.flush()
        return self._file.tell()

    def empty(self) -> None:
        """Forget all that was written."""
        self._file.seek(0)
        self._file.truncate()

    def close(self) -> None:
        """Delete the spool."""
        self._file.close()
        self.path.unlink(missing_ok=True)


def items_of(segment: Segment) -> Iterator[Item]:
    """Yield the items of a segment."""
    with open(segment.spool, "rb") as file:
        file.seek(segment.start)
        while file.tell() < segment.end:
            size = int.from_bytes(file.read(_LENGTH), "big")
            yield from pickle.loads(zstd.decompress(file.read(size)))
