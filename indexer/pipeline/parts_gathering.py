"""Gather what one part of an archive says of people's names, for those who index the others.

What was read stays on the disk, so that indexing the part afterwards reads nothing again
(indexer/pipeline/spooled_files.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

from msgspec import Struct

from corpus.document import Failure
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.pipeline.document_identity import DocumentIdentity
from indexer.pipeline.evidence_pass import EvidenceRun, documents_among, snapshot
from indexer.pipeline.growing import Started, counted, unseen
from indexer.pipeline.input_changes import Scope
from indexer.pipeline.input_run import input_run
from indexer.pipeline.known_places import KnownPlaces
from indexer.pipeline.reading import Reading
from indexer.pipeline.spool import Item
from indexer.pipeline.spooled_files import SpooledFiles
from indexer.storage.index_writer import WritingRun


class Gathered(Struct, frozen=True):
    """What the part says, and what of it could not be read."""

    sums: EvidenceSums
    failures: list[Failure]


def gather(
    run: WritingRun, scope: Scope, processes: int | None = None, started: Started = unseen
) -> Gathered:
    """Read the files of a part that are new or changed and gather what all of it says. Raises
    ``IndexProblem``, and ``ValueError`` for a scope without a part."""
    if scope.part is None:
        raise ValueError("a scope without a part")
    failures: list[Failure] = []
    with input_run(run, scope, processes) as inputs:
        with inputs.ledger.changing():
            walked = inputs.changes.walk()
        failures += walked.failures
        with closing(SpooledFiles(run.data, inputs.ledger)) as spooled:
            progress = started("read", walked.bytes)
            Reading(spooled, inputs.changes, inputs.workers, progress).read()

            def items() -> Iterator[Item]:
                for item in counted(spooled.items(), started("people", len(spooled))):
                    if isinstance(item, Failure):
                        failures.append(item)
                    yield item

            with snapshot(run) as before, inputs.store.changing():
                evidence = EvidenceRun(inputs.store, before, processes)
                evidence.in_step()
                identity = DocumentIdentity(before, KnownPlaces(inputs.ledger))
                evidence.collect(documents_among(identity.identified(items())))
                return Gathered(evidence.sums(scope.part.name), failures)
