"""Mentions decided again: for documents annotated with other evidence, rules or names, and for
those that corrections speak of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from corpus.document import Document
from indexer import fields, names_then
from indexer.analysed import Analysed
from indexer.annotation import Annotation, Annotator, documents_naming
from indexer.build import COMMIT_EVERY, engine_folder
from indexer.corrections.acting import corrected
from indexer.corrections.correction import APART, MENTION, Correction, Corrections
from indexer.engines import open_engine
from indexer.engines.protocol import Reader
from indexer.evidence import evidence_of
from indexer.fingerprint import check_fingerprint
from indexer.plan import AnyOf, Everything, Or, Plan
from indexer.records import to_record, with_annotation
from synonyms.gazetteer import Gazetteer

BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Reannotated:
    """What was done: documents looked at, and those that were annotated again."""

    documents: int
    again: int


def reannotate(
    folder: Path,
    gazetteer: Gazetteer,
    corrections: Corrections | None = None,
    *,
    gather_people: bool = False,
) -> Reannotated:
    """Annotate again what was annotated otherwise; with ``gather_people`` the evidence for people
    is gathered anew from all documents first, which gives what is known of them already, unless the
    store was damaged. Raises ``IndexProblem``."""
    engine_name = check_fingerprint(folder).engine
    engine = open_engine(engine_name, engine_folder(folder))
    with engine.reading() as reader:
        people = evidence_of(folder, reader, anew=gather_people)
    annotator = Annotator(gazetteer, people, corrections)
    changed = names_then.changed_names(folder, gazetteer)
    seen = again = 0
    with engine.reading() as reader, engine.writing() as writer:
        touched = None if changed is None else _ids(reader, names_then.holding(changed))
        for document, before in _stored(reader, Everything()):
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
                if again % COMMIT_EVERY[engine_name] == 0:
                    writer.commit()
    names_then.save(folder, gazetteer)
    return Reannotated(seen, again)


def act(folder: Path, corrections: Corrections, said: Iterable[Correction]) -> int:
    """Let corrections that were just said, or taken back, act on the documents they speak of; the
    number of documents changed. Raises ``IndexProblem``, ``IndexLocked`` among them."""
    engine_name = check_fingerprint(folder).engine
    engine = open_engine(engine_name, engine_folder(folder))
    plan = Or(tuple(_spoken_of(one, corrections) for one in said))
    done = 0
    with engine.reading() as reader, engine.writing() as writer:
        for document, before in _stored(reader, plan):
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


def _stored(reader: Reader, plan: Plan) -> Iterator[tuple[Document, Annotation]]:
    """Documents with what they are annotated with."""
    hits = reader.every(plan)
    while ids := [hit.id for hit in islice(hits, BATCH)]:
        for text in reader.fetch(ids).values():
            yield with_annotation(text)
