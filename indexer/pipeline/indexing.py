"""Index documents: the way of a document from a file into an index, step by step.

1. read           corpus/readers.py                        ``read_paths``
2. identify       indexer/pipeline/document_identity.py    ``DocumentIdentity.identified``
3. leave out      indexer/pipeline/unchanged_documents.py  ``UnchangedDocuments.left_out``
4. analyse        indexer/analysis/analysed_document.py    ``Analysed.of``
5. link names     indexer/linking/gate_linker.py           ``link_gates``
                  indexer/linking/place_linker.py          ``link_places``
6. find people    indexer/ner/person_mentions.py           ``PeopleFinder.mentions``
7. correct        indexer/corrections/overlay.py           ``corrected``
8. encode         indexer/annotation/records.py            ``to_record``
9. write, commit  indexer/storage/index_writer.py          ``WritingRun.writing``

What can be completed while it is typed is kept beside the index (indexer/completion/upkeep.py).

``index_documents`` runs them, in two passes over the same files: which words are people's names
depends on the whole archive, so the first pass reads and identifies (1, 2) and collects what new
and changed documents say of names (indexer/pipeline/evidence_pass.py). The second takes all steps.
Steps 4 to 8 make one record of one document (``Annotator.annotation`` takes 5 to 7 in order), in
several processes where there are many documents (indexer/pipeline/worker_processes.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from corpus.document import Document, Failure
from corpus.failures import listed
from indexer.annotation import gazetteer_changes
from indexer.annotation.annotator import Annotator
from indexer.completion.upkeep import upkeep
from indexer.corrections.in_force import Corrections
from indexer.ner.evidence_store import EvidenceStore
from indexer.pipeline.document_identity import DocumentIdentity
from indexer.pipeline.evidence_pass import EvidenceRun, snapshot
from indexer.pipeline.unchanged_documents import UnchangedDocuments
from indexer.pipeline.worker_processes import Item, records_of
from indexer.storage.index_writer import WritingRun, run_on
from synonyms import gazetteer
from synonyms.gazetteer import Gazetteer

DEFAULT_ENGINE: Final = "tantivy"


@dataclass(slots=True)
class Report:
    """How many documents were indexed, by language and without a date, and what failed."""

    documents: int = 0
    by_lang: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    failures: list[Failure] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Indexed:
    """What a run did: the report of what it wrote, which documents are known ones, and which were
    left out."""

    report: Report
    identity: DocumentIdentity
    unchanged: UnchangedDocuments

    @property
    def documents(self) -> int:
        """Documents that were read and are in the index now."""
        return self.report.documents + self.unchanged.documents

    @property
    def undated(self) -> int:
        """Documents of these without a date."""
        return self.report.undated + self.unchanged.undated

    @property
    def by_lang(self) -> dict[str, int]:
        """The number of these documents in each language."""
        return dict(Counter(self.report.by_lang) + Counter(self.unchanged.by_lang))


def index_documents(
    run: WritingRun,
    read: Callable[[str], Iterable[Item]],
    names: Gazetteer,
    corrections: Corrections,
    processes: int | None = None,
) -> Indexed:
    """Take documents through both passes into the index that a run writes.

    ``read`` is called once a pass, with ``people`` and then with ``index``, and reads the files. As
    many ``processes`` work as there are cores unless told otherwise. Raises ``IndexProblem``.
    """
    with ExitStack() as stack:
        before = stack.enter_context(snapshot(run))
        store = stack.enter_context(EvidenceStore.opened(run.data))
        evidence = EvidenceRun(store, before)
        with store.changing():
            evidence.in_step()
            evidence.collect(_documents(DocumentIdentity(before).identified(read("people"))))
            people = evidence.people(run.data)
        with store.changing():
            annotator = Annotator(names, people, corrections)
            identity = DocumentIdentity(before)
            unchanged = UnchangedDocuments(before, annotator, run.data)
            items = evidence.passing(identity.identified(read("index")))
            report = add(listed(unchanged.left_out(items)), run, annotator, processes)
            evidence.indexed(stack.enter_context(snapshot(run)))
            evidence.keep(evidence.people(run.data), run.data)
    return Indexed(report, identity, unchanged)


def _documents(items: Iterable[Item]) -> Iterator[Document]:
    return (one for one in items if isinstance(one, Document))


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


def add(
    items: Iterable[Item],
    run: WritingRun,
    annotator: Annotator,
    processes: int | None = None,
) -> Report:
    """Take documents through steps 4 to 9, replacing those of the same id in the index.

    It commits every so many documents: a killed run leaves the last commit. Raises
    ``IndexProblem``.
    """
    if not (run.data / gazetteer_changes.FILE).exists():
        gazetteer_changes.save(run.data, annotator.gazetteer)
    report = Report()
    with upkeep(run) as completions:
        with run.writing() as writer:
            for item, record in records_of(items, annotator, processes):
                if isinstance(item, Failure):
                    report.failures.append(item)
                elif record is not None:
                    completions.put(item)
                    writer.add(record)
                    report.documents += 1
                    report.by_lang[item.lang] = report.by_lang.get(item.lang, 0) + 1
                    report.undated += not item.date
                    if report.documents % run.engine.commit_every == 0:
                        writer.commit()
        completions.keep(annotator, changed=report.documents > 0)
    return report
