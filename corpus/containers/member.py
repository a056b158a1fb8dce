"""What a container gives: its members, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from corpus.document import Document, Failure
from corpus.formats.source_file import Source


def unchanged(document: Document) -> Document:
    """Return the document as it was read."""
    return document


class Member(Struct, frozen=True):
    """A file within a container. ``finish`` adds what the container knows of its documents (the
    address of a page, the subject of a letter).

    Its bytes can be read until the next member is asked for, and only once.
    """

    source: Source
    finish: Callable[[Document], Document] = unchanged


Contents = Callable[[Source], Iterator[Member | Document | Failure]]
"""Gives what is in a container, in its order; its own text as a ``Document``. Raises ``ReadError``
where nothing after it can be read. What is no file is counted in ``source.unpacking``."""
