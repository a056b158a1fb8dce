"""The name of an entity in both languages, from its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from indexer.analysis.pairs import CAP
from indexer.organisations import organisation_ids
from search.terms.forms import spelt
from synonyms.gazetteer import Gazetteer
from synonyms.spelling import is_han

NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EntityName:
    """The main name in each language; either may be empty."""

    vi: str
    zh: str

    def __str__(self) -> str:
        return " ".join(name for name in (self.vi, self.zh) if name)


def name_of(gazetteer: Gazetteer, entity_id: str, chinese: Mapping[str, str] = NONE) -> EntityName:
    """Return the names of an id: the gazetteer's, or what the id of a person or an organisation
    found in text spells; ``chinese`` has the characters that were found for such ids."""
    entity = gazetteer.entities.get(entity_id)
    if entity is not None:
        vi = entity.main("vi") or entity.main("latin")
        zh = entity.main("zh")
        return EntityName(vi.text if vi else "", zh.text if zh else "")
    if entity_id and is_han(entity_id[0]):
        return EntityName("", entity_id)
    if organisation_ids.is_organisation(entity_id):
        return EntityName(organisation_ids.spelt(entity_id), "")
    keys = tuple(entity_id.split())
    spelling = spelt(keys, CAP) if keys else ""
    return EntityName(spelling, chinese.get(entity_id, ""))
