"""Engines store and match terms; they know no language.

Ours are listed here. Others are found by Python entry points: a package that has

    [project.entry-points."songngu.engines"]
    mine = "my_package.engine:MyEngine"

adds the engine ``mine``. It keeps ``indexer/engines/protocol.py`` and is made with one argument,
the folder that it may write; ``tests/conformance`` runs on it as on ours. Each engine is imported
only when it is opened: tantivy has no wheel everywhere, and a broken plug-in must not break the
others.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Final

from indexer.engines.protocol import Engine
from indexer.index_errors import IndexProblem

GROUP: Final = "songngu.engines"
"""The group of the entry points."""

ENGINES: Final = {
    "tantivy": "indexer.engines.tantivy.engine:TantivyEngine",
    "whoosh": "indexer.engines.whoosh.engine:WhooshEngine",
    "opensearch": "indexer.engines.opensearch.engine:OpenSearchEngine",
}
"""Our own engines."""

JOINED: Final = {"opensearch-joined": "indexer.engines.opensearch.joined_engine:JoinedEngine"}
"""Engines of archives that are joined from parts; they only read."""

EXTRAS: Final = dict.fromkeys(("opensearch", *JOINED), "songngu[opensearch]")
"""What installs what an engine needs, of those that are not installed with everything else."""

_NEEDED: Final = ("name", "commit_every", "reading", "writing", "files", "orphans")
"""What an engine must have; see ``Engine``."""


def engines() -> dict[str, EntryPoint]:
    """Return all engines by name, ours first; a plug-in cannot take the name of another engine."""
    found = {name: EntryPoint(name, value, GROUP) for name, value in ENGINES.items()}
    for point in entry_points(group=GROUP):
        found.setdefault(point.name, point)
    return found


def known_engine(name: str) -> EntryPoint:
    """Return where the engine of this name is, of those that anybody may name. Raises
    ``IndexProblem`` where there is none."""
    found = engines()
    if name not in found:
        raise IndexProblem(
            f"There is no engine {name!r}: name one of {', '.join(found)} with --engine or "
            "SONGNGU_ENGINE."
        )
    return found[name]


def open_engine(name: str, folder: Path) -> Engine:
    """Open the engine with its index in ``folder``. Raises ``IndexProblem`` where there is no such
    engine, something that it needs is not installed, or it is a plug-in that does not work."""
    is_joined = name in JOINED
    point = EntryPoint(name, JOINED[name], GROUP) if is_joined else known_engine(name)
    if name in ENGINES or is_joined:
        try:
            return _made(point, folder)
        except ModuleNotFoundError as error:
            mended = f"pip install '{EXTRAS[name]}', or use" if name in EXTRAS else "Use"
            raise IndexProblem(
                f"The engine {name} is not installed here ({error.name} is missing). "
                f"{mended} another one: --engine whoosh runs everywhere."
            ) from None
    try:
        made = _made(point, folder)
    except Exception as error:
        # Whatever a package of others does wrong when it is imported.
        raise _broken(point, f"can't be loaded: {error!r}") from error
    lacking = [one for one in _NEEDED if not hasattr(made, one)]
    if lacking:
        raise _broken(point, f"is no engine: it lacks {', '.join(lacking)}")
    if made.name != name:
        raise _broken(point, f"calls itself {made.name!r}")
    return made


def _made(point: EntryPoint, folder: Path) -> Engine:
    make: Callable[[Path], Engine] = point.load()
    return make(folder)


def _broken(point: EntryPoint, what: str) -> IndexProblem:
    package = point.dist.name if point.dist is not None else point.value
    return IndexProblem(
        f"The engine {point.name} of the package {package} {what}. Mend or remove that package, or "
        "use another engine: --engine whoosh runs everywhere."
    )
