"""Note what a document's names rest on: the questions that its rules asked of the archive.

A document's names follow from its text, from the answers to these questions and from the Chinese
names that are known. So a document need be decided again only where one of its answers has turned,
or a Chinese name that it holds has become known or forgotten: then a growing archive ends with the
mentions of one that was indexed at once (indexer/pipeline/redecision.py).

A question is a hash of 63 bits with its answer as the last bit: 8 bytes. (Of a million questions
the chance that any two have one hash is 1 in 18 million; two that have would share an answer.)
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping
from hashlib import blake2b
from typing import Final, NamedTuple

from indexer.ner.vietnamese.title_counts import Keys, NameEvidence

_JOIN: Final = " "

REMEMBERED: Final = 200_000
"""Questions whose hashes are kept, and that are known to have been told: some 30 MB. Of 20,957
documents all fit; of more the oldest are hashed and told again."""


class Asked(NamedTuple):
    """What one document's names rest on: its ``codes``, 8 bytes each in ascending order, and the
    texts of those questions that were not told lately, by hash."""

    codes: bytes
    questions: Mapping[int, str]


class AskedEvidence:
    """Answers as the evidence does, and notes what it was asked since ``begin``."""

    def __init__(self, evidence: NameEvidence) -> None:
        self._evidence = evidence
        self._codes: set[int] = set()
        self._new: dict[int, str] = {}
        self._hashes: dict[str, int] = {}

    def begin(self) -> None:
        """Begin with another document."""
        self._codes.clear()

    def asked(self) -> Asked:
        """Return what was asked since ``begin``."""
        questions, self._new = self._new, {}
        return Asked(array("Q", sorted(self._codes)).tobytes(), questions)

    def is_person(self, keys: Keys) -> bool:
        """Ask as ``NameEvidence`` does."""
        return self._noted(f"p {_JOIN.join(keys)}", answer=self._evidence.is_person(keys))

    def is_other(self, keys: Keys) -> bool:
        """Ask as ``NameEvidence`` does."""
        return self._noted(f"o {_JOIN.join(keys)}", answer=self._evidence.is_other(keys))

    def is_word(self, key: str) -> bool:
        """Ask as ``NameEvidence`` does."""
        return self._noted(f"w {key}", answer=self._evidence.is_word(key))

    def begins_word(self, key: str, following: str) -> bool:
        """Ask as ``NameEvidence`` does."""
        answer = self._evidence.begins_word(key, following)
        return self._noted(f"b {key} {following}", answer=answer)

    def is_compound(self, key: str, following: str) -> bool:
        """Ask as ``NameEvidence`` does."""
        answer = self._evidence.is_compound(key, following)
        return self._noted(f"c {key} {following}", answer=answer)

    def _noted(self, question: str, *, answer: bool) -> bool:
        code = self._hashes.get(question)
        if code is None:
            if len(self._hashes) >= REMEMBERED:
                self._hashes.clear()
            code = self._hashes[question] = _hash(question)
            self._new[code] = question
        self._codes.add(code + answer)
        return answer


def wrong_codes(questions: Mapping[int, str], evidence: NameEvidence) -> Iterator[int]:
    """Yield for each question the code of the answer that this evidence does not give."""
    ask: dict[str, Callable[[Keys], bool]] = {
        "p": evidence.is_person,
        "o": evidence.is_other,
        "w": lambda keys: evidence.is_word(*keys),
        "b": lambda keys: evidence.begins_word(*keys),
        "c": lambda keys: evidence.is_compound(*keys),
    }
    for code, question in questions.items():
        kind, *keys = question.split(_JOIN)
        yield code + (not ask[kind](tuple(keys)))


def _hash(question: str) -> int:
    """Return a hash whose last bit is free, and whose first is too: SQLite's integers have a
    sign."""
    return int.from_bytes(blake2b(question.encode(), digest_size=8).digest()) >> 1 & ~1
