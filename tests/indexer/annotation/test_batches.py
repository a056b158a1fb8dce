"""Documents fetched in batches come in the order of their hits, none twice and none left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation.records import annotated_in_batches, documents_in_batches
from indexer.engines.batches import batches
from indexer.pipeline.indexing import build
from indexer.plan import Everything
from indexer.storage.open_index import OpenIndex


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (1, [1]), (4, [2, 2]), (5, [2, 2, 1])])
def test_a_batch_is_full_but_for_the_last(count: int, sizes: list[int]) -> None:
    found = list(batches(range(count), 2))
    assert [len(one) for one in found] == sizes
    assert [item for one in found for item in one] == list(range(count))


def test_documents_come_in_the_order_of_their_hits(tmp_path: Path) -> None:
    documents = [Document(f"d{at}", "", "Lưu Ninh", "vi", f"202{at}-01-01") for at in range(5)]
    build(documents, tmp_path)
    with OpenIndex(tmp_path).reading() as reader:
        hits = list(reader.every(Everything()))
        found = list(documents_in_batches(reader, hits, 2))
        annotated = list(annotated_in_batches(reader, hits, 2))
    assert found == documents[::-1]
    assert [one for one, _ in annotated] == found
