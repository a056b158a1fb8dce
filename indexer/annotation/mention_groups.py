"""How often a document mentions an entity, as values of ``fields.MENTIONS``.

A profile counts thousands of documents without reading one: each value says of one entity that the
document mentions it ``weight`` times in one form, with one label. The weights of a group are powers
of two that add up to its number of mentions (5 = 1 + 4), so an index has few different values, and
the mentions of many documents are the sum of weight × documents with the value.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from msgspec import Struct

from corpus.document import Document
from indexer import fields
from indexer.annotation.annotation import Annotation
from indexer.corrections.overlay import flat
from indexer.linking.mention import OTHER, Mention

SEPARATOR: Final = "\x1e"
"""Between the cells of a value. ``flat`` takes it out of any text, as it counts as white space."""


class MentionGroup(Struct, frozen=True):
    """What mentions of one entity in one document have in common.

    ``form`` is the name as it stands, on one line. ``reason`` is given for mentions that are
    something else (label ``OTHER``), ``title`` for those of a person with an office.
    """

    entity: str
    label: str
    year: str
    lang: str
    form: str
    reason: str = ""
    title: str = ""


def entities_of(mention: Mention) -> set[str]:
    """The entities whose mention this is: a gate's name that means its town is one of both."""
    return {mention.entity, mention.place} - {""}


def is_meant(label: str) -> bool:
    """Whether a mention with this label counts as one of the entity, or is something else."""
    return label != OTHER


def mention_groups(document: Document, annotation: Annotation) -> Counter[MentionGroup]:
    """Count the mentions of a document by their group."""
    return Counter(
        group_of(document, one, entity)
        for one in annotation.mentions
        for entity in entities_of(one)
    )


def group_of(document: Document, mention: Mention, entity: str) -> MentionGroup:
    """The group of a mention, as one of this entity."""
    return MentionGroup(
        entity,
        mention.label,
        document.date[:4] or fields.UNKNOWN,
        document.lang,
        flat(mention.surface),
        "" if is_meant(mention.label) else mention.reason,
        flat(mention.title),
    )


def group_values(document: Document, annotation: Annotation) -> tuple[str, ...]:
    """The values of ``fields.MENTIONS`` of a document, sorted."""
    groups = mention_groups(document, annotation).items()
    return tuple(sorted(to_value(group, w) for group, count in groups for w in weights(count)))


def weights(count: int) -> Iterator[int]:
    """The powers of two that add up to a number."""
    for place in range(count.bit_length()):
        if count >> place & 1:
            yield 1 << place


def values_prefix(entity: str) -> str:
    """What the values of one entity begin with, and no other entity's."""
    return f"{entity}{SEPARATOR}"


def to_value(group: MentionGroup, weight: int) -> str:
    """A group and one of its weights as a value. ``from_value`` undoes this."""
    cells = (group.label, group.year, group.lang, group.form, group.reason, group.title)
    return values_prefix(group.entity) + SEPARATOR.join((*cells, str(weight)))


@lru_cache(maxsize=20_000)
def from_value(value: str) -> tuple[MentionGroup, int]:
    """The group and the weight of a value that ``to_value`` made. Those that many ask for, hundreds
    of one country, are read once."""
    *cells, weight = value.split(SEPARATOR)
    return MentionGroup(*cells), int(weight)
