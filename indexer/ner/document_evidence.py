"""What one document contributes to the evidence on people's names: a function of its text alone."""

from __future__ import annotations

import json
import zlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from corpus.document import Document
from indexer.ner.candidates_zh import holds_chinese, windows
from indexer.ner.evidence_vi import count_cues, is_spaced
from indexer.ner.known_names_zh import digest_of
from indexer.ner.title_counts import Keys

_JOIN: Final = " "

Look = tuple[str, str]
"""An open Chinese word, and the digest of a window in which it stands."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """``person`` and ``other`` count what its capitalised runs follow; ``samples`` are the texts
    that may be in the sample, by digest, as characters and how often; ``looks`` counts its open
    words by window. ``windows`` are these by digest; they are not packed."""

    person: Counter[Keys] = field(default_factory=Counter)
    other: Counter[Keys] = field(default_factory=Counter)
    samples: dict[str, tuple[int, int]] = field(default_factory=dict)
    looks: Counter[Look] = field(default_factory=Counter)
    windows: dict[str, str] = field(default_factory=dict)

    def packed(self) -> bytes:
        """As bytes, to be taken back when the document changes or leaves."""
        shape = [
            {_JOIN.join(keys): count for keys, count in self.person.items()},
            {_JOIN.join(keys): count for keys, count in self.other.items()},
            list(self.samples),
            list(self.looks),
        ]
        return zlib.compress(json.dumps(shape, ensure_ascii=False).encode())


@dataclass(frozen=True, slots=True)
class Packed:
    """What was packed: the counts, and which samples and looks are the document's."""

    person: dict[str, int]
    other: dict[str, int]
    samples: list[str]
    looks: list[list[str]]

    @classmethod
    def of(cls, data: bytes) -> Packed:
        """What ``packed`` gave."""
        return cls(*json.loads(zlib.decompress(data)))


def texts_of(document: Document) -> tuple[str, str]:
    """The texts that say something: a document may hold both languages, so what decides is what a
    text is written in, not its label."""
    return document.title, document.body


def text_digest(document: Document) -> str:
    """Tells the texts of documents apart. No text holds a NUL."""
    return digest_of("\0".join(texts_of(document)))


def contribution_of(document: Document) -> Contribution:
    """What the document says."""
    found = Contribution()
    for text in texts_of(document):
        cues = count_cues(text)
        found.person.update(cues.person)
        found.other.update(cues.other)
        if is_spaced(text):
            digest = digest_of(text)
            _, times = found.samples.get(digest, (0, 0))
            found.samples[digest] = len(text), times + 1
        if holds_chinese(text):
            for window, words in windows(text):
                digest = digest_of(window)
                found.looks.update((word, digest) for word in words)
                found.windows[digest] = window
    return found
