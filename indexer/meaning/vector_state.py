"""Say which model made the vectors beside an index, and how much of their files is whole: without
numpy, for every search asks whether there are any."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer.index_errors import IndexDamaged
from indexer.whole_files import unsealed

FOLDER: Final = "meaning"
"""Below the folder of an index."""

STATE: Final = "vectors.json"


class State(Struct, frozen=True):
    """The model that made the vectors, and how much of the two files with ``number`` is whole."""

    model: str
    dimensions: int
    number: int = 0
    rows: int = 0
    listed: int = 0


def state_of(index: Path) -> State | None:
    """Return the state of the vectors beside an index; None where there are none. Raises
    ``IndexDamaged``."""
    path = index / FOLDER / STATE
    try:
        return State(**unsealed(path.read_bytes()))  # type: ignore[arg-type]
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (ValueError, TypeError):
        raise damaged(index, f"{STATE} can't be read") from None


def damaged(index: Path, what: str) -> IndexDamaged:
    """Return the error that says what is wrong with the vectors of an index, and what to do."""
    return IndexDamaged(
        f"The vectors in {index / FOLDER} are damaged: {what}. Delete that folder and make them "
        f"again: songngu embed --index {index}"
    )
