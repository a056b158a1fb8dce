"""What the address of a document says beside the request: where to open it, what to mark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from search.request import OFFSET_LIMIT, number_of
from search.request_errors import BadRequest

ENTITIES: Final = "entities"
HITS: Final = "hits"
NOTHING: Final = "none"
MARKS: Final = (ENTITIES, HITS, NOTHING)
"""What is marked: matches and names, matches alone, nothing. The first is the default."""

PLACE: Final = ("part", "hit", "span", "marks")
"""Names in an address that a page of a document knows beside those of a request."""


class DocumentPlace(Struct, frozen=True):
    """Where a document is opened: a part of its text or a match, by number (from 1; 0 for none), or
    a span (code points, ``end`` exclusive), which is marked. ``marks`` is one of ``MARKS``."""

    part: int = 0
    hit: int = 0
    span: tuple[int, int] | None = None
    marks: str = ENTITIES

    @property
    def shows_hits(self) -> bool:
        """Whether matches are marked."""
        return self.marks != NOTHING

    @property
    def shows_names(self) -> bool:
        """Whether names are marked."""
        return self.marks == ENTITIES

    def pairs(self) -> list[tuple[str, str]]:
        """Return the pairs of the address that say what is marked, for links within the text."""
        return [] if self.marks == ENTITIES else [("marks", self.marks)]


BEGINNING: Final = DocumentPlace()
"""Where a document opens that nothing else is said of."""


def place_of(pairs: Sequence[tuple[str, str]]) -> DocumentPlace:
    """Read the place from an address; ``a-b`` with ``a`` not before ``b`` is no span. Raises
    ``BadRequest``."""
    given = {name: value for name, value in pairs if name in PLACE and value}
    marks = given.get("marks", ENTITIES)
    if marks not in MARKS:
        raise BadRequest("bad_marks", value=marks[:40], known=", ".join(MARKS))
    span = None
    if "span" in given:
        start, _, end = given["span"].partition("-")
        first = number_of("span", start, OFFSET_LIMIT)
        last = number_of("span", end, OFFSET_LIMIT)
        span = (first, last) if first < last else None
    return DocumentPlace(
        number_of("part", given.get("part", "0"), OFFSET_LIMIT),
        number_of("hit", given.get("hit", "0"), OFFSET_LIMIT),
        span,
        marks,
    )
