"""The borders of the words of a Chinese text, by jieba-next, sentence by sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final, NamedTuple

from indexer.analysis.segmenters import words_zh
from indexer.ner.chinese.candidates import SENTENCE

_BREAKS: Final = re.compile("[。！？\n]")


class SentenceBorders(NamedTuple):
    """Where a sentence begins, and the borders of its words: in order, and as a set."""

    first: int
    places: tuple[int, ...]
    borders: frozenset[int]


class Borders:
    """The borders of a text's words; each sentence that is asked for is cut once."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._breaks = [match.end() for match in _BREAKS.finditer(plain)]
        self._known: dict[int, SentenceBorders] = {}

    def around(self, at: int) -> SentenceBorders:
        """Return the borders of the sentence around a place."""
        place = bisect_right(self._breaks, at)
        first = self._breaks[place - 1] if place else 0
        known = self._known.get(first)
        if known is None:
            match = SENTENCE.match(self._plain, first)
            words = words_zh(match[0]) if match else []
            places = tuple(accumulate(map(len, words), initial=first))
            known = self._known[first] = SentenceBorders(first, places, frozenset(places))
        return known
