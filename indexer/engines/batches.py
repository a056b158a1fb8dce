"""Read stored documents some hundred at a time, so that memory holds few of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

from indexer.engines.protocol import Hit, Reader

BATCH: Final = 500
"""Documents fetched together unless told otherwise: some 2 MB of news."""

T = TypeVar("T")


def batches(items: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """Split items into lists of ``size``, in order; the last list may be shorter, none is empty."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def stored_in_batches(
    reader: Reader, hits: Iterable[Hit], size: int = BATCH
) -> Iterator[dict[str, str]]:
    """Fetch the documents of these hits. Each batch gives the stored text by id, in the order of
    the hits; nothing is fetched before its batch is asked for."""
    for batch in batches((hit.id for hit in hits), size):
        yield reader.fetch(batch)
