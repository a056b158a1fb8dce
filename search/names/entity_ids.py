"""From a name, or an id, to the ids that it stands for."""

from __future__ import annotations

from itertools import chain

from indexer.analysis.name_keys import keys_of
from indexer.annotation.annotation import documents_naming
from indexer.completion.completable_names import FIELD_OF
from indexer.engines.protocol import Reader
from indexer.organisations.organisation_ids import id_of
from indexer.plan import AnyOf
from search.names.gate_sides import checked_side, chosen_gates, gates_of
from search.names.live_gazetteer import ArchiveNames
from search.request_errors import BadRequest, NotThere


def ids_named(names: ArchiveNames, name: str) -> tuple[str, ...]:
    """Return the ids that a name or an id stands for; of a person also who is known from texts
    only."""
    if name in names.lookup.gazetteer.entities:
        return (name,)
    keys = keys_of(name)
    known = tuple(one.id for one in names.lookup.entities(keys))
    if known or not keys:
        return known
    return (names.corrections.one_of(names.people.id_of(name)),)


def ids_mentioned(
    reader: Reader, names: ArchiveNames, name: str, side: str = ""
) -> tuple[str, ...]:
    """Return the ids that a name or an id stands for, if a gazetteer or a document knows one of
    them; of a gate those of a side of its crossing, or of both. Raises ``NotThere``, and
    ``BadRequest`` for a side that is none."""
    checked_side(side)
    # The id of a namesake, "lưu ninh (2)", is no name: ids come first.
    for ids in ((name,), ids_named(names, name), (id_of(name),)):
        if any(is_known(reader, names, one) for one in ids):
            gazetteer = names.lookup.gazetteer
            chosen = (
                chosen_gates(gates_of(gazetteer, gazetteer.entities.get(one)), one, side)
                for one in ids
            )
            return tuple(dict.fromkeys(chain.from_iterable(chosen)))
    raise NotThere("no_entity", value=name)


def ids_of_kind(reader: Reader, names: ArchiveNames, name: str, kind: str = "") -> tuple[str, ...]:
    """Return the ids of one kind (a key of ``FIELD_OF``), or of any, that a name or an id stands
    for: those that documents mention, or else those of the gazetteer. Raises ``NotThere`` where it
    names nothing, and ``BadRequest`` where all that it names is of another kind."""
    asked = dict.fromkeys(
        names.corrections.one_of(one) for one in ids_mentioned(reader, names, name)
    )
    fields = [FIELD_OF[kind]] if kind else list(FIELD_OF.values())
    in_documents = tuple(
        one for one in asked if any(reader.count(AnyOf(field, (one,))) for field in fields)
    )
    if in_documents:
        return in_documents
    entities = names.lookup.gazetteer.entities
    listed = tuple(one for one in asked if one in entities and kind in ("", entities[one].kind))
    if not listed:
        raise BadRequest("other_kind", value=name)
    return listed


def one_id_named(names: ArchiveNames, name: str) -> str:
    """Return the one id of a name or an id. Raises ``BadRequest`` for none, or several."""
    found = ids_named(names, name)
    if not found:
        raise BadRequest("no_entity", value=name)
    if len(found) > 1:
        raise BadRequest("several_entities", value=name, known=", ".join(found))
    return found[0]


def is_known(reader: Reader, names: ArchiveNames, entity_id: str) -> bool:
    """Tell whether a gazetteer or a document knows this id."""
    if entity_id in names.lookup.gazetteer.entities:
        return True
    return reader.count(documents_naming((entity_id,))) > 0
