"""The evidence of a whole archive on people's names, in both languages."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Final

from corpus.document import Document
from indexer.index_errors import IndexMismatch
from indexer.ner.chinese.known_names import (
    KnownPeople,
    answered,
    chosen,
    digest_of,
    standing,
)
from indexer.ner.evidence import evidence_totals
from indexer.ner.evidence.document_evidence import evidence_in, text_digest
from indexer.ner.evidence.evidence_store import JOIN, EvidenceStore
from indexer.ner.evidence.evidence_sums import EvidenceSums, SampleSum
from indexer.ner.evidence.needed_texts import Find, NeededTexts
from indexer.ner.evidence.text_cache import TextCache
from indexer.ner.vietnamese.run_counts import SAMPLE, Sampled, count_sample
from indexer.ner.vietnamese.title_counts import TitleCounts
from indexer.whole_files import write_whole

FILE: Final = "people.json"

_SAMPLE: Final = "sample"
_SAMPLED: Final = "sampled"
"""What the store notes: which texts the sample had, and what was counted in them."""


@dataclass(frozen=True)
class People:
    """The evidence of an archive in both languages, and the number of its documents."""

    vietnamese: TitleCounts = field(default_factory=TitleCounts)
    chinese: KnownPeople = field(default_factory=KnownPeople)
    documents: int = 0

    @property
    def version(self) -> str:
        """A digest that is the same for the same evidence."""
        text = f"{self.vietnamese.version} {self.chinese.version}"
        return blake2b(text.encode(), digest_size=8).hexdigest()

    def save(self, folder: Path) -> None:
        """Write it beside the index, whole or not at all; ``load`` reads it."""
        folder.mkdir(parents=True, exist_ok=True)
        shape = {
            "documents": self.documents,
            "vietnamese": self.vietnamese.to_json(),
            "chinese": self.chinese.to_json(),
        }
        write_whole(folder / FILE, json.dumps(shape, ensure_ascii=False).encode())

    @classmethod
    def load(cls, folder: Path) -> People:
        """Read what was saved; empty evidence where nothing was. Raises ``IndexMismatch``."""
        path = folder / FILE
        if not path.exists():
            return cls()
        try:
            shape = json.loads(path.read_text("utf-8"))
            return cls(
                TitleCounts.from_json(shape["vietnamese"]),
                KnownPeople.from_json(shape["chinese"]),
                shape["documents"],
            )
        except (ValueError, KeyError, TypeError):
            raise IndexMismatch(
                f"{path} is damaged or of another version. Gather it anew: songngu annotate "
                f"--people --index {folder.parent}"
            ) from None


def people_of(
    store: EvidenceStore,
    cache: TextCache,
    find: Find,
    others: Sequence[EvidenceSums] = (),
    threads: int = 1,
) -> People:
    """Sum up the evidence of the store's documents, and of other parts of the archive: a function
    of which they are, not of how they came. ``find`` gives those whose texts are needed and not in
    the ``cache``; the model reads in so many ``threads``."""
    texts = NeededTexts(store, cache, find, others)
    person, other = evidence_totals.runs(store, others)
    sampled = _sampled(store, texts, others)
    vietnamese = TitleCounts(
        person, other, sampled.lower, sampled.upper, sampled.words, sampled.ends
    )
    documents = len(store) + sum(one.documents for one in others)
    return People(vietnamese, _chinese(store, texts, others, threads), documents)


def _sampled(store: EvidenceStore, texts: NeededTexts, others: Sequence[EvidenceSums]) -> Sampled:
    """Return what is counted in the sample; counted again only where another text is in it."""
    texts_chosen = evidence_totals.sample(store, SAMPLE, others)
    key = digest_of(json.dumps([(one.digest, one.times) for one in texts_chosen]))
    counted_before = store.noted(_SAMPLED)
    if isinstance(counted_before, bytes) and store.noted(_SAMPLE) == key:
        return Sampled.from_json(zlib.decompress(counted_before).decode())
    text_of = texts.samples(texts_chosen)
    found = count_sample(text_of[one.digest] for one in texts_chosen for _ in range(one.times))
    store.note(_SAMPLE, key)
    store.note(_SAMPLED, zlib.compress(found.to_json().encode()))
    return found


def _chinese(
    store: EvidenceStore, texts: NeededTexts, others: Sequence[EvidenceSums], threads: int
) -> KnownPeople:
    """Return what the model answers to the windows that are read for the archive's candidates."""
    candidates = evidence_totals.candidates(store, others)
    wanted = {digest for one in candidates.values() for digest in one.wanted}
    words_of = evidence_totals.words_of(store, wanted, others)
    digests = chosen(candidates, words_of)
    known = store.answers()
    asked = [digest for digest in digests if digest not in known]
    windows = texts.windows(asked)
    new = dict(answered((windows[digest] for digest in asked), threads))
    store.remember(new)
    every = {**known, **new}
    answers = {digest: every[digest] for digest in digests if digest in every}
    return KnownPeople(answers, standing(answers, words_of))


def sums_of(store: EvidenceStore, cache: TextCache, find: Find, part: str) -> EvidenceSums:
    """Return the evidence of the store's documents, which are the part of this name, for other
    parts; ``find`` as above."""
    texts = NeededTexts(store, cache, find)
    person, other = evidence_totals.runs(store)
    samples = evidence_totals.sample(store, SAMPLE)
    text_of = texts.samples(samples)
    candidates = evidence_totals.candidates(store)
    digests = {digest for one in candidates.values() for digest in one.digests}
    words = evidence_totals.words_of(store, digests)
    return EvidenceSums(
        part=part,
        documents=len(store),
        person={JOIN.join(keys): count for keys, count in person.items()},
        other={JOIN.join(keys): count for keys, count in other.items()},
        samples=tuple(
            SampleSum(one.digest, len(text_of[one.digest]), one.times) for one in samples
        ),
        texts=text_of,
        candidates=candidates,
        windows=texts.windows(digests),
        words={digest: tuple(sorted(found)) for digest, found in words.items()},
    )


def gather(documents: Iterable[Document], known: People | None = None) -> People:
    """Collect the evidence of these documents, each read once; in memory, for what is no index.

    The model is not asked again what it has answered in ``known``; the evidence of that is not
    added.
    """
    with EvidenceStore.opened() as store, store.changing():
        cache = TextCache()
        store.remember(known.chinese.answers if known else {})
        for document in documents:
            found = evidence_in(document)
            cache.add(document, found)
            store.put(document.id, text_digest(document), found)
        return people_of(store, cache, lambda _: ())
