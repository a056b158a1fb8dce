"""Note runs that write an index when they begin, and delete the note when they end well: a killed
run can't say itself that it did not finish."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer.index_errors import IndexDamaged
from indexer.whole_files import sealed, unsealed, write_whole

FILE: Final = "unfinished.json"
MOST: Final = 20
"""Runs that are remembered, the newest."""


class Unfinished(Struct, frozen=True):
    """A run: its command line, and when it began."""

    command: str
    began: str


def read(index: Path) -> tuple[Unfinished, ...]:
    """Return the runs that did not end, or have not yet; oldest first. Raises ``IndexDamaged``."""
    path = index / FILE
    try:
        rows: list[list[str]] = unsealed(path.read_bytes())["runs"]  # type: ignore[assignment]
        return tuple(Unfinished(*row) for row in rows)
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError):
        raise IndexDamaged(
            f"{path}, the note of runs that did not finish, is damaged. Delete it."
        ) from None


def begin(index: Path, command: Sequence[str]) -> None:
    """Note a run, once whatever was noted of the same before."""
    said = shlex.join(command)
    began = datetime.now().astimezone().isoformat(timespec="seconds")
    _keep(index, [*_others(index, said), Unfinished(said, began)])


def said(command: Sequence[str]) -> str:
    """Return a command line as it is noted."""
    return shlex.join(command)


def forget(index: Path, run: Unfinished) -> None:
    """Forget a run whose leavings were settled; only under the lock, or where nobody writes."""
    _keep(index, _others(index, run.command))


def end(index: Path, command: Sequence[str], also: str | None = None) -> None:
    """Forget a run that ended well, and those whose work it has done or undone: their command lines
    begin as ``also`` says."""
    others = _others(index, shlex.join(command))
    _keep(index, [one for one in others if also is None or not one.command.startswith(also)])


def _others(index: Path, command: str) -> list[Unfinished]:
    try:
        known = read(index)
    except IndexDamaged:
        # It is about to be written anew, and the doctor has had its chance to say so.
        return []
    return [one for one in known if one.command != command]


def _keep(index: Path, runs: Sequence[Unfinished]) -> None:
    path = index / FILE
    if runs:
        rows = [[one.command, one.began] for one in runs[-MOST:]]
        write_whole(path, sealed({"runs": rows}))
    else:
        path.unlink(missing_ok=True)
