"""What a file says of itself, so that a number in a footnote can be found again: what was asked,
when, and of which state of which index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from msgspec import Struct, field

from corpus.cleaning import one_line

KIND: Final = "about"
"""The kind of the first record of JSON lines, and the name of the last sheet of a workbook."""

QUERY: Final = "q"


def now() -> str:
    """Return the time as files say it: ``2026-11-30T08:00:00+00:00``."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class About(Struct, frozen=True):
    """What is said of one file. ``file`` names the table, ``asked`` are the pairs of the request
    that made it (its query, filters and choices), ``address`` asks for it again, ``made`` is the
    time, ``index`` the version of the index (``OpenIndex.versioned``). ``counts`` are numbers that
    the page shows, by name."""

    file: str
    asked: Sequence[tuple[str, str]]
    address: str
    made: str
    index: str
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def query(self) -> str:
        """What was typed; empty if nothing was."""
        return dict(self.asked).get(QUERY, "")

    def shape(self) -> dict[str, object]:
        """Return it as the first record of JSON lines."""
        filters: dict[str, list[str]] = {}
        for name, value in self.asked:
            if name != QUERY:
                filters.setdefault(name, []).append(value)
        return {
            "kind": KIND,
            "file": self.file,
            "query": self.query,
            "filters": filters,
            **self.counts,
            "address": self.address,
            "made": self.made,
            "index": self.index,
        }

    def rows(self) -> Iterator[tuple[str, str | int]]:
        """Yield it as rows of two cells, each on one line."""
        yield "file", self.file
        yield "query", one_line(self.query)
        for name, value in self.asked:
            if name != QUERY:
                yield f"filter {name}", one_line(value)
        yield from self.counts.items()
        yield "address", self.address
        yield "made", self.made
        yield "index", self.index
