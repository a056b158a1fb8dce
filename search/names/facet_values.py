"""Which values of a facet are one: those of one key, and provinces with one entry in the gazetteer,
Lạng Sơn and 谅山."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from indexer import fields
from indexer.analysis.name_keys import keys_of
from indexer.facet_values import WRITTEN, documents_of_key, key_of
from indexer.plan import AnyOf, Plan, any_of
from search.names.entity_names import EntityName
from search.names.name_lookup import NameLookup
from synonyms.gazetteer import Entity
from synonyms.gazetteer_rows import RELATED
from synonyms.spelling import is_han

_PROVINCES: Final = frozenset(
    "province historical_province municipality autonomous_region capital special_region".split()
)
"""Types of places in the gazetteer that may stand in the field."""

_BEFORE: Final = ("", "tỉnh ", "thành phố ", "tp ", "tp. ", "khu tự trị dân tộc choang ")
_AFTER: Final = ("", "省", "市", "自治区", "壮族自治区")
"""What may stand beside the name of a province: what it is."""


def group_of(field: str, written: str, names: NameLookup) -> str:
    """Return an id that the values have which are one: of a province its id, else the key."""
    key = key_of(written)
    province = _province(key, names) if field == fields.PROVINCE else None
    return province.id if province else key


def value_name(field: str, value: str, names: NameLookup) -> EntityName | None:
    """Return the name in both languages of a value of a facet: of an entity, or of a province that
    the gazetteer has; None for a value that is shown as it is."""
    if field in fields.ENTITIES:
        return names.name_of(value)
    province = _province(key_of(value), names) if field == fields.PROVINCE else None
    return names.name_of(province.id) if province else None


def documents_of(field: str, values: tuple[str, ...], names: NameLookup) -> Plan:
    """Return the plan for documents with one of these values of a facet, however they are
    written."""
    if field not in WRITTEN:
        return AnyOf(field, values)
    keys = dict.fromkeys(key for value in values for key in _keys(field, value, names))
    return any_of([documents_of_key(field, key) for key in keys])


def _keys(field: str, written: str, names: NameLookup) -> Iterator[str]:
    key = key_of(written)
    yield key
    province = _province(key, names) if field == fields.PROVINCE else None
    for name in province.names if province else ():
        if name.tier == RELATED:
            continue
        plain = key_of(name.text)
        if is_han(plain[0]):
            yield from (plain + after for after in _AFTER)
        else:
            yield from (before + plain for before in _BEFORE)


def _province(key: str, names: NameLookup) -> Entity | None:
    """Return the only province of a name, with what it is (``tỉnh``, 省) or without; None if there
    is none or more than one: Hà Nam is one of Vietnam and one of China."""
    bare = [key.removeprefix(before) for before in _BEFORE if before and key.startswith(before)]
    bare += [key.removesuffix(after) for after in _AFTER if after and key.endswith(after)]
    for text in filter(None, (key, *bare)):
        found = [
            one
            for one in names.entities(keys_of(text))
            if one.kind == "place" and one.facts.get("type") in _PROVINCES
        ]
        if found:
            return found[0] if len(found) == 1 else None
    return None
