"""The gates and the people of an archive with their documents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.batches import batches
from search.entities.gates import GateRow, gates
from search.names.entity_names import EntityName
from search.query.context import QueryContext

GATE_FACTS: Final = ("type", "side", "province", "county", "lat", "lon")
GATE_COLUMNS: Final = ("id", "vi", "zh", *GATE_FACTS, "documents", "left_out")
PERSON_COLUMNS: Final = ("id", "vi", "zh", "documents")


class GateLine(Struct, frozen=True):
    """A gate with what the gazetteer says of it."""

    row: GateRow

    def shape(self) -> dict[str, object]:
        """Return the row for a file."""
        row, facts = self.row, self.row.entity.facts
        values = (
            *(row.entity.id, row.name.vi, row.name.zh),
            *(facts.get(name, "") for name in GATE_FACTS),
            *(row.documents, row.left_out),
        )
        return dict(zip(GATE_COLUMNS, values, strict=True))


class PersonLine(Struct, frozen=True):
    """A person, and how many documents name them."""

    id: str
    name: EntityName
    documents: int

    def shape(self) -> dict[str, object]:
        """Return the row for a file."""
        values = (self.id, self.name.vi, self.name.zh, self.documents)
        return dict(zip(PERSON_COLUMNS, values, strict=True))


def gate_lines(context: QueryContext) -> Iterator[list[GateLine]]:
    """Yield all gates, those with most documents first."""
    yield list(map(GateLine, gates(context.reader, context.names)))


def person_lines(context: QueryContext) -> Iterator[list[PersonLine]]:
    """Yield all people, those whom most documents name first, in batches."""
    found = context.reader.values(fields.PEOPLE, "")
    for batch in batches(sorted(found, key=lambda one: (-one[1], one[0]))):
        yield [PersonLine(one, context.names.name_of(one), documents) for one, documents in batch]
