"""Join people of the gazetteer that a correction says are one person."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from indexer.analysis.name_keys import keys_of
from indexer.annotation.written_names import NONE, Names
from indexer.corrections.in_force import Corrections
from indexer.ner.person_ids import possible_ids
from search.names.entity_names import name_of
from synonyms.gazetteer import Entity, Gazetteer
from synonyms.gazetteer_rows import EQUIVALENT, VARIANT, Name
from synonyms.spelling import is_han


def with_joined(names: Gazetteer, corrections: Corrections, written: Names = NONE) -> Gazetteer:
    """Return the gazetteer with each joined person under one id, with the names of both; of one who
    is known from texts as these write it. Gates and places are never joined."""
    if not corrections.joined():
        return names
    entities = dict(names.entities)
    added: dict[str, list[Name]] = {}
    for other, correction in corrections.joined().items():
        one = corrections.one_of(other)
        if not (_is_person(names, one) and _is_person(names, other)):
            continue
        gone = entities.pop(other, None)
        to = added.setdefault(one, _named(names, one, written))
        forms = [_name(form) for form in correction.forms]
        if gone:
            to += gone.names
        elif not any(other in possible_ids(keys_of(form.text)) for form in forms):
            # Else texts say how it is written, who count as the other by now.
            to += _named(names, other, written)
        to += forms
    for one, more in added.items():
        kept = names.entities.get(one) or Entity(one, "person", (), {}, "")
        entities[one] = replace(kept, names=_tiered([*kept.names, *more]))
    said = [correction.id for correction in corrections.joined().values()]
    return Gazetteer(entities, " ".join([names.digest, *said]))


def _is_person(names: Gazetteer, entity_id: str) -> bool:
    known = names.entities.get(entity_id)
    return known is None or known.kind == "person"


def _named(names: Gazetteer, entity_id: str, written: Names) -> list[Name]:
    """Return the names of an id without an entry."""
    if entity_id in names.entities:
        return []
    name = name_of(names, entity_id, written=written)
    return [_name(text) for text in (name.vi, name.zh) if text]


def _name(text: str) -> Name:
    lang = "zh" if is_han(text[0]) else "vi"
    return Name(text, lang, VARIANT, True, frozenset(), "")


def _tiered(names: Sequence[Name]) -> tuple[Name, ...]:
    """Keep one name of each text. Make the first name of a language its main one where it has
    none."""
    found: dict[str, Name] = {}
    for one in names:
        found.setdefault(one.text, one)
    for lang in ("vi", "zh"):
        own = [
            one for one in found.values() if one.lang == lang and one.tier in (EQUIVALENT, VARIANT)
        ]
        if own and all(one.tier == VARIANT for one in own):
            found[own[0].text] = own[0]._replace(tier=EQUIVALENT)
    return tuple(found.values())
