"""Make an index anew from the texts that it holds, without the files that they came from: after an
upgrade of the analysis, or where the engine's files are damaged and can still be read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from indexer.annotation.records import from_stored
from indexer.corrections.in_force import Corrections
from indexer.engines import open_engine
from indexer.engines.batches import stored_in_batches
from indexer.index_errors import IndexDamaged, IndexProblem
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.other_parts import take_over
from indexer.pipeline.indexing import Work, index_all
from indexer.pipeline.input_ledger import FILE as INPUTS
from indexer.pipeline.redecision import decide_turned
from indexer.pipeline.spool import Item
from indexer.plan import Everything
from indexer.storage.fingerprint import data_folder, fingerprint_of, read_current
from indexer.storage.generations import ENGINE
from indexer.storage.index_writer import run_on
from synonyms.gazetteer import Gazetteer


def is_outdated(index: Path) -> bool:
    """Tell whether an index was made by another version of the analysis or the layout, and names
    the generation that it consists of."""
    try:
        found = read_current(index).fingerprint
    except IndexProblem:
        return False
    return found != fingerprint_of(found.engine)


def reindex_stored(
    index: Path,
    names: Gazetteer,
    corrections: Corrections,
    command: Sequence[str] = (),
    processes: int | None = None,
) -> int:
    """Make an index anew from the texts that it holds; how many documents it has. The old one is
    searched until the new one is whole, and stays if any document can't be read. The files that it
    was made of are still known, and read again only if their readers have changed. Raises
    ``IndexProblem``."""
    current = read_current(index)
    data = data_folder(index)
    engine = current.fingerprint.engine
    with run_on(index, command, engine=engine, anew=True) as run:
        with open_engine(engine, data / ENGINE).reading() as old:

            def read(_: str) -> Iterator[Item]:
                for stored in stored_in_batches(old, old.every(Everything())):
                    yield from map(from_stored, stored.values())

            with EvidenceStore.opened(run.data) as store:
                with EvidenceStore.opened(data) as before, store.changing():
                    take_over(before, store)
                work = Work(run, store, names, corrections, processes)
                done = index_all(work, read)
                if done.report.documents < old.size:
                    raise IndexDamaged(
                        f"Only {done.report.documents} of the {old.size} documents in {index} can "
                        "be read, so it stays as it was. Restore a backup, or index the files "
                        "again with --anew."
                    )
                decide_turned(work)
        if (data / INPUTS).exists():
            shutil.copyfile(data / INPUTS, run.data / INPUTS)
    return done.report.documents
