"""Decide mentions again where what they rest on has turned: so an archive that was interrupted,
repeated or has grown ends with the mentions of one that was indexed at once.

A document's mentions follow from its text, the rules, the gazetteer and the corrections, and from
what the whole archive says of people's names. Of that each document notes what it asked and was
told (indexer/ner/evidence/asked_evidence.py). When a run has written its documents, the questions
of all are asked again; those documents that were told otherwise are decided again from their stored
text, and those that hold a Chinese name that has become known, or unknown, since.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator
from hashlib import blake2b

from corpus.document import Document
from indexer.annotation import counted_names, gazetteer_changes
from indexer.annotation.annotator import Annotator
from indexer.annotation.gazetteer_changes import holding
from indexer.annotation.records import from_stored
from indexer.annotation.rules_version import rules_version
from indexer.completion.upkeep import upkeep
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader
from indexer.index_errors import IndexMismatch
from indexer.ner.evidence.decision_log import DecisionLog
from indexer.ner.evidence.known_people import People
from indexer.pipeline.evidence_pass import EvidenceRun
from indexer.pipeline.indexing import Commits, Kept, Noting, Work
from indexer.pipeline.worker_processes import records_of
from indexer.plan import Everything

NAMES = 50
"""Chinese names that are looked for in one plan."""


def decide_turned(work: Work) -> int:
    """Bring the evidence into step with the index, and decide again what rests on other evidence or
    names than those of now; how many documents came out otherwise. Raises ``IndexProblem``."""
    run, store = work.run, work.store
    log = DecisionLog(store)
    changed = _changed_names(work)
    with run.reading() as reader, store.changing():
        evidence = EvidenceRun(store, reader, work.processes)
        evidence.in_step()
        people = evidence.people(run.data)
        evidence.keep(people, run.data)
        log.obey(rules_version())
        log.learn(people.chinese.names())
        store.rows("CREATE TEMP TABLE IF NOT EXISTS stale(id TEXT PRIMARY KEY)")
        store.rows("DELETE FROM stale")
        for ids in _turned(changed, reader, log, people):
            store.change("INSERT OR IGNORE INTO stale VALUES(?)", ((one,) for one in ids))
        annotator = Annotator(work.names, people, work.corrections)
        again = 0
        if next(store.rows("SELECT 1 FROM stale"), None):
            again = _decide(work, reader, annotator, log)
        renamed = counted_names.keep(run)
        with upkeep(run) as completions:
            completions.keep(annotator, changed=again > 0 or renamed)
        log.settle()
    if changed is None or changed:
        gazetteer_changes.save(run.data, work.names)
    return again


def _turned(
    changed: Collection[str] | None, reader: Reader, log: DecisionLog, people: People
) -> Iterator[Collection[str]]:
    """Yield the ids of documents that are to be decided again, some more than once."""
    if changed is None:
        yield from batches(hit.id for hit in reader.every(Everything()))
        return
    if changed:
        yield [hit.id for hit in reader.every(holding(changed))]
    yield from batches(log.undecided())
    yield from batches(log.turned(people))
    for names in batches(sorted(log.turned_names().items()), NAMES):
        hits = [hit.id for hit in reader.every(holding([name for name, _ in names]))]
        yield list(log.decided_before(hits, max(turn for _, turn in names)))


def _changed_names(work: Work) -> Collection[str] | None:
    try:
        return gazetteer_changes.changed_names(work.run.data, work.names)
    except IndexMismatch:
        return None


def _decide(work: Work, reader: Reader, annotator: Annotator, log: DecisionLog) -> int:
    run, store = work.run, work.store
    before: deque[bytes] = deque()

    def documents() -> Iterator[Document]:
        ids = store.rows("SELECT id FROM stale ORDER BY rowid")
        for batch in batches(doc_id for (doc_id,) in ids):
            for text in reader.fetch(batch).values():
                before.append(_digest(text))
                yield from_stored(text)

    again = 0
    kept: Kept = Noting(store, log)
    with run.writing() as writer:
        commits = Commits(run, writer, kept)
        for made in records_of(documents(), annotator, work.processes):
            was = before.popleft()
            if isinstance(made.item, Document) and made.record and made.asked:
                kept.decided(made.item, made.asked)
                if _digest(made.record.stored) != was:
                    writer.add(made.record)
                    again += 1
                    commits.written()
    return again


def _digest(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()
