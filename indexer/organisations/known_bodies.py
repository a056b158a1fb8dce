"""Tell what is found by its head from the organisations that the gazetteer found already.

The gazetteer finds the core of a name: *Bộ Công an* of Bộ Công an Việt Nam, 世卫 of 世卫组织.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from indexer.analysis.name_keys import Keys, keys_of
from indexer.linking.mention import ORGANISATION, Mention
from synonyms.gazetteer import Gazetteer
from synonyms.spelling import is_han

_HOME: Final = {"vn": "vietnam", "cn": "china"}
"""The country of an organisation by its type."""


class KnownBodies:
    """The organisations of the gazetteer that one document names."""

    def __init__(self, gazetteer: Gazetteer, mentions: Iterable[Mention]) -> None:
        self._gazetteer = gazetteer
        self._by_field: dict[str, list[Mention]] = defaultdict(list)
        for one in mentions:
            if one.label == ORGANISATION:
                self._by_field[one.field].append(one)
        self._starts: dict[str, list[int]] = {}
        for field, own in self._by_field.items():
            own.sort(key=lambda one: one.start)
            self._starts[field] = [one.start for one in own]

    def _inside(self, mention: Mention) -> list[Mention]:
        starts = self._starts.get(mention.field, [])
        first = bisect_left(starts, mention.start)
        own = self._by_field[mention.field][first : bisect_left(starts, mention.end)]
        return [one for one in own if one.end <= mention.end]

    def are(self, mention: Mention) -> bool:
        """Tell whether a mention is an organisation that the gazetteer found: the same span, a
        longer name of it, the name with its own country, or in Chinese what is its name at the end
        (黎|真主党)."""
        for one in self._inside(mention):
            if (one.start, one.end) == (mention.start, mention.end):
                return True
            if one.end == mention.end and is_han(mention.surface[0]):
                return True
            if keys_of(mention.surface) in _names_of(self._gazetteer, one.entity):
                return True
            if one.start == mention.start and (country := self._country_behind(one, mention)):
                home = home_of(self._gazetteer, one.entity)
                if home in ("", country):
                    return True
        return False

    def mistaken_in(self, mention: Mention) -> set[Mention]:
        """Return what the gazetteer took for an organisation of its country where the name has
        another country behind it."""
        found = set()
        for one in self._inside(mention):
            country = self._country_behind(one, mention) if one.start == mention.start else ""
            if country and home_of(self._gazetteer, one.entity) not in ("", country):
                found.add(one)
        return found

    def _country_behind(self, one: Mention, mention: Mention) -> str:
        """Return the country that the rest of a name is; empty if it is none."""
        rest = mention.surface[one.end - mention.start :]
        return _countries(self._gazetteer).get(keys_of(rest), "")


def home_of(gazetteer: Gazetteer, entity: str) -> str:
    """Return the id of the country that an organisation is a body of; empty where it is of none."""
    return _HOME.get(gazetteer.entities[entity].facts.get("type", ""), "")


@lru_cache(maxsize=4_000)
def _names_of(gazetteer: Gazetteer, entity: str) -> frozenset[Keys]:
    return frozenset(keys_of(name.text) for name in gazetteer.entities[entity].names)


@lru_cache(maxsize=4)
def _countries(gazetteer: Gazetteer) -> dict[Keys, str]:
    """Return the names of countries as keys → their ids."""
    return {
        keys_of(name.text): entity.id
        for entity in gazetteer.of_kind("place")
        if entity.facts.get("type") == "country"
        for name in entity.names
    }
