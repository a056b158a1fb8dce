"""The name of an entity in both languages, from its id."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from indexer.annotation.written_names import NONE as NOT_COUNTED
from indexer.annotation.written_names import UNWRITTEN, Names, spelt
from synonyms.gazetteer import Gazetteer
from synonyms.spelling import is_han

NONE: Final[Mapping[str, str]] = MappingProxyType({})


class EntityName(Struct, frozen=True):
    """The main name in each language; either may be empty."""

    vi: str
    zh: str

    def __str__(self) -> str:
        return " ".join(name for name in (self.vi, self.zh) if name)


def name_of(
    gazetteer: Gazetteer,
    entity_id: str,
    chinese: Mapping[str, str] = NONE,
    written: Names = NOT_COUNTED,
) -> EntityName:
    """Return the names of an id: the gazetteer's; of a person or an organisation found in texts
    those that texts write most often (``written``), or what the id spells. ``chinese`` has the
    characters that were found for such ids."""
    entity = gazetteer.entities.get(entity_id)
    if entity is not None:
        vi = entity.main("vi") or entity.main("latin")
        zh = entity.main("zh")
        return EntityName(vi.text if vi else "", zh.text if zh else "")
    own = spelt(entity_id)
    said = written.get(entity_id, UNWRITTEN)
    if is_han(entity_id[:1]):
        return EntityName("", said.zh or own)
    characters = said.zh or chinese.get(entity_id, "")
    return EntityName(said.vi or own, characters)
