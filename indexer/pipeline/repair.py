"""Repair an index: make again what follows from its documents, settle what killed runs left."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from indexer.annotation.gazetteer_changes import FILE as NAMES
from indexer.corrections.in_force import Corrections
from indexer.index_errors import IndexDamaged
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.pipeline.evidence_pass import snapshot
from indexer.pipeline.from_stored import is_outdated, reindex_stored
from indexer.pipeline.indexing import Work
from indexer.pipeline.input_ledger import InputLedger
from indexer.pipeline.redecision import decide_turned
from indexer.storage import unfinished_runs
from indexer.storage.checksums import Unreadable, damages_now
from indexer.storage.fingerprint import data_folder
from indexer.storage.index_writer import DERIVED, run_on
from synonyms.gazetteer import Gazetteer

BESIDE: Final = (*DERIVED, NAMES)
"""Files of a generation that follow from its documents."""


def repair(
    index: Path,
    names: Gazetteer,
    corrections: Corrections,
    command: Sequence[str] = (),
    processes: int | None = None,
) -> list[str]:
    """Repair an index as far as that is possible, and say what was done, a sentence each. Raises
    ``IndexProblem`` where it is not, and says what remains to be done."""
    if is_outdated(index):
        count = reindex_stored(index, names, corrections, command, processes)
        return [f"made anew by this version, from the stored texts of {count} documents"]
    try:
        damaged = [one.name for one in damages_now(data_folder(index))[1]]
        lost = [name for name in damaged if name not in BESIDE]
    except Unreadable:
        damaged, lost = [], ["checksums.json"]
    done: list[str] = []
    if lost:
        count = reindex_stored(index, names, corrections, command, processes)
        done.append(f"{', '.join(lost)} damaged: made anew from the texts of {count} documents")
    unfinished = _unfinished(index, done)
    with run_on(index, command, mending=damaged) as run:
        for name in damaged if not lost else ():
            (run.data / name).unlink(missing_ok=True)
            (run.data / f"{name}-journal").unlink(missing_ok=True)
            done.append(f"{name} damaged: made again from the documents")
        with EvidenceStore.opened(run.data) as store:
            again = decide_turned(Work(run, store, names, corrections, processes))
        with InputLedger.opened(run.data) as ledger, snapshot(run) as reader, ledger.run(reader):
            pass
        for one in unfinished:
            if one.command != unfinished_runs.said(command):
                unfinished_runs.forget(index, one)
                done.append(
                    f"{one.command}, begun {one.began}, did not finish: what it left is settled"
                )
    if again:
        done.append(f"{again} documents decided again")
    return done


def _unfinished(index: Path, done: list[str]) -> tuple[unfinished_runs.Unfinished, ...]:
    """Return the runs that did not finish; a note that is damaged is deleted."""
    try:
        return unfinished_runs.read(index)
    except IndexDamaged:
        (index / unfinished_runs.FILE).unlink()
        done.append(f"{unfinished_runs.FILE} damaged: deleted")
        return ()
