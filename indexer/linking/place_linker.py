"""Mentions of places and organisations that the gazetteer knows by a name of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from indexer.linking.context import Scene
from indexer.linking.mention import ORGANISATION, PLACE, Mention
from synonyms.gazetteer import Entity, Name

LABELS: Final = {"place": PLACE, "organisation": ORGANISATION}


def named_mentions(scenes: Mapping[str, Scene]) -> Iterator[Mention]:
    """Mentions by names that are not ambiguous; those that gates share are told apart elsewhere
    (indexer/linking/gate_linker.py)."""
    for field, scene in scenes.items():
        tokens = scene.tokens
        for found in scene.found:
            entity = _only(found.named)
            if entity is None:
                continue
            start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
            label = LABELS[entity.kind]
            text = scene.text[start:end]
            yield Mention(field, start, end, text, entity.id, entity.kind, label, "gazetteer")


def _only(named: tuple[tuple[Entity, Name], ...]) -> Entity | None:
    """The first entity that the name means by itself, if no gate bears it."""
    entities = [entity for entity, _ in named]
    if any(entity.kind == "gate" for entity in entities):
        return None
    sure = [entity for entity, name in named if "ambiguous" not in name.flags]
    return sure[0] if sure else None
