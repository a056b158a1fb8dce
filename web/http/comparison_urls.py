"""The URLs of comparisons and of the two sides, and of their files."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from search.export.formats import export_formats
from web.http.urls import encoded

Pairs = Iterable[tuple[str, str]]

COMPARE: Final = "/compare"
SIDES: Final = "/sides"


def compare_url(pairs: Pairs = ()) -> str:
    """Return the URL of a comparison."""
    return _with(COMPARE, pairs)


def sides_url(pairs: Pairs = ()) -> str:
    """Return the URL of the two sides."""
    return _with(SIDES, pairs)


def compare_files(pairs: Pairs) -> list[tuple[str, str]]:
    """List a comparison as files: the name of each format, and its URL; the picture last."""
    pairs = list(pairs)
    picture = ("SVG", _with(f"/api{COMPARE}-picture", pairs))
    return [*_tables(f"/api{COMPARE}-table", pairs), picture]


def sides_files(pairs: Pairs) -> list[tuple[str, str]]:
    """List the numbers of the two sides as files: the name of each format, and its URL."""
    return _tables(f"/api{SIDES}-table", list(pairs))


def _with(path: str, pairs: Pairs) -> str:
    query = encoded(pairs)
    return f"{path}?{query}" if query else path


def _tables(path: str, pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    default, *others = export_formats()
    forms = (*others, default)  # Tables first, as everywhere.
    return [(form.upper(), _with(path, [*pairs, ("format", form)])) for form in forms]
