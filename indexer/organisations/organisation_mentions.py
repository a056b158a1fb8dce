"""Make mentions of organisations that no list has, each with the id of its name, so that equal
names are one organisation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from indexer.analysis.tokens import HAN_CLASS
from indexer.linking.context import FieldContext
from indexer.linking.mention import ORGANISATION, PERSON, Mention
from indexer.linking.overlaps import Spans
from indexer.organisations.chinese_names import chinese_names
from indexer.organisations.grown_names import grown
from indexer.organisations.known_bodies import KnownBodies
from indexer.organisations.organisation_ids import id_of
from indexer.organisations.organisation_words import FoundName
from indexer.organisations.people_tokens import PeopleTokens
from indexer.organisations.vietnamese_names import vietnamese_names
from synonyms.gazetteer import Gazetteer

BY_PATTERN: Final = "organisation_pattern"
"""The reason of a mention that a head noun decides; its detail is the head."""


def with_organisations(
    gazetteer: Gazetteer, contexts: Mapping[str, FieldContext], mentions: Sequence[Mention]
) -> list[Mention]:
    """Return the mentions of a document with the organisations that its fields name by their heads.

    What was found before stays: a name of the gazetteer is not found again, nor a part of one, and
    what overlaps a person is none. It grows to its whole name, unless a longer one holds it. Only a
    ministry of another country loses the one of ours that its name begins like (*Bộ Nội vụ* Anh).
    """
    people = [one for one in mentions if one.label == PERSON]
    named = [
        _mention(field, context, name)
        for field, context in contexts.items()
        for name in _names(context, [one for one in people if one.field == field])
    ]
    # A mention is long to hash: those that grow are few, and known by their places.
    wholes = {
        (one.field, one.start): whole
        for one in mentions
        if one.label == ORGANISATION and (whole := grown(gazetteer, contexts, one)) is not one
    }
    if not (named or wholes):
        return list(mentions)
    others = [one for one in mentions if one.label != PERSON]
    longer, persons, bodies = Spans(others), Spans(people), KnownBodies(gazetteer, others)
    found: list[Mention] = []
    gone: set[Mention] = set()
    spans = {(one.field, one.start, one.end) for one in wholes.values()}
    for one in named:
        is_taken = longer.hold_more_than(one) or persons.overlap(one) or bodies.are(one)
        if not is_taken and (one.field, one.start, one.end) not in spans:
            found.append(one)
            gone |= bodies.mistaken_in(one)
    stay: Sequence[Mention] = [one for one in mentions if one not in gone] if gone else mentions
    if wholes:
        stay = list(_with_wholes(stay, wholes, Spans(found)))
    return [*stay, *found]


def _with_wholes(
    mentions: Iterable[Mention], wholes: Mapping[tuple[str, int], Mention], longer: Spans
) -> Iterator[Mention]:
    """Yield the mentions, those that grew with their whole names where no ``longer`` one overlaps
    it."""
    for one in mentions:
        whole = wholes.get((one.field, one.start)) if one.label == ORGANISATION else None
        yield one if whole is None or longer.overlap(whole) else whole


def _names(context: FieldContext, people: Sequence[Mention]) -> Iterator[FoundName]:
    tokens = context.tokens
    persons = PeopleTokens(tokens, people)
    yield from vietnamese_names(context, persons)
    if HAN_CLASS in tokens.classes:
        yield from chinese_names(context, persons)


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
