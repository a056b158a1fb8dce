"""The texts of a run that may be asked for before the index holds them: few, however long it is."""

from __future__ import annotations

from heapq import heappop, heappush

from corpus.document import Document
from indexer.ner.document_evidence import Contribution, texts_of
from indexer.ner.evidence_vi import SAMPLE
from indexer.ner.known_names_zh import LOOKS, digest_of


class Held:
    """Of the documents added, the texts of the smallest digests and each open word's windows of the
    smallest digests. What an archive asks for is among those of the run that it came in."""

    def __init__(self, sample: int = SAMPLE) -> None:
        self.texts: dict[str, str] = {}
        self.windows: dict[str, str] = {}
        self._most = sample
        self._digests: list[tuple[int, str]] = []
        self._characters = 0
        self._kept: dict[str, list[str]] = {}
        self._uses: dict[str, int] = {}

    def add(self, document: Document, said: Contribution) -> None:
        """Hold what of a document may be asked for."""
        for text in texts_of(document):
            digest = digest_of(text)
            if digest in said.samples and digest not in self.texts:
                self._hold(digest, text)
        for word, digest in said.looks:
            self._look(word, digest, said.windows[digest])

    def _hold(self, digest: str, text: str) -> None:
        self.texts[digest] = text
        heappush(self._digests, (-int(digest, 16), digest))
        self._characters += len(text)
        while self._characters - len(self.texts[self._digests[0][1]]) >= self._most:
            self._characters -= len(self.texts.pop(heappop(self._digests)[1]))

    def _look(self, word: str, digest: str, window: str) -> None:
        kept = self._kept.setdefault(word, [])
        if digest in kept or (len(kept) == LOOKS and digest > max(kept)):
            return
        kept.append(digest)
        self.windows[digest] = window
        self._uses[digest] = self._uses.get(digest, 0) + 1
        if len(kept) > LOOKS:
            largest = max(kept)
            kept.remove(largest)
            self._uses[largest] -= 1
            if not self._uses[largest]:
                del self._uses[largest], self.windows[largest]
