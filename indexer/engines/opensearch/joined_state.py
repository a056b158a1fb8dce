"""The small file in the folder of a joined archive that says which indices of the cluster are its
parts, and how far each had come when they were joined."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, convert, to_builtins

from indexer.engines.opensearch.state import DONE, read_state
from indexer.index_errors import IndexDamaged, IndexLocked, NoIndex
from indexer.whole_files import sealed, unsealed, write_whole

FILE: Final = "joined.json"


class JoinedPart(Struct, frozen=True):
    """A part: its index, what the cluster calls it, and the version of its last commit."""

    index: str
    uuid: str
    commit: int


def part_in(folder: Path, index: Path) -> JoinedPart:
    """Return what the folder of an engine in ``index`` has committed. Raises ``IndexProblem``."""
    state = read_state(folder)
    if state is None or not state.seen:
        raise NoIndex(f"Nothing was indexed yet in {index}.")
    if state.phase != DONE:
        raise IndexLocked(
            f"A commit of {index} has not come to its end. Wait for it, or run its songngu index "
            "again."
        )
    return JoinedPart(state.index, state.uuid, state.commit)


def read_joined(folder: Path) -> tuple[JoinedPart, ...]:
    """Return the parts that a folder names, none where there is no file. Raises
    ``IndexDamaged``."""
    path = folder / FILE
    try:
        return convert(unsealed(path.read_bytes())["parts"], tuple[JoinedPart, ...])
    except FileNotFoundError:
        return ()
    except (ValueError, KeyError, TypeError):
        raise IndexDamaged(
            f"{path} is damaged, so nobody knows which indices of the cluster are meant. Join the "
            "parts again: songngu parts join"
        ) from None


def write_joined(folder: Path, parts: Sequence[JoinedPart]) -> None:
    """Put these parts in the place of those before. Raises ``OSError``."""
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / FILE, sealed({"parts": to_builtins(parts)}))
