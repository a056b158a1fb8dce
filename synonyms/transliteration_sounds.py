"""What each Chinese character sounds like in foreign names: 特 is t, te, tt; 科 is co, ko, ck.

Learnt from the table of names (``scripts/build_transliterations.py``). A *likelihood* is the
logarithm of how often these letters are written with this character, plus the logarithm of how
often this character stands for these letters.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from importlib.resources import files
from math import log
from typing import Final, NamedTuple

LONGEST_SOUND: Final = 5
"""Most letters of one character, as in ``scripts/build_transliterations.py``."""

UNHEARD: Final = -16.0
"""Likelihood of letters that a character was never seen to stand for; the rarest seen have -15."""


class Sound(NamedTuple):
    """Letters and a character that stand for each other, with their likelihood (≤ 0)."""

    letters: str
    char: str
    likelihood: float


class _Sounds(NamedTuple):
    of_char: dict[str, tuple[Sound, ...]]
    of_letters: dict[str, tuple[Sound, ...]]
    likelihood: dict[tuple[str, str], float]


@lru_cache(maxsize=1)
def _table() -> _Sounds:
    counts: dict[tuple[str, str], int] = {}
    text = files("synonyms").joinpath("data", "transliteration_sounds.tsv").read_text("utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            char, _, rest = line.partition("\t")
            cells = rest.split(" ")
            for letters, written in zip(cells[::2], cells[1::2], strict=True):
                counts[letters, char] = int(written)
    by_letters: dict[str, int] = defaultdict(int)
    by_char: dict[str, int] = defaultdict(int)
    for (letters, char), count in counts.items():
        by_letters[letters] += count
        by_char[char] += count
    of_char: dict[str, list[Sound]] = defaultdict(list)
    of_letters: dict[str, list[Sound]] = defaultdict(list)
    likelihood: dict[tuple[str, str], float] = {}
    for (letters, char), count in counts.items():
        value = log(count / by_letters[letters]) + log(count / by_char[char])
        sound = Sound(letters, char, value)
        of_char[char].append(sound)
        of_letters[letters].append(sound)
        likelihood[letters, char] = value
    return _Sounds(_ranked(of_char), _ranked(of_letters), likelihood)


def _ranked(found: dict[str, list[Sound]]) -> dict[str, tuple[Sound, ...]]:
    return {
        key: tuple(sorted(own, key=lambda one: (-one.likelihood, one)))
        for key, own in found.items()
    }


def sounds_of_letters(letters: str) -> tuple[Sound, ...]:
    """Return the characters that these letters are written with, likeliest first."""
    return _table().of_letters.get(letters, ())


def sounds_of_character(char: str) -> tuple[Sound, ...]:
    """Return the letters that a character stands for, likeliest first."""
    return _table().of_char.get(char, ())


@lru_cache(maxsize=4096)
def fit(latin: str, han: str) -> float:
    """Return how well a Chinese spelling fits a part of a name: the likelihood of its best
    alignment, a character (0 is best).

    Measured on names of three labels or more: nine of ten have more than -5.4, half more than
    -2.0; of spellings of other names one in a thousand has more than -4.1.
    """
    likelihood = _table().likelihood
    best = {0: 0.0}
    for char in han:
        following: dict[int, float] = {}
        for first, value in best.items():
            for last in range(first + 1, min(first + LONGEST_SOUND, len(latin)) + 1):
                new = value + likelihood.get((latin[first:last], char), UNHEARD)
                if new > following.get(last, float("-inf")):
                    following[last] = new
        best = following
    return best.get(len(latin), UNHEARD * len(han)) / len(han)
