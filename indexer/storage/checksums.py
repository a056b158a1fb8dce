"""Keep a checksum of every file of an index at each commit, by which damage is found.

While a run writes, the list is ``open``: a file that it has rewritten since the last commit, or a
new one, has no checksum yet, and a killed run leaves it so. Closed, it speaks of every file.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b, file_digest
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from indexer.storage.generations import BEGUN, ENGINE
from indexer.whole_files import PART, sealed, unsealed, write_whole

FILE: Final = "checksums.json"

ALWAYS: Final = 1 << 16
"""Bytes of a file that is read again however it looks: a small one may be rewritten, with the same
size, within one tick of the file system's clock (4 ms)."""

_NO_PART: Final = (PART, "-journal", "-wal", "-shm", ".lock")
"""Ends of names that no index consists of: what is being written, and locks."""


ALL: Final = "all"
DOUBTFUL: Final = "doubtful"
"""Read what looks otherwise than when its checksum was kept, or is small."""
NONE: Final = "none"
"""Read nothing: what is missing or cut short shows all the same."""

ATTEMPTS: Final = 5
"""How often the files are looked at again because a run has written meanwhile."""


class Sum(NamedTuple):
    """A file as it was written; ``changed`` is its time of change in nanoseconds."""

    size: int
    changed: int
    digest: str


class Damage(Struct, frozen=True):
    """A file that is not as it was written, and how that shows."""

    name: str
    what: str

    def __str__(self) -> str:
        return f"{self.name} {self.what}"


class Unreadable(ValueError):
    """The list itself is missing or damaged; the message says which."""


class Checksums(Struct, frozen=True):
    """The files of one generation by their name below it."""

    files: Mapping[str, Sum]
    is_open: bool

    @classmethod
    def read(cls, data: Path) -> Checksums:
        """Return the list of a generation. Raises ``Unreadable``."""
        path = data / FILE
        try:
            shape = unsealed(path.read_bytes())
            files: dict[str, list[object]] = shape["files"]  # type: ignore[assignment]
            sums = {name: Sum(*one) for name, one in files.items()}  # type: ignore[arg-type]
            return cls(sums, bool(shape["open"]))
        except OSError as error:
            raise Unreadable(f"{path} can't be read: {error.strerror}") from None
        except (ValueError, KeyError, TypeError, AttributeError):
            raise Unreadable(f"{path} is damaged") from None

    def write(self, data: Path) -> None:
        """Keep the list. Raises ``OSError``."""
        files = {name: list(one) for name, one in sorted(self.files.items())}
        write_whole(data / FILE, sealed({"open": self.is_open, "files": files}))

    @property
    def version(self) -> str:
        """A short text that is another one after each commit that changed a file."""
        digest = blake2b(digest_size=6)
        for name, one in sorted(self.files.items()):
            digest.update(f"{name}\0{one.digest}\n".encode())
        return digest.hexdigest()

    def again(self, data: Path, engine_files: Iterable[Path], *, is_open: bool) -> Checksums:
        """Return the list of the files that there are now. What looks as it did is not read
        again."""
        found: dict[str, Sum] = {}
        for path in [*_beside_engine(data), *engine_files]:
            name = path.relative_to(data).as_posix()
            try:
                found[name] = _summed(path, self.files.get(name))
            except FileNotFoundError:
                # A merge in the background has taken it away; the next commit tells.
                if not is_open:
                    raise
        return Checksums(found, is_open)

    def damages(self, data: Path, reading: str = ALL) -> Iterator[Damage]:
        """Yield the files that are not as they were written; none of an open list that a run may
        have rewritten. ``reading`` says which are read, and not only looked at."""
        for name, one in self.files.items():
            path = data / name
            try:
                state = path.stat()
                good = state.st_size == one.size
                if reading == ALL or (reading == DOUBTFUL and _is_doubtful(state.st_mtime_ns, one)):
                    good = good and _digest(path) == one.digest
            except FileNotFoundError:
                if not self.is_open:
                    yield Damage(name, "is missing")
                continue
            except OSError as error:
                yield Damage(name, f"can't be read: {error.strerror}")
                continue
            if not good and not (self.is_open and _is_doubtful(state.st_mtime_ns, one)):
                is_other = f"has {state.st_size} bytes instead of {one.size}"
                was_cut = state.st_size != one.size
                yield Damage(name, is_other if was_cut else "is not as it was written")

    def without(self, names: Collection[str]) -> Checksums:
        """Return the list without some files: those that are about to be made anew."""
        kept = {name: one for name, one in self.files.items() if name not in names}
        return Checksums(kept, self.is_open)


def damages_now(data: Path, reading: str = ALL) -> tuple[Checksums, list[Damage]]:
    """Return the list of a generation that others may be writing, and what is not as it says.
    Raises ``Unreadable``."""
    for _ in range(ATTEMPTS - 1):
        sums = Checksums.read(data)
        found = list(sums.damages(data, reading))
        if not found or Checksums.read(data) == sums:
            return sums, found
    sums = Checksums.read(data)
    return sums, list(sums.damages(data, reading))


def _is_doubtful(changed: int, one: Sum) -> bool:
    return changed != one.changed or one.size <= ALWAYS


def _summed(path: Path, known: Sum | None) -> Sum:
    state = path.stat()
    if known and known.size == state.st_size and not _is_doubtful(state.st_mtime_ns, known):
        return known
    return Sum(state.st_size, state.st_mtime_ns, _digest(path))


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, lambda: blake2b(digest_size=16)).hexdigest()


def _beside_engine(data: Path) -> Iterator[Path]:
    """Yield the files of a generation that are not the engine's."""
    for path in sorted(data.rglob("*")):
        name = path.relative_to(data)
        is_own = name.parts[0] != ENGINE and path.name not in (FILE, BEGUN)
        if is_own and path.is_file() and not path.name.endswith(_NO_PART):
            yield path
