"""Find the few texts that are needed again when evidence is summed up: in the run's cache, among
what other parts of the archive have handed over, or in the index."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import chain

from corpus.document import Document
from indexer.index_errors import IndexMismatch
from indexer.ner.chinese.known_names import digest_of
from indexer.ner.evidence import evidence_totals
from indexer.ner.evidence.document_evidence import evidence_in, texts_of
from indexer.ner.evidence.evidence_store import EvidenceStore
from indexer.ner.evidence.evidence_sums import EvidenceSums
from indexer.ner.evidence.evidence_totals import ChosenText
from indexer.ner.evidence.text_cache import TextCache

Find = Callable[[Collection[str]], Iterable[Document]]
"""Gives the documents of these ids."""


class NeededTexts:
    """The texts of the documents of a store and of other parts."""

    def __init__(
        self,
        store: EvidenceStore,
        cache: TextCache,
        find: Find,
        others: Sequence[EvidenceSums] = (),
    ) -> None:
        self._store = store
        self._cache = cache
        self._find = find
        self._others = others

    def samples(self, chosen: Iterable[ChosenText]) -> dict[str, str]:
        """Return the texts of these digests. Raises ``IndexMismatch``."""
        wanted = {one.digest: one.document for one in chosen}
        handed = chain.from_iterable(one.texts.items() for one in self._others)
        found = _of(wanted, chain(handed, self._cache.texts.items()))
        missing = {digest: wanted[digest] for digest in wanted.keys() - found.keys()}
        return found | self._found(missing, lambda one: map(_by_digest, texts_of(one)))

    def windows(self, digests: Collection[str]) -> dict[str, str]:
        """Return the windows of these digests. Raises ``IndexMismatch``."""
        handed = chain.from_iterable(one.windows.items() for one in self._others)
        found = _of(digests, chain(handed, self._cache.windows.items()))
        missing = [digest for digest in digests if digest not in found]
        where = evidence_totals.documents_with(self._store, missing) if missing else {}
        return found | self._found(where, lambda one: evidence_in(one).windows.items())

    def _found(
        self,
        where: Mapping[str, str],
        pieces: Callable[[Document], Iterable[tuple[str, str]]],
    ) -> dict[str, str]:
        """Return the texts of these digests, out of the documents that have them."""
        found: dict[str, str] = {}
        for document in self._find(sorted(set(where.values()))):
            found |= _of(where, pieces(document))
        if len(found) < len(where):
            raise IndexMismatch(
                "The evidence on people's names speaks of documents that the index doesn't hold. "
                "Gather it anew: songngu annotate --people"
            )
        return found


def _of(wanted: Collection[str], texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    return {digest: text for digest, text in texts if digest in wanted}


def _by_digest(text: str) -> tuple[str, str]:
    return digest_of(text), text
