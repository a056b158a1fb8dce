"""One sentence of a text: what the rules ask about it as a whole, found out once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from indexer.analysis.segmenters import words_zh
from indexer.analysis.tokens import Tokens
from indexer.linking.cue_words import table
from indexer.linking.name_matcher import Lexicon, NameMatch
from indexer.linking.text_regions import Regions


class Sentence:
    """The tokens from ``first`` to before ``last``, and the names found in them."""

    def __init__(
        self, lexicon: Lexicon, tokens: Tokens, first: int, last: int, named: Sequence[NameMatch]
    ) -> None:
        self.first = first
        self.last = last
        self._tokens = tokens
        self._lexicon = lexicon
        self._named = named

    @cached_property
    def regions(self) -> Regions:
        """Where its names lie."""
        return Regions(self._lexicon, self._named)

    @cached_property
    def text(self) -> str:
        """Its tokens in a row, without what stands between them."""
        return "".join(self._tokens.pieces[2 * self.first + 1 : 2 * self.last : 2])

    @cached_property
    def _starts(self) -> list[int]:
        """Where each token and the end stand in ``text``."""
        raw = self._tokens.pieces[2 * self.first + 1 : 2 * self.last : 2]
        return list(accumulate(map(len, raw), initial=0))

    def place_of(self, at: int) -> int:
        """Where a token, or the one behind the last, stands in ``text``; its end if beyond."""
        return self._starts[min(at, self.last) - self.first]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Its Chinese words."""
        return tuple(words_zh(self.text))

    @cached_property
    def _word_set(self) -> frozenset[str]:
        return frozenset(self.words)

    def has_word(self, word: str) -> bool:
        """Whether something is a word of it."""
        return word in self._word_set

    @cached_property
    def _word_ends(self) -> list[int]:
        return list(accumulate(map(len, self.words)))

    def word_at(self, place: int) -> tuple[int, str]:
        """Where the word that holds a place of ``text`` begins, and the word; empty at the end."""
        number = bisect_right(self._word_ends, place)
        if number == len(self.words):
            return len(self.text), ""
        word = self.words[number]
        return self._word_ends[number] - len(word), word

    @cached_property
    def crossing_vi(self) -> str:
        """Vietnamese words in it that tell of crossing the border; empty if there are none."""
        keys = self._tokens.keys
        for words in table("vi", "sentence"):
            starts = range(self.first, self.last - len(words) + 1)
            if any(tuple(keys[at : at + len(words)]) == words for at in starts):
                return " ".join(words)
        return ""

    @cached_property
    def crossing_zh(self) -> str:
        """A Chinese word in it that tells of crossing the border; empty if there is none."""
        found = ("".join(keys) for keys in table("zh", "sentence"))
        return next((word for word in found if word in self.text), "")
