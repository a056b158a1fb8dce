"""Find the files of the given paths, in an order that is always the same."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.document import Failure
from corpus.file_place import place_of
from corpus.folder_facts import NAME
from corpus.formats.source_file import Source, shown_path

FilePath = str | os.PathLike[str]


def find_inputs(paths: Iterable[FilePath]) -> Iterator[Source | Failure]:
    """Give each file of the paths once; a ``Failure`` for what is missing or cannot be listed.

    Among them are the files that say facts of their folders (corpus/folder_facts.py), also that
    beside a file that was given.

    Folders are walked recursively in the order of names, without hidden files and folders. Links to
    folders come after the rest of the given folder, and no folder is walked twice, so links in a
    circle do no harm. Every file has its real place, however it was reached.
    """
    seen: set[tuple[int, int]] = set()
    for given in paths:
        path = Path(given)
        try:
            status = path.stat()
            parent = path.parent.stat()
        except (OSError, ValueError) as error:
            # ValueError: a NUL in the path.
            reason = error.strerror if isinstance(error, OSError) else str(error)
            yield Failure(
                shown_path(path), 0, f"the path cannot be opened: {reason}; check its name"
            )
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(path, seen)
            continue
        walked = _identity(parent) in seen and not path.name.startswith(".")
        if not walked and _identity(status) not in seen:
            seen.add(_identity(status))
            yield from _beside(path, seen)
            yield Source(path, place_of(os.path.realpath(path)), root=path.parent)


def _beside(path: Path, seen: set[tuple[int, int]]) -> Iterator[Source]:
    """Give the file of facts beside a given file, once."""
    beside = path.with_name(NAME)
    try:
        identity = _identity(beside.stat())
    except OSError:  # there is none
        return
    if identity not in seen:
        seen.add(identity)
        yield Source(beside, place_of(os.path.realpath(beside)), root=path.parent)


def _walk(root: Path, seen: set[tuple[int, int]]) -> Iterator[Source | Failure]:
    """Give the files below a folder. ``seen`` holds the folders walked and files given so far."""
    files_given = bool(seen)
    waiting: list[str] = [os.fspath(root)]
    while waiting:
        level = [_entries(waiting.pop(0), seen)]
        while level:
            entry = next(level[-1], None)
            if entry is None:
                level.pop()
            elif isinstance(entry, Failure):
                yield entry
            elif entry.is_dir(follow_symlinks=False):
                level.append(_entries(entry.path, seen))
            elif _leads_to_folder(entry):
                waiting.append(entry.path)
            elif not (files_given and _was_given(entry, seen)):
                place = place_of(os.path.realpath(entry.path))
                yield Source(Path(entry.path), place, root=root)


def _entries(folder: str, seen: set[tuple[int, int]]) -> Iterator[os.DirEntry[str] | Failure]:
    """Give the entries of a folder in the order of names; none if it was walked before."""
    try:
        identity = _identity(os.stat(folder))
        if identity in seen:
            return
        seen.add(identity)
        with os.scandir(folder) as listing:
            entries = sorted(
                (entry for entry in listing if not entry.name.startswith(".")),
                key=lambda entry: entry.name,
            )
    except OSError as error:
        yield Failure(
            shown_path(folder),
            0,
            f"the folder cannot be listed: {error.strerror}; check that you may read it",
        )
        return
    yield from entries


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, which is reported when it is read as a file
        return False


def _was_given(entry: os.DirEntry[str], seen: set[tuple[int, int]]) -> bool:
    try:
        return _identity(entry.stat()) in seen
    except OSError:  # gone, or a broken link, which is reported when it is read
        return False


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
