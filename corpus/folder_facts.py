"""Facts of the files in a folder, which its user wrote into ``songngu.toml`` there.

    source = "Báo Lạng Sơn"
    province = "Lạng Sơn"
    genre = "news"
    lang = "vi"
    date_from = "path"          # look there first: path, url or text; none: only the record's own

    [[files]]                   # some of them only; of several that match, the last counts
    match = "2019/*.txt"        # the path below this folder; * also stands for /
    source = "Báo Cao Bằng"

They hold for the folder and those below it, fact by fact: the nearest folder that says one counts.
What a record says of itself comes first. Only folders that were given to be read are looked into,
and no archives.
"""

from __future__ import annotations

import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from corpus.language import stated_language

NAME: Final = "songngu.toml"

LARGEST: Final = 1 << 18
"""Most bytes of such a file: thousands of patterns. Not measured."""

LONGEST: Final = 500
"""Most code points of a fact, as of those of records (corpus/formats/record.py)."""

DATES_FROM: Final = ("path", "url", "text", "none")


class FolderFacts(Struct, frozen=True):
    """What is said of a file by the folders above it; empty where nothing is."""

    source: str = ""
    province: str = ""
    genre: str = ""
    lang: str = ""
    date_from: str = ""

    @property
    def digest(self) -> str:
        """Return a hash of the facts: a file must be read again when it changes."""
        said = "\0".join(getattr(self, name) for name in KEYS)
        return blake2b(said.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


KEYS: Final = FolderFacts.__struct_fields__
NO_FACTS: Final = FolderFacts()


class Problem(Struct, frozen=True):
    """What is wrong on a line of the file, counted from 1 (0: the whole file), and what to do."""

    line: int
    reason: str


class _Folder(Struct, frozen=True):
    """What one file says: ``parts`` are its patterns, the first for all files, with their facts."""

    parts: tuple[tuple[str, Mapping[str, str]], ...] = ()
    problems: tuple[Problem, ...] = ()


def facts_for(path: str | os.PathLike[str], root: str | os.PathLike[str] | None) -> FolderFacts:
    """Return the facts of a file. ``root`` is the folder that was given to be read (that of a file
    that was given), above which nothing is read; None stands for the file's own."""
    path = Path(path)
    top = path.parent if root is None else Path(root)
    found: dict[str, str] = {}
    for folder in path.parents:
        below = path.relative_to(folder).as_posix()
        for pattern, said in reversed(_read(folder / NAME).parts):
            if not pattern or fnmatchcase(below, pattern):
                found = {**said, **found}
        if folder == top:
            break
    return FolderFacts(**found) if found else NO_FACTS


def problems_of(path: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Return what cannot be used in a ``songngu.toml``; the rest of it is used."""
    return _read(Path(path)).problems


def _read(path: Path) -> _Folder:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return _Folder()  # there is none
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return _read_again(path, times, status.st_size, status.st_mode)


@lru_cache(maxsize=1_000)
def _read_again(path: Path, _times: tuple[int, int], size: int, mode: int) -> _Folder:
    """Read a file; again when it has changed."""
    if not stat.S_ISREG(mode):
        return _unusable(f"{NAME} is no regular file; write one")
    if size > LARGEST:
        return _unusable(f"{NAME} has more than {LARGEST >> 10} KiB; write fewer patterns")
    try:
        text = path.read_bytes().decode("utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        return _unusable(f"{NAME} cannot be read: {error.strerror}; check that you may read it")
    except UnicodeDecodeError:
        return _unusable(f"{NAME} is not in UTF-8; save it so")
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        reason = f'{NAME} is no TOML: {error}; write source = "Báo Lạng Sơn"'
        return _unusable(reason, int(line[1]) if line else 0)
    return _Reader(text).folder(table)


def _unusable(reason: str, line: int = 0) -> _Folder:
    return _Folder(problems=(Problem(line, f"{reason}; the files are read without it"),))


class _Reader:
    """Takes the facts of a parsed file, and collects what cannot be used."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._problems: list[Problem] = []

    def folder(self, table: Mapping[str, Any]) -> _Folder:
        own = {key: value for key, value in table.items() if key != "files"}
        parts: list[tuple[str, Mapping[str, str]]] = [("", dict(self._facts(own)))]
        given = table.get("files", [])
        if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
            self._say("files", "files is no list of tables; begin each with [[files]]")
            given = []
        for one in given:
            pattern = one.get("match")
            if not isinstance(pattern, str) or not pattern:
                self._say("files", '[[files]] without match; write match = "2019/*.txt"')
                continue
            rest = {key: value for key, value in one.items() if key != "match"}
            parts.append((pattern, dict(self._facts(rest))))
        return _Folder(tuple(parts), tuple(self._problems))

    def _facts(self, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        for key, value in table.items():
            if key not in KEYS:
                self._say(key, f"{key!r} is not known; write one of {', '.join(KEYS)}, [[files]]")
            elif not isinstance(value, str) or len(value) > LONGEST:
                self._say(key, f'{key!r} is no short text; write it as {key} = "…"')
            elif key == "date_from" and value not in DATES_FROM:
                self._say(key, f"date_from is {value!r}; write one of {', '.join(DATES_FROM)}")
            elif key == "lang" and not stated_language(value):
                self._say(key, f"lang is {value!r}; write vi, zh or en")
            else:
                yield key, " ".join(value.split())

    def _say(self, key: str, reason: str) -> None:
        shape = re.compile(rf"\s*(?:\[\[?\s*)?[\"']?{re.escape(key)}\b")
        numbers = (at for at, line in enumerate(self._lines, 1) if shape.match(line))
        self._problems.append(Problem(next(numbers, 0), f"{reason}; the rest is used"))
