"""Keep answers short: what is left out of a list is counted in the answer."""

from __future__ import annotations

from typing import Any, Final

SHORT: Final = 10
"""Values of a facet. An answer has 18 facets; with all their values *Hữu Nghị* had 40 KB of them in
an archive of 20,957 documents (2026-11)."""

MARKS: Final = 30
"""Matches, and mentions, of one hit."""

ENTRIES: Final = 40
"""Entries of a list of a dossier."""

MENTIONS: Final = 300
"""Mentions in one span of a document."""

Shape = dict[str, Any]


def shortened(shape: Shape, **most: int) -> Shape:
    """Return an answer with at most so many entries in each of these lists; ``more`` tells how
    many were left out."""
    more = {name: len(shape[name]) - number for name, number in most.items()}
    cut = {name: shape[name][:number] for name, number in most.items()}
    return {**shape, **cut, "more": {name: left for name, left in more.items() if left > 0}}


def short_facets(shape: Shape) -> Shape:
    """Return an answer with the first values of each facet only."""
    facets = shortened(shape["facets"], **dict.fromkeys(shape["facets"], SHORT))
    return {**shape, "more": facets.pop("more"), "facets": facets}


def span_of(shape: Shape, start: int, length: int) -> Shape:
    """Return a document with only these code points of its body, and the matches and mentions that
    begin in them; of the title all. A start behind the end gives an empty body."""
    body: str = shape["body"]
    start = min(start, len(body))
    end = min(start + length, len(body))

    def is_here(one: Shape) -> bool:
        return bool(one["field"] == "title" or start <= one["start"] < end)

    return {
        **shape,
        "body": body[start:end],
        "start": start,
        "end": end,
        "length": len(body),
        "spans": list(filter(is_here, shape["spans"])),
        "mentions": list(filter(is_here, shape["mentions"])),
    }
