"""A document's mentions, decided when it is indexed and stored with it.

Names are expanded when asked, but what a mention *is* depends on its whole document, so it is
decided once. ``Annotator.version`` says with which gazetteer and rules; documents annotated with
another are annotated again by ``songngu annotate``.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from indexer import fields
from indexer.analysed import Analysed
from indexer.mentions.gates import gate_mentions
from indexer.mentions.lexicon import Lexicon
from indexer.mentions.mention import GATE, ORGANISATION, OTHER, PERSON, PLACE, Mention
from indexer.mentions.places import named_mentions
from indexer.mentions.scene import Scene
from indexer.persons.archive import People
from indexer.persons.mentions import PeopleFinder
from synonyms.gazetteer import Gazetteer

RULES_VERSION: Final = 1
"""Raised when the same gazetteer gives other mentions than before."""

_FIELD_OF: Final = {
    GATE: fields.GATES,
    PERSON: fields.PEOPLE,
    PLACE: fields.PLACES,
    ORGANISATION: fields.ORGANISATIONS,
    OTHER: fields.LEFT_OUT,
}


@dataclass(frozen=True, slots=True)
class Annotation:
    """The mentions of a document in order, and the version of what decided them."""

    mentions: tuple[Mention, ...] = ()
    version: str = ""

    def entities(self) -> dict[str, tuple[str, ...]]:
        """The values of ``fields.ENTITIES``."""
        found: dict[str, dict[str, None]] = {name: {} for name in fields.ENTITIES}
        for one in self.mentions:
            if one.entity:
                found[_FIELD_OF[one.label]][one.place or one.entity] = None
            if one.kind == "gate" and one.label != GATE:
                # So that a gate's own page finds the town's mentions too.
                found[fields.LEFT_OUT][one.entity] = None
        return {name: tuple(sorted(ids)) for name, ids in found.items()}


class Annotator:
    """Finds and decides mentions; the same document always gets the same."""

    def __init__(self, gazetteer: Gazetteer, people: People | None = None) -> None:
        people = people or People()
        self._lexicon = Lexicon(gazetteer)
        self._people = PeopleFinder(gazetteer, people)
        made_of = f"{RULES_VERSION} {gazetteer.digest} {people.version}"
        self.version = blake2b(made_of.encode(), digest_size=8).hexdigest()

    def annotation(self, analysed: Analysed) -> Annotation:
        """The mentions of a document."""
        document = analysed.document
        scenes = {
            "title": Scene(self._lexicon, document.title, analysed.title),
            "body": Scene(self._lexicon, document.body, analysed.body),
        }
        gates = gate_mentions(scenes)
        named = list(named_mentions(scenes))
        sure = [*(one for one in gates if one.label != OTHER), *named]
        people = self._people.mentions(scenes, sure)
        # Hà Giang in Nguyễn Hà Giang is no place.
        inside = _Spans(people)
        found = [*gates, *(one for one in named if not inside.hold(one)), *people]
        order = list(scenes)
        found.sort(key=lambda one: (order.index(one.field), one.start, one.end))
        return Annotation(tuple(found), self.version)


class _Spans:
    """Where people are named."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._places: dict[str, list[tuple[int, int]]] = {}
        for one in mentions:
            self._places.setdefault(one.field, []).append((one.start, one.end))

    def hold(self, mention: Mention) -> bool:
        """Whether a mention overlaps one of them."""
        places = self._places.get(mention.field, ())
        return any(start < mention.end and mention.start < end for start, end in places)
