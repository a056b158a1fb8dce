"""Remove documents from an index: those of given files and folders, those of given ids, and those
whose file is gone. Their evidence on people's names is removed too."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from corpus.document import Document
from corpus.file_place import file_of, is_gone, member_of
from indexer.annotation import counted_names
from indexer.annotation.records import documents_in_batches, from_stored
from indexer.completion.upkeep import upkeep
from indexer.engines.protocol import Reader
from indexer.index_errors import IndexProblem
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.pipeline.evidence_pass import EvidenceRun
from indexer.pipeline.indexing import Work
from indexer.pipeline.input_ledger import InputLedger
from indexer.plan import Everything
from indexer.storage.index_writer import WritingRun, run_on


class Selection(Struct, frozen=True):
    """The documents that would be removed, and what was asked for and is not there."""

    documents: tuple[Document, ...]
    missing: tuple[str, ...]


class LooksUnmounted(IndexProblem):
    """Documents seem to be gone only because a folder is not there."""


def select(
    reader: Reader,
    paths: Sequence[Path] = (),
    ids: Sequence[str] = (),
    gone: Sequence[Path] = (),
    *,
    even_all: bool = False,
) -> Selection:
    """Return the documents from files and folders ``paths`` (an archive is a folder, too), those of
    ``ids``, and those from the folders ``gone`` whose file is no longer there.

    Raises ``LooksUnmounted``, unless ``even_all``, where all documents from such a folder are gone,
    or those from a folder in it that is there and empty: so looks a disk that is not mounted.
    """
    found = {
        doc_id: from_stored(text) for doc_id, text in reader.fetch(list(dict.fromkeys(ids))).items()
    }
    missing = [f"id {doc_id}" for doc_id in ids if doc_id not in found]
    if paths or gone:
        given = {os.path.realpath(path): path for path in paths}
        watched = {os.path.realpath(path): path for path in gone}
        seen: dict[str, list[Document]] = {one: [] for one in (*given, *watched)}
        left: set[str] = set()
        for document in documents_in_batches(reader, reader.every(Everything())):
            file = _path_of(document.place) if document.place else ""
            for root in filter(None, _roots(file, seen)):
                lost = root in watched and is_gone(document.place)
                if root in given or lost:
                    seen[root].append(document)
                    found[document.id] = document
                else:
                    left.add(root)
        for root, path in (given | watched).items():
            # A folder misspelt holds nothing that could be gone.
            if not seen[root] and root not in left:
                missing.append(os.fspath(path))
        if not even_all:
            for root, path in watched.items():
                if root not in given:
                    _refuse_unmounted(path, root, seen[root], is_all=root not in left)
    order = sorted(found.values(), key=lambda one: (one.place, one.line, one.id))
    return Selection(tuple(order), tuple(missing))


def remove(folder: Path, ids: Collection[str], command: Sequence[str] = ()) -> int:
    """Take documents out of an index in one commit; how many went. Raises ``IndexProblem``."""
    with run_on(folder, command) as run, EvidenceStore.opened(run.data) as store:
        with InputLedger.opened(run.data) as ledger, ledger.changing():
            # Their files are read again by the next run that is given them.
            ledger.doubt_documents(ids)
            ledger.change("DELETE FROM documents WHERE id = ?", ((one,) for one in ids))
        return _taken_out(run, store, ids)


def take_out(work: Work, ids: Collection[str]) -> int:
    """Take documents out within a run whose ledger knows of it; how many went."""
    return _taken_out(work.run, work.store, ids)


def _taken_out(run: WritingRun, store: EvidenceStore, ids: Collection[str]) -> int:
    """Take documents out in one commit.

    The store is told before and compared with the index after: a run that is killed between the two
    is mended by the next.
    """
    with run.reading() as reader, store.changing():
        before = reader.size
        EvidenceRun(store, reader).in_step()
        store.doubt(ids)
    with upkeep(run) as completions:
        completions.remove(ids)
        with run.writing() as writer:
            for doc_id in ids:
                writer.delete(doc_id)
        counted_names.keep(run)
        completions.keep(None, changed=False)
    with run.reading() as reader, store.changing():
        evidence = EvidenceRun(store, reader)
        evidence.in_step()
        evidence.keep(evidence.people(run.data), run.data)
        return before - reader.size


def _path_of(place: str) -> str:
    """Return the file of a place; of a member of an archive its path in that follows, as the
    archive were a folder."""
    return os.path.join(file_of(place), member_of(place)).rstrip("/")


def _roots(file: str, roots: Collection[str]) -> Iterator[str]:
    """Yield which of these are the file, or a folder that it lies in."""
    while file:
        if file in roots:
            yield file
        above = os.path.dirname(file)
        if above == file:
            return
        file = above


def _refuse_unmounted(path: Path, root: str, lost: Sequence[Document], *, is_all: bool) -> None:
    if lost and is_all:
        raise LooksUnmounted(
            f"Of the {len(lost)} documents from {path} no file is there. If a disk is not mounted, "
            "mount it; if they are really gone, add --even-all. Nothing was removed."
        )
    checked: set[str] = set()
    for document in lost:
        folder = os.path.dirname(os.fspath(file_of(document.place)))
        while len(folder) > len(root) and not os.path.isdir(folder):
            folder = os.path.dirname(folder)
        if folder not in checked and os.path.isdir(folder) and not os.listdir(folder):
            raise LooksUnmounted(
                f"{folder} is empty, and documents came from it. If a disk is not mounted there, "
                "mount it; if they are really gone, add --even-all. Nothing was removed."
            )
        checked.add(folder)
