"""Keep the evidence on people's names of an index: that of exactly the documents which it holds.

Every run first brings the store (indexer/ner/evidence/evidence_store.py) into step: rows that a
killed run left unsure are compared with the index, and where the numbers of documents differ, all
are. Then it collects what documents with another text say; a text that the store knows is not read
again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from corpus.document import Document, Failure
from indexer.annotation.records import from_stored
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader
from indexer.index_errors import IndexMismatch, NoIndex
from indexer.ner.evidence.document_evidence import DocumentEvidence, evidence_in, text_digest
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.ner.evidence.known_people import People, people_of, sums_of
from indexer.ner.evidence.other_parts import others_of
from indexer.ner.evidence.text_cache import TextCache
from indexer.pipeline.evidence_processes import collected
from indexer.pipeline.helping_processes import helping
from indexer.plan import Everything
from indexer.storage.index_writer import WritingRun

CHECKPOINT: Final = 50_000
"""Documents after which what was collected is kept; until they are indexed it is unsure."""

_PEOPLE: Final = "people"
"""What the store notes: at which change ``people.json`` was written, and its version."""


@contextmanager
def snapshot(run: WritingRun) -> Iterator[Reader | None]:
    """Open what the index that a run writes holds now; None where nothing was committed yet."""
    with ExitStack() as stack:
        try:
            reader = stack.enter_context(run.reading())
        except NoIndex:
            reader = None
        yield reader


def documents_among(items: Iterable[Document | Failure]) -> Iterator[Document]:
    """Yield those of the items that are documents."""
    return (one for one in items if isinstance(one, Document))


class EvidenceRun:
    """The work of one run on the evidence, within ``store.changing()``. ``reader`` is the index as
    it is before the run, None for a new one; ``processes`` may help, one for each core unless
    told."""

    def __init__(
        self, store: EvidenceStore, reader: Reader | None, processes: int | None = 1
    ) -> None:
        self._store = store
        self._reader = reader
        self._processes = processes
        self._cache = TextCache()
        self._kept: People | None = None
        self._summed: tuple[int, People] | None = None

    def in_step(self) -> None:
        """Make the store hold the evidence of the documents in the index, of all and no others."""
        if self._reader is None:
            if len(self._store):
                self._store.clear()
            return
        self._compare(self._store.unsure())
        if len(self._store) != self._reader.size:
            known = set(self._store.every())
            for ids in batches(hit.id for hit in self._reader.every(Everything())):
                self._compare(one for one in ids if one not in known)
                known.difference_update(ids)
            self._compare(known)

    def collect(self, documents: Iterable[Document]) -> None:
        """Store the evidence of documents that are about to be indexed, where the store does not
        know their text. Until they are indexed, their rows are unsure."""
        new = (one for one in documents if self._store.text_of(one.id) != text_digest(one))
        for number, (document, found) in enumerate(collected(new, self._processes), 1):
            self._put(document, found)
            if number % CHECKPOINT == 0:
                # SQLite keeps what a transaction has changed until it ends.
                self._store.checkpoint()

    def passing(self, items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
        """Yield the items on their way into the index. The evidence of a text that has changed
        since is collected again."""
        for item in items:
            if isinstance(item, Document):
                self._collect(item)
            yield item

    def indexed(self, reader: Reader | None) -> None:
        """Compare with the index as ``reader`` has it after the run: a document that is not in it,
        because its file was gone, gives no evidence."""
        self._reader = reader
        self.in_step()

    def people(self, folder: Path) -> People:
        """Return the evidence of all documents together, and of other parts; summed up only if
        anything has changed since it was last kept."""
        noted = self._store.noted(_PEOPLE)
        try:
            kept = People.load(folder)
        except IndexMismatch:
            kept = People()
        if noted == f"{self._store.changes} {kept.version}":
            self._kept = kept
            return kept
        changes = self._store.changes
        if self._summed is None or self._summed[0] != changes:
            self._summed = (
                changes,
                people_of(
                    self._store,
                    self._cache,
                    self._find,
                    others_of(self._store),
                    helping(self._processes),
                ),
            )
        return self._summed[1]

    def sums(self, part: str) -> EvidenceSums:
        """Return the evidence of all documents for other parts of the archive; ``part`` names this
        one."""
        return sums_of(self._store, self._cache, self._find, part)

    def keep(self, people: People, folder: Path) -> None:
        """Write the evidence beside the index. What is kept already is not written again: a server
        would read it again."""
        if people is self._kept:
            return
        people.save(folder)
        self._store.note(_PEOPLE, f"{self._store.changes} {people.version}")

    def _collect(self, document: Document) -> None:
        if self._store.text_of(document.id) != text_digest(document):
            self._put(document, evidence_in(document))

    def _put(self, document: Document, found: DocumentEvidence) -> None:
        self._cache.add(document, found)
        self._store.put(document.id, text_digest(document), found)

    def _compare(self, ids: Iterable[str]) -> None:
        """Take the evidence of these documents from the index."""
        for batch in batches(ids):
            found = {one.id: one for one in self._find(batch)}
            for doc_id in batch:
                if doc_id not in found:
                    self._store.remove(doc_id)
                    continue
                text = text_digest(found[doc_id])
                if self._store.text_of(doc_id) != text:
                    self._store.put(doc_id, text, evidence_in(found[doc_id]))
            self._store.believe(found)

    def _find(self, ids: Collection[str]) -> Iterator[Document]:
        if self._reader is not None:
            for batch in batches(ids):
                yield from map(from_stored, self._reader.fetch(batch).values())


def evidence_of(folder: Path, reader: Reader) -> People:
    """Return the evidence of the documents that an index holds: what is not known yet is collected.
    It is kept beside the index."""
    with EvidenceStore.opened(folder) as store, store.changing():
        run = EvidenceRun(store, reader)
        run.in_step()
        people = run.people(folder)
        run.keep(people, folder)
        return people
