"""One sentence of a text: what the rules ask about it as a whole, each thing found out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from indexer.analysis.segmenters import words_zh
from indexer.analysis.tokens import Tokens
from indexer.linking.cue_words import cues
from indexer.linking.name_matcher import NameMatch, NameMatcher
from indexer.linking.text_regions import Regions


class WordAt(NamedTuple):
    """A word of a sentence, and the offset at which it begins."""

    start: int
    word: str


class Sentence:
    """The tokens from ``first`` to before ``last``, and the names in them."""

    def __init__(
        self,
        matcher: NameMatcher,
        tokens: Tokens,
        first: int,
        last: int,
        matches: Sequence[NameMatch],
    ) -> None:
        self.first = first
        self.last = last
        self._tokens = tokens
        self._matcher = matcher
        self._matches = matches

    @cached_property
    def regions(self) -> Regions:
        """The places that its names lie in."""
        return Regions(self._matcher, self._matches)

    @cached_property
    def text(self) -> str:
        """Its tokens, without what stands between them."""
        return "".join(self._tokens.pieces[2 * self.first + 1 : 2 * self.last : 2])

    @cached_property
    def _starts(self) -> list[int]:
        """The offset in ``text`` of each token and of the end."""
        raw = self._tokens.pieces[2 * self.first + 1 : 2 * self.last : 2]
        return list(accumulate(map(len, raw), initial=0))

    def offset_of(self, at: int) -> int:
        """Return the offset in ``text`` of a token, or of the one behind the last; the end of the
        text if it lies beyond."""
        return self._starts[min(at, self.last) - self.first]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its words, cut by jieba-next."""
        return tuple(words_zh(self.text))

    @cached_property
    def _word_set(self) -> frozenset[str]:
        return frozenset(self.words)

    def has_word(self, word: str) -> bool:
        """Tell whether it has a word."""
        return word in self._word_set

    @cached_property
    def _word_ends(self) -> list[int]:
        return list(accumulate(map(len, self.words)))

    def word_at(self, offset: int) -> WordAt:
        """Return the word that holds an offset of ``text``; an empty one at the end."""
        number = bisect_right(self._word_ends, offset)
        if number == len(self.words):
            return WordAt(len(self.text), "")
        word = self.words[number]
        return WordAt(self._word_ends[number] - len(word), word)

    @cached_property
    def crossing_vi(self) -> str:
        """Words in it that tell of crossing the border in Vietnamese; empty if there are none."""
        keys = self._tokens.keys
        for words in cues("vi", "sentence"):
            starts = range(self.first, self.last - len(words) + 1)
            if any(tuple(keys[at : at + len(words)]) == words for at in starts):
                return " ".join(words)
        return ""

    @cached_property
    def crossing_zh(self) -> str:
        """A word in it that tells of crossing the border in Chinese; empty if there is none."""
        found = ("".join(keys) for keys in cues("zh", "sentence"))
        return next((word for word in found if word in self.text), "")
