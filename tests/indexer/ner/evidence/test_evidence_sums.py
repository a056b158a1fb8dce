"""Evidence of the parts of an archive adds up to that of the whole."""

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.index_errors import IndexMismatch
from indexer.ner.evidence import evidence_sums, known_people, text_cache
from indexer.ner.evidence.document_evidence import evidence_in, text_digest
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.ner.evidence.known_people import People, gather, people_of, sums_of
from indexer.ner.evidence.text_cache import TextCache
from tests.indexer.pipeline.test_grown_mentions import text

TEXTS = [text(number) for number in range(40)]
DOCUMENTS = [Document(str(at), "", one, "vi") for at, one in enumerate([*TEXTS, *TEXTS[:3]])]


def put(store: EvidenceStore, cache: TextCache, documents: Sequence[Document]) -> None:
    for document in documents:
        found = evidence_in(document)
        cache.add(document, found)
        store.put(document.id, text_digest(document), found)


def sums(documents: Sequence[Document], part: str) -> EvidenceSums:
    with EvidenceStore.opened() as store, store.changing():
        cache = TextCache()
        put(store, cache, documents)
        return sums_of(store, cache, lambda _: (), part)


def summed(own: Sequence[Document], others: Sequence[EvidenceSums]) -> People:
    with EvidenceStore.opened() as store, store.changing():
        cache = TextCache()
        put(store, cache, own)
        return people_of(store, cache, lambda _: (), others)


@pytest.fixture(scope="module", params=[3_000_000, 900], ids=["all texts", "sample cut"])
def sample(request: pytest.FixtureRequest) -> object:
    with pytest.MonkeyPatch.context() as patch:
        for module in (known_people, text_cache):
            patch.setattr(module, "SAMPLE", request.param)
        patch.setattr(text_cache.TextCache.__init__, "__defaults__", (request.param,))
        yield gather(DOCUMENTS)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), parts=st.integers(2, 5))
def test_parts_of_any_division_add_up_to_the_whole(sample: People, seed: int, parts: int) -> None:
    chance = random.Random(seed)
    divided: list[list[Document]] = [[] for _ in range(parts)]
    for document in DOCUMENTS:
        chance.choice(divided).append(document)
    handed = [sums(one, str(number)) for number, one in enumerate(divided)]
    for number, own in enumerate(divided):
        others = [one for at, one in enumerate(handed) if at != number]
        assert summed(own, others) == sample


def test_what_is_handed_over_is_read_as_it_was(tmp_path: Path) -> None:
    made = sums(DOCUMENTS, "1/2")
    made.save(tmp_path / "part")
    assert EvidenceSums.load(tmp_path / "part") == made


def test_any_other_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "part"
    sums(DOCUMENTS[:3], "1/2").save(path)
    whole = path.read_bytes()
    for content in (b"", b"other", whole[:-9], whole[:60] + b"x" + whole[61:]):
        path.write_bytes(content)
        with pytest.raises(IndexMismatch, match="no evidence of a part"):
            EvidenceSums.load(path)
    path.write_bytes(evidence_sums.BEGINS + zlib.compress(b"x"))
    with pytest.raises(IndexMismatch, match="no evidence of a part"):
        EvidenceSums.load(path)
    path.write_bytes(whole)
    monkeypatch.setattr(evidence_sums, "VERSION", "another")
    with pytest.raises(IndexMismatch, match="another version"):
        EvidenceSums.load(path)
