"""The mentions of a document, and what it is found by for their sake."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.linking.mention import GATE, ORGANISATION, OTHER, PERSON, PLACE, Mention
from indexer.plan import AnyOf, Or, Plan

_FIELD_OF: Final = {
    GATE: fields.GATES,
    PERSON: fields.PEOPLE,
    PLACE: fields.PLACES,
    ORGANISATION: fields.ORGANISATIONS,
    OTHER: fields.LEFT_OUT,
}


class Annotation(Struct, frozen=True):
    """The mentions of a document in order, and the version of what decided them."""

    mentions: tuple[Mention, ...] = ()
    version: str = ""

    def entities(self) -> dict[str, tuple[str, ...]]:
        """Return the values of ``fields.ENTITIES``."""
        found: dict[str, dict[str, None]] = {name: {} for name in fields.ENTITIES}
        for one in self.mentions:
            # A gate's name that a reader calls a place may name one that the gazetteer lacks.
            is_nameless = one.label == PLACE and one.kind == "gate" and not one.place
            if one.entity and not is_nameless:
                found[_FIELD_OF[one.label]][one.place or one.entity] = None
            if (one.kind == "gate" and one.label != GATE) or (one.entity and one.place):
                # So that the profile of a gate finds its town's mentions too, and that of anything
                # else the mentions that a reader called a place.
                found[fields.LEFT_OUT][one.entity] = None
        return {name: tuple(sorted(ids)) for name, ids in found.items()}


def documents_naming(entities: Collection[str]) -> Plan:
    """Return the documents that hold a name of these entities, whatever it stands for there."""
    ids = tuple(sorted(entities))
    return Or(tuple(AnyOf(name, ids) for name in fields.ENTITIES))
