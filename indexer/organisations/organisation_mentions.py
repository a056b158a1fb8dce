"""Make mentions of organisations that no list has, each with the id of its name, so that equal
names are one organisation."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from indexer.analysis.tokens import HAN_CLASS
from indexer.linking.context import FieldContext
from indexer.linking.mention import ORGANISATION, PERSON, Mention
from indexer.linking.overlaps import Spans
from indexer.organisations.chinese_names import chinese_names
from indexer.organisations.known_bodies import KnownBodies
from indexer.organisations.organisation_ids import id_of
from indexer.organisations.organisation_words import FoundName
from indexer.organisations.vietnamese_names import vietnamese_names
from synonyms.gazetteer import Gazetteer

BY_PATTERN: Final = "organisation_pattern"
"""The reason of a mention that a head noun decides; its detail is the head."""


def with_organisations(
    gazetteer: Gazetteer, contexts: Mapping[str, FieldContext], mentions: Sequence[Mention]
) -> list[Mention]:
    """Return the mentions of a document with the organisations that its fields name by their heads.

    What was found before stays: a name of the gazetteer is not found again, nor a part of one, and
    what overlaps a person is none. Only a ministry of another country loses the one of ours that
    its name begins like (*Bộ Nội vụ* Anh).
    """
    people = [one for one in mentions if one.label == PERSON]
    others = [one for one in mentions if one.label != PERSON]
    named, persons, bodies = Spans(others), Spans(people), KnownBodies(gazetteer, others)
    found: list[Mention] = []
    gone: set[Mention] = set()
    for field, context in contexts.items():
        for name in _names(context, [one for one in people if one.field == field]):
            mention = _mention(field, context, name)
            is_inside = named.hold_more_than(mention) or persons.overlap(mention)
            if not is_inside and not bodies.are(mention):
                found.append(mention)
                gone |= bodies.mistaken_in(mention)
    return [*(one for one in mentions if one not in gone), *found]


def _names(context: FieldContext, people: Iterable[Mention]) -> Iterator[FoundName]:
    tokens = context.tokens
    spans = [(one.start, one.end) for one in people]
    starts = tokens.starts if spans else []
    yield from vietnamese_names(
        context, frozenset(bisect_left(starts, start) for start, _ in spans)
    )
    if HAN_CLASS in tokens.classes:
        yield from chinese_names(context, frozenset(bisect_left(starts, end) for _, end in spans))


def _mention(field: str, context: FieldContext, name: FoundName) -> Mention:
    tokens = context.tokens
    start, end = tokens.starts[name.first], tokens.ends[name.last - 1]
    head = tokens.starts[name.head], tokens.ends[name.head_last - 1]
    surface = context.text[start:end]
    return Mention(
        field=field,
        start=start,
        end=end,
        surface=surface,
        entity=id_of(surface),
        kind="organisation",
        label=ORGANISATION,
        reason=BY_PATTERN,
        detail=context.text[slice(*head)],
    )
