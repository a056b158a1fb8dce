"""Count the places that the names of a sentence or a text lie in, so that each gate is answered at
once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final

from indexer.linking.name_matcher import NameMatch, NameMatcher

REGIONS: Final = frozenset(
    "province municipality autonomous_region historical_province country capital".split()
)
"""Types of places that distinguish one commune from another of the same name."""

BOTH_SIDES: Final = frozenset(("vietnam", "china"))
"""Ids of the countries on the two sides of every gate: neither speaks against one."""


class Regions:
    """The places of some names. Asked for a gate, it looks at the gate's few places, not at all the
    names."""

    def __init__(self, matcher: NameMatcher, matches: Iterable[NameMatch]) -> None:
        self._matcher = matcher
        self._matches = list(matches)

    def any_in(self, places: Collection[str], beside: NameMatch | None = None) -> bool:
        """Tell whether one of the names, ``beside`` left out, names something in one of the
        places."""
        own = self._places_of(beside) if beside is not None else frozenset()
        counts = self._counts
        return any(counts[place] > (place in own) for place in places)

    def any_away(self, home: frozenset[str], beside: NameMatch | None = None) -> bool:
        """Tell whether one of the names, ``beside`` left out, is a region that is not ``home``.

        The loop passes over the regions that are home only, and a gate has few of them.
        """
        return any(
            home.isdisjoint(self._places_of(one)) and (count > 1 or one is not beside)
            for one, count in self._away.values()
        )

    @cached_property
    def _counts(self) -> Counter[str]:
        """By id of a place, how many names name something there."""
        counts: Counter[str] = Counter()
        for one in self._matches:
            counts.update(self._places_of(one))
        return counts

    @cached_property
    def _away(self) -> dict[int, tuple[NameMatch, int]]:
        """By entities, each name of a region that is on one side only, and how often it stands."""
        away: dict[int, tuple[NameMatch, int]] = {}
        for one in self._matches:
            known = away.get(id(one.entities))
            if known is not None:
                away[id(one.entities)] = one, known[1] + 1
            elif self._is_region(one):
                away[id(one.entities)] = one, 1
        return away

    def _places_of(self, match: NameMatch) -> frozenset[str]:
        return self._matcher.places_of(match)

    @staticmethod
    def _is_region(match: NameMatch) -> bool:
        ids = {entity.id for entity, _ in match.entities}
        types = {entity.facts.get("type") for entity, _ in match.entities}
        return not types.isdisjoint(REGIONS) and ids.isdisjoint(BOTH_SIDES)
