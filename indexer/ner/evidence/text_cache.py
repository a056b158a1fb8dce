"""Keep the few texts of a run that are needed again before the index holds them."""

from __future__ import annotations

from heapq import heappop, heappush

from corpus.document import Document
from indexer.ner.chinese.known_names import MOST_WINDOWS, digest_of
from indexer.ner.evidence.document_evidence import DocumentEvidence, texts_of
from indexer.ner.vietnamese.run_counts import SAMPLE


class TextCache:
    """Of the documents added: ``texts``, those of the smallest digests, and ``windows``, those of
    the smallest digests for each candidate word. What the archive needs of the documents of a run
    is among these, however long the run is."""

    def __init__(self, sample: int = SAMPLE) -> None:
        self.texts: dict[str, str] = {}
        self.windows: dict[str, str] = {}
        self._most = sample
        self._largest: list[tuple[int, str]] = []
        self._characters = 0
        self._by_word: dict[str, list[str]] = {}
        self._uses: dict[str, int] = {}

    def add(self, document: Document, evidence: DocumentEvidence) -> None:
        """Keep what may be needed of a document."""
        for text in texts_of(document):
            digest = digest_of(text)
            if digest in evidence.samples and digest not in self.texts:
                self._keep_text(digest, text)
        for word, digest in evidence.candidates:
            self._keep_window(word, digest, evidence.windows[digest])

    def _keep_text(self, digest: str, text: str) -> None:
        self.texts[digest] = text
        heappush(self._largest, (-int(digest, 16), digest))
        self._characters += len(text)
        while self._characters - len(self.texts[self._largest[0][1]]) >= self._most:
            self._characters -= len(self.texts.pop(heappop(self._largest)[1]))

    def _keep_window(self, word: str, digest: str, window: str) -> None:
        kept = self._by_word.setdefault(word, [])
        if digest in kept or (len(kept) == MOST_WINDOWS and digest > max(kept)):
            return
        kept.append(digest)
        self.windows[digest] = window
        self._uses[digest] = self._uses.get(digest, 0) + 1
        if len(kept) > MOST_WINDOWS:
            largest = max(kept)
            kept.remove(largest)
            self._uses[largest] -= 1
            if not self._uses[largest]:
                del self._uses[largest], self.windows[largest]
