"""What one document says of people's names: a function of its text alone."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from typing import Final, NamedTuple

from msgspec import Struct, field

from corpus.document import Document
from indexer.ner.chinese.candidates import candidate_windows, holds_chinese
from indexer.ner.chinese.known_names import digest_of
from indexer.ner.vietnamese.run_counts import count_cues, is_spaced
from indexer.ner.vietnamese.title_counts import Keys

_JOIN: Final = " "


class WordInWindow(NamedTuple):
    """A Chinese candidate for a name, and the digest of a window in which it stands."""

    word: str
    digest: str


class SampleText(NamedTuple):
    """A text that may be in the sample: its characters, and how often the document has it."""

    length: int
    times: int


class DocumentEvidence(Struct, frozen=True):
    """The evidence of one document.

    ``person`` and ``other`` count by run the cues before it; ``samples`` are the texts that may be
    in the sample, by digest; ``candidates`` counts its candidate words by window. ``windows`` are
    the texts of these by digest; they are not packed.
    """

    person: Counter[Keys] = field(default_factory=Counter)
    other: Counter[Keys] = field(default_factory=Counter)
    samples: dict[str, SampleText] = field(default_factory=dict)
    candidates: Counter[WordInWindow] = field(default_factory=Counter)
    windows: dict[str, str] = field(default_factory=dict)

    def packed(self) -> bytes:
        """Encode what must be known to take the evidence back; ``PackedEvidence.of`` decodes it."""
        shape = [
            {_JOIN.join(keys): count for keys, count in self.person.items()},
            {_JOIN.join(keys): count for keys, count in self.other.items()},
            list(self.samples),
            list(self.candidates),
        ]
        return zlib.compress(json.dumps(shape, ensure_ascii=False).encode())


class PackedEvidence(Struct, frozen=True):
    """What was packed: the counts by run, its keys joined, and which texts and words in windows are
    the document's."""

    person: dict[str, int]
    other: dict[str, int]
    samples: list[str]
    candidates: list[WordInWindow]

    @classmethod
    def of(cls, data: bytes) -> PackedEvidence:
        """Decode what ``packed`` encoded."""
        person, other, samples, candidates = json.loads(zlib.decompress(data))
        return cls(person, other, samples, [WordInWindow(*one) for one in candidates])


def texts_of(document: Document) -> tuple[str, str]:
    """Return the texts of a document. Each is looked at for both languages: what decides is what a
    text is written in, not the label of the document."""
    return document.title, document.body


def text_digest(document: Document) -> str:
    """Return a digest of a document's texts. No text holds a NUL."""
    return digest_of("\0".join(texts_of(document)))


def evidence_in(document: Document) -> DocumentEvidence:
    """Collect the evidence of one document."""
    found = DocumentEvidence()
    for text in texts_of(document):
        cues = count_cues(text)
        found.person.update(cues.person)
        found.other.update(cues.other)
        if is_spaced(text):
            digest = digest_of(text)
            before = found.samples.get(digest)
            found.samples[digest] = SampleText(len(text), before.times + 1 if before else 1)
        if holds_chinese(text):
            for window in candidate_windows(text):
                digest = digest_of(window.text)
                found.candidates.update(WordInWindow(word, digest) for word in window.candidates)
                found.windows[digest] = window.text
    return found
