"""What a syllable of pinyin is taken for: zh/z, ch/c, sh/s, n/ng, l/n, f/h, r/l, and a letter that
is missing or too many."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from search.slips.costs import CONFUSION, LETTER, Slips, cheapest
from search.slips.letter_slips import ASCII, dropped, inserted, swapped
from synonyms.pinyin import is_pinyin

_STARTS: Final = (
    ("zh", "z"),
    ("zh", "j"),
    ("ch", "c"),
    ("ch", "q"),
    ("sh", "s"),
    ("sh", "x"),
    ("l", "n"),
    ("l", "r"),
    ("f", "h"),
    ("hu", "w"),
)
_ENDS: Final = (("n", "ng"), ("ui", "uei"), ("iu", "iou"), ("un", "uen"), ("ao", "au"))
"""n/ng, and the full finals that pinyin writes short (Wade-Giles and ears keep them)."""


def _confused(syllable: str) -> Iterator[str]:
    for left, right in _STARTS:
        for one, other in ((left, right), (right, left)):
            if syllable.startswith(one):
                yield other + syllable.removeprefix(one)
    for left, right in _ENDS:
        for one, other in ((left, right), (right, left)):
            if syllable.endswith(one):
                yield syllable.removesuffix(one) + other


@lru_cache(maxsize=2048)
def pinyin_slips(syllable: str) -> Slips:
    """Return the syllables of pinyin that this one may have been meant to be."""
    edited = (*dropped(syllable), *swapped(syllable), *inserted(syllable, ASCII))
    return cheapest(
        [(one, CONFUSION) for one in _confused(syllable) if is_pinyin(one)],
        [(one, LETTER) for one in edited if is_pinyin(one)],
        but=syllable,
    )
