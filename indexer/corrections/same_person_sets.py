"""Find which people count as one: disjoint sets, built once in the order of the corrections.

Each ``same`` joins two sets under the name of the first one's. Where both are in one set already
it says nothing new, so a circle cannot be made; where an id counts as another already, the whole
set it is in goes along, so it never has two targets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from indexer.corrections.correction import Correction


class PersonSets:
    """Sets of ids that count as one. Every id is in one set, most in a set of their own."""

    def __init__(self, same: Iterable[Correction]) -> None:
        above: dict[str, str] = {}
        links: dict[str, Correction] = {}
        for said in same:
            kept, gone = _top(above, said.entity), _top(above, said.other)
            if kept != gone:
                above[gone] = kept
                links[gone] = said
        self._one = {entity: _top(above, entity) for entity in above}
        self._members: dict[str, list[str]] = {}
        for entity, one in self._one.items():
            self._members.setdefault(one, [one]).append(entity)
        self.links: Mapping[str, Correction] = MappingProxyType(links)
        """Ids that count as another, each with the correction by which it came to."""

    def one_of(self, entity: str) -> str:
        """Return the id that an id counts as."""
        return self._one.get(entity, entity)

    def members(self, entity: str) -> frozenset[str]:
        """Return all ids that count as the same one."""
        return frozenset(self._members.get(self.one_of(entity), (entity,)))


def _top(above: dict[str, str], entity: str) -> str:
    """Return the name of an id's set. Each way is halved as it is gone, so that long ones get
    short."""
    while (next_up := above.get(entity)) is not None:
        if (over := above.get(next_up)) is None:
            return next_up
        above[entity] = over
        entity = over
    return entity
