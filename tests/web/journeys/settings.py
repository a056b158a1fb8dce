"""What readers read with: page languages, widths, grounds, with and without scripts.

All combinations would be 36 walks of every journey. Most faults need one or two of these together
(Kuhn, Wallace and Gallo 2004), so the settings are a covering array of strength two: few rows,
in which each value of each dimension meets each value of every other one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Final, Literal

from web.i18n.negotiation import LANGUAGES

WIDTHS: Final = (360, 390, 1440)
SCHEMES: Final = ("light", "dark")

PHONE: Final = 600
"""Pixels below which a screen is that of a phone, and touched."""

Row = tuple[Any, ...]


@dataclass(frozen=True, order=True)
class Who:
    """What a reader reads with."""

    language: str
    width: int
    scheme: Literal["light", "dark"]
    scripts: bool

    def __str__(self) -> str:
        scripts = "scripts" if self.scripts else "no scripts"
        return f"{self.language}, {self.width}, {self.scheme}, {scripts}"

    @property
    def is_phone(self) -> bool:
        return self.width < PHONE

    @property
    def word(self) -> str:
        """A word of letters that no other reader has and no document of the samples."""
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(self.width))
        return f"zor{self.language}{letters}{self.scheme}{'js' if self.scripts else ''}"


def pairs(row: Row) -> set[tuple[int, Any, int, Any]]:
    """Return each two values of a row with the dimensions that they are of."""
    places = combinations(range(len(row)), 2)
    return {(one, row[one], other, row[other]) for one, other in places}


def all_pairs(rows: Iterable[Row]) -> set[tuple[int, Any, int, Any]]:
    """Return the pairs of all rows."""
    return {pair for row in rows for pair in pairs(row)}


def covering(*dimensions: Sequence[Any], rather: Iterable[Row] = ()) -> list[Row]:
    """Return few rows, a value of each dimension in each, that have every pair of values.

    Each further row is the one with most pairs that are missing still; of several the first, one of
    ``rather`` before others, so that the array is the same each time.
    """
    every = list(product(*dimensions))
    candidates = [*(row for row in rather if row in every), *every]
    missing = all_pairs(candidates)
    rows = []
    while missing:
        rows.append(max(candidates, key=lambda row: len(pairs(row) & missing)))
        missing -= pairs(rows[-1])
    return rows


_ROWS: Final = covering(tuple(LANGUAGES), WIDTHS, SCHEMES, (True, False))

READERS: Final = [Who(*row) for row in _ROWS]
"""For every journey that can be walked without scripts."""

WITH_SCRIPTS: Final = [
    Who(*row) for row in covering(tuple(LANGUAGES), WIDTHS, SCHEMES, (True,), rather=_ROWS)
]
"""For what only scripts do: suggestions, brushing, keys, marking a passage. Readers of the other
array where they serve as well: each has a profile of the browser."""
