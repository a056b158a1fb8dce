"""Chinese words that may be people's names, each in a window of its sentence.

jieba-next cuts every sentence. A word is *open* that begins with a surname or is written with the
characters of foreign names, unless the dictionary has it as something else; and so is what stands
behind a title. Only the windows go through the model (indexer/ner/known_names_zh.py).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from corpus.script_letters import HAN
from indexer.ner.lexicon_zh import closings, ends, sounds, titles
from synonyms.spelling import is_han, simplified_table
from synonyms.surnames import SURNAMES_ZH

SENTENCE: Final = re.compile(r"[^。！？!?\n]+")

CONTEXT: Final = 18
"""Characters that the model sees on each side of an open word; 8 give twice as many false names, 24
no fewer."""

LONGEST_WINDOW: Final = 120
"""Characters from which on no further open word joins a window: what is longer is a list."""

OPEN_SIZES: Final = range(2, 9)
"""Characters of an open word."""

DOT: Final = "·"
_HAN: Final = re.compile(f"[{HAN}]")
_DOTS: Final = re.compile("[·•・‧]")

Window = tuple[str, frozenset[str]]
"""What the model is given, and the open words in its middle."""


def holds_chinese(text: str) -> bool:
    """Whether there is any Han character in a text."""
    return _HAN.search(text) is not None


def windows(text: str) -> Iterator[Window]:
    """The windows of a text, simplified, dots made one. Which they are depends on the sentence
    alone."""
    plain = _DOTS.sub(DOT, text.translate(simplified_table()))
    for match in SENTENCE.finditer(plain):
        sentence = match[0].strip()
        places = deque(_open_places(sentence))
        while places:
            first, last = places[0]
            words = set()
            while places and places[0][0] <= last + 2 * CONTEXT and last - first < LONGEST_WINDOW:
                start, end = places.popleft()
                last = max(last, end)
                words.add(sentence[start:end])
            yield sentence[max(first - CONTEXT, 0) : last + CONTEXT], frozenset(words)


def _open_places(sentence: str) -> list[tuple[int, int]]:
    """Where the words of a sentence that may be names start and end, in order."""
    import jieba_next

    found = []
    at = 0
    for word in jieba_next.cut(sentence):
        if is_open(word):
            found.append((at, at + len(word)))
        at += len(word)
    # What stands behind a title may be a name that jieba cuts (主席史|乐山).
    behind = [
        match.end()
        for match in _titles().finditer(sentence)
        if _may_begin(sentence[match.end() : match.end() + 3])
    ]
    if behind:
        words = {sentence[start:end] for start, end in found}
        found += [
            (at, at + 3)
            for at in behind
            if not any(sentence[at : at + size] in words for size in OPEN_SIZES)
        ]
        found.sort()
    return found


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, titles())))


def _may_begin(behind: str) -> bool:
    """Whether a name may begin where these three characters stand."""
    return len(behind) == 3 and (behind[0] in SURNAMES_ZH or sounds().issuperset(behind))


@lru_cache(maxsize=200_000)
def is_open(word: str) -> bool:
    """Whether a word of jieba's may be a name as it stands."""
    if len(word) not in OPEN_SIZES or not all(map(is_han, word)):
        return False
    if word[0] in SURNAMES_ZH and len(word) <= 4 and is_name(word):
        return word not in _common_words()
    return sounds().issuperset(word) and word not in _common_words()


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    """The words of jieba's dictionary (``word frequency tag``) that it does not tag as people's
    names (nr, nrt …)."""
    import jieba_next

    path = Path(jieba_next.__file__).with_name("dict.txt")
    rows = (line.split() for line in path.read_text("utf-8").splitlines())
    return frozenset(row[0] for row in rows if len(row) == 3 and not row[2].startswith("nr"))


def is_name(word: str) -> bool:
    """Whether a word can be a name at all: its length, its characters, its last one."""
    if DOT in word:
        return all(is_han(char) or char == DOT or char.isalpha() for char in word)
    if not 2 <= len(word) <= 9 or not all(map(is_han, word)):
        return False
    if word.endswith(titles()):
        return False
    return len(word) > 3 or word[-1] not in (closings() if len(word) == 3 else ends())
