"""Find candidates for people's names in Chinese text, each in a window of its sentence.

jieba-next cuts every sentence. A candidate is a word that begins with a surname or is written with
the characters of foreign names, unless the dictionary has it as something else; and what stands
behind a title. Only the windows are read by LAC (known_names.py).
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, compress
from typing import Final, NamedTuple

from corpus.script_letters import HAN
from indexer.analysis.segmenters import dictionary_zh, words_zh
from indexer.ner.chinese.lexicon import closings, ends, sounds, titles
from synonyms.spelling import is_han, simplified_table
from synonyms.surnames import SURNAMES_ZH

SENTENCE: Final = re.compile(r"[^。！？!?\n]+")

CONTEXT: Final = 18
"""Characters that the model sees on each side of a candidate; 8 give twice as many false names, 24
no fewer."""

LONGEST_WINDOW: Final = 120
"""Characters from which on no further candidate joins a window: what is longer is a list."""

CANDIDATE_SIZES: Final = range(2, 9)
"""Characters of a candidate."""

DOT: Final = "·"
_HAN: Final = re.compile(f"[{HAN}]")
_DOTS: Final = re.compile("[·•・‧]")


class Window(NamedTuple):
    """What the model is given, and the candidates in its middle."""

    text: str
    candidates: frozenset[str]


def holds_chinese(text: str) -> bool:
    """Tell whether there is any Han character in a text."""
    return _HAN.search(text) is not None


def candidate_windows(text: str) -> Iterator[Window]:
    """Yield the windows of a text, simplified and with one kind of dot. Which they are depends on
    the sentence alone."""
    plain = _DOTS.sub(DOT, text.translate(simplified_table()))
    for match in SENTENCE.finditer(plain):
        sentence = match[0].strip()
        places = deque(_candidate_spans(sentence))
        while places:
            first, last = places[0]
            words = set()
            while places and places[0][0] <= last + 2 * CONTEXT and last - first < LONGEST_WINDOW:
                start, end = places.popleft()
                last = max(last, end)
                words.add(sentence[start:end])
            yield Window(sentence[max(first - CONTEXT, 0) : last + CONTEXT], frozenset(words))


def _candidate_spans(sentence: str) -> list[tuple[int, int]]:
    """Find where the words of a sentence that may be names start and end, in order."""
    words = words_zh(sentence)
    ends_at = list(accumulate(map(len, words)))
    chosen = compress(zip(words, ends_at, strict=True), map(is_candidate, words))
    found = [(end - len(word), end) for word, end in chosen]
    # What stands behind a title may be a name that jieba cuts (主席史|乐山).
    behind = [
        match.end()
        for match in _titles().finditer(sentence)
        if _may_begin(sentence[match.end() : match.end() + 3])
    ]
    if behind:
        own = {sentence[start:end] for start, end in found}
        found += [
            (at, at + 3)
            for at in behind
            if not any(sentence[at : at + size] in own for size in CANDIDATE_SIZES)
        ]
        found.sort()
    return found


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, titles())))


def _may_begin(behind: str) -> bool:
    """Tell whether a name may begin where these three characters stand."""
    return len(behind) == 3 and (behind[0] in SURNAMES_ZH or sounds().issuperset(behind))


@lru_cache(maxsize=200_000)
def is_candidate(word: str) -> bool:
    """Tell whether a word of jieba's may be a name as it stands."""
    if len(word) not in CANDIDATE_SIZES or not all(map(is_han, word)):
        return False
    if word[0] in SURNAMES_ZH and len(word) <= 4 and is_name(word):
        return word not in dictionary_zh()
    return sounds().issuperset(word) and word not in dictionary_zh()


def is_name(word: str) -> bool:
    """Tell whether a word can be a name at all: by its length, its characters, its last one."""
    if DOT in word:
        return all(is_han(char) or char == DOT or char.isalpha() for char in word)
    if not 2 <= len(word) <= 9 or not all(map(is_han, word)):
        return False
    if word.endswith(titles()):
        return False
    return len(word) > 3 or word[-1] not in (closings() if len(word) == 3 else ends())
