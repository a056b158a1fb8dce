"""Corrections laid over the mentions of a document; what was decided before is kept with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from corpus.document import Document
from indexer.corrections.correction import Correction, Corrections
from indexer.mentions.mention import PERSON, PLACE, Mention

CORRECTED: Final = "corrected"
"""The reason of a mention that a reader has decided."""

AROUND: Final = 16
"""Code points kept on each side of a mention."""


def corrected(
    document: Document, mentions: Iterable[Mention], corrections: Corrections
) -> tuple[Mention, ...]:
    """The mentions as the corrections have them; any that acted before are forgotten first."""
    found = [_apart(document.id, decided(one), corrections) for one in mentions]
    found = _followed(found)
    found = [_joined(one, corrections) for one in found]
    for correction in corrections.of_document(document.id):
        at = _place(document, found, correction)
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


def _said(mention: Mention, correction: Correction) -> Mention:
    """The mention with the correction's id and what the rules had decided."""
    ids = dict.fromkeys([*mention.correction.split(), correction.id])
    return replace(mention, was=mention.was or _was(mention), correction=" ".join(ids))


def _was(one: Mention) -> tuple[str, ...]:
    return one.entity, one.label, one.reason, one.detail, one.place


def _apart(doc: str, mention: Mention, corrections: Corrections) -> Mention:
    for one in corrections.apart:
        is_it = mention.label == PERSON and mention.entity == one.entity
        if is_it and one.doc in ("", doc) and one.surface in ("", flat(mention.surface)):
            return replace(_said(mention, one), entity=one.other)
    return mention


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
    joining = corrections.joining(mention.entity)
    while joining is not None:
        mention = replace(_said(mention, joining), entity=joining.entity)
        joining = corrections.joining(mention.entity)
    return mention


def _labelled(mention: Mention, correction: Correction) -> Mention:
    return replace(
        _said(mention, correction),
        label=correction.label,
        reason=CORRECTED,
        detail=correction.note,
        place=correction.other if correction.label == PLACE else "",
    )


def _place(document: Document, mentions: Sequence[Mention], correction: Correction) -> int | None:
    """Which mention is meant: that at the place, else the only one in the same words around it."""
    own = [
        at
        for at, one in enumerate(mentions)
        if one.field == correction.field
        and flat(one.surface) == correction.surface
        and correction.entity in (one.entity, one.was[0] if one.was else "")
    ]
    for at in own:
        is_there = mentions[at].start == correction.start
        if is_there and correction.context in ("", context_of(document, mentions[at])):
            return at
    moved = [at for at in own if context_of(document, mentions[at]) == correction.context]
    return moved[0] if len(moved) == 1 else None


def context_of(document: Document, mention: Mention) -> str:
    """A mention with the text around it, on one line."""
    text = document.title if mention.field == "title" else document.body
    return flat(text[max(0, mention.start - AROUND) : mention.end + AROUND])


def flat(text: str) -> str:
    """A text on one line, as the file of corrections holds it."""
    return " ".join(text.split())
