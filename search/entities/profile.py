"""The profile of one gate, person, place or organisation: its forms, its
years, its mentions line by line.

Pages call it a dossier. All numbers come from the index; only the documents of the page are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indexer import fields
from indexer.annotation.mention_groups import MentionGroup, is_meant
from indexer.budget import EVERYTHING, Budget, Looked
from indexer.corrections.correction import Correction
from indexer.engines.protocol import Reader, ReadRequest
from indexer.linking.mention import ORGANISATION, PERSON
from indexer.organisations.organisation_ids import is_organisation
from indexer.plan import AnyOf, Or
from search import group_counts
from search.concordance.mention_lines import MentionLine
from search.entities.crossing import Crossing, crossing_of
from search.entities.namesakes import Namesake, namesakes
from search.entities.offices import YearOffices, offices_by_year
from search.entities.profile_lines import ProfileLines
from search.group_counts import TitleCount
from search.names.entity_names import EntityName
from search.names.gate_sides import chosen_gates, gates_of
from search.names.live_gazetteer import ArchiveNames
from search.names.name_lookup import NameLookup
from search.request_errors import NotThere
from synonyms.gazetteer import Entity

SHARE: Final = 0.8
"""Of the budget, what reading documents takes at most."""

NEIGHBOURS: Final = 12
"""Most people listed that stand in the same documents."""


@dataclass(frozen=True, slots=True)
class ProfileRequest:
    """Which mentions of a profile are listed, and in which order (a key of ``SORTINGS``).

    ``label`` is one of the mention labels, or empty for all but those that are something else.
    ``title`` is an office as ``Profile.titles`` has it. ``side`` is one of ``SIDES`` or ``BOTH``:
    of a gate, that side of its crossing or the whole of it; empty for the gate alone. It says
    nothing of what is no gate of a pair.
    """

    label: str = ""
    form: str = ""
    year: str = ""
    lang: str = ""
    title: str = ""
    side: str = ""
    sorting: str = "date"
    offset: int = 0
    limit: int = 50

    def takes(self, group: MentionGroup) -> bool:
        """Tell whether mentions of this group are listed."""
        has_label = group.label == self.label if self.label else is_meant(group.label)
        chosen = (
            (self.form, group.form),
            (self.year, group.year),
            (self.lang, group.lang),
        )
        has_title = not self.title or self.title in group_counts.titles_of(group)
        return has_label and has_title and all(wanted in ("", has) for wanted, has in chosen)


@dataclass(frozen=True, slots=True)
class Profile:
    """One entity, or both gates of a crossing, as the archive knows it. All numbers are exact.

    ``ids`` are the entities whose mentions these are: one, or the two of a crossing.
    ``documents`` are those with a mention that stands for the entity. ``labels`` counts all
    mentions by label; ``forms``, ``years`` (and languages), ``titles`` and ``offices`` those that
    stand for the entity; ``reasons`` the others. ``namesakes`` are the people whose name it perhaps
    is, where something contradicts that they are one. ``total`` counts the mentions that the
    request lists, ``lines`` are those of its page; ``looked`` says of how many documents, where the
    budget ended early.
    """

    id: str
    kind: str
    name: EntityName
    entity: Entity | None
    ids: tuple[str, ...]
    crossing: Crossing | None
    documents: int
    labels: Mapping[str, int]
    forms: Mapping[str, int]
    years: Mapping[str, Mapping[str, int]]
    reasons: Mapping[str, int]
    titles: Mapping[str, TitleCount]
    offices: tuple[YearOffices, ...]
    namesakes: tuple[Namesake, ...]
    together: tuple[tuple[str, EntityName, int], ...]
    asked: ProfileRequest
    total: int
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
    by_id = {
        one: group_counts.group_counts(reader, one)
        for one in dict.fromkeys((*ids, *(gate.id for gate in gates)))
    }
    counts = tuple(count for one in ids for count in by_id[one])
    if entity is None and not counts:
        raise NotThere("no_entity", value=entity_id)
    meant = group_counts.meant(counts)
    chosen = tuple(one for one in counts if asked.takes(one.group))
    page = ProfileLines(reader, ids, chosen, budget.part(SHARE)).page(
        asked.sorting, asked.offset, asked.limit
    )
    return Profile(
        id=entity_id,
        kind=entity.kind if entity else _kind_in_texts(entity_id, counts),
        name=lookup.name_of(entity_id),
        entity=entity,
        ids=ids,
        crossing=crossing_of(reader, lookup, gates, by_id),
        documents=reader.count(group_counts.documents_with(meant)),
        labels=group_counts.labels(counts),
        forms=group_counts.forms(meant),
        years=group_counts.years(meant),
        reasons=group_counts.reasons(counts),
        titles=group_counts.titles(meant),
        offices=offices_by_year(meant),
        namesakes=namesakes(reader, lookup, ids, meant),
        together=_together(reader, lookup, ids),
        asked=asked,
        total=group_counts.total(chosen),
        lines=page.lines,
        corrections=tuple(
            dict.fromkeys(said for one in ids for said in names.corrections.about(one))
        ),
        looked=page.looked,
    )


def _kind_in_texts(entity_id: str, counts: tuple[group_counts.GroupCount, ...]) -> str:
    """Return the kind of what is known from texts only: a person or an organisation."""
    labels = group_counts.labels(counts)
    if PERSON in labels or ORGANISATION in labels:
        return PERSON if PERSON in labels else ORGANISATION
    return ORGANISATION if is_organisation(entity_id) else PERSON


def _together(
    reader: Reader, lookup: NameLookup, ids: tuple[str, ...]
) -> tuple[tuple[str, EntityName, int], ...]:
    """Return the people in the documents where the entity itself is meant."""
    meant = Or(tuple(AnyOf(name, ids) for name in fields.FACETED_ENTITIES))
    found = reader.run(ReadRequest(meant, limit=0, facets=(fields.PEOPLE,)))
    others = [(one, count) for one, count in found.facets[fields.PEOPLE] if one not in ids]
    return tuple((one, lookup.name_of(one), n) for one, n in others[:NEIGHBOURS])
