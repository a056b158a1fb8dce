"""Join the parts of an archive, each indexed on a machine of its own, into one that is searched.

The documents stay where they are, in the indices of the cluster; the folder of the joined archive
names these, and has what every folder has beside its documents: what can be completed, and how
texts write names. Nothing is decided here: each part was, with the evidence of all of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from msgspec import Struct

from indexer.annotation import counted_names, gazetteer_changes
from indexer.annotation.annotator import Annotator
from indexer.completion.upkeep import upkeep
from indexer.corrections.in_force import Corrections
from indexer.engines import JOINED
from indexer.index_errors import IndexMismatch
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.known_people import FILE as PEOPLE
from indexer.ner.evidence.known_people import People
from indexer.ner.evidence.other_parts import own_part
from indexer.pipeline.archive_part import Part
from indexer.pipeline.input_ledger import InputLedger
from indexer.storage.fingerprint import check_current, data_folder
from indexer.storage.generations import ENGINE
from indexer.storage.index_writer import WritingRun, run_on
from synonyms.gazetteer import Gazetteer

SHOWN: Final = 5
"""Documents that are named of those that several parts have."""

_JOINED: Final = next(iter(JOINED))


class IndexedPart(Struct, frozen=True):
    """A part that was indexed: its folder, which it is, and with which evidence it was decided."""

    folder: Path
    data: Path
    part: Part
    people: str


def join(
    parts: Sequence[Path],
    index: Path,
    names: Gazetteer,
    corrections: Corrections,
    command: Sequence[str] = (),
) -> int:
    """Make the joined archive of these folders, in the place of one that was joined before; how
    many documents it has. Raises ``IndexProblem``."""
    found = sorted(map(_part_in, parts), key=lambda one: one.part.number)
    _check_complete(found)
    _check_evidence(found)
    _check_documents(found)
    with run_on(index, command, engine=_JOINED, anew=True) as run:
        _write_state(run, found)
        shutil.copyfile(found[0].data / PEOPLE, run.data / PEOPLE)
        gazetteer_changes.save(run.data, names)
        counted_names.keep(run)
        annotator = Annotator(names, People.load(run.data), corrections)
        with upkeep(run) as completions:
            completions.keep(annotator, changed=True)
        with run.reading() as reader:
            return reader.size


def _part_in(folder: Path) -> IndexedPart:
    """Return the part that a folder has. Raises ``IndexProblem``."""
    engine = check_current(folder).fingerprint.engine
    if engine != "opensearch":
        raise IndexMismatch(
            f"The index in {folder} is one of {engine}. Only indices on an OpenSearch cluster can "
            "be joined: index the part with --engine opensearch."
        )
    data = data_folder(folder)
    with EvidenceStore.opened(data) as store:
        name = own_part(store)
    if not name:
        raise IndexMismatch(
            f"The index in {folder} is no part of an archive: index it with --part, as 1/4."
        )
    return IndexedPart(folder, data, Part.of(name), People.load(data).version)


def _check_complete(parts: Sequence[IndexedPart]) -> None:
    """Raise ``IndexMismatch`` unless these are all parts of one archive, each once."""
    if not parts:
        raise IndexMismatch("Name the folders of the parts.")
    count = parts[0].part.count
    numbers = [one.part.number for one in parts]
    if any(one.part.count != count for one in parts) or numbers != list(range(1, count + 1)):
        said = ", ".join(f"{one.part.name} in {one.folder}" for one in parts)
        raise IndexMismatch(f"All parts of one archive are joined, each once; these are {said}.")


def _check_evidence(parts: Sequence[IndexedPart]) -> None:
    """Raise ``IndexMismatch`` unless all were decided with the same evidence."""
    other = next((one for one in parts if one.people != parts[0].people), None)
    if other is not None:
        raise IndexMismatch(
            f"The parts {parts[0].part.name} and {other.part.name} were indexed with other "
            "evidence on people's names, so that one name may be somebody in one part and nobody in"
            " another. Gather the evidence of every part again (songngu parts gather), and give all"
            " of it to each: songngu index PATH… --part … --evidence FILE…"
        )


def _check_documents(parts: Sequence[IndexedPart]) -> None:
    """Raise ``IndexMismatch`` where several parts have a document of one id: it would be found
    twice."""
    with ExitStack() as stack:
        ledgers = [(one, stack.enter_context(InputLedger.opened(one.data))) for one in parts]
        rows = merge(*(_ids(one, ledger) for one, ledger in ledgers))
        found: list[tuple[str, list[Path]]] = []
        count = 0
        for doc_id, of_id in groupby(rows, itemgetter(0)):
            folders = [Path(folder) for _, folder in of_id]
            if len(folders) > 1:
                count += 1
                if len(found) < SHOWN:
                    found.append((doc_id, folders))
    if not count:
        return
    said = "; ".join(f"{doc_id} in {' and '.join(map(str, two))}" for doc_id, two in found)
    raise IndexMismatch(
        f"{count} documents are in several parts, and would be found twice: {said}. Remove each "
        f"from all but one: songngu remove --index {found[0][1][1]} --id {found[0][0]}"
    )


def _ids(part: IndexedPart, ledger: InputLedger) -> Iterator[tuple[str, str]]:
    query = "SELECT DISTINCT id FROM documents WHERE kept ORDER BY id"
    for (doc_id,) in ledger.rows(query):
        yield doc_id, str(part.folder)


def _write_state(run: WritingRun, parts: Sequence[IndexedPart]) -> None:
    # Only here: opensearch-py need not be installed.
    from indexer.engines.opensearch.joined_state import part_in, write_joined

    write_joined(run.data / ENGINE, [part_in(one.data / ENGINE, one.folder) for one in parts])
