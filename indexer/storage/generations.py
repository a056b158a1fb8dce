"""The folder of an index: ``songngu.json`` names the generation that is read, a folder with all
that the index consists of. A new one is built beside it and takes its place when it is whole."""

from __future__ import annotations

import logging
import re
import shutil
import uuid
from pathlib import Path
from typing import Final

from indexer.engines import open_engine
from indexer.engines.protocol import Engine, KeptElsewhere
from indexer.index_errors import IndexProblem
from indexer.whole_files import PART, part_of, synchronise_folder, write_whole

ENGINE: Final = "engine"
"""Folder of a generation in which the engine keeps its files, so that nothing else is taken for an
orphan."""

BEGUN: Final = "begun"
"""File of a generation that was never read: a killed run leaves it so."""

ELSEWHERE: Final = "elsewhere"
"""File of a generation whose documents lie elsewhere, with the name of the engine that knows."""

LOG: Final = logging.getLogger("songngu.indexer")

_OWN: Final = re.compile(r"generation-[0-9a-f]{16}")
"""Folders that this program has made. No other is ever removed: the folder may hold anything."""


_PARTS: Final = tuple(part_of(Path(name)).name for name in ("songngu.json", "unfinished.json"))
"""Our files that a killed run leaves half-written in the folder of an index."""


def generations(index: Path) -> list[Path]:
    """Return the generations in the folder of an index, the one that is read among them."""
    if not index.is_dir():
        return []
    return sorted(path for path in index.iterdir() if _OWN.fullmatch(path.name) and path.is_dir())


def begin(index: Path) -> Path:
    """Return a new generation, empty, that nobody reads yet."""
    made = index / f"generation-{uuid.uuid4().hex[:16]}"
    made.mkdir()
    write_whole(made / BEGUN, b"")
    synchronise_folder(index)
    return made


def note_elsewhere(generation: Path, engine: Engine) -> None:
    """Note whether documents of a new generation lie elsewhere, so that they go with its folder.
    Raises ``OSError``."""
    if isinstance(engine, KeptElsewhere):
        write_whole(generation / ELSEWHERE, engine.name.encode())


def was_read(generation: Path) -> bool:
    """Tell whether this was an index, not one that a killed run was building."""
    return any(generation.iterdir()) and not (generation / BEGUN).exists()


def leftovers(index: Path, current: str) -> list[Path]:
    """List what killed runs left in the folder of an index whose generation is ``current``."""
    return [
        *(path for path in generations(index) if path.name != current),
        *(path for path in sorted(index.glob(f"*{PART}")) if path.name in _PARTS),
        *sorted((index / current).glob(f"*{PART}")),
    ]


def remove(path: Path) -> None:
    """Remove a leftover. Its readers keep what they have opened."""
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return
    _retire(path)
    # Taken for one that was never read, should this be killed half-way.
    (path / BEGUN).touch()
    shutil.rmtree(path)


def _retire(generation: Path) -> None:
    """Tell the engine that a generation goes; one that has nothing elsewhere needs no telling."""
    note = generation / ELSEWHERE
    if not note.exists():
        return
    try:
        engine = open_engine(note.read_text("utf-8"), generation / ENGINE)
        if isinstance(engine, KeptElsewhere):
            engine.retire(was_read=was_read(generation))
    except IndexProblem as problem:
        # A cluster that is no longer there must not keep anybody from making the index anew.
        LOG.warning("what %s has elsewhere was not deleted: %s", generation, problem)
