"""Where the names of a sentence or a text lie, counted, so that each gate is told at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final

from indexer.linking.name_matcher import Lexicon, NameMatch

REGIONS: Final = frozenset(
    "province municipality autonomous_region historical_province country capital".split()
)
"""Types of places that tell one commune from another of the same name."""

BOTH_SIDES: Final = frozenset(("vietnam", "china"))


class Regions:
    """Some names found. Asked for a gate, it looks at the gate's few places, not at the names."""

    def __init__(self, lexicon: Lexicon, found: Iterable[NameMatch]) -> None:
        self._lexicon = lexicon
        self._found = list(found)

    def any_in(self, places: Collection[str], beside: NameMatch | None = None) -> bool:
        """Whether one of the names, ``beside`` left out, names something in one of the places."""
        own = self._places_of(beside) if beside is not None else frozenset()
        counts = self._counts
        return any(counts[place] > (place in own) for place in places)

    def any_away(self, home: frozenset[str], beside: NameMatch | None = None) -> bool:
        """Whether one of the names, ``beside`` left out, is a region that is not ``home``.

        Only the regions that are home are passed over, and a gate has few.
        """
        return any(
            home.isdisjoint(self._places_of(one)) and (count > 1 or one is not beside)
            for one, count in self._away.values()
        )

    @cached_property
    def _counts(self) -> Counter[str]:
        """By id, how many names name something there."""
        counts: Counter[str] = Counter()
        for one in self._found:
            counts.update(self._places_of(one))
        return counts

    @cached_property
    def _away(self) -> dict[int, tuple[NameMatch, int]]:
        """Each name of a region that is on one side only, with how often it stands."""
        away: dict[int, tuple[NameMatch, int]] = {}
        for one in self._found:
            known = away.get(id(one.named))
            if known is not None:
                away[id(one.named)] = one, known[1] + 1
            elif self._is_region(one):
                away[id(one.named)] = one, 1
        return away

    def _places_of(self, found: NameMatch) -> frozenset[str]:
        return self._lexicon.places_of(found)

    @staticmethod
    def _is_region(found: NameMatch) -> bool:
        ids = {entity.id for entity, _ in found.named}
        types = {entity.facts.get("type") for entity, _ in found.named}
        return not types.isdisjoint(REGIONS) and ids.isdisjoint(BOTH_SIDES)
