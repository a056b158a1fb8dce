"""What a Han character is taken for: one of the same sound, of nearly the same, or of nearly the
same shape."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from search.slips.costs import CONFUSION, LETTER, TONE, Slips, cheapest
from search.slips.pinyin_slips import pinyin_slips
from synonyms.lookalikes import lookalikes
from synonyms.pinyin import characters_spelt, pinyin_of


@lru_cache(maxsize=2048)
def character_slips(char: str) -> Slips:
    """Return the characters that this one may have been meant to be.

    The same syllable of pinyin, tones aside, is what an input method offers beside the right one.
    """
    sounds = pinyin_of(char)
    nearly = defaultdict(list)
    for syllable in sounds:
        for other, cost in pinyin_slips(syllable).items():
            if cost <= CONFUSION:
                nearly[other].append(syllable)
    return cheapest(
        [(one, TONE) for syllable in sounds for one in characters_spelt(syllable)],
        [(one, TONE) for one in lookalikes(char)],
        [(one, LETTER) for syllable in nearly for one in characters_spelt(syllable)],
        but=char,
    )
