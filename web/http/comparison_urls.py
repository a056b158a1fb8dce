"""The URLs of comparisons and of the two sides."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from web.http.query_string import encoded

Pairs = Iterable[tuple[str, str]]

COMPARE: Final = "/compare"
SIDES: Final = "/sides"


def compare_url(pairs: Pairs = ()) -> str:
    """Return the URL of a comparison."""
    return _with(COMPARE, pairs)


def sides_url(pairs: Pairs = ()) -> str:
    """Return the URL of the two sides."""
    return _with(SIDES, pairs)


def _with(path: str, pairs: Pairs) -> str:
    query = encoded(pairs)
    return f"{path}?{query}" if query else path
