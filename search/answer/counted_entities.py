"""The nouns of what a query names: an entity, and what each language has of it."""

from __future__ import annotations

from msgspec import Struct

from search.group_counts import GroupCount
from search.names.entity_names import EntityName


class LanguageCount(Struct, frozen=True):
    """What the documents of one language (``vi`` or ``zh``) have of an entity."""

    lang: str
    documents: int
    mentions: int


class CountedEntity(Struct, frozen=True):
    """An entity with the documents that mention it and its mentions in each language, exact and
    within the filters of the request, except those of the language and of entities of its kind: the
    values of a filter are alternatives. ``groups`` are these mentions as they were counted."""

    kind: str
    id: str
    name: EntityName
    counts: tuple[LanguageCount, ...]
    groups: tuple[GroupCount, ...] = ()

    @property
    def documents(self) -> int:
        """The documents in both languages."""
        return sum(one.documents for one in self.counts)


class Answer(Struct, frozen=True):
    """What the query names: ``asked`` is the text of the term that names it. ``other_side`` is the
    gate on the other side of the border, of a pair."""

    asked: str
    entity: CountedEntity
    other_side: CountedEntity | None = None
