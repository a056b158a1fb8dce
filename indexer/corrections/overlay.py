"""Corrections laid over the mentions of a document; what was decided before is kept with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from corpus.document import Document
from indexer.corrections.correction import Correction, Corrections
from indexer.linking.mention import PERSON, PLACE, Mention

CORRECTED: Final = "corrected"
"""The reason of a mention that a reader has decided."""

AROUND: Final = 16
"""Code points kept on each side of a mention."""


def corrected(
    document: Document, mentions: Iterable[Mention], corrections: Corrections
) -> tuple[Mention, ...]:
    """The mentions as the corrections have them; any that acted before are forgotten first."""
    said = corrections.of_document(document.id)
    found = _apart(document.id, map(decided, mentions), corrections)
    found = _followed(found)
    found = [_joined(one, corrections) for one in found]
    if said:
        places = Places(document, found)
        for correction in said:
            at = places.meant(correction)
            if at is not None:
                found[at] = _labelled(found[at], correction)
    return tuple(found)


def decided(mention: Mention) -> Mention:
    """A mention as the rules decided it."""
    if not mention.correction:
        return mention
    entity, label, reason, detail, place = mention.was
    return replace(
        mention,
        entity=entity,
        label=label,
        reason=reason,
        detail=detail,
        place=place,
        correction="",
        was=(),
    )


def _said(mention: Mention, *corrections: Correction) -> Mention:
    """The mention with the corrections' ids and what the rules had decided."""
    ids = dict.fromkeys([*mention.correction.split(), *(one.id for one in corrections)])
    return replace(mention, was=mention.was or _was(mention), correction=" ".join(ids))


def _was(one: Mention) -> tuple[str, ...]:
    return one.entity, one.label, one.reason, one.detail, one.place


def _apart(doc: str, mentions: Iterable[Mention], corrections: Corrections) -> list[Mention]:
    """Each mention of a person with the one it is said to be; each form is asked once."""
    known: dict[tuple[str, str], list[Correction]] = {}
    found = []
    for one in mentions:
        if one.label == PERSON:
            asked = one.entity, flat(one.surface)
            if asked not in known:
                known[asked] = corrections.leaving(one.entity, doc, asked[1])
            if left := known[asked]:
                one = replace(_said(one, *left), entity=left[-1].other)
        found.append(one)
    return found


def _followed(mentions: list[Mention]) -> list[Mention]:
    """Parts of a name go with it: where every whole name of the document has left its entity for
    one other, *ông Ninh* leaves too."""
    left: dict[str, set[str]] = {}
    by_entity: dict[str, str] = {}
    for one in mentions:
        if one.label == PERSON and not one.partial:
            before = one.was[0] if one.was else one.entity
            left.setdefault(before, set()).add(one.entity)
            by_entity[before] = one.correction
    found = []
    for one in mentions:
        now = left.get(one.entity, set())
        if one.partial and not one.correction and len(now) == 1 and one.entity not in now:
            correction = by_entity[one.entity]
            one = replace(one, entity=min(now), was=_was(one), correction=correction)
        found.append(one)
    return found


def _joined(mention: Mention, corrections: Corrections) -> Mention:
    """The mention under the id that its person counts as; of a long way there the first correction
    is named. What is no person counts as nobody."""
    joining = corrections.joined().get(mention.entity)
    if joining is None or mention.kind != "person":
        return mention
    return replace(_said(mention, joining), entity=corrections.one_of(mention.entity))


def _labelled(mention: Mention, correction: Correction) -> Mention:
    return replace(
        _said(mention, correction),
        label=correction.label,
        reason=CORRECTED,
        detail=correction.note,
        place=correction.other if correction.label == PLACE else "",
    )


class Places:
    """Where the mentions of a document stand, read once, however many corrections ask."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self._at: dict[tuple[str, str, str, int], tuple[int, str]] = {}
        self._within: dict[tuple[str, str, str, str], list[int]] = {}
        for at, one in enumerate(mentions):
            surface, context = flat(one.surface), context_of(document, one)
            for entity in {one.entity, *one.was[:1]}:
                self._at.setdefault((one.field, entity, surface, one.start), (at, context))
                self._within.setdefault((one.field, entity, surface, context), []).append(at)

    def meant(self, one: Correction) -> int | None:
        """Which mention is meant: that at the place, else the only one in the same words around
        it."""
        name = one.field, one.entity, one.surface
        at, context = self._at.get((*name, one.start), (None, ""))
        if at is not None and one.context in ("", context):
            return at
        moved = self._within.get((*name, one.context), [])
        return moved[0] if len(moved) == 1 else None


def context_of(document: Document, mention: Mention) -> str:
    """A mention with the text around it, on one line."""
    text = document.title if mention.field == "title" else document.body
    return flat(text[max(0, mention.start - AROUND) : mention.end + AROUND])


def flat(text: str) -> str:
    """A text on one line, as the file of corrections holds it."""
    return " ".join(text.split())
