"""The small file in the folder of an engine that says which index of the cluster belongs to it, and
how far its last commit has come."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from indexer.engines.opensearch.journal import version_in
from indexer.index_errors import IndexDamaged
from indexer.whole_files import sealed, unsealed, write_whole

FILE: Final = "opensearch.json"

DONE: Final = ""
SENDING: Final = "sending"
"""The changes of the next commit are whole in a journal, and are being sent; nobody sees them."""
SHOWING: Final = "showing"
"""The cluster has all of them, and is being told to show them."""


class State(Struct, frozen=True):
    """``index`` is the index, ``uuid`` what the cluster calls it (empty before it is made), so that
    one made anew under the same name is not taken for it. ``commit`` is the version of the commit
    that is seen, 0 before the first, with so many ``documents``; ``phase`` says what is happening
    to the next one, of which ``journal`` is the file.

    Versions are microseconds, so that those of another folder that writes the same documents later
    are larger too.
    """

    index: str
    uuid: str = ""
    commit: int = 0
    documents: int = 0
    phase: str = DONE
    journal: str = ""

    @property
    def seen(self) -> int:
        """The commit that a new reader sees. Once all of the next one is in the cluster, that is
        the next one: who reads tells the cluster to show it."""
        return self.next if self.phase == SHOWING else self.commit

    @property
    def next(self) -> int:
        """The version of the commit that the journal holds."""
        return version_in(self.journal)


def read_state(folder: Path) -> State | None:
    """Return the state in a folder, None where there is none. Raises ``IndexDamaged``."""
    path = folder / FILE
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    try:
        return State(**unsealed(content))  # type: ignore[arg-type]
    except (ValueError, TypeError):
        raise IndexDamaged(
            f"{path} is damaged, so nobody knows which index of the cluster is meant. Take it out "
            "of a backup, or make the index anew with --anew."
        ) from None


def write_state(folder: Path, state: State) -> None:
    """Put a state in the place of the one before. Raises ``OSError``."""
    write_whole(folder / FILE, sealed(asdict(state)))
