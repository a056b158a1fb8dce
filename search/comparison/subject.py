"""What is compared: one entity, or both gates of a crossing, with the documents that mention it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.linking.mention import ORGANISATION, PERSON
from indexer.organisations.organisation_ids import is_organisation
from indexer.plan import Plan, all_of
from search import group_counts
from search.group_counts import GroupCount
from search.names.entity_names import EntityName
from search.names.gate_sides import chosen_gates, gates_of
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.request_errors import NotThere
from synonyms.gazetteer import Entity

FIELD_OF_KIND: Final[Mapping[str, str]] = {
    "gate": fields.GATES,
    "person": fields.PEOPLE,
    "place": fields.PLACES,
    "organisation": fields.ORGANISATIONS,
}
"""The field that says which documents mention an entity of each kind."""


class Subject(Struct, frozen=True):
    """An entity; ``ids`` are those whose mentions are counted, ``gates`` both gates of its
    crossing, if it is one of two. ``documents`` are all that mention it, ``mentions`` the counts of
    what stands for it, both under no filter."""

    id: str
    kind: str
    name: EntityName
    ids: tuple[str, ...]
    gates: tuple[Entity, ...]
    documents: Plan
    mentions: tuple[GroupCount, ...]


def subject_of(context: QueryContext, entity_id: str, side: str = "") -> Subject:
    """Return what an id stands for; ``side`` is that of a crossing, as in a dossier. Raises
    ``NotThere``."""
    lookup = context.names
    entity = lookup.gazetteer.entities.get(entity_id)
    gates = gates_of(lookup.gazetteer, entity)
    ids = chosen_gates(gates, entity_id, side)
    if len(ids) == 1:
        (entity_id,) = ids
    counts = [count for one in ids for count in group_counts.group_counts(context.reader, one)]
    if entity is None and not counts:
        raise NotThere("no_entity", value=entity_id)
    mentions = group_counts.meant(counts)
    return Subject(
        entity_id,
        kind_of(lookup, entity_id, group_counts.labels(counts)),
        lookup.name_of(entity_id),
        ids,
        gates,
        group_counts.documents_with(mentions),
        mentions,
    )


def kind_of(lookup: NameLookup, entity_id: str, labels: Mapping[str, int]) -> str:
    """Return the kind of an entity: the gazetteer's, or of what is known from texts only what its
    mentions are labelled."""
    entity = lookup.gazetteer.entities.get(entity_id)
    if entity is not None:
        return entity.kind
    if PERSON in labels or ORGANISATION in labels:
        return PERSON if PERSON in labels else ORGANISATION
    return ORGANISATION if is_organisation(entity_id) else PERSON


def mentions_of(
    context: QueryContext, subject: Subject, within: Sequence[Plan]
) -> tuple[GroupCount, ...]:
    """Return the counts of the mentions that stand for the subject, in the documents of all these
    plans."""
    if not within:
        return subject.mentions
    documents = all_of([subject.documents, *within])
    return group_counts.meant(
        count
        for one in subject.ids
        for count in group_counts.counts_in(context.reader, documents, one)
    )
