"""Look up the names of the gazetteer by their keys: Hồng Kông 香港, Pò Chài 浦寨.

Names are cut into the same tokens as documents, so that they are found in the same way. A name that
may not be searched by itself is never given as another form, but it may be what was typed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache, partial
from typing import Final

from indexer.analysis.name_keys import Keys, keys_of
from indexer.analysis.pairs import CAP
from indexer.analysis.tokens import CAPITAL, HAN_CLASS, LOWER, MARKS, analyse
from indexer.annotation.written_names import NONE as NOT_COUNTED
from indexer.annotation.written_names import Names
from search.names.entity_names import NONE, name_of
from search.terms.forms import ANY, Form, FormKind
from synonyms.gazetteer import Entity, Gazetteer
from synonyms.gazetteer_rows import RELATED, Name
from synonyms.spelling import toneless

_MAY_HAVE_MARKS: Final = re.compile(r"\w\s*[^\w\s]+\s*\w").search
"""Finds names that may have a mark inside: to cut all of them takes a fifth of a second."""


@lru_cache(maxsize=50_000)
def form_of(name: Name) -> Form:
    """Return the form that a name is searched as: capitalised if all its words are."""
    classes = analyse(name.text).classes
    free = HAN_CLASS in classes or LOWER in classes
    return Form(keys_of(name.text), ANY if free else CAP, FormKind.ALIAS, text=name.text)


class NameLookup:
    """Lookups from keys to the entities of a gazetteer."""

    def __init__(
        self,
        names: Gazetteer,
        chinese: Mapping[str, str] = NONE,
        written: Names = NOT_COUNTED,
    ) -> None:
        self.gazetteer = names
        # The name of an id, also of a person who is known from texts only; cached, as facets need
        # hundreds at a time.
        self.name_of = cache(partial(name_of, names, chinese=chinese, written=written))
        self._exact: dict[Keys, dict[str, Entity]] = defaultdict(dict)
        self._toneless: dict[Keys, set[Keys]] = defaultdict(set)
        self._with_marks: set[Keys] = set()
        for entity in self.gazetteer.entities.values():
            for name in entity.names:
                keys = keys_of(name.text)
                if keys and name.tier != RELATED:
                    self._exact[keys][entity.id] = entity
                    self._toneless[tuple(map(toneless, keys))].add(keys)
                    if _MAY_HAVE_MARKS(name.text):
                        self._note_marks(name.text)
        self.longest = max(map(len, self._exact))
        self.longest_with_marks = max(map(len, self._with_marks), default=0)

    def _note_marks(self, text: str) -> None:
        keys = tuple(analyse(text).keys)
        if not MARKS.isdisjoint(keys):
            self._with_marks |= {keys, tuple(map(toneless, keys))}

    def has_marks(self, keys: Keys) -> bool:
        """Tell whether these keys, marks among them, are how a name with marks inside is written,
        with its tones or without any."""
        return keys in self._with_marks

    def knows(self, keys: Keys) -> bool:
        """Tell whether this is a name of something."""
        return keys in self._exact

    def entities(self, keys: Keys) -> Iterable[Entity]:
        """Return the entities that have this name."""
        return self._exact.get(keys, {}).values()

    def other_side(self, entity_id: str) -> Entity | None:
        """Return the gate on the other side of the border; None for what is no gate of a pair."""
        entity = self.gazetteer.entities.get(entity_id)
        return None if entity is None else self.gazetteer.counterpart(entity)

    def neighbours(self, entity: Entity) -> Iterator[Entity]:
        """Give the gate on the other side of the border, and the places that an entity lies in."""
        counterpart = self.gazetteer.counterpart(entity)
        if counterpart is not None:
            yield counterpart
        for fact in ("county", "province", "parent"):
            for place in entity.values(fact):
                if found := self.gazetteer.entities.get(place):
                    yield found

    def is_mixed(self, keys: Keys) -> bool:
        """Tell whether this is a name written with some capitals and some not (Hội đồng Bảo an)."""
        names = (name for entity in self._exact.get(keys, {}).values() for name in entity.names)
        classes = (analyse(name.text).classes for name in names if keys_of(name.text) == keys)
        return any(CAPITAL in one and LOWER in one for one in classes)

    def toned(self, keys: Keys) -> Iterable[Keys]:
        """Return the names that are these keys when their tones are taken away."""
        return sorted(self._toneless.get(keys, ()))

    def forms(self, keys: Keys) -> tuple[Form, ...]:
        """Return the other names of the entities with this name, those that may be searched."""
        found: dict[tuple[Keys, str], Form] = {}
        for entity in self._exact.get(keys, {}).values():
            for name in entity.names:
                if not name.searched or name.tier == RELATED:
                    continue
                form = form_of(name)
                if form.keys and form.keys != keys:
                    found.setdefault((form.keys, form.case), form)
        return tuple(found.values())
