"""Where the known names stand in one Chinese text, and how often two of them stand side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from indexer.ner.chinese.standing import NameAt


class NamePlaces:
    """The places of all known names in a text, of those inside of others too.

    Counting a name in the text itself would read the text once for each name.
    """

    def __init__(self, matches: Iterable[NameAt]) -> None:
        self._starts: defaultdict[str, set[int]] = defaultdict(set)
        for start, name in matches:
            self._starts[name].add(start)
        self._beside: dict[frozenset[str], int] = {}

    def is_apart(self, name: str, other: str) -> bool:
        """Tell whether a known name stands somewhere without the other one beside it."""
        return len(self._starts.get(name, ())) > self._side_by_side(name, other)

    def _side_by_side(self, one: str, other: str) -> int:
        pair = frozenset((one, other))
        known = self._beside.get(pair)
        if known is None:
            known = self._beside[pair] = self._followed(one, other) + self._followed(other, one)
        return known

    def _followed(self, first: str, second: str) -> int:
        starts, behind = self._starts.get(first, set()), self._starts.get(second, set())
        if len(behind) < len(starts):
            return sum(start - len(first) in starts for start in behind)
        return sum(start + len(first) in behind for start in starts)
