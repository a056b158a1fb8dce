"""A gate's or person's own page: its forms, its years, every mention as a concordance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indexer import fields
from indexer.budget import EVERYTHING, Budget, Looked
from indexer.corrections.correction import Correction
from indexer.corrections.overlay import flat
from indexer.engines.protocol import Reader, ReadRequest
from indexer.linking.mention import OTHER
from indexer.plan import AnyOf, Everything, Or
from search.concordance.mention_lines import SORTINGS, Line, Lines
from search.names.entity_names import EntityName
from search.names.live_gazetteer import Layered
from search.names.name_lookup import NameLookup
from search.request_errors import NotThere
from synonyms.gazetteer import Entity


@dataclass(frozen=True, slots=True)
class Asked:
    """What of a dossier is asked for. ``label`` is one of the mention labels, or empty for all but
    those that are something else."""

    label: str = ""
    form: str = ""
    year: str = ""
    lang: str = ""
    sorting: str = "date"
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Dossier:
    """One entity as the archive knows it.

    ``labels`` counts mentions by label, ``forms`` by spelling, ``years`` by year and
    language, ``reasons`` those left out by reason; ``documents`` are those with a mention that
    counts. ``titles`` are the titles next to a person's name with the dates they stand at.
    All of it is of the documents that ``looked`` says were read, where it was not all.
    """

    id: str
    kind: str
    name: EntityName
    entity: Entity | None
    counterpart: tuple[str, EntityName] | None
    documents: int
    labels: Mapping[str, int]
    forms: Mapping[str, int]
    years: Mapping[str, Mapping[str, int]]
    reasons: Mapping[str, int]
    titles: Mapping[str, tuple[int, str, str]]
    together: tuple[tuple[str, EntityName, int], ...]
    asked: Asked
    total: int
    lines: tuple[Line, ...]
    corrections: tuple[Correction, ...] = ()
    looked: Looked = EVERYTHING


SHARE: Final = 0.8
"""Of the budget, what reading the mentions takes at most."""

EVERY_ENTITY: Final = 50_000
"""More values than there are entities of a gazetteer."""

ADDRESSES: Final = frozenset(("đồng chí", "同志", "先生", "女士", "小姐"))
"""Ways to address anyone: no office."""

TOGETHER: Final = 12
"""Most people listed that stand in the same documents."""


def dossier(
    reader: Reader, layered: Layered, entity_id: str, asked: Asked, budget: Budget
) -> Dossier:
    """The dossier of an entity; raises ``NotThere`` for one that is nowhere.

    Of one that more documents name than the budget lets read, it is that of the newest; ``looked``
    says of how many.
    """
    aliases = layered.aliases
    gazetteer = aliases.gazetteer
    entity = gazetteer.entities.get(entity_id)
    lines = Lines(reader, (entity_id,), budget.part(SHARE))
    every = list(lines)
    if entity is None and not every:
        raise NotThere("no_entity", value=entity_id)
    counted = [line for line in every if line.mention.label != OTHER]
    chosen = [line for line in every if _is_asked(line, asked)]
    chosen.sort(key=SORTINGS[asked.sorting])
    years: dict[str, Counter[str]] = {}
    for line in counted:
        years.setdefault(line.date[:4] or fields.UNKNOWN, Counter())[line.lang] += 1
    counterpart = gazetteer.counterpart(entity) if entity else None
    documents = {line.doc for line in counted}
    return Dossier(
        id=entity_id,
        kind=entity.kind if entity else "person",
        name=aliases.name_of(entity_id),
        entity=entity,
        counterpart=((counterpart.id, aliases.name_of(counterpart.id)) if counterpart else None),
        documents=len(documents),
        labels=Counter(line.mention.label for line in every),
        forms=Counter(flat(line.mention.surface) for line in counted),
        years=dict(sorted(years.items())),
        reasons=Counter(line.mention.reason for line in every if line.mention.label == OTHER),
        titles=_titles(counted),
        together=_together(reader, aliases, entity_id),
        asked=asked,
        total=len(chosen),
        lines=tuple(chosen[asked.offset : asked.offset + asked.limit]),
        corrections=layered.corrections.about(entity_id),
        looked=lines.looked,
    )


def _is_asked(line: Line, asked: Asked) -> bool:
    one = line.mention
    if asked.label and one.label != asked.label:
        return False
    if not asked.label and one.label == OTHER:
        return False
    return (
        (not asked.form or flat(one.surface) == asked.form)
        and (not asked.year or (line.date[:4] or fields.UNKNOWN) == asked.year)
        and (not asked.lang or line.lang == asked.lang)
    )


def _titles(counted: list[Line]) -> dict[str, tuple[int, str, str]]:
    """Titles next to the name: times, first and last date."""
    found: dict[str, tuple[int, str, str]] = {}
    for line in counted:
        one = line.mention
        if one.title and one.title.lower() not in ADDRESSES:
            title = one.title[:1].lower() + one.title[1:]
            count, first, last = found.get(title, (0, "", ""))
            dates = [date for date in (first, last, line.date) if date]
            found[title] = count + 1, min(dates, default=""), max(dates, default="")
    return dict(sorted(found.items(), key=lambda item: (-item[1][0], item[0])))


def _together(
    reader: Reader, aliases: NameLookup, entity_id: str
) -> tuple[tuple[str, EntityName, int], ...]:
    """People in the documents where the entity itself is meant."""
    meant = Or(tuple(AnyOf(name, (entity_id,)) for name in fields.FACETED_ENTITIES))
    found = reader.run(ReadRequest(meant, limit=0, facets=(fields.PEOPLE,)))
    others = [(one, count) for one, count in found.facets[fields.PEOPLE] if one != entity_id]
    return tuple((one, aliases.name_of(one), n) for one, n in others[:TOGETHER])


@dataclass(frozen=True, slots=True)
class GateRow:
    """A gate with its documents: those where it is meant, those where its name is not it."""

    entity: Entity
    name: EntityName
    documents: int
    left_out: int


def gates(reader: Reader, aliases: NameLookup) -> tuple[GateRow, ...]:
    """All gates of the gazetteer, those with most documents first."""
    asked = (fields.GATES, fields.LEFT_OUT)
    found = reader.run(ReadRequest(Everything(), limit=0, facets=asked, values=EVERY_ENTITY)).facets
    counts = {name: dict(values) for name, values in found.items()}
    rows = [
        GateRow(
            entity,
            aliases.name_of(entity.id),
            counts[fields.GATES].get(entity.id, 0),
            counts[fields.LEFT_OUT].get(entity.id, 0),
        )
        for entity in aliases.gazetteer.of_kind("gate")
    ]
    return tuple(sorted(rows, key=lambda row: (-row.documents, row.entity.id)))
