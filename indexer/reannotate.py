"""Mentions decided again: for documents annotated with other evidence, rules or gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from corpus.document import Document
from indexer.analysed import Analysed
from indexer.annotation import Annotator
from indexer.build import COMMIT_EVERY, engine_folder
from indexer.engines import open_engine
from indexer.engines.protocol import Reader
from indexer.fingerprint import check_fingerprint
from indexer.persons.archive import People, gather
from indexer.plan import Everything
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
    *,
    gather_people: bool = False,
    each: Callable[[], None] | None = None,
) -> Reannotated:
    """Annotate again what was annotated otherwise; with ``gather_people`` the evidence for people
    is gathered anew from all documents first. Raises ``IndexProblem``."""
    engine_name = check_fingerprint(folder).engine
    engine = open_engine(engine_name, engine_folder(folder))
    people = People.load(folder)
    if gather_people:
        with engine.reading() as reader:
            people = gather((document for document, _ in _stored(reader)), people)
        people.save(folder)
    annotator = Annotator(gazetteer, people)
    seen = again = 0
    with engine.reading() as reader, engine.writing() as writer:
        for document, version in _stored(reader):
            seen += 1
            if version != annotator.version:
                analysed = Analysed.of(document)
                writer.add(to_record(analysed, annotator.annotation(analysed)))
                again += 1
                if again % COMMIT_EVERY[engine_name] == 0:
                    writer.commit()
            if each is not None:
                each()
    return Reannotated(seen, again)


def _stored(reader: Reader) -> Iterator[tuple[Document, str]]:
    """Every document with the version of its annotation."""
    hits = reader.every(Everything())
    while ids := [hit.id for hit in islice(hits, BATCH)]:
        for text in reader.fetch(ids).values():
            document, annotation = with_annotation(text)
            yield document, annotation.version
