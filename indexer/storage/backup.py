"""Write an index into one file, and make an index of it again.

A backup is a tar of one generation, compressed with zstd. Its first member lists the others, each
with its size, time and digest. It is written under the lock, so it is one commit; it takes its
place when it is whole. What is restored is compared with the list before it becomes an index;
nothing but regular files that the list names is taken out of the archive.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import IO, Final

from msgspec.structs import asdict

from indexer.index_errors import IndexDamaged, IndexProblem, NoIndex
from indexer.storage import generations
from indexer.storage.checksums import FILE as CHECKSUMS
from indexer.storage.checksums import Unreadable, damages_now
from indexer.storage.fingerprint import Fingerprint, data_folder, read_current, write_fingerprint
from indexer.storage.generations import BEGUN
from indexer.storage.write_lock import locked
from indexer.whole_files import PART, part_of, synchronise_file, synchronise_folder

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

LIST: Final = "backup.json"
"""The first member."""

VERSION: Final = 1

CORRECTIONS: Final = "corrections.tsv"
"""The member that holds the readers' corrections, which lie beside the folder of the index."""

_CHUNK: Final = 1 << 20

LONGEST_LIST: Final = 64 << 20
"""Bytes of a list of files; an index has some hundred."""


class NoBackup(IndexProblem):
    """A file is no backup, or not as it was written."""


def back_up(index: Path, file: Path, corrections: Path) -> int:
    """Write the index and the corrections beside it into a file; how many files it holds. Raises
    ``IndexProblem`` and ``OSError``."""
    current = read_current(index)
    part = part_of(file)
    with locked(index):
        data = data_folder(index)
        found = _files_of(data)
        if corrections.is_file():
            found[CORRECTIONS] = corrections
        listed = {name: _said(path) for name, path in found.items()}
        shape = {
            "version": VERSION,
            "fingerprint": asdict(current.fingerprint),
            "files": listed,
        }
        try:
            with zstd.open(part, "wb") as stream, tarfile.open(fileobj=stream, mode="w|") as tar:
                _add(tar, LIST, io.BytesIO(content := json.dumps(shape).encode()), len(content))
                for name, path in found.items():
                    with path.open("rb") as opened:
                        _add(tar, name, opened, path.stat().st_size)
            synchronise_file(part)
            part.replace(file)
        finally:
            part.unlink(missing_ok=True)
    synchronise_folder(file.resolve().parent)
    return len(found)


def _files_of(data: Path) -> dict[str, Path]:
    """Return the files of a generation that is as it was written."""
    try:
        sums, damages = damages_now(data)
    except Unreadable as problem:
        raise IndexDamaged(f"{problem}. Nothing was backed up: songngu doctor --repair") from None
    if damages:
        raise IndexDamaged(
            f"The index is damaged: {damages[0]}. Nothing was backed up: songngu doctor --repair"
        )
    if sums.is_open:
        raise IndexDamaged(
            "The last run was ended before its end, so some files have no checksum. Nothing was "
            "backed up: songngu doctor --repair"
        )
    return {name: data / name for name in (CHECKSUMS, *sums.files)}


def _said(path: Path) -> list[int | str]:
    state = path.stat()
    with path.open("rb") as file:
        return [state.st_size, state.st_mtime_ns, _digest_of(file)]


def _digest_of(file: IO[bytes]) -> str:
    digest = blake2b(digest_size=16)
    while chunk := file.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o644
    tar.addfile(member, content)


def restore(file: Path, index: Path, corrections: Path, *, anew: bool = False) -> int:
    """Make the index of a backup in a folder; how many files it has. Corrections that are there
    stay. Raises ``NoBackup`` where anything is not as it was written, ``IndexProblem`` where there
    is an index, unless ``anew``: then it takes its place when all is whole; and ``OSError``."""
    if not anew and _is_index(index):
        raise IndexProblem(
            f"There is an index in {index}. Restore it into another folder, or in its place with "
            "--anew."
        )
    index.mkdir(parents=True, exist_ok=True)
    with locked(index):
        made = generations.begin(index)
        try:
            fingerprint, count = _taken_out(file, made)
            kept = made / CORRECTIONS
            if kept.exists() and not corrections.exists():
                shutil.copyfile(kept, corrections)
            kept.unlink(missing_ok=True)
            write_fingerprint(index, fingerprint, made.name)
            (made / BEGUN).unlink()
        except BaseException:
            generations.remove(made)
            raise
        for path in generations.leftovers(index, made.name):
            generations.remove(path)
    return count


def _is_index(index: Path) -> bool:
    try:
        read_current(index)
    except NoIndex:
        return False
    except IndexProblem:
        return True
    return True


def _taken_out(file: Path, made: Path) -> tuple[Fingerprint, int]:
    """Take the files of a backup out into a folder. Raises ``NoBackup``."""
    try:
        with _members(file) as (tar, members):
            first = next(members, None)
            if first is None or first.name != LIST or first.size > LONGEST_LIST:
                raise NoBackup(f"{file} is no backup of an index: it has no list of files.")
            opened = tar.extractfile(first)
            shape = json.loads(opened.read() if opened else b"")
            if shape["version"] != VERSION:
                raise NoBackup(f"{file} was made by another version of this program.")
            fingerprint = Fingerprint(**shape["fingerprint"])
            missing = dict(shape["files"])
            for member in members:
                size, changed, digest = _expected(file, member, missing)
                path = made / member.name
                path.parent.mkdir(parents=True, exist_ok=True)
                opened = tar.extractfile(member)
                if opened is None or _written(path, opened, size) != digest:
                    raise NoBackup(f"{file}: {member.name} is not as it was written.")
                os.utime(path, ns=(changed, changed))
    except (tarfile.TarError, zstd.ZstdError, EOFError, ValueError, KeyError, TypeError) as error:
        raise NoBackup(f"{file} is no backup of an index, or damaged ({error}).") from error
    if missing:
        raise NoBackup(f"{file} is incomplete: {next(iter(missing))} is missing.")
    return fingerprint, len(shape["files"])


@contextmanager
def _members(file: Path) -> Iterator[tuple[tarfile.TarFile, Iterator[tarfile.TarInfo]]]:
    with zstd.open(file, "rb") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        yield tar, iter(tar)


def _expected(
    file: Path, member: tarfile.TarInfo, missing: dict[str, list[int | str]]
) -> tuple[int, int, str]:
    """Return what the list says of a member. Raises ``NoBackup`` for one that it doesn't name, and
    for whatever could be written elsewhere."""
    path = PurePosixPath(member.name)
    is_inside = not path.is_absolute() and ".." not in path.parts and "\\" not in member.name
    is_own = not member.name.endswith(PART) and member.name != BEGUN
    if not (member.isreg() and is_inside and is_own) or member.name not in missing:
        raise NoBackup(f"{file} holds {member.name!r}, which no backup of ours has.")
    size, changed, digest = missing.pop(member.name)
    if member.size != size:
        raise NoBackup(f"{file}: {member.name} is not as it was written.")
    return int(size), int(changed), str(digest)


def _written(path: Path, content: IO[bytes], size: int) -> str:
    """Write a file, at most ``size`` bytes, and return its digest."""
    digest = blake2b(digest_size=16)
    with path.open("xb") as file:
        while size > 0 and (chunk := content.read(min(_CHUNK, size))):
            digest.update(chunk)
            file.write(chunk)
            size -= len(chunk)
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()
