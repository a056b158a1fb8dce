"""Lay corrections over the mentions of a document; what the rules decided is kept with each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from corpus.document import Document
from indexer.corrections.correction import Correction
from indexer.corrections.in_force import Corrections
from indexer.linking.mention import PERSON, PLACE, Mention, Uncorrected

CORRECTED: Final = "corrected"
"""The reason of a mention that a reader has decided."""

AROUND: Final = 16
"""Code points kept on each side of a mention."""


def corrected(
    document: Document, mentions: Iterable[Mention], corrections: Corrections
) -> tuple[Mention, ...]:
    """Return the mentions as the corrections have them; any that acted before are taken back
    first, so that laying over twice gives the same."""
    of_mentions = corrections.of_document(document.id)
    found = _parted(document.id, map(uncorrected, mentions), corrections)
    found = _parts_followed(found)
    found = [_joined(one, corrections) for one in found]
    if of_mentions:
        places = MentionPlaces(document, found)
        for correction in of_mentions:
            at = places.meant(correction)
            if at is not None:
                found[at] = _labelled(found[at], correction)
    return tuple(found)


def _marked(mention: Mention, *corrections: Correction) -> Mention:
    """Add the ids of corrections, and what the rules had decided; ``uncorrected`` undoes it."""
    ids = dict.fromkeys([*mention.correction.split(), *(one.id for one in corrections)])
    return mention._replace(was=mention.was or _as_decided(mention), correction=" ".join(ids))


def uncorrected(mention: Mention) -> Mention:
    """Return a mention as the rules decided it."""
    if mention.was is None:
        return mention
    return mention._replace(**mention.was._asdict(), correction="", was=None)


def _as_decided(one: Mention) -> Uncorrected:
    return Uncorrected(one.entity, one.label, one.reason, one.detail, one.place)


def _parted(doc: str, mentions: Iterable[Mention], corrections: Corrections) -> list[Mention]:
    """Give each mention of a person the one it is said to be; each form is looked up once."""
    known: dict[tuple[str, str], list[Correction]] = {}
    found = []
    for one in mentions:
        if one.label == PERSON:
            form = one.entity, flat(one.surface)
            if form not in known:
                known[form] = corrections.leaving(one.entity, doc, form[1])
            if left := known[form]:
                one = _marked(one, *left)._replace(entity=left[-1].other)
        found.append(one)
    return found


def _parts_followed(mentions: list[Mention]) -> list[Mention]:
    """Let parts of a name go with it: where every whole name of the document has left its entity
    for one other, *ông Ninh* leaves too."""
    left: dict[str, set[str]] = {}
    by_entity: dict[str, str] = {}
    for one in mentions:
        if one.label == PERSON and not one.partial:
            before = one.was.entity if one.was else one.entity
            left.setdefault(before, set()).add(one.entity)
            by_entity[before] = one.correction
    found = []
    for one in mentions:
        now = left.get(one.entity, set())
        if one.partial and not one.correction and len(now) == 1 and one.entity not in now:
            correction = by_entity[one.entity]
            one = one._replace(entity=min(now), was=_as_decided(one), correction=correction)
        found.append(one)
    return found


def _joined(mention: Mention, corrections: Corrections) -> Mention:
    """Put the mention under the id that its person counts as, and name the first correction of the
    way there. What is no person counts as nobody."""
    joining = corrections.joined().get(mention.entity)
    if joining is None or mention.kind != "person":
        return mention
    return _marked(mention, joining)._replace(entity=corrections.one_of(mention.entity))


def _labelled(mention: Mention, correction: Correction) -> Mention:
    return _marked(mention, correction)._replace(
        label=correction.label,
        reason=CORRECTED,
        detail=correction.note,
        place=correction.other if correction.label == PLACE else "",
    )


class MentionPlaces:
    """Where the mentions of a document stand, looked up for many corrections."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._at: dict[tuple[str, str, str, int], tuple[int, str]] = {}
        self._within: dict[tuple[str, str, str, str], list[int]] = {}
        for at, one in enumerate(mentions):
            surface, context = flat(one.surface), context_of(document, one)
            for entity in {one.entity, one.was.entity if one.was else one.entity}:
                self._at.setdefault((one.field, entity, surface, one.start), (at, context))
                self._within.setdefault((one.field, entity, surface, context), []).append(at)

    def meant(self, one: Correction) -> int | None:
        """Return the number of the mention that a correction means: the one at its place, else the
        only one with the same words around it; None where there is none."""
        name = one.field, one.entity, one.surface
        at, context = self._at.get((*name, one.start), (None, ""))
        if at is not None and one.context in ("", context):
            return at
        moved = self._within.get((*name, one.context), [])
        return moved[0] if len(moved) == 1 else None


def context_of(document: Document, mention: Mention) -> str:
    """Return a mention with the text around it, on one line."""
    text = document.title if mention.field == "title" else document.body
    return flat(text[max(0, mention.start - AROUND) : mention.end + AROUND])


def flat(text: str) -> str:
    """Return a text on one line, as the file of corrections holds it."""
    return " ".join(text.split())
