"""The profile of one gate, person, place or organisation: its forms, its
years, its mentions line by line.

Pages call it a dossier. All numbers come from the index; only the documents of the page are read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.budget import EVERYTHING, Budget, Looked
from indexer.corrections.correction import Correction
from indexer.engines.protocol import Reader, ReadRequest, ReadResult
from indexer.facet_values import WRITTEN
from indexer.linking.mention import ORGANISATION, PERSON
from indexer.organisations.organisation_ids import is_organisation
from indexer.plan import Plan
from search import group_counts
from search.answer.facets import merged
from search.answer.models import FacetValue
from search.concordance.mention_filter import ALL_MEANT, MentionFilter
from search.concordance.mention_lines import MentionLine
from search.entities.crossing import CountedGates, Crossing, crossing_of
from search.entities.namesakes import Namesake, namesakes
from search.entities.offices import YearOffices, offices_by_year
from search.entities.profile_lines import ProfileLines
from search.group_counts import GroupCount, TitleCount
from search.names.entity_names import EntityName
from search.names.gate_sides import chosen_gates, gates_of
from search.names.live_gazetteer import ArchiveNames
from search.names.name_lookup import NameLookup
from search.names.named_with import named_with
from search.request_errors import NotThere
from synonyms.gazetteer import Entity

SHARE: Final = 0.8
"""Of the budget, what reading documents takes at most."""

NEIGHBOURS: Final = 12
"""Most people listed that stand in the same documents."""


class ProfileRequest(Struct, frozen=True):
    """Which mentions of a profile are asked for, and in which order they are listed (a key of
    ``SORTINGS``).

    All numbers of the profile obey ``wanted``. ``side`` is one of ``SIDES`` or ``BOTH``: of a gate,
    that side of its crossing or the whole of it; empty for the gate alone. It says nothing of what
    is no gate of a pair.
    """

    wanted: MentionFilter = ALL_MEANT
    side: str = ""
    sorting: str = "date"
    offset: int = 0
    limit: int = 50


class Profile(Struct, frozen=True):
    """One entity, or both gates of a crossing, as the archive knows it. All numbers are exact, and
    are of what the request asks for.

    ``ids`` are the entities whose mentions these are: one, or the two of a crossing. ``documents``
    hold a mention that is asked for; ``documents_by_lang`` and ``mentions_by_lang`` are what is
    asked for by language. ``labels``,
    ``forms``, ``years`` (and languages), ``langs``, ``titles`` and ``offices`` count mentions by
    what the request may narrow to, whatever it says of that; so do ``together`` (people) and
    ``facets`` with documents. ``reasons`` are those of the mentions that stand for something else.
    ``namesakes`` are the people whose name it perhaps is, where something contradicts that they are
    one; of the whole name only, so none where the request narrows. ``total`` counts the mentions
    that are asked for, ``first`` and ``last`` are their dates, ``lines`` those of the page;
    ``looked`` says of how many documents, where the budget ended early.
    """

    id: str
    kind: str
    name: EntityName
    entity: Entity | None
    ids: tuple[str, ...]
    crossing: Crossing | None
    documents: int
    documents_by_lang: Mapping[str, int]
    mentions_by_lang: Mapping[str, int]
    labels: Mapping[str, int]
    forms: Mapping[str, int]
    years: Mapping[str, Mapping[str, int]]
    langs: Mapping[str, int]
    reasons: Mapping[str, int]
    titles: Mapping[str, TitleCount]
    offices: tuple[YearOffices, ...]
    namesakes: tuple[Namesake, ...]
    together: tuple[tuple[str, EntityName, int], ...]
    facets: Mapping[str, tuple[FacetValue, ...]]
    asked: ProfileRequest
    total: int
    first: str
    last: str
    lines: tuple[MentionLine, ...]
    corrections: tuple[Correction, ...] = ()
    looked: Looked = EVERYTHING

    @property
    def is_whole(self) -> bool:
        """Whether this is a whole crossing, and not one entity."""
        return len(self.ids) > 1


def profile(
    reader: Reader, names: ArchiveNames, entity_id: str, asked: ProfileRequest, budget: Budget
) -> Profile:
    """Return the profile of an entity. Raises ``NotThere`` where no gazetteer and no document knows
    it."""
    lookup = names.lookup
    entity = lookup.gazetteer.entities.get(entity_id)
    gates = gates_of(lookup.gazetteer, entity)
    ids = chosen_gates(gates, entity_id, asked.side)
    if len(ids) == 1:
        (entity_id,) = ids
        entity = lookup.gazetteer.entities.get(entity_id)
    every = {
        one: group_counts.group_counts(reader, one)
        for one in dict.fromkeys((*ids, *(gate.id for gate in gates)))
    }
    if entity is None and not any(every.values()):
        raise NotThere("no_entity", value=entity_id)
    wanted, within = asked.wanted, asked.wanted.plans(lookup)
    by_id = _counts_within(reader, every, within)
    counts = tuple(count for one in ids for count in by_id[one])
    chosen = wanted.taken(counts)
    plans = tuple(within.values())
    page = ProfileLines(reader, ids, chosen, budget.part(SHARE), plans).page(
        asked.sorting, asked.offset, asked.limit
    )
    everywhere = wanted.taken(count for one in ids for count in every[one])
    found = _documents(reader, everywhere, within)
    return Profile(
        id=entity_id,
        kind=entity.kind if entity else _kind_in_texts(entity_id, every[entity_id]),
        name=lookup.name_of(entity_id),
        entity=entity,
        ids=ids,
        crossing=crossing_of(reader, lookup, gates, CountedGates(by_id, wanted, plans)),
        documents=found.total,
        documents_by_lang=dict(found.facets[fields.LANG]),
        mentions_by_lang=group_counts.langs(chosen),
        labels=group_counts.labels(wanted.taken(counts, "label")),
        forms=group_counts.forms(wanted.taken(counts, "form")),
        years=group_counts.years(wanted.taken(counts, "year")),
        langs=group_counts.langs(wanted.taken(counts, "lang")),
        reasons=group_counts.reasons(wanted.taken(counts, "label")),
        titles=group_counts.titles(wanted.taken(counts, "title")),
        offices=offices_by_year(wanted.taken(counts, "title")),
        namesakes=() if wanted.narrows else namesakes(reader, lookup, ids, chosen),
        together=_together(reader, lookup, ids, found, wanted.of(fields.PEOPLE)),
        facets={
            name: merged(name, found.facets[name], lookup, wanted.of(name)) for name in WRITTEN
        },
        asked=asked,
        total=group_counts.total(chosen),
        first=min((one.first for one in chosen if one.first), default=""),
        last=max((one.last for one in chosen), default=""),
        lines=page.lines,
        corrections=tuple(
            dict.fromkeys(said for one in ids for said in names.corrections.about(one))
        ),
        looked=page.looked,
    )


def _counts_within(
    reader: Reader,
    every: Mapping[str, tuple[GroupCount, ...]],
    within: Mapping[str, Plan],
) -> Mapping[str, tuple[GroupCount, ...]]:
    """Return the counts of each entity in the documents that are asked for."""
    if not within:
        return every
    return {
        one: group_counts.counts_in(
            reader, group_counts.documents_with(counts, *within.values()), one
        )
        for one, counts in every.items()
    }


def _documents(
    reader: Reader, everywhere: Sequence[GroupCount], within: Mapping[str, Plan]
) -> ReadResult:
    """Count the documents with a mention that is asked for. ``everywhere`` are the counts of these
    mentions in all documents: a facet does not obey its own filter."""
    asked = ReadRequest(
        group_counts.documents_with(everywhere),
        filters=within,
        limit=0,
        facets=(fields.LANG, fields.PEOPLE, *WRITTEN),
    )
    return reader.run(asked)


def _kind_in_texts(entity_id: str, counts: tuple[group_counts.GroupCount, ...]) -> str:
    """Return the kind of what is known from texts only: a person or an organisation."""
    labels = group_counts.labels(counts)
    if PERSON in labels or ORGANISATION in labels:
        return PERSON if PERSON in labels else ORGANISATION
    return ORGANISATION if is_organisation(entity_id) else PERSON


def _together(
    reader: Reader,
    lookup: NameLookup,
    ids: tuple[str, ...],
    found: ReadResult,
    chosen: tuple[str, ...],
) -> tuple[tuple[str, EntityName, int], ...]:
    """Return the people in the same documents, those in most of them first; who is chosen is among
    them."""
    people = found.facets[fields.PEOPLE]
    shown = named_with(reader, lookup, people, ids, NEIGHBOURS)
    listed = {one for one, *_ in shown}
    counts = {one: count for one, count in people if one not in ids}
    more = (one for one in dict.fromkeys(chosen) if one not in listed)
    return (*shown, *((one, lookup.name_of(one), counts.get(one, 0)) for one in more))
