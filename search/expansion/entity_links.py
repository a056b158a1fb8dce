"""What a term names: the entities of the gazetteer with this name that the archive mentions, and
the people and organisations that only its texts know.

The documents of an entity are those that mention it, by the mention index, whatever the form; a
document that holds the name may mean something else by it (Hữu Nghị is a gate, a hospital, a man).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from indexer import fields
from indexer.analysis.pairs import CAP
from indexer.engines.protocol import Reader
from indexer.organisations.organisation_ids import id_of_keys
from indexer.plan import AnyOf, Plan
from search.expansion.expansion import Expansion
from search.expansion.linking import LONGEST_NAME
from search.names.name_lookup import NameLookup
from search.terms.query_term import QueryTerm
from synonyms.variants import canonical

FIELD_OF: Final = {
    "gate": fields.GATES,
    "person": fields.PEOPLE,
    "place": fields.PLACES,
    "organisation": fields.ORGANISATIONS,
}
"""The field that has the ids of a kind of entities."""


class EntityLink(Struct, frozen=True):
    """An entity that a term names. ``documents`` mention it: an upper bound, never 0.
    ``is_other_side`` tells the gate across the border, which a request for the pair adds."""

    kind: str
    id: str
    documents: int
    is_other_side: bool = False

    @property
    def plan(self) -> Plan:
        """The documents that mention it."""
        return AnyOf(FIELD_OF[self.kind], (self.id,))


def links_of(
    reader: Reader, names: NameLookup, expansion: Expansion, kind: str = ""
) -> tuple[EntityLink, ...]:
    """Return the entities that a term names: those of the gazetteer first, then a person, then an
    organisation known from texts; within these most documents first. With ``kind`` only of this
    kind."""
    term = expansion.term
    if term.exact or len(term.keys) > max(names.longest, LONGEST_NAME):
        return ()
    ids: dict[str, str] = {}
    for keys in _named(names, term):
        # What was typed without tones is a name as it stands (Nha Trang), else what it may be.
        ids = ids or {one.id: one.kind for one in names.entities(keys) if one.kind in FIELD_OF}
    wanted = [(one, own) for one, own in ids.items() if kind in ("", own)]
    known = _existing(reader, wanted)
    if not known and kind in ("", "person"):
        known = _existing(reader, ((one, "person") for one in _person_ids(expansion)))
    if not known and kind in ("", "organisation") and len(term.keys) > 1:
        known = _existing(reader, [(id_of_keys(term.meant), "organisation")])
    return known


def listed_readings(
    reader: Reader, names: NameLookup, readings: Iterable[tuple[str, ...]]
) -> frozenset[tuple[str, ...]]:
    """Return the readings under which the archive mentions an entity of the gazetteer."""
    entities = {
        reading: [(one.id, one.kind) for one in names.entities(reading)] for reading in readings
    }
    return frozenset(one for one, ids in entities.items() if ids and _existing(reader, ids))


def read_people(
    reader: Reader, readings: Iterable[tuple[str, ...]]
) -> Mapping[tuple[str, ...], int]:
    """Return the readings of people whom only the archive's texts know, with the documents that
    mention them: an upper bound, never 0."""
    by_id = {" ".join(reading): reading for reading in readings}
    return {by_id[one]: count for one, count in reader.known(fields.PEOPLE, by_id).items()}


def with_other_sides(
    reader: Reader, names: NameLookup, links: tuple[EntityLink, ...]
) -> tuple[EntityLink, ...]:
    """Add the gate on the other side of the border to each gate, where the archive mentions it."""
    own = {link.id for link in links}
    others = [other for link in links if (other := names.other_side(link.id)) is not None]
    added = _existing(reader, ((one.id, one.kind) for one in others if one.id not in own))
    return (*links, *(replace(link, is_other_side=True) for link in added))


def _named(names: NameLookup, term: QueryTerm) -> Iterator[tuple[str, ...]]:
    """Yield the keys that the term may be in the gazetteer, without tones also its toned names."""
    yield term.meant
    if term.is_toneless and not term.reading:
        yield from names.toned(term.keys)


def _person_ids(expansion: Expansion) -> Iterator[str]:
    """Yield the ids that a person has who is known by this name from texts only: the toned
    syllables of the name, which a Chinese name has by its readings."""
    if len(expansion.term.keys) < 2:
        return
    readings = expansion.interpretations
    if expansion.term.reading:
        wanted = tuple(map(canonical, expansion.term.reading))
        readings = [one for one in readings if one.reading == wanted]
        if not readings:
            return
    forms = readings[0].forms if readings else expansion.found
    for form in forms:
        if form.lang == "zh":
            for reading in form.readings:
                yield " ".join(reading)
            yield "".join(form.keys)
        elif form.case == CAP and not form.is_other_name:
            yield " ".join(map(canonical, form.keys))


def _existing(reader: Reader, ids: Iterable[tuple[str, str]]) -> tuple[EntityLink, ...]:
    by_kind: dict[str, list[str]] = {}
    for one, kind in ids:
        if kind in FIELD_OF:
            by_kind.setdefault(kind, []).append(one)
    found = [
        EntityLink(kind, one, documents)
        for kind, own in by_kind.items()
        for one, documents in reader.known(FIELD_OF[kind], own).items()
    ]
    return tuple(sorted(found, key=lambda link: (-link.documents, link.id)))
