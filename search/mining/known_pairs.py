"""The people of the gazetteer, looked up by the keys of their names."""

from __future__ import annotations

from collections import defaultdict

from indexer.analysis.name_keys import keys_of
from search.mining.dated_names import Keys
from search.mining.foreign_names import foreign_keys, mined_keys
from search.mining.refused_pairs import RefusedPairs
from synonyms.gazetteer import Entity, Gazetteer
from synonyms.gazetteer_rows import RELATED
from synonyms.spelling import toneless


class GazetteerPeople:
    """The people of a gazetteer; also the names of everything that is no person."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._people: dict[Keys, list[Entity]] = defaultdict(list)
        for entity in gazetteer.of_kind("person"):
            for name in entity.names:
                for keys in mined_keys(name.text) if name.tier != RELATED else ():
                    if entity not in self._people[keys]:
                        self._people[keys].append(entity)
        self._other = {
            keys
            for entity in gazetteer.entities.values()
            if entity.kind != "person"
            for name in entity.names
            for keys in (keys_of(name.text), foreign_keys(name.text))
        }

    def joined(self, zh: Keys, vi: Keys) -> bool:
        """Tell whether one person has both names."""
        return any(one in self._people.get(vi, ()) for one in self._people.get(zh, ()))

    def settled(self, keys: Keys, other: str) -> bool:
        """Tell whether this is the name of a person whose name in the ``other`` language is
        known."""
        return any(one.main(other) is not None for one in self._people.get(keys, ()))

    def is_other(self, keys: Keys) -> bool:
        """Tell whether this is the name of something else than a person."""
        return keys in self._other

    def leaves_open(self, zh: Keys, vi: Keys, refused: RefusedPairs) -> bool:
        """Tell whether a pair may be proposed: neither known, nor of something else, nor refused by
        the user."""
        return not (
            self.joined(zh, vi)
            or self.is_other(zh)
            or self.is_other(vi)
            or refused.has(zh, vi, self.people(zh, vi))
        )

    def one_sided(self, zh: Keys, vi: Keys) -> Entity | None:
        """Return a person known by one of the names who has no name in the other language."""
        for keys, other in ((vi, "zh"), (zh, "vi")):
            for entity in self._people.get(keys, ()):
                if entity.main(other) is None:
                    return entity
        return None

    def people(self, *names: Keys) -> list[Entity]:
        """Return everyone who is known by one of these names, each once."""
        found = {one.id: one for keys in names for one in self._people.get(keys, ())}
        return list(found.values())

    def has(self, entity: Entity | None, keys: Keys) -> bool:
        """Tell whether a person is known by this name."""
        return entity is not None and entity in self._people.get(keys, ())

    def new_id(self, vi: Keys, used: set[str]) -> str:
        """Make an id for a new person that nothing else has, and add it to ``used``."""
        stem = "-".join(map(toneless, vi))
        found, number = stem, 2
        while found in used or found in self._gazetteer.entities:
            found, number = f"{stem}-{number}", number + 1
        used.add(found)
        return found
