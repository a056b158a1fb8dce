"""Decide which Chinese words are people's names: by LAC, once for the archive.

Of the windows in which a word is a candidate (candidates.py) the model reads those
whose digests are the smallest. Which they are depends on the texts alone: the same archive gives
the same names in whatever order it came. The answers are kept by digest, so that no window is read
twice.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from indexer.analysis.segmenters import dictionary_zh, tagged
from indexer.ner.chinese.candidates import DOT, is_name
from indexer.ner.chinese.lexicon import sounds
from indexer.ner.chinese.lexicon_words import lexicon_words
from synonyms.surnames import SURNAMES_ZH

KNOWN_VERSION: Final = 7
"""Raised when the same texts give other names."""

MOST_WINDOWS: Final = 3
"""Windows read for a candidate that stands in ``OFTEN`` places; for any other, one."""

OFTEN: Final = 5
"""Beside the model's answers for every sentence of 3.1 million characters, where people are named
21,000 times: 5.2 % of the mentions missed, 0.6 % wrong, for 230,000 characters read. With 3 it is
4.3 % for 20 % more; with one window for every word 7.7 %."""

Answer = tuple[tuple[str, ...], tuple[str, ...]]
"""The people of a window, each as often as it is named, and the words that look like names and are
something else."""


@dataclass(frozen=True)
class KnownPeople:
    """What the model answered, by digest of the window; and of each word of two characters that it
    took for a person, in how many of these windows the word stands."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    stands: Mapping[str, int] = field(default_factory=dict)

    @cached_property
    def person(self) -> Counter[str]:
        """How often the model took a word for a person."""
        return Counter(word for people, _ in self.answers.values() for word in people)

    @cached_property
    def other(self) -> Counter[str]:
        """How often it took a word that looks like a name for anything else."""
        return Counter(word for _, others in self.answers.values() for word in others)

    def names(self) -> Iterator[str]:
        """Yield the words that are people's names. Of two characters (洪峰, a flood) two windows of
        three are not enough, and what the lexicon has (陆海空) is a word."""
        return (
            name
            for name, count in self.person.items()
            if count > self.other[name] * (2 if len(name) == 2 else 1)
            and (count > 1 or _is_likely(name))
            # 林草 was a person in one of three sentences.
            and 2 * count >= self.stands.get(name, 0)
            and name not in lexicon_words()
        )

    def to_json(self) -> str:
        """Encode as text, the same for the same names; ``from_json`` decodes it."""
        shape = {"version": KNOWN_VERSION, "answers": self.answers, "stands": self.stands}
        return json.dumps(shape, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> KnownPeople:
        """Decode what ``to_json`` encoded. Raises ``ValueError`` for another version."""
        shape = json.loads(text)
        if shape["version"] != KNOWN_VERSION:
            raise ValueError(f"known people of version {shape['version']}, not {KNOWN_VERSION}")
        answers = shape["answers"].items()
        return cls(
            {digest: (tuple(people), tuple(rest)) for digest, (people, rest) in answers},
            shape["stands"],
        )

    @property
    def version(self) -> str:
        """A digest that is the same for the same answers."""
        return blake2b(self.to_json().encode(), digest_size=8).hexdigest()


class CandidateWindows(Struct, frozen=True):
    """A candidate: in how many places it stands, and the smallest digests of its windows."""

    times: int
    digests: tuple[str, ...]

    @property
    def wanted(self) -> tuple[str, ...]:
        """The windows that are read for it."""
        return self.digests[: self.count]

    @property
    def count(self) -> int:
        """How many windows are read for it, if it has so many."""
        return MOST_WINDOWS if self.times >= OFTEN else 1


def chosen(
    candidates: Mapping[str, CandidateWindows], words_of: Mapping[str, Collection[str]]
) -> list[str]:
    """Choose windows, by digest, so few that each candidate is read often enough; ``words_of``
    gives the candidates in each window that any of them wants.

    The smallest window of one word holds other words, whose own windows are smaller still. So the
    windows are taken from the largest on, and one whose words have all been read is left out.
    """
    wanted: dict[str, list[str]] = {}
    for word, one in candidates.items():
        for digest in one.wanted:
            wanted.setdefault(digest, []).append(word)
    seen: Counter[str] = Counter()
    found: list[str] = []
    for digest, words in sorted(wanted.items(), reverse=True):
        if any(seen[word] < candidates[word].count for word in words):
            seen.update(words_of[digest])
            found.append(digest)
    return found


def standing(
    answers: Mapping[str, Answer], words_of: Mapping[str, Collection[str]]
) -> dict[str, int]:
    """Count the windows in which each word of two characters stands that the model took for a
    person in one of them. Of longer words what it does not take is cut in another way."""
    people = {word for found, _ in answers.values() for word in found if len(word) == 2}
    counts = Counter(
        word for digest in answers for word in words_of.get(digest, ()) if word in people
    )
    return dict(sorted(counts.items()))


def answered(windows: Iterable[str], threads: int = 1) -> Iterator[tuple[str, Answer]]:
    """Yield the model's answers to these windows, by digest, asked in so many threads."""
    return ((digest_of(window), _answer(words)) for window, words in tagged(windows, threads))


def digest_of(text: str) -> str:
    """Return the digest of a window, or of a text: 16 hexadecimal digits that sort as the number
    does."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _answer(words: Iterable[tuple[str, str]]) -> Answer:
    people: list[str] = []
    others: list[str] = []
    for word, tag in _joined(words):
        if tag == "PER" and is_name(word):
            people.append(word)
        elif is_name(word) and (word[0] in SURNAMES_ZH or sounds().issuperset(word)):
            others.append(word)
    return tuple(people), tuple(others)


_NAMING: Final = frozenset(("PER", "LOC", "nz", "nr", "n"))
"""Tags that the model gives to the pieces of a name it has cut."""


def _joined(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the model's words, and join long foreign names that it cut (热恩|别科夫)."""
    word, tag = "", ""
    for following, its_tag in words:
        if tag == "PER" and its_tag in _NAMING and _goes_on(word, following):
            word += following
            continue
        if word:
            yield word, tag
        word, tag = following, its_tag
    if word:
        yield word, tag


def _goes_on(word: str, following: str) -> bool:
    return sounds().issuperset(word + following) and word[0] not in SURNAMES_ZH


def _is_likely(name: str) -> bool:
    """Tell whether one sentence is enough to believe that a word is a name. A word that the
    dictionary has (石蒜, amaryllis) was not asked about, and stood beside one that was."""
    if name in dictionary_zh() and not sounds().issuperset(name):
        return False
    if DOT in name or (name[0] in SURNAMES_ZH and len(name) <= 3):
        return True
    return len(name) > 2 and sounds().issuperset(name)
