"""``songngu correct``: what was decided wrongly, said, listed and taken back."""

from __future__ import annotations

import argparse

from indexer.corrections.correction import Correction
from search.archive import Archive
from search.entities.feedback import CorrectionResult, correct_mention, join_people, separate_people


def run(archive: Archive, given: argparse.Namespace) -> int:
    """Do one action and print what came of it; 0."""
    if given.action == "list":
        for one in archive.corrections:
            print(said(one))
        return 0
    if given.action == "undo":
        print(outcome(archive.undo(given.id), "taken back", "taken back before"))
        return 0
    print(outcome(_corrected(archive, given), "kept", "in force already"))
    return 0


def _corrected(archive: Archive, given: argparse.Namespace) -> CorrectionResult:
    entity = archive.one_named(given.name)
    note = given.note
    if given.action == "same":
        other = archive.one_named(given.other)
        return archive.correct(lambda reader, now: join_people(reader, now, entity, other, note))
    if given.action == "apart":
        known_as = given.known_as
        return archive.correct(
            lambda _, now: separate_people(
                now, entity, form=given.form, doc=given.doc, known_as=known_as, note=note
            )
        )
    place = given.doc, given.field, given.start
    return archive.correct(
        lambda reader, now: correct_mention(reader, now, entity, place, given.label, note)
    )


def outcome(done: CorrectionResult, what: str, before: str) -> str:
    """What became of a correction, in two lines."""
    line = f"{what if done.is_new else before}: {said(done.correction)}"
    if done.waits:
        return f"{line}\nThe index is being written; it will act at the next: songngu annotate"
    return f"{line}\n{done.documents} documents changed"


def said(one: Correction) -> str:
    """A correction as one line, its id first."""
    where = f" in {one.doc}" if one.doc else ""
    form = f" {one.surface!r}" if one.surface else ""
    texts = {
        "mention": f"{form}{where} at {one.field} {one.start} is {one.label}, not {one.entity}",
        "same": f" {one.other} is {one.entity}",
        "apart": f"{form}{where} is {one.other}, not {one.entity}",
    }
    note = f" ({one.note})" if one.note else ""
    return f"{one.id} {one.when}{texts[one.what]}{note}"
