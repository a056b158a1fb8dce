"""A row of the awkward files: how its bytes are made, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Bytes = Callable[[], bytes]


@dataclass(frozen=True)
class Row:
    """A file of a ``name`` with the bytes that ``make`` gives.

    All of ``texts`` stand in its documents, title or body; ``reason`` stands in one of its
    failures. With no ``texts`` there is no document at all, with no ``reason`` no failure that is
    ``lost``. ``documents`` is their number, if it is not that of ``texts``.
    """

    name: str
    make: Bytes
    texts: tuple[str, ...] = ()
    reason: str = ""
    documents: int | None = None

    @property
    def expected(self) -> int:
        """How many documents there must be."""
        return len(self.texts) if self.documents is None else self.documents
