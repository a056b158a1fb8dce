"""Read the user's file of corrections: tab-separated, readable, edited by hand if one likes.

A line that cannot be read is a problem with its number and stops no other. What makes the whole
file unreadable (it is no file, too large, not of corrections) is an error: to go on without it
would undo in the index all that readers have said.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer.corrections.correction import COLUMNS, Correction
from indexer.corrections.in_force import Corrections
from indexer.corrections.line_format import cells_of, columns_of, correction_of
from indexer.index_errors import IndexProblem
from synonyms.gazetteer import Gazetteer

HEAD: Final = f"""\
# Corrections of Song Ngữ, one a line, in the order they were said. Lines may be deleted by hand;
# "undo" with a correction's id in "other" takes it back.
{chr(9).join(COLUMNS)}
"""

SIZE_LIMIT: Final = 16 << 20
"""Most bytes of a file: 73,000 corrections of 227 bytes, read in 1.5 seconds (2026-11)."""

PROBLEMS_LIMIT: Final = 20
"""Most bad lines that are named; the others are counted."""

LINE_END: Final = re.compile(rb"\r\n?|\n")

# Opening neither waits for another end (a FIFO) nor takes a terminal.
_OPEN: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


class CorrectionsBroken(IndexProblem):
    """A file of corrections that can't be read or written; the message says why."""


class Parsed(Struct, frozen=True):
    """A file's corrections, and the columns that are valid at its end; none before its header."""

    corrections: Corrections
    columns: tuple[str, ...]


def read(path: Path, names: Gazetteer | None = None) -> Corrections:
    """Return the corrections of a file; none where there is none. With the gazetteer's names, lines
    that take a gate for a person are among the problems. Raises ``CorrectionsBroken``."""
    data = bytes_of(path)
    return parsed(path, data or b"", names).corrections


def bytes_of(path: Path) -> bytes | None:
    """Read a file; None where there is none. Raises ``CorrectionsBroken`` at once for what is not a
    regular file, can't be read or is too large."""
    try:
        handle = os.open(path, _OPEN)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CorrectionsBroken(
            f"{path} can't be read: {error.strerror}. It must be a file of corrections"
        ) from None
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise CorrectionsBroken(
                f"{path} is no file but {_kind(status.st_mode)}. Name a file of corrections"
            )
        with open(handle, "rb", closefd=False) as file:
            data = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise CorrectionsBroken(f"{path} can't be read: {error.strerror}") from None
    finally:
        os.close(handle)
    if len(data) > SIZE_LIMIT:
        raise CorrectionsBroken(
            f"{path} has more than {SIZE_LIMIT >> 20} MB, which no file of corrections has"
        )
    return data


def _kind(mode: int) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFIFO: "a pipe", stat.S_IFSOCK: "a socket"}
    return kinds.get(stat.S_IFMT(mode), "a device")


def parsed(path: Path, data: bytes, names: Gazetteer | None = None) -> Parsed:
    """Parse the bytes of a file; ``path`` is for messages. Raises ``CorrectionsBroken`` if it is
    not a file of corrections."""
    columns: tuple[str, ...] = ()
    said: list[Correction] = []
    problems: list[str] = []
    bad = 0
    lines = LINE_END.split(data.removeprefix(codecs.BOM_UTF8))
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith(b"#"):
            continue
        try:
            found = _taken(line, columns, names)
        except ValueError as error:
            if not columns:
                raise CorrectionsBroken(
                    f"{path}:{number}: the first line must name the columns, each once, what "
                    f"among them: {', '.join(COLUMNS)}"
                ) from None
            bad += 1
            if bad <= PROBLEMS_LIMIT:
                problems.append(f"{path}:{number}: {error}")
            continue
        if isinstance(found, Correction):
            said.append(found)
        else:
            columns = found
    if bad > PROBLEMS_LIMIT:
        problems.append(f"{path}: {bad - PROBLEMS_LIMIT} more lines that can't be taken")
    return Parsed(Corrections(said, problems), columns)


def _taken(
    line: bytes, columns: tuple[str, ...], names: Gazetteer | None
) -> Correction | tuple[str, ...]:
    """Return the correction of a line, or the columns that it names. Raises ``ValueError``."""
    try:
        cells = cells_of(line.decode())
    except UnicodeDecodeError:
        raise ValueError("not UTF-8") from None
    return columns_of(cells) or correction_of(cells, columns, names)


def beside(index: Path) -> Path:
    """Return where corrections of an index are kept unless told otherwise: beside its folder, so
    that they outlive it."""
    whole = index.absolute()
    return whole.parent / f"{whole.name}.corrections.tsv"
