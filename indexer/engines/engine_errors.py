"""Distinguish an engine's errors on broken files from mistakes in the code.

What comes of a flipped byte may be anything: of tantivy a ValueError or a panic, of whoosh whatever
Python's reading of a wrong number ends in, or a document of another shape and an error far from
here. So no list of errors says "damaged": the checksums do, and what they can't explain is raised
as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeAlias

from indexer.index_errors import IndexProblem

Explain: TypeAlias = Callable[[BaseException], IndexProblem | None]
"""What an error comes from; None where nothing is known that it could come from."""

_OURS: Final = ("corpus", "indexer", "search", "songngu", "synonyms", "web")
"""Packages whose errors say already what they mean. No list of the others would be whole: one of
``binascii`` came of a flipped byte when nobody had thought of it."""


@contextmanager
def explained(explain: Explain) -> Iterator[None]:
    """Raise what an error comes from in its place, where that is known."""
    try:
        yield
    except BaseException as error:
        if not _is_unforeseen(error):
            raise
        problem = explain(error)
        if problem is None:
            raise
        raise problem from error


def is_panic(error: BaseException) -> bool:
    """Tell whether this is a panic of Rust, which is no ``Exception``."""
    return type(error).__module__ == "pyo3_runtime"


def _is_unforeseen(error: BaseException) -> bool:
    if isinstance(error, BrokenPipeError):
        # That is our own output.
        return False
    home = type(error).__module__.partition(".")[0]
    return home not in _OURS and (isinstance(error, Exception) or is_panic(error))
