"""Edits of letters: one missing, too many, swapped with its neighbour, or taken for another."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from search.slips.costs import CONFUSION, FAR, LETTER, cheapest

ASCII: Final = "abcdefghijklmnopqrstuvwxyz"

TWO_SLIPS: Final = 8
"""Least letters of a word in which two slips are looked for; a shorter one is another word then."""

SHORTEST: Final = 4
"""Least letters of a foreign word that is corrected: of three, every edit is some word."""

_ALIKE: Final = (
    ("i", "y"),
    ("c", "k"),
    ("k", "kh"),
    ("c", "s"),
    ("s", "z"),
    ("f", "ph"),
    ("v", "w"),
    ("b", "p"),
    ("d", "t"),
    ("g", "j"),
    ("h", ""),
    ("a", "e"),
    ("e", "i"),
    ("o", "u"),
    ("a", "o"),
    ("ou", "u"),
    ("x", "ks"),
)
"""Letters that foreign names are misspelt with; from how these sound in English and French."""


def dropped(word: str) -> Iterator[str]:
    """Yield the word without each of its letters."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def swapped(word: str) -> Iterator[str]:
    """Yield the word with each two neighbouring letters swapped."""
    for at in range(len(word) - 1):
        if word[at] != word[at + 1]:
            yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def inserted(word: str, letters: str) -> Iterator[str]:
    """Yield the word with one of the letters more, at each place."""
    for at in range(len(word) + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:]


def _replaced(word: str) -> Iterator[str]:
    for at in range(len(word)):
        for letter in ASCII:
            yield word[:at] + letter + word[at + 1 :]


def _usual(word: str) -> Iterator[str]:
    """Yield the usual slips: a doubled letter single and a single one doubled, a letter dropped or
    swapped, and letters that sound alike."""
    yield from dropped(word)
    yield from swapped(word)
    for at, letter in enumerate(word):
        yield word[: at + 1] + letter + word[at + 1 :]
    for left, right in _ALIKE:
        for one, other in ((left, right), (right, left)):
            at = word.find(one) if one else -1
            while at >= 0:
                yield word[:at] + other + word[at + len(one) :]
                at = word.find(one, at + 1)


@lru_cache(maxsize=512)
def word_slips(word: str, shortest: int = SHORTEST) -> dict[str, float]:
    """Return what a foreign word of ASCII letters may have been meant to be; none for a word of
    fewer letters than ``shortest``.

    All at one edit (Damerau), and of a long word those at two edits of the usual kinds: all at two
    would be a hundred thousand.
    """
    if len(word) < shortest or not (word.isascii() and word.isalpha()):
        return {}
    usual = dict.fromkeys(_usual(word))
    rows = [[(one, CONFUSION) for one in usual]]
    rows.append([(one, LETTER) for one in (*inserted(word, ASCII), *_replaced(word))])
    if len(word) >= TWO_SLIPS:
        rows.append([(two, FAR) for one in usual for two in _usual(one)])
    return cheapest(*rows, but=word)
