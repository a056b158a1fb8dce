"""All people with the number of their documents, in both languages."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import Reader, ReadRequest
from indexer.plan import AnyOf, Everything, Plan
from search.names.entity_names import EntityName
from search.names.name_lookup import NameLookup

EVERYBODY: Final = 5_000_000
"""More values than there are people: a facet must not leave one out."""


class PersonRow(Struct, frozen=True):
    """A person with the documents that name him or her: all, the Vietnamese and the Chinese."""

    id: str
    name: EntityName
    documents: int
    vi: int
    zh: int


def people(reader: Reader, lookup: NameLookup) -> tuple[PersonRow, ...]:
    """Return the people of a snapshot, those whom most documents name first."""
    every = _documents(reader, Everything())
    vi, zh = (_documents(reader, AnyOf(fields.LANG, (lang,))) for lang in ("vi", "zh"))
    return tuple(
        PersonRow(one, lookup.name_of(one), count, vi.get(one, 0), zh.get(one, 0))
        for one, count in every.items()
    )


def _documents(reader: Reader, plan: Plan) -> dict[str, int]:
    asked = ReadRequest(plan, limit=0, facets=(fields.PEOPLE,), values=EVERYBODY)
    return dict(reader.run(asked).facets[fields.PEOPLE])
