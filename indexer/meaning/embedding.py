"""Make the vectors of the documents of an index that have none yet, or have another text now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import Final

import numpy as np
from msgspec import Struct

from corpus.document import Document
from indexer.annotation.records import documents_in_batches
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader
from indexer.index_errors import NoModel
from indexer.meaning.model import Floats, Model
from indexer.meaning.passages import digest_of, passages_of
from indexer.meaning.vector_files import Listed, VectorWriter
from indexer.meaning.vector_state import FOLDER
from indexer.plan import Everything
from indexer.storage.open_index import OpenIndex
from indexer.storage.write_lock import locked, unwritable

KEPT_TOGETHER: Final = 32
"""Documents whose vectors are kept together, and that a killed run loses at most: about 10 s of
work of the default model in one thread."""

GIVEN_TOGETHER: Final = 8
"""Documents that a model is given at a time: of the default model a call cannot be interrupted, and
takes 90 MB for 8 texts of 500 tokens."""


class Embedded(Struct, frozen=True):
    """What a run did: documents that got vectors, documents of the index that have vectors now, all
    documents of the index, and documents whose vectors were dropped."""

    made: int
    have: int
    documents: int
    dropped: int


Told = Callable[[int, int], None]
"""Is called after each step: documents with vectors, and all documents of the index."""


def embed(
    index: Path,
    model: Model,
    *,
    limit: int | None = None,
    workers: int = 1,
    told: Told = lambda done, of: None,
) -> Embedded:
    """Make vectors, newest documents first, for at most ``limit``, in ``workers`` threads.

    Vectors of documents that are gone are dropped at the beginning. What was made is kept after
    every few documents: a run that is ended begins where it was. Raises ``IndexProblem``;
    ``OSError`` is one here.
    """
    opened = OpenIndex(index)
    try:
        (index / FOLDER).mkdir(exist_ok=True)
        with locked(index / FOLDER), opened.reading() as reader:
            return _embedded(index, reader, model, limit, workers, told)
    except OSError as error:
        raise unwritable(index, error) from error


def _embedded(
    index: Path, reader: Reader, model: Model, limit: int | None, workers: int, told: Told
) -> Embedded:
    writer = VectorWriter(index, model.name, model.dimensions)
    present = {hit.id for hit in reader.every(Everything())}
    dropped = writer.keep_only(present)
    told(len(writer.digests), len(present))
    made = 0
    with ThreadPoolExecutor(workers) as pool:
        try:
            for batch in batches(islice(_lacking(reader, writer), limit), KEPT_TOGETHER * workers):
                parts = list(batches(batch, GIVEN_TOGETHER))
                vectors = np.vstack(list(pool.map(lambda part: _vectors(model, part), parts)))
                writer.keep([one.listed for one in batch], vectors)
                made += len(batch)
                told(len(writer.digests), len(present))
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
    # Former vectors of documents that changed.
    writer.keep_only(present)
    return Embedded(made, len(writer.digests), len(present), dropped)


class _Lacking(Struct, frozen=True):
    """A document that lacks vectors, and the texts that they are made of."""

    listed: Listed
    texts: tuple[str, ...]


def _lacking(reader: Reader, writer: VectorWriter) -> Iterator[_Lacking]:
    for document in documents_in_batches(reader, reader.every(Everything())):
        one = _lack(document)
        if writer.digests.get(document.id) != one.listed.digest:
            yield one


def _lack(document: Document) -> _Lacking:
    texts = passages_of(document)
    return _Lacking(Listed(document.id, digest_of(texts), len(texts)), texts)


def _vectors(model: Model, documents: Sequence[_Lacking]) -> Floats:
    """Return the vectors of all texts of some documents. Raises ``NoModel`` where a model does not
    keep the protocol: what it gave would be taken for vectors from now on."""
    texts = [text for one in documents for text in one.texts]
    made = np.asarray(model.passages(texts), dtype=np.float32)
    wanted = (len(texts), model.dimensions)
    if made.shape != wanted or not np.isfinite(made).all():
        raise NoModel(
            f"The model {model.name} gave no {wanted[0]} × {wanted[1]} finite numbers but "
            f"{made.shape}. Mend or remove its package."
        )
    return made
