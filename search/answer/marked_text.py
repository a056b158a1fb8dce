"""Text with what is marked in it: matches, names, and the passages around them."""

from __future__ import annotations

from msgspec import Struct

from indexer.linking.mention import Mention


class Span(Struct, frozen=True):
    """A match in a stored field: code points, ``end`` exclusive."""

    field: str
    start: int
    end: int
    form: str
    kind: str


class Piece(Struct, frozen=True):
    """A piece of a text; ``form`` and ``kind`` are set on a match, ``mention`` on a name. ``page``
    is set on an empty piece: the page of a paper that begins there."""

    text: str
    form: str = ""
    kind: str = ""
    mention: Mention | None = None
    page: int = 0


class Snippet(Struct, frozen=True):
    """A passage of a field around matches; ``start`` is its offset. ``before`` and ``after`` say
    whether text was left out on that side; ``page`` is that of its first match in a paper with
    pages, else 0."""

    field: str
    start: int
    pieces: tuple[Piece, ...]
    before: bool
    after: bool
    page: int = 0
