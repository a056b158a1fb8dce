"""Spellings of a foreign name that are made by sound, those that the archive has.

A word gives a lattice: at each place the characters that its next letters are written with. One
call of the reader a place says which characters stand side by side, so that only paths of existing
pairs go on. The other way a Chinese spelling gives words, likeliest first, and one call says which
of them the archive capitalises.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from heapq import nlargest
from itertools import product
from typing import Final, NamedTuple

from indexer import fields
from indexer.analysis.pairs import CAP, joined
from indexer.engines.protocol import Reader
from synonyms.transliteration_sounds import (
    LONGEST_SOUND,
    Sound,
    sounds_of_character,
    sounds_of_letters,
)

LONGEST_WORD: Final = 16
"""Most letters of a word: the longest part of a name in news has as many (Konstantinopoulos has
one more)."""

CHARACTERS: Final = 10
"""Most characters that one piece of a word is written with. With five lengths of pieces at most 50
end and 50 begin at a place: ``LONGEST_WORD`` places have at most 37,500 pairs, of the 60,000 that
one term may ask for (candidates.py)."""

PATHS: Final = 6
"""Paths kept for each character at each place; not measured."""

LETTERS: Final = 40
"""Most sounds of one character that are tried where there are two characters; of three half as
many. The work is the same for each."""

WORDS: Final = 600
"""Most words that a Chinese spelling is asked as."""

FOUND: Final = 16
"""Most spellings of one name that are counted."""

LEAST_FIT: Final = -3.3
"""Least fit (synonyms.transliteration_sounds.fit) of a spelling made by sound: of spellings of
other names fewer than one in a thousand have more."""


class Spelling(NamedTuple):
    """A spelling whose neighbouring pairs exist, and how well it fits."""

    text: str
    fit: float


def han_by_sound(reader: Reader, word: str, most: int = FOUND) -> list[Spelling]:
    """Return at most so many Chinese spellings of a word without marks, likeliest first; none of
    one character."""
    size = len(word)
    if not 4 <= size <= LONGEST_WORD:
        return []
    ways: list[dict[str, list[tuple[float, str]]]] = [{} for _ in range(size + 1)]
    for place in range(size):
        following = _following(word, place)
        if not place:
            _extend(ways, place, {"": [(0.0, "")]}, following, None)
        elif ways[place]:
            ends = ways[place]
            starts = {sound.char for sound in following}
            pairs = {joined(pair): pair for pair in product(ends, starts)}
            known = reader.known(fields.PAIR, pairs)
            _extend(ways, place, ends, following, {pairs[term] for term in known})
    # The last character of a spelling is that of its paths, so each spelling stands here once.
    whole = {han: value for paths in ways[size].values() for value, han in paths if len(han) > 1}
    return _best(whole, len, most)


def _following(word: str, place: int) -> list[Sound]:
    found: list[Sound] = []
    for last in range(place + 1, min(place + LONGEST_SOUND, len(word)) + 1):
        found += sounds_of_letters(word[place:last])[:CHARACTERS]
    return found


def _extend(
    ways: list[dict[str, list[tuple[float, str]]]],
    place: int,
    ends: Mapping[str, list[tuple[float, str]]],
    following: Collection[Sound],
    pairs: Collection[tuple[str, str]] | None,
) -> None:
    """Go on from each path at a place, over existing pairs; None where the word begins."""
    for letters, char, likelihood in following:
        paths = [
            (value + likelihood, han + char)
            for end, own in ends.items()
            if pairs is None or (end, char) in pairs
            for value, han in own
        ]
        if paths:
            reached = ways[place + len(letters)]
            # Ascending, so that of two alignments of one spelling the likelier stays.
            best = {han: value for value, han in sorted(reached.get(char, []) + paths)}
            reached[char] = nlargest(PATHS, ((value, han) for han, value in best.items()))


def words_by_sound(reader: Reader, han: str) -> list[Spelling]:
    """Return the capitalised words of the archive that a Chinese spelling stands for, best first.

    Words of fewer than four letters are not tried: too many are something else.
    """
    beam: dict[str, float] = {"": 0.0}
    most = LETTERS // max(1, len(han) - 1)
    for char in han:
        longer: dict[str, float] = {}
        for sound in sounds_of_character(char)[:most]:
            for word, value in beam.items():
                new = word + sound.letters
                if len(new) <= LONGEST_WORD:
                    longer[new] = max(value + sound.likelihood, longer.get(new, float("-inf")))
        beam = dict(nlargest(WORDS, longer.items(), key=lambda item: (item[1], item[0])))
    terms = {CAP + word: word for word in beam if len(word) > 3}
    known = reader.known(fields.PAIR, terms)
    return _best({terms[term]: beam[terms[term]] for term in known}, lambda _: len(han), FOUND)


def _best(
    found: Mapping[str, float], characters: Callable[[str], int], most: int
) -> list[Spelling]:
    """Return the likeliest spellings that fit; ``found`` has the likelihood of each as a whole."""
    ranked = nlargest(most, found.items(), key=lambda item: (item[1], item[0]))
    spellings = [Spelling(text, value / characters(text)) for text, value in ranked]
    return [one for one in spellings if one.fit >= LEAST_FIT]
