"""Make corrections from what a reader points at on a page."""

from __future__ import annotations

import re
from datetime import date
from itertools import count
from typing import Final

from msgspec import Struct

from indexer.annotation.records import with_annotation
from indexer.budget import Budget
from indexer.corrections.correction import APART, BETWEEN, MENTION, SAME, UNDO, Correction
from indexer.corrections.overlay import context_of, flat
from indexer.engines.protocol import Reader
from indexer.linking.mention import GATE, LABELS, OTHER, PERSON, PLACE, Mention
from search.concordance.mention_lines import MentionLines
from search.names.live_gazetteer import ArchiveNames
from search.request_errors import BadRequest
from synonyms.gazetteer_rows import RELATED
from synonyms.spelling import is_han

_NUMBER: Final = re.compile(r" \(([1-9][0-9]{0,5})\)\Z")
"""Behind the id of a namesake that has none of its own."""

TEXT_LIMIT: Final = 200
"""Longest name or note in a correction."""


class CorrectionResult(Struct, frozen=True):
    """What became of a correction that was kept, or taken back.

    ``documents`` is the number of documents it changed. ``waits``: another process is writing the
    index, so it acts at the next ``songngu annotate``. ``is_new`` is False where the file had it
    already.
    """

    correction: Correction
    documents: int
    waits: bool = False
    is_new: bool = True


def correct_mention(
    reader: Reader,
    names: ArchiveNames,
    entity: str,
    place: tuple[str, str, int],
    label: str,
    note: str = "",
) -> Correction:
    """Make the correction that a mention of an entity, at a place (document, field, start), is
    something else.

    Raises ``BadRequest``.
    """
    doc, field, start = place
    if label not in LABELS:
        raise BadRequest("bad_label", value=label[:40], known=", ".join(LABELS))
    stored = reader.fetch([doc])
    if doc not in stored:
        raise BadRequest("no_document", value=doc)
    document, annotation = with_annotation(stored[doc])
    for one in annotation.mentions:
        if (one.field, one.start) == (field, start) and entity in (
            one.entity,
            one.was.entity if one.was else one.entity,
        ):
            return Correction(
                MENTION,
                # What was decided by the rules, so that undoing another correction changes nothing.
                entity=one.was.entity if one.was else one.entity,
                other=_place_named(names, one) if label == PLACE else "",
                label=label,
                doc=doc,
                field=field,
                start=start,
                surface=flat(one.surface),
                context=context_of(document, one),
                when=date.today().isoformat(),
                note=_short(note),
            )
    raise BadRequest("no_mention", value=entity, place=f"{doc} {field} {start}")


def _place_named(names: ArchiveNames, mention: Mention) -> str:
    """Return the place that a mention names: as decided before, or the gazetteer's only one."""
    before = mention.was.place if mention.was else mention.place
    named = {
        entity.id
        for entity in names.lookup.gazetteer.of_kind("place")
        for name in entity.names
        if name.text == mention.surface and name.tier != RELATED
    }
    return before or (min(named) if len(named) == 1 else "")


def join_people(
    reader: Reader, names: ArchiveNames, entity: str, other: str, note: str = ""
) -> Correction:
    """Make the correction that two people are one, who is called ``entity`` from now on. Raises
    ``BadRequest``."""
    one_of = names.corrections.one_of
    if one_of(entity) == one_of(other):
        raise BadRequest("already_one", value=entity, other=other)
    forms: dict[str, None] = {}
    for of in (entity, other):
        if not (found := _forms(reader, of)):
            raise BadRequest("no_person", value=of)
        forms |= dict.fromkeys(found)
    return Correction(
        SAME,
        entity=one_of(entity),
        other=one_of(other),
        surface=BETWEEN.join(forms),
        when=date.today().isoformat(),
        note=_short(note),
    )


def _forms(reader: Reader, entity: str) -> list[str]:
    """Return the full names under which a person is mentioned in the archive."""
    found: dict[str, None] = {}
    for line in MentionLines(reader, (entity,), Budget()):
        if line.mention.label == PERSON and not line.mention.partial:
            found[flat(line.mention.surface)] = None
    return list(found)


def separate_people(
    names: ArchiveNames,
    entity: str,
    *,
    form: str = "",
    doc: str = "",
    known_as: str = "",
    note: str = "",
) -> Correction:
    """Make the correction that mentions of ``entity`` in one form, in one document, or both, are
    another person's, who is called ``known_as``. Raises ``BadRequest``."""
    form = _short(form)
    if not form and not doc:
        raise BadRequest("apart_of_what", value=entity)
    other = _short(known_as) or (form if form and is_han(form[0]) else "")
    if not other or other == entity:
        other = _namesake(names, entity)
    for one in (entity, other):
        known = names.lookup.gazetteer.entities.get(one)
        if known is not None and known.kind != "person":
            raise BadRequest("no_person", value=one)
    if names.corrections.one_of(entity) == names.corrections.one_of(other):
        raise BadRequest("already_one", value=entity, other=other)
    return Correction(
        APART,
        entity=entity,
        other=other,
        doc=doc,
        surface=form,
        when=date.today().isoformat(),
        note=_short(note),
    )


def _namesake(names: ArchiveNames, entity: str) -> str:
    """Return the next id of this name, with a number behind it, that is not the entity's."""
    one_of = names.corrections.one_of
    match = _NUMBER.search(entity)
    name, number = (entity[: match.start()], int(match[1])) if match else (entity, 1)
    ids = (f"{name} ({one})" for one in count(number + 1))
    return next(one for one in ids if one_of(one) != one_of(entity))


def without_number(name: str) -> str:
    """Return a namesake's name, or its id, as it stands in texts."""
    return _NUMBER.sub("", name)


def undo_line(names: ArchiveNames, correction_id: str) -> tuple[Correction, Correction]:
    """Return the line that takes a correction back, and the correction. Raises ``BadRequest``."""
    found = names.corrections.in_force.get(correction_id)
    if found is None:
        raise BadRequest("no_correction", value=correction_id[:40])
    return Correction(UNDO, other=correction_id, when=date.today().isoformat()), found


def labels_for(mention: Mention) -> tuple[str, ...]:
    """Return the labels that a reader may give a mention: those of its kind that it has not."""
    able = {"gate": (GATE, PLACE, OTHER), "person": (PERSON, OTHER)}
    own = able.get(mention.kind, (mention.was.label if mention.was else mention.label, OTHER))
    return tuple(dict.fromkeys(one for one in own if one != mention.label))


def _short(text: str) -> str:
    text = flat(text)
    if len(text) > TEXT_LIMIT:
        raise BadRequest("too_long", length=len(text), limit=TEXT_LIMIT)
    return text
