"""Link names of places and organisations that the gazetteer knows by a name of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from indexer.linking.context import FieldContext
from indexer.linking.mention import ORGANISATION, PLACE, Mention
from indexer.linking.name_matcher import NamedEntities
from synonyms.gazetteer import Entity

LABELS: Final = {"place": PLACE, "organisation": ORGANISATION}

BY_NAME: Final = "gazetteer"
"""The reason of a mention that its name alone decides."""


def link_places(contexts: Mapping[str, FieldContext]) -> Iterator[Mention]:
    """Yield the mentions by names that are not ambiguous, of the fields of one document. Names that
    gates share are decided elsewhere (indexer/linking/gate_linker.py)."""
    for field, context in contexts.items():
        tokens = context.tokens
        for match in (*context.matches, *context.ways):
            entity = _only_meaning(match.entities)
            if entity is None:
                continue
            start, end = tokens.starts[match.first], tokens.ends[match.last - 1]
            yield Mention(
                field=field,
                start=start,
                end=end,
                surface=context.text[start:end],
                entity=entity.id,
                kind=entity.kind,
                label=LABELS[entity.kind],
                reason=BY_NAME,
            )


def _only_meaning(entities: NamedEntities) -> Entity | None:
    """Return the first entity that the name means by itself; None if a gate bears it."""
    if any(named.entity.kind == "gate" for named in entities):
        return None
    return next((one.entity for one in entities if "ambiguous" not in one.name.flags), None)
