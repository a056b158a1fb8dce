"""Engines store and match terms; they know no language.

Each is imported only when it is opened: tantivy has no wheel everywhere, and whoosh runs without.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Final

from indexer.engines.protocol import Engine
from indexer.index_errors import IndexProblem

ENGINES: Final = {
    "tantivy": "indexer.engines.tantivy_engine:TantivyEngine",
    "whoosh": "indexer.engines.whoosh_engine:WhooshEngine",
}


def known_engine(name: str) -> None:
    """Raises ``IndexProblem`` where no engine is called so."""
    if name not in ENGINES:
        raise IndexProblem(
            f"There is no engine {name!r}: name one of {', '.join(ENGINES)} with --engine or "
            "SONGNGU_ENGINE."
        )


def open_engine(name: str, folder: Path) -> Engine:
    """The engine with its index in ``folder``; raises ``IndexProblem`` if there is no such engine,
    or it is not installed."""
    known_engine(name)
    module, _, attribute = ENGINES[name].partition(":")
    try:
        make: Callable[[Path], Engine] = getattr(import_module(module), attribute)
    except ModuleNotFoundError as error:
        raise IndexProblem(
            f"The engine {name} is not installed here ({error.name} is missing). "
            "Use another one: --engine whoosh runs everywhere."
        ) from None
    return make(folder)
