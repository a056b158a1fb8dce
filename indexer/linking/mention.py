"""A mention of an entity in a stored field, and a decision on one."""

from __future__ import annotations

from typing import Final, NamedTuple

from msgspec import Struct

GATE: Final = "gate"
PLACE: Final = "place"
OTHER: Final = "other"
PERSON: Final = "person"
ORGANISATION: Final = "organisation"

TOWN: Final = "town"
"""The reason of a gate's name that is taken for its town because nothing says otherwise."""

LABELS: Final = (GATE, PLACE, OTHER, PERSON, ORGANISATION)


class Decision(Struct, frozen=True):
    """What a gate's name is where it stands. ``reason`` is the code of the rule that decided,
    ``detail`` the words that it saw. A ``strong`` decision counts for the other mentions of its
    document too."""

    label: str
    reason: str
    detail: str = ""
    strong: bool = False


class Uncorrected(NamedTuple):
    """What the rules had decided on a mention before a reader corrected it."""

    entity: str
    label: str
    reason: str
    detail: str
    place: str


class Mention(NamedTuple):
    """One occurrence of an entity in a stored field; offsets count code points. It is the same
    object from where it is decided to where it is stored. A tuple, for a page of hits makes
    hundreds of them, and JSON writes them as they are.

    ``kind`` is the entity's in the gazetteer, ``label`` what this occurrence of its name is. A
    gate's name that names the town has the town's id in ``place``. A ``partial`` one is a part of
    a person's name; its ``entity`` is empty where the document does not say whose.

    ``title`` is the office that stands next to a person's name.

    ``correction`` has the ids of the readers' corrections that act on it, spaces between; then
    ``was`` is what the rules had decided.
    """

    field: str
    start: int
    end: int
    surface: str
    entity: str
    kind: str
    label: str
    reason: str
    detail: str = ""
    place: str = ""
    partial: bool = False
    title: str = ""
    correction: str = ""
    was: Uncorrected | None = None

    @property
    def why(self) -> str:
        """The reason with the words that the rule saw, as files and programs get it."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason

    def shape(self) -> dict[str, object]:
        """Return the mention as a plain object; others' scripts read it."""
        return {
            "field": self.field,
            "start": self.start,
            "end": self.end,
            "surface": self.surface,
            "entity": self.entity,
            "kind": self.kind,
            "label": self.label,
            "reason": self.why,
        }
