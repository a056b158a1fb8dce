"""Decide mentions again: of documents annotated with other evidence, rules or names, and of those
that corrections are about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.annotation import counted_names, gazetteer_changes
from indexer.annotation.annotation import Annotation, documents_naming
from indexer.annotation.mention_groups import entities_of
from indexer.annotation.records import annotated_in_batches, to_record
from indexer.corrections.correction import APART, MENTION, Correction
from indexer.corrections.in_force import Corrections
from indexer.corrections.overlay import corrected
from indexer.ner.evidence.evidence_store import FILE as EVIDENCE
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.known_people import FILE as PEOPLE
from indexer.pipeline.indexing import Commits, Work
from indexer.pipeline.redecision import decide_turned
from indexer.plan import AnyOf, Everything, Or, Plan
from indexer.storage.index_writer import WritingRun, run_on
from synonyms.gazetteer import Gazetteer

CORRECT: Final = "songngu correct"
"""Begins the noted command line of a run that lets corrections act; annotating does that too."""


class Reannotated(Struct, frozen=True):
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
        with EvidenceStore.opened(run.data) as store:
            turned = decide_turned(Work(run, store, gazetteer, corrections or Corrections()))
        seen, laid = _corrected(run, corrections or Corrections())
    return Reannotated(seen, turned + laid)


def _corrected(run: WritingRun, corrections: Corrections) -> tuple[int, int]:
    """Lay the corrections over all documents; how many there are, and how many that changed."""
    seen = again = 0
    with run.reading() as reader, run.writing() as writer:
        commits = Commits(run, writer)
        for document, before in annotated_in_batches(reader, reader.every(Everything())):
            seen += 1
            now = Annotation(corrected(document, before.mentions, corrections), before.version)
            if now != before:
                writer.add(to_record(Analysed.of(document), now))
                again += 1
                commits.written()
    counted_names.keep(run)
    return seen, again


def act(folder: Path, corrections: Corrections, said: Collection[Correction]) -> int:
    """Let corrections that were just said, or taken back, act on the documents they speak of; the
    number of documents changed. Raises ``IndexProblem``, ``IndexLocked`` among them."""
    plan = Or(tuple(_spoken_of(one, corrections) for one in said))
    done = 0
    touched: set[str] = set()
    with run_on(folder, (*CORRECT.split(), *(one.id for one in said))) as run:
        since = run.engine.state()
        with run.reading() as reader, run.writing() as writer:
            for document, before in annotated_in_batches(reader, reader.every(plan)):
                now = Annotation(corrected(document, before.mentions, corrections), before.version)
                if now != before:
                    writer.add(to_record(Analysed.of(document), now))
                    done += 1
                    changed = set(before.mentions) ^ set(now.mentions)
                    touched.update(*map(entities_of, changed))
        counted_names.keep(run, since, touched)
    return done


def _spoken_of(one: Correction, corrections: Corrections) -> Plan:
    if one.what == MENTION or (one.what == APART and one.doc):
        return AnyOf(fields.ID, (one.doc,))
    return documents_naming(corrections.related(one))
