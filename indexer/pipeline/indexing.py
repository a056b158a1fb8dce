"""Index documents: the way of a document from a file into an index, step by step.

1. read           corpus/readers.py                        ``read_paths``
2. identify       indexer/pipeline/document_identity.py    ``DocumentIdentity.identified``
3. leave out      indexer/pipeline/unchanged_documents.py  ``UnchangedDocuments.left_out``
4. analyse        indexer/analysis/analysed_document.py    ``Analysed.of``
5. link names     indexer/linking/gate_linker.py           ``link_gates``
                  indexer/linking/place_linker.py          ``link_places``
6. find people    indexer/ner/person_mentions.py           ``PeopleFinder.mentions``
   organisations  indexer/organisations/organisation_mentions.py  ``with_organisations``
7. correct        indexer/corrections/overlay.py           ``corrected``
8. encode         indexer/annotation/records.py            ``to_record``
9. write, commit  indexer/storage/index_writer.py          ``WritingRun.writing``

What can be completed while it is typed is kept beside the index (indexer/completion/upkeep.py).

``index_all`` runs them, in two passes over what was read: which words are people's names depends
on the whole archive, so the first pass identifies (2) and collects what new and changed documents
say of names (indexer/pipeline/evidence_pass.py). The second takes all steps. Steps 4 to 8 make one
record of one document (``Annotator.annotation`` takes 5 to 7 in order), in several processes where
there are many documents (indexer/pipeline/worker_processes.py). Which files are read, and what else
a run does, says indexer/pipeline/growing.py.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, Protocol

from msgspec import Struct, field

from corpus.document import Document, Failure
from corpus.failures import listed
from indexer.annotation import counted_names, gazetteer_changes
from indexer.annotation.annotator import Annotator
from indexer.annotation.rules_version import rules_version
from indexer.completion.upkeep import upkeep
from indexer.corrections.in_force import Corrections
from indexer.engines.protocol import Writer
from indexer.ner.evidence.asked_evidence import Asked
from indexer.ner.evidence.decision_log import DecisionLog
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.pipeline.document_identity import DocumentIdentity, Places
from indexer.pipeline.evidence_pass import EvidenceRun, documents_among, snapshot
from indexer.pipeline.unchanged_documents import UnchangedDocuments
from indexer.pipeline.worker_processes import Item, records_of
from indexer.storage import native_memory
from indexer.storage.index_writer import WritingRun, run_on
from synonyms import gazetteer
from synonyms.gazetteer import Gazetteer

DEFAULT_ENGINE: Final = "tantivy"


class Report(Struct):
    """How many documents were indexed, by language and without a date, and what failed."""

    documents: int = 0
    by_lang: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    failures: list[Failure] = field(default_factory=list)

    def count(self, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        self.by_lang[document.lang] = self.by_lang.get(document.lang, 0) + 1
        self.undated += not document.date


class Work(Struct, frozen=True):
    """What a run works with: the run, the store of its evidence, the names, and how many processes
    may help (as many as there are cores unless told otherwise)."""

    run: WritingRun
    store: EvidenceStore
    names: Gazetteer
    corrections: Corrections
    processes: int | None = None


class Indexed(Struct, frozen=True):
    """What was done: the report of what it wrote, which documents are known ones, and which were
    left out."""

    report: Report
    identity: DocumentIdentity
    unchanged: UnchangedDocuments


Read = Callable[[str], Iterable[Item]]
"""Gives the items; called once a pass, with ``people`` and then with ``index``."""


class Passing(Protocol):
    """Sees the items before and after they are identified."""

    def offered(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass items on."""

    def identified(self, items: Iterable[Item]) -> Iterator[Item]:
        """Pass items on, documents under their ids."""


