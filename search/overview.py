"""The archive introduces itself: what is in the index, before any query."""

from __future__ import annotations

from dataclasses import dataclass

from indexer import fields
from indexer.engines.protocol import Reader
from indexer.plan import Everything
from indexer.records import from_stored
from search.results import FacetValue, HitRow
from search.run import hit_row
from search.understand import Understood

NEWEST_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """Documents in all, by language, year and source; the newest; and how many have no date."""

    size: int
    undated: int
    by_lang: tuple[FacetValue, ...]
    by_year: tuple[FacetValue, ...]
    by_source: tuple[FacetValue, ...]
    newest: tuple[HitRow, ...]


def overview(reader: Reader) -> Overview:
    """What a snapshot holds."""
    found = reader.run(
        Everything(), limit=NEWEST_SHOWN, facets=(fields.LANG, fields.YEAR, fields.SOURCE)
    )
    by_lang, by_year, by_source = (
        tuple(FacetValue(value, count, False) for value, count in found.facets[name])
        for name in (fields.LANG, fields.YEAR, fields.SOURCE)
    )
    stored = reader.fetch([hit.id for hit in found.hits])
    everything = Understood(Everything())
    return Overview(
        size=found.total,
        undated=sum(row.count for row in by_year if row.value == fields.UNKNOWN),
        by_lang=by_lang,
        by_year=tuple(sorted(by_year, key=lambda row: row.value)),
        by_source=by_source,
        newest=tuple(hit_row(from_stored(stored[hit.id]), everything) for hit in found.hits),
    )
