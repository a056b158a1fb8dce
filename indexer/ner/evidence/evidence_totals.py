"""Sum up the evidence of all documents: counts by run, the sample, the Chinese candidates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from indexer.ner.chinese.known_names import MOST_WINDOWS, CandidateWindows
from indexer.ner.evidence.evidence_store import JOIN, EvidenceStore
from indexer.ner.vietnamese.title_counts import Keys


def runs(store: EvidenceStore) -> tuple[dict[Keys, int], dict[Keys, int]]:
    """Return how often each run is a person, and how often something else."""
    person: dict[Keys, int] = {}
    other: dict[Keys, int] = {}
    for joined, as_person, as_other in store.rows("SELECT keys, person, other FROM runs"):
        keys = tuple(joined.split(JOIN))
        if as_person:
            person[keys] = as_person
        if as_other:
            other[keys] = as_other
    return person, other


class ChosenText(NamedTuple):
    """A text of the sample: its digest, a document that has it, and how often it counts."""

    digest: str
    document: str
    times: int


def sample(store: EvidenceStore, characters: int) -> list[ChosenText]:
    """Choose the texts of the smallest digests that together have so many characters, or all."""
    found: Counter[str] = Counter()
    documents: dict[str, str] = {}
    total = 0
    for digest, length, times, doc_id in store.rows(
        "SELECT digest, length, times, id FROM samples JOIN documents ON number = document"
        " ORDER BY digest"
    ):
        for _ in range(times):
            if total >= characters:
                break
            found[digest.hex()] += 1
            documents.setdefault(digest.hex(), doc_id)
            total += length
        if total >= characters:
            break
    return [ChosenText(digest, documents[digest], times) for digest, times in found.items()]


def candidates(store: EvidenceStore) -> dict[str, CandidateWindows]:
    """Return the Chinese candidates for names, by word."""
    rows = store.rows(
        "SELECT word, digest, sum(times) FROM looks GROUP BY word, digest ORDER BY word, digest"
    )
    found: dict[str, CandidateWindows] = {}
    for word, of_word in groupby(rows, itemgetter(0)):
        windows = [(digest, times) for _, digest, times in of_word]
        smallest = tuple(digest.hex() for digest, _ in windows[:MOST_WINDOWS])
        found[word] = CandidateWindows(sum(times for _, times in windows), smallest)
    return found


def words_of(store: EvidenceStore, digests: Collection[str]) -> dict[str, set[str]]:
    """Return the candidates in each of these windows."""
    found: dict[bytes, set[str]] = {bytes.fromhex(digest): set() for digest in digests}
    for word, digest in store.rows("SELECT word, digest FROM looks"):
        if digest in found:
            found[digest].add(word)
    return {digest.hex(): words for digest, words in found.items()}


def documents_with(store: EvidenceStore, digests: Collection[str]) -> dict[str, str]:
    """Return for each of these windows a document that holds it."""
    wanted = {bytes.fromhex(digest) for digest in digests}
    rows = store.rows("SELECT digest, id FROM looks JOIN documents ON number = document")
    return {digest.hex(): doc_id for digest, doc_id in rows if digest in wanted}
