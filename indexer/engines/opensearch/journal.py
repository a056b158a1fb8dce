"""The changes of one commit, in a file: OpenSearch has no transactions, so they are sent only when
all of them are here, and sent again if the sender dies. Sending again changes nothing: each change
replaces, or deletes, the document of its id."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple

import msgspec

from indexer.whole_files import synchronise_folder

PREFIX: Final = "commit-"
_DELETED: Final = b"null"


class Change(NamedTuple):
    """A document by its ``_id``: new, or deleted where it is None."""

    key: str
    source: bytes | None


class Journal:
    """A journal that is written. One line has the id of a change, the next its document."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.version = version_in(path.name)
        self.changes = 0
        self._file = path.open("wb", buffering=1 << 20)

    def add(self, key: str, source: bytes | None) -> None:
        """Note a change. Raises ``OSError``."""
        self._file.write(msgspec.json.encode(key))
        self._file.write(b"\n")
        self._file.write(source if source is not None else _DELETED)
        self._file.write(b"\n")
        self.changes += 1

    def finish(self) -> None:
        """Put it on the disk, whole. Raises ``OSError``."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        synchronise_folder(self.path.parent)

    def discard(self) -> None:
        """Forget all changes."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


def version_in(name: str) -> int:
    """Return the version of the commit that a journal of this name holds."""
    return int(name.removeprefix(PREFIX).partition(".")[0])


def changes_in(path: Path) -> Iterator[Change]:
    """Yield the changes of a journal that is whole; of several to one document the last, for those
    of one request are not done in order everywhere. Raises ``OSError``."""
    last: dict[str, int] = {}
    for number, (key, _) in enumerate(_lines(path)):
        last[key] = number
    for number, (key, source) in enumerate(_lines(path)):
        if last[key] == number:
            yield Change(key, None if source == _DELETED else source)


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb", buffering=1 << 20) as file:
        while key := file.readline():
            yield msgspec.json.decode(key, type=str), file.readline()[:-1]
