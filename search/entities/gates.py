"""All gates with the number of their documents."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import Reader, ReadRequest
from indexer.plan import AnyOf, Everything, Plan
from search.names.entity_names import EntityName
from search.names.name_lookup import NameLookup
from synonyms.gazetteer import Entity

EVERY_GATE: Final = 50_000
"""More values than there are gates: a facet must not leave one out."""


class GateRow(Struct, frozen=True):
    """A gate with its documents: those where it is meant, the Vietnamese and the Chinese ones of
    these, and those where its name is not it."""

    entity: Entity
    name: EntityName
    documents: int
    left_out: int
    vi: int = 0
    zh: int = 0


def gates(reader: Reader, lookup: NameLookup) -> tuple[GateRow, ...]:
    """Return all gates of the gazetteer, those with most documents first."""
    counts = _counts(reader, Everything())
    vi, zh = (_counts(reader, AnyOf(fields.LANG, (lang,)))[fields.GATES] for lang in ("vi", "zh"))
    rows = [
        GateRow(
            entity,
            lookup.name_of(entity.id),
            counts[fields.GATES].get(entity.id, 0),
            counts[fields.LEFT_OUT].get(entity.id, 0),
            vi.get(entity.id, 0),
            zh.get(entity.id, 0),
        )
        for entity in lookup.gazetteer.of_kind("gate")
    ]
    return tuple(sorted(rows, key=lambda row: (-row.documents, row.entity.id)))


def _counts(reader: Reader, plan: Plan) -> dict[str, dict[str, int]]:
    """Count the documents of a plan by gate, in either field."""
    asked = (fields.GATES, fields.LEFT_OUT)
    found = reader.run(ReadRequest(plan, limit=0, facets=asked, values=EVERY_GATE)).facets
    return {name: dict(values) for name, values in found.items()}