def index_all(
    work: Work, read: Read, places: Places | None = None, passing: Passing | None = None
) -> Indexed:
    """Take documents through both passes into the index. Raises ``IndexProblem``."""
    run, store = work.run, work.store
    log = DecisionLog(store)
    with snapshot(run) as before:
        evidence = EvidenceRun(store, before, work.processes)
        with store.changing():
            evidence.in_step()
            log.obey(rules_version())
            # Not kept in a name: what identifies them would be kept through the second pass.
            evidence.collect(
                documents_among(DocumentIdentity(before, places).identified(read("people")))
            )
            # Memory is largest here: the first pass leaves holes, and so does summing up.
            native_memory.release()
            people = evidence.people(run.data)
            native_memory.release()
            log.learn(people.chinese.names())
        with store.changing():
            annotator = Annotator(work.names, people, work.corrections)
            identity = DocumentIdentity(before, places)
            unchanged = UnchangedDocuments(before, annotator, run.data)
            items: Iterable[Item] = read("index")
            if passing is not None:
                items = passing.identified(identity.identified(passing.offered(items)))
            else:
                items = identity.identified(items)
            left = listed(unchanged.left_out(evidence.passing(items)))
            report = add(left, run, annotator, work.processes, Noting(store, log))
            with snapshot(run) as after:
                evidence.indexed(after)
                evidence.keep(evidence.people(run.data), run.data)
    return Indexed(report, identity, unchanged)


class Noting:
    """Notes what documents rest on, and keeps that whenever the index has committed them."""

    def __init__(self, store: EvidenceStore, log: DecisionLog) -> None:
        self._store = store
        self._log = log

    def decided(self, document: Document, asked: Asked) -> None:
        """Note a document that the next commit holds."""
        self._log.put(document.id, asked)
        self._store.believe([document.id])

    def committed(self) -> None:
        """Keep what was noted."""
        self._store.checkpoint()


def build(
    items: Iterable[Item],
    folder: Path,
    engine: str = DEFAULT_ENGINE,
    *,
    anew: bool = False,
    annotator: Annotator | None = None,
    processes: int | None = None,
) -> Report:
    """Add documents that were read and identified to the index in ``folder``, as one run that does
    no more (``add``)."""
    with run_on(folder, ("songngu", "index"), engine=engine, anew=anew) as run:
        return add(items, run, annotator or Annotator(gazetteer.load()), processes)


class Kept(Protocol):
    """Is told of documents that are written, and of commits."""

    def decided(self, document: Document, asked: Asked) -> None:
        """Take notice of a document that the next commit holds."""

    def committed(self) -> None:
        """Take notice of a commit of all documents so far."""


def add(
    items: Iterable[Item],
    run: WritingRun,
    annotator: Annotator,
    processes: int | None = None,
    kept: Kept | None = None,
) -> Report:
    """Take documents through steps 4 to 9, replacing those of the same id in the index.

    It commits every so many documents and seconds: a killed run leaves the last commit. Raises
    ``IndexProblem``.
    """
    if not (run.data / gazetteer_changes.FILE).exists():
        gazetteer_changes.save(run.data, annotator.gazetteer)
    report = Report()
    with upkeep(run) as completions:
        with run.writing() as writer:
            commits = Commits(run, writer, kept)
            for made in records_of(items, annotator, processes):
                if isinstance(made.item, Failure):
                    report.failures.append(made.item)
                elif made.record is not None and made.asked is not None:
                    completions.put(made.item)
                    writer.add(made.record)
                    report.count(made.item)
                    if kept is not None:
                        kept.decided(made.item, made.asked)
                    commits.written()
        renamed = counted_names.keep(run)
        completions.keep(annotator, changed=report.documents > 0 or renamed)
    return report


COMMIT_SECONDS: Final = 180.0
"""Seconds between two commits: what a killed run loses at most of its work. A commit is a segment
of tantivy, for which every later query pays: on a busy machine, committing each minute, 20,957
documents became six."""


class Commits:
    """Commits every so many documents, and every ``COMMIT_SECONDS``."""

    def __init__(self, run: WritingRun, writer: Writer, kept: Kept | None = None) -> None:
        self._writer = writer
        self._every = run.engine.commit_every
        self._kept = kept
        self._documents = 0
        self._last = time.monotonic()

    def written(self) -> None:
        """Note that a document was written."""
        self._documents += 1
        now = time.monotonic()
        if self._documents % self._every == 0 or now - self._last >= COMMIT_SECONDS:
            self._writer.commit()
            self._last = now
            if self._kept is not None:
                self._kept.committed()
            native_memory.release()
