"""Keep the vectors of documents beside an index: a matrix of 8-bit numbers that only grows, and the
list of the documents that its rows are of.

They lie in a folder of their own beside the generations: an index that is made anew keeps what took
hours to make, and a run that makes vectors does not keep others from writing the index. What counts
is what ``STATE`` says, which is replaced last: what a killed run has written after it is cut off.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from msgspec.structs import asdict, replace
from numpy.typing import NDArray

from indexer.meaning.model import Floats
from indexer.meaning.vector_state import FOLDER, STATE, State, damaged, state_of
from indexer.whole_files import sealed, synchronise_file, write_whole

LARGEST: Final = 127

COPIED: Final = 65_536
"""Rows copied at a time where files are written anew: 25 MB."""

Bytes: TypeAlias = NDArray[np.int8]


class Listed(NamedTuple):
    """A document, the digest of the texts that its vectors are of, and how many these are. Its rows
    follow those of the document before it."""

    id: str
    digest: str
    rows: int


def matrix_path(index: Path, state: State) -> Path:
    """Return the file of the matrix: ``rows`` × ``dimensions`` signed bytes."""
    return index / FOLDER / f"vectors-{state.number}.int8"


def list_path(index: Path, state: State) -> Path:
    """Return the file of the list: for each batch one member of gzip with a line for each
    document. Ids are alike, so 1,000,000 of them need 6 MB and not 20."""
    return index / FOLDER / f"documents-{state.number}.jsonl.gz"


def to_bytes(vectors: Floats) -> Bytes:
    """Return rows scaled so that the largest number of each is 127: their length is lost, their
    direction kept to about one part in 127 of it."""
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    scaled = vectors * (LARGEST / np.where(largest > 0, largest, 1))
    return np.rint(scaled).astype(np.int8)


def matrix_of(index: Path, state: State) -> Bytes:
    """Return the matrix of a state, mapped into memory. Raises ``IndexDamaged``."""
    shape = (state.rows, state.dimensions)
    if not state.rows:
        return np.zeros(shape, dtype=np.int8)
    path = matrix_path(index, state)
    try:
        return np.memmap(path, dtype=np.int8, mode="r", shape=shape)
    except (OSError, ValueError):
        raise damaged(index, f"{path.name} is missing or cut short") from None


def list_of(index: Path, state: State) -> list[Listed]:
    """Return the documents of a state in order of their rows; of one that stands twice the last
    counts. Raises ``IndexDamaged``."""
    path = list_path(index, state)
    try:
        with path.open("rb") as file:
            content = file.read(state.listed) if state.listed else b""
        lines = gzip.decompress(content).splitlines() if content else []
        found = [Listed(*json.loads(line)) for line in lines]
    except (OSError, EOFError, ValueError, TypeError):
        raise damaged(index, f"{path.name} is missing or can't be read") from None
    if sum(one.rows for one in found) != state.rows:
        raise damaged(index, f"{path.name} does not fit the other files")
    return found


class VectorWriter:
    """The one writer of the vectors of an index; the caller holds its lock.

    ``digests`` has the digest of each document that has vectors. Vectors of another model are left
    as they are until the first of this one are kept, and are gone then.
    """

    def __init__(self, index: Path, model: str, dimensions: int) -> None:
        self._index = index
        was = state_of(index)
        if was is not None and (was.model, was.dimensions) == (model, dimensions):
            self._state = was
            matrix_of(index, was)
            listed = list_of(index, was)
        else:
            number = 0 if was is None else was.number + 1
            self._state = State(model, dimensions, number)
            listed = []
        self._rows = {one.id: one.rows for one in listed}
        self.digests = {one.id: one.digest for one in listed}
        self._sweep(was)

    def _sweep(self, was: State | None) -> None:
        """Remove what a killed run left: files of no state, and what follows the end of ours."""
        kept = [self._state] if was is None else [self._state, was]
        names = {path(self._index, one).name for one in kept for path in (matrix_path, list_path)}
        for path in (self._index / FOLDER).glob("*-*.*"):
            if path.name not in names and path.suffix in (".int8", ".gz"):
                _remove(path)
        whole = self._state.rows * self._state.dimensions
        for path, size in (
            (matrix_path(self._index, self._state), whole),
            (list_path(self._index, self._state), self._state.listed),
        ):
            if path.exists() and path.stat().st_size > size:
                os.truncate(path, size)

    def keep(self, documents: Sequence[Listed], vectors: Floats) -> None:
        """Keep the vectors of some documents, all or none of them; they take the place of those
        that these documents had. Raises ``OSError``."""
        before = self._state
        matrix, listing = matrix_path(self._index, before), list_path(self._index, before)
        with matrix.open("ab") as file:
            file.write(to_bytes(vectors).tobytes())
        member = _member(documents)
        with listing.open("ab") as file:
            file.write(member)
        synchronise_file(matrix)
        synchronise_file(listing)
        self._become(
            replace(before, rows=before.rows + len(vectors), listed=before.listed + len(member))
        )
        for one in documents:
            self._rows[one.id] = one.rows
            self.digests[one.id] = one.digest

    def keep_only(self, ids: Collection[str]) -> int:
        """Drop the documents that are not of ``ids``, and rows that others have taken the place
        of; the number of documents dropped. Raises ``OSError`` and ``IndexDamaged``."""
        gone = [doc_id for doc_id in self.digests if doc_id not in ids]
        for doc_id in gone:
            del self.digests[doc_id], self._rows[doc_id]
        if sum(self._rows.values()) == self._state.rows:
            return len(gone)
        before = self._state
        listed = list_of(self._index, before)
        last = {one.id: number for number, one in enumerate(listed)}
        is_kept = [one.id in self.digests and last[one.id] == at for at, one in enumerate(listed)]
        rows = np.repeat(is_kept, [one.rows for one in listed])
        after = replace(before, number=before.number + 1, rows=int(rows.sum()))
        matrix = matrix_of(self._index, before)
        path = matrix_path(self._index, after)
        with path.open("wb") as file:
            for at in range(0, before.rows, COPIED):
                file.write(matrix[at : at + COPIED][rows[at : at + COPIED]].tobytes())
        member = _member([one for one, kept in zip(listed, is_kept, strict=True) if kept])
        list_path(self._index, after).write_bytes(member)
        synchronise_file(path)
        synchronise_file(list_path(self._index, after))
        self._become(replace(after, listed=len(member)))
        return len(gone)

    def _become(self, state: State) -> None:
        write_whole(self._index / FOLDER / STATE, sealed(asdict(state)))
        self._state = state
        if state.number:
            self._sweep(None)


def _member(documents: Iterable[Listed]) -> bytes:
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in documents)
    # Without a time, so that the same documents give the same bytes.
    return gzip.compress("".join(lines).encode(), mtime=0)


def _remove(path: Path) -> None:
    # Windows does not let go of what a reader has mapped; the next run tries again.
    with contextlib.suppress(PermissionError):
        path.unlink()
