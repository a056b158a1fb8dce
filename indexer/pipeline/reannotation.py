"""Decide mentions again: of documents annotated with other evidence, rules or names, and of those
that corrections are about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.annotation import gazetteer_changes
from indexer.annotation.annotator import Annotation, Annotator, documents_naming
from indexer.annotation.records import annotated_in_batches, to_record
from indexer.completion.upkeep import upkeep
from indexer.corrections.correction import APART, MENTION, Correction
from indexer.corrections.in_force import Corrections
from indexer.corrections.overlay import corrected
from indexer.engines.protocol import Reader
from indexer.index_errors import IndexMismatch
from indexer.ner.evidence_store import FILE as EVIDENCE
from indexer.ner.evidence_store import EvidenceStore
from indexer.ner.known_people import FILE as PEOPLE
from indexer.pipeline.evidence_pass import evidence_of
from indexer.plan import AnyOf, Everything, Or, Plan
from indexer.storage.index_writer import WritingRun, run_on
from synonyms.gazetteer import Gazetteer

CORRECT: Final = "songngu correct"
"""Begins the noted command line of a run that lets corrections act; annotating does that too."""


@dataclass(frozen=True, slots=True)
class Reannotated:
    """What was done: how many documents were looked at, and how many were annotated again."""

    documents: int
    again: int


def reannotate(
    folder: Path,
    gazetteer: Gazetteer,
    corrections: Corrections | None = None,
    *,
    gather_people: bool = False,
    command: Sequence[str] = (),
) -> Reannotated:
    """Decide mentions again where rules, evidence or names have changed. With ``gather_people`` the
    evidence on people is collected anew from all documents first. Damaged notes of the former
    names, and damaged evidence that is collected anew, are made again. Raises ``IndexProblem``."""
    mending = (gazetteer_changes.FILE, *([PEOPLE, EVIDENCE] if gather_people else []))
    with run_on(folder, command, mending=mending, finishes=CORRECT) as run:
        if gather_people:
            EvidenceStore.forget(run.data)
        with run.reading() as reader:
            people = evidence_of(run.data, reader)
        annotator = Annotator(gazetteer, people, corrections)
        done = _decided_again(run, annotator)
        with upkeep(run) as completions:
            completions.keep(annotator, changed=done.again > 0)
        gazetteer_changes.save(run.data, gazetteer)
    return done


def _decided_again(run: WritingRun, annotator: Annotator) -> Reannotated:
    changed = _changed_names(run.data, annotator.gazetteer)
    seen = again = 0
    with run.reading() as reader, run.writing() as writer:
        touched = None if changed is None else _ids(reader, gazetteer_changes.holding(changed))
        for document, before in annotated_in_batches(reader, reader.every(Everything())):
            seen += 1
            analysed = None
            is_other = before.version != annotator.version or touched is None
            if is_other or (touched and document.id in touched):
                analysed = Analysed.of(document)
                now = annotator.annotation(analysed)
            else:
                now = annotator.corrected(document, before)
            if now != before:
                writer.add(to_record(analysed or Analysed.of(document), now))
                again += 1
                if again % run.engine.commit_every == 0:
                    writer.commit()
    return Reannotated(seen, again)


def _changed_names(data: Path, gazetteer: Gazetteer) -> Collection[str] | None:
    """Return the names that changed; None, which is all of them, where those of then are not
    known."""
    try:
        return gazetteer_changes.changed_names(data, gazetteer)
    except IndexMismatch:
        return None


def act(folder: Path, corrections: Corrections, said: Collection[Correction]) -> int:
    """Let corrections that were just said, or taken back, act on the documents they speak of; the
    number of documents changed. Raises ``IndexProblem``, ``IndexLocked`` among them."""
    plan = Or(tuple(_spoken_of(one, corrections) for one in said))
    done = 0
    with (
        run_on(folder, (*CORRECT.split(), *(one.id for one in said))) as run,
        run.reading() as reader,
        run.writing() as writer,
    ):
        for document, before in annotated_in_batches(reader, reader.every(plan)):
            now = Annotation(corrected(document, before.mentions, corrections), before.version)
            if now != before:
                writer.add(to_record(Analysed.of(document), now))
                done += 1
    return done


def _spoken_of(one: Correction, corrections: Corrections) -> Plan:
    if one.what == MENTION or (one.what == APART and one.doc):
        return AnyOf(fields.ID, (one.doc,))
    return documents_naming(corrections.related(one))


def _ids(reader: Reader, plan: Plan) -> Collection[str]:
    return {hit.id for hit in reader.every(plan)}
