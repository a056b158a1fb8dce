"""How texts write the names of people and organisations that the gazetteer lacks.

The id of a person folds the spellings of a name (indexer/ner/person_ids.py): Lý Tiểu Long is
*lí tiểu long*, Lê Thị Hồng Vân *lê thị hường vân*. What the id spells is a name that nobody wrote.
So a file beside the index has the form that texts write most often, in each script. It is counted
from the index alone, a function of the mentions however these came: every run that changed
the index counts again before it ends. A name that is not counted yet is what its id spells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from indexer.index_errors import IndexDamaged
from indexer.organisations import organisation_ids
from synonyms.spelling import is_han

FILE: Final = "written_names.json"


class WrittenName(NamedTuple):
    """The form that texts write most often in each script; empty where they write none, or what
    the id spells. Of a person whom only Chinese texts name, ``vi`` is how that is usually read."""

    vi: str
    zh: str


UNWRITTEN: Final = WrittenName("", "")

Names = Mapping[str, WrittenName]

NONE: Final[Names] = MappingProxyType({})


def spelt(entity_id: str) -> str:
    """Return the name that an id of a person or an organisation spells by itself."""
    if is_han(entity_id[:1]):
        return entity_id
    if organisation_ids.is_organisation(entity_id):
        return organisation_ids.spelt(entity_id)
    return " ".join(key[:1].upper() + key[1:] for key in entity_id.split())


def load(data: Path) -> Names:
    """Return the names of a generation; none where it was made before there were any. Raises
    ``IndexDamaged``."""
    return read(data)[1]


def read(data: Path) -> tuple[str, Names]:
    """Return the names, and the state of the engine in which they were counted."""
    path = data / FILE
    if not path.exists():
        return "", NONE
    try:
        shape = json.loads(path.read_text("utf-8"))
        return str(shape["state"]), dict(_named(shape["names"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise IndexDamaged(
            f"{path} is damaged. Delete it; the next songngu index or songngu annotate makes it "
            "again."
        ) from None


def _named(shape: Mapping[str, list[str]]) -> Iterator[tuple[str, WrittenName]]:
    for entity, (vi, zh) in shape.items():
        yield entity, WrittenName(vi, zh)
