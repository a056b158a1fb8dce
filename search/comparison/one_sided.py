"""What only the documents of one language mention: people, gates, places, organisations."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct

from indexer.engines.protocol import ReadRequest
from indexer.plan import Plan
from search.comparison.subject import FIELD_OF_KIND
from search.names.entity_names import EntityName
from search.query.context import QueryContext

EVERY: Final = 5_000_000
"""More values than there are names: a facet must not leave one out, or it would seem one-sided."""


class OneSided(Struct, frozen=True):
    """What only the documents of ``lang`` mention, of one kind: id, name and documents,
    most first."""

    lang: str
    kind: str
    found: tuple[tuple[str, EntityName, int], ...]


def one_sided(
    context: QueryContext,
    sides: Mapping[str, tuple[Plan, Mapping[str, Plan]]],
    left_out: Collection[str],
) -> tuple[OneSided, ...]:
    """Return what each side has that no other has; ``sides`` are plan and filters by language,
    ``left_out`` the ids that are not looked for."""
    named = tuple(FIELD_OF_KIND.values())
    counts = {
        lang: context.reader.run(
            ReadRequest(plan, filters=filters, limit=0, facets=named, values=EVERY)
        ).facets
        for lang, (plan, filters) in sides.items()
    }
    found = []
    for kind, field in FIELD_OF_KIND.items():
        for lang, own in counts.items():
            others = {one for other in counts if other != lang for one, _ in counts[other][field]}
            others.update(left_out)
            only = tuple(
                (one, context.names.name_of(one), count)
                for one, count in own[field]
                if one not in others
            )
            found.append(OneSided(lang, kind, only))
    return tuple(found)
