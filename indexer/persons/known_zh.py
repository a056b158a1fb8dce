"""Which Chinese words are people's names: found once in the archive by a model, then remembered.

A pass of its own, with a version. jieba-next cuts every sentence; a word that may be a name (it
begins with a surname, or no dictionary has it) is *open* until a sentence of it has gone through
LAC. So the model, which reads 32,000 characters a second, sees some sentences only. They are taken
in the order of their text: the same archive gives the same names in whatever order it comes.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Final
from zlib import crc32

from indexer.persons.tagger import tagger
from indexer.persons.words_zh import closings, ends, sounds, titles, titles_pattern
from synonyms.spelling import HAN, is_han, simplified_table
from synonyms.surnames import SURNAMES_ZH

KNOWN_VERSION: Final = 1
"""Raised when the same texts give other names."""

SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
LONGEST_SENTENCE: Final = 120
"""Characters of a sentence that the model is given; a longer one is a list, and cut."""

FREQUENT: Final = 1_000
"""Frequency in jieba's dictionary from which a word is no chance (宣布 7,604; 苏林 139)."""

_HAN: Final = re.compile(f"[{HAN}]")
DOT: Final = "·"
_DOTS: Final = re.compile("[·•・‧]")


@dataclass(frozen=True)
class KnownPeople:
    """How often the model took a word for a person, and how often for anything else."""

    person: Mapping[str, int] = field(default_factory=dict)
    other: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, another: KnownPeople) -> KnownPeople:
        return KnownPeople(
            Counter(self.person) + Counter(another.person),
            Counter(self.other) + Counter(another.other),
        )

    def names(self) -> Iterator[str]:
        """The words that are people's names."""
        return (
            name
            for name, count in self.person.items()
            if count > self.other.get(name, 0) and (count > 1 or _is_likely(name))
        )

    def to_json(self) -> str:
        """As text, the same for the same names."""
        shape = {"version": KNOWN_VERSION, "person": self.person, "other": self.other}
        return json.dumps(shape, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> KnownPeople:
        """What ``to_json`` wrote; raises ``ValueError`` for another version."""
        shape = json.loads(text)
        if shape["version"] != KNOWN_VERSION:
            raise ValueError(f"known people of version {shape['version']}, not {KNOWN_VERSION}")
        return cls(shape["person"], shape["other"])

    @property
    def version(self) -> str:
        """Tells values apart."""
        return blake2b(self.to_json().encode(), digest_size=8).hexdigest()


class Gatherer:
    """Collects the people's names of Chinese texts, given one by one in any order.

    Of each open word only the sentence is kept in which the model will look at it: that of the
    lowest digest, so that the order of the texts says nothing. The whole sentence: clauses around
    the words take half the time, but names beside them are lost (F1 .93 instead of .98).
    """

    def __init__(self) -> None:
        self._sentences: dict[str, tuple[int, str]] = {}

    def add(self, text: str) -> None:
        """Look for open words in a text."""
        for sentence in sentences(text):
            words = _open_words(sentence)
            if words:
                own = crc32(sentence.encode()), sentence
                for word in words:
                    kept = self._sentences.get(word)
                    if kept is None or own < kept:
                        self._sentences[word] = own

    def found(self) -> KnownPeople:
        """The names among the open words."""
        return _judged(sorted({sentence for _, sentence in self._sentences.values()}))


def gather(texts: Iterable[str]) -> KnownPeople:
    """The people's names of these Chinese texts."""
    gatherer = Gatherer()
    for text in texts:
        gatherer.add(text)
    return gatherer.found()


def holds_chinese(text: str) -> bool:
    """Whether there is any Han character in a text."""
    return _HAN.search(text) is not None


def is_chinese(text: str) -> bool:
    """Whether a text is mostly written in Han characters."""
    return 3 * len(_HAN.findall(text)) > len(text)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text, simplified, dots made one."""
    plain = _DOTS.sub(DOT, text.translate(simplified_table()))
    for match in SENTENCE.finditer(plain):
        sentence = match[0].strip()
        for start in range(0, len(sentence), LONGEST_SENTENCE):
            yield sentence[start : start + LONGEST_SENTENCE]


def _open_words(sentence: str) -> set[str]:
    """The words of a sentence that may be names."""
    import jieba_next

    found = set(filter(_may_be_name, jieba_next.cut(sentence)))
    for match in titles_pattern().finditer(sentence):
        # What stands behind a title may be a name that jieba cuts (主席史|乐山).
        behind = sentence[match.end() : match.end() + 3]
        if len(behind) < 3 or not _may_begin(behind):
            continue
        # 主席宣布|提: what begins with a word of the dictionary is no name.
        is_word = _is_common(behind) or _common_words().get(behind[:2], 0) >= FREQUENT
        if not is_word and not any(map(behind.startswith, found)):
            found.add(behind)
    return found


def _may_begin(behind: str) -> bool:
    """Whether a name may begin where these three characters stand."""
    return behind[0] in SURNAMES_ZH or set(behind) <= sounds()


@lru_cache(maxsize=200_000)
def _may_be_name(word: str) -> bool:
    if not 2 <= len(word) <= 8 or not all(map(is_han, word)):
        return False
    if word[0] in SURNAMES_ZH and len(word) <= 4 and is_name(word):
        return not _is_common(word)
    return set(word) <= sounds() and not _is_common(word)


def _is_likely(name: str) -> bool:
    """Whether one sentence is enough to believe that it is a name."""
    if DOT in name or (name[0] in SURNAMES_ZH and len(name) <= 3):
        return True
    return len(name) > 2 and set(name) <= sounds()


def _is_common(word: str) -> bool:
    """Whether jieba's dictionary has it as another word than a person's name."""
    return word in _common_words()


@lru_cache(maxsize=1)
def _common_words() -> Mapping[str, int]:
    """The words of jieba's dictionary (``word frequency tag``) that it does not tag as people's
    names (nr, nrt …), with their frequency."""
    import jieba_next

    path = Path(jieba_next.__file__).with_name("dict.txt")
    rows = (line.split() for line in path.read_text("utf-8").splitlines())
    return {row[0]: int(row[1]) for row in rows if len(row) == 3 and not row[2].startswith("nr")}


def _judged(chosen: Sequence[str]) -> KnownPeople:
    person: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for tagged in tagger().tags(chosen):
        for word, tag in _joined(tagged):
            if tag == "PER" and is_name(word):
                person[word] += 1
            elif len(word) > 1:
                other[word] += 1
    kept = {word: count for word, count in other.items() if word in person}
    return KnownPeople(person, kept)


_NAMING: Final = frozenset(("PER", "LOC", "nz", "nr", "n"))
"""Tags that the model gives to the pieces of a name it has cut."""


def _joined(tagged: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The model's words, long foreign names that it cut (热恩|别科夫) made whole."""
    word, tag = "", ""
    for following, its_tag in tagged:
        if (
            tag == "PER"
            and its_tag in ("PER", "nz", "nr", "n", "LOC")
            and _goes_on(word, following)
        ):
            word += following
            continue
        if word:
            yield word, tag
        word, tag = following, its_tag
    if word:
        yield word, tag


def _goes_on(word: str, following: str) -> bool:
    return set(word + following) <= sounds() and word[0] not in SURNAMES_ZH


def is_name(word: str) -> bool:
    """Whether a word can be a name at all: its length, its characters, its last one."""
    if DOT in word:
        return all(is_han(char) or char == DOT or char.isalpha() for char in word)
    if not 2 <= len(word) <= 9 or not all(map(is_han, word)):
        return False
    if any(word.endswith(title) for title in titles()):
        return False
    return len(word) > 3 or word[-1] not in (closings() if len(word) == 3 else ends())
