"""Open what a run over files and folders works with: the stores beside the index, what has changed,
and the processes that read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from msgspec import Struct

from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.other_parts import keep_others, note_part
from indexer.pipeline.evidence_pass import snapshot
from indexer.pipeline.helping_processes import cores
from indexer.pipeline.input_changes import InputChanges, Scope
from indexer.pipeline.input_ledger import InputLedger
from indexer.pipeline.reading_workers import ReadingWorkers
from indexer.storage.index_writer import WritingRun

READERS: Final = 4
"""Most processes that read, each of up to some GB of memory."""


class InputRun(Struct, frozen=True):
    """What the run works with."""

    store: EvidenceStore
    ledger: InputLedger
    changes: InputChanges
    workers: ReadingWorkers


@contextmanager
def input_run(run: WritingRun, scope: Scope, processes: int | None) -> Iterator[InputRun]:
    """Open it, and close it when the ``with`` block ends. Raises ``IndexProblem``."""
    with ExitStack() as stack:
        store = stack.enter_context(EvidenceStore.opened(run.data))
        with store.changing():
            note_part(store, scope.part.name if scope.part else "")
            if scope.part:
                keep_others(store, scope.others, scope.part.others())
        ledger = stack.enter_context(InputLedger.opened(run.data))
        with snapshot(run) as before:
            stack.enter_context(ledger.run(before))
        workers = ReadingWorkers(run.data, min(processes or cores(), READERS), scope.limits)
        stack.callback(workers.close)
        yield InputRun(store, ledger, InputChanges(ledger, scope, run.index), workers)
