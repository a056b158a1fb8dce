"""The card of what a query names: beside the results, what the archive has of it at a glance.

Made from the counts that the answer has already, and one run for who is named with it: 0.3 to 9 ms
at 20,957 documents, the most for Trung Quốc, which 7,768 of them name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import FACET_VALUES, Pairs, ReadRequest
from indexer.plan import AnyOf, Plan, all_of
from search import group_counts
from search.answer.counted_entities import CountedEntity
from search.answer.models import Results
from search.entities.offices import offices_by_year
from search.expansion.entity_links import FIELD_OF
from search.names.entity_names import EntityName
from search.names.named_with import named_with
from search.query.context import QueryContext
from search.query.planner import filters_of
from synonyms.gazetteer import Entity

NAMED_WITH: Final = 3
"""People on a card: the first few say who belongs to it, the dossier has the rest."""

FIRST_ASKED: Final = 25
"""People that are asked for first: each takes 11 µs to look up the first time (55,000 documents).
All are, where more than these may be as many times with it as the last on the card."""

OFFICES: Final = 3
"""Offices on a card, the latest ones."""


class NamedWith(Struct, frozen=True):
    """A person in the documents that mention the entity, and how many of these name both."""

    id: str
    name: EntityName
    documents: int


class CardOffice(Struct, frozen=True):
    """An office of a person in the words of both languages (either may be empty), and the last year
    with it, empty where none is dated."""

    vi: str
    zh: str
    year: str


class EntityCard(Struct, frozen=True):
    """The first that a query names: what the gazetteer says of it (None where it is known from
    texts only), its mentions by year and language, who is named with it, a person's latest
    offices. ``together`` is within all filters of the request, the rest as ``counted`` is."""

    counted: CountedEntity
    entity: Entity | None
    years: Mapping[str, Mapping[str, int]]
    together: tuple[NamedWith, ...]
    offices: tuple[CardOffice, ...]


def entity_card(context: QueryContext, results: Results) -> EntityCard | None:
    """Return the card of an answer; None where its query names nothing."""
    if not results.answers:
        return None
    one = results.answers[0].entity
    return EntityCard(
        one,
        context.names.gazetteer.entities.get(one.id),
        group_counts.years(one.groups),
        tuple(_together(context, one)),
        tuple(islice(_latest(one), OFFICES)) if one.kind == "person" else (),
    )


def _together(context: QueryContext, one: CountedEntity) -> Iterator[NamedWith]:
    """Yield the people whom most documents with the entity name too."""
    plan = all_of([AnyOf(FIELD_OF[one.kind], (one.id,)), *filters_of(context).values()])
    without = (one.id, fields.UNKNOWN)
    people = _people(context, plan, FIRST_ASKED)
    shown = [count for person, count in people if person not in without][:NAMED_WITH]
    if len(people) == FIRST_ASKED and people[-1][1] >= shown[-1]:
        people = _people(context, plan, FACET_VALUES)
    for row in named_with(context.reader, context.names, people, without, NAMED_WITH):
        yield NamedWith(*row)


def _people(context: QueryContext, plan: Plan, values: int) -> Pairs:
    """Return so many people of the documents of a plan."""
    asked = ReadRequest(plan, limit=0, facets=(fields.PEOPLE,), values=values)
    return context.reader.run(asked).facets[fields.PEOPLE]


def _latest(one: CountedEntity) -> Iterator[CardOffice]:
    """Yield the offices of the last years, each once: that of most mentions first in a year, those
    without a year last."""
    years = {row.year: row for row in offices_by_year(one.groups)}
    undated = years.pop(fields.UNKNOWN, None)
    seen: set[str] = set()
    latest = sorted(years.values(), key=lambda row: row.year, reverse=True)
    for row in (*latest, *([undated] if undated else [])):
        for office in row.offices:
            words = {word for word in (office.vi, office.zh) if word}
            if not seen & words:
                year = "" if row is undated else row.year
                yield CardOffice(office.vi, office.zh, year)
            seen |= words
