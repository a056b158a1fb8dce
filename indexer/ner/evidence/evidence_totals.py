"""Sum up the evidence of all documents: counts by run, the sample, the Chinese candidates. Where an
archive is in parts, that of the ``others`` is added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from heapq import merge
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from indexer.ner.chinese.known_names import MOST_WINDOWS, CandidateWindows
from indexer.ner.evidence.evidence_store import JOIN, EvidenceStore
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.ner.vietnamese.title_counts import Keys

Others = Sequence[EvidenceSums]


def runs(store: EvidenceStore, others: Others = ()) -> tuple[dict[Keys, int], dict[Keys, int]]:
    """Return how often each run is a person, and how often something else."""
    person: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for joined, as_person, as_other in store.rows("SELECT keys, person, other FROM runs"):
        if as_person:
            person[joined] = as_person
        if as_other:
            other[joined] = as_other
    for one in others:
        person.update(one.person)
        other.update(one.other)
    return _parted(person), _parted(other)


def _parted(counts: Counter[str]) -> dict[Keys, int]:
    return {tuple(joined.split(JOIN)): count for joined, count in counts.items()}


class ChosenText(NamedTuple):
    """A text of the sample: its digest, a document that has it, and how often it counts."""

    digest: str
    document: str
    times: int


def sample(store: EvidenceStore, characters: int, others: Others = ()) -> list[ChosenText]:
    """Choose the texts of the smallest digests that together have so many characters, or all.
    ``document`` is empty for a text that another part has."""
    found: Counter[str] = Counter()
    documents: dict[str, str] = {}
    total = 0
    rows = store.rows(
        "SELECT digest, length, times, id FROM samples JOIN documents ON number = document"
        " ORDER BY digest"
    )
    own = ((digest.hex(), *rest) for digest, *rest in rows)
    for digest, length, times, doc_id in merge(own, *map(_rows, others), key=itemgetter(0)):
        for _ in range(times):
            if total >= characters:
                break
            found[digest] += 1
            documents.setdefault(digest, doc_id)
            total += length
        if total >= characters:
            break
    return [ChosenText(digest, documents[digest], times) for digest, times in found.items()]


def _rows(sums: EvidenceSums) -> Iterator[tuple[str, int, int, str]]:
    for one in sums.samples:
        yield one.digest, one.length, one.times, ""


def candidates(store: EvidenceStore, others: Others = ()) -> dict[str, CandidateWindows]:
    """Return the Chinese candidates for names, by word."""
    rows = store.rows(
        "SELECT word, digest, sum(times) FROM looks GROUP BY word, digest ORDER BY word, digest"
    )
    found: dict[str, CandidateWindows] = {}
    for word, of_word in groupby(rows, itemgetter(0)):
        windows = [(digest, times) for _, digest, times in of_word]
        smallest = tuple(digest.hex() for digest, _ in windows[:MOST_WINDOWS])
        found[word] = CandidateWindows(sum(times for _, times in windows), smallest)
    for one in others:
        for word, theirs in one.candidates.items():
            ours = found.get(word, CandidateWindows(0, ()))
            smallest = tuple(sorted({*ours.digests, *theirs.digests})[:MOST_WINDOWS])
            found[word] = CandidateWindows(ours.times + theirs.times, smallest)
    return found


def words_of(
    store: EvidenceStore, digests: Collection[str], others: Others = ()
) -> dict[str, set[str]]:
    """Return the candidates in each of these windows."""
    found: dict[bytes, set[str]] = {bytes.fromhex(digest): set() for digest in digests}
    for word, digest in store.rows("SELECT word, digest FROM looks"):
        if digest in found:
            found[digest].add(word)
    by_digest = {digest.hex(): words for digest, words in found.items()}
    for one in others:
        for handed in by_digest.keys() & one.words.keys():
            by_digest[handed].update(one.words[handed])
    return by_digest


def documents_with(store: EvidenceStore, digests: Collection[str]) -> dict[str, str]:
    """Return for each of these windows a document that holds it."""
    wanted = {bytes.fromhex(digest) for digest in digests}
    rows = store.rows("SELECT digest, id FROM looks JOIN documents ON number = document")
    return {digest.hex(): doc_id for digest, doc_id in rows if digest in wanted}
