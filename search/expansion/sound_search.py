"""Spellings of a foreign name that are made by sound, those that the archive has.

A word gives a lattice: at each place the characters that its next letters are written with. One
call of the reader a place says which characters stand side by side, so that only paths of existing
pairs go on. The other way a Chinese spelling gives words, likeliest first, and one call says which
of them the archive capitalises.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from heapq import nlargest
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


Paths = dict[str, list[tuple[float, str]]]
"""Spellings that reach a place, with their likelihood, by their last character."""


def han_by_sound(reader: Reader, word: str, most: int = FOUND) -> list[Spelling]:
    """Return at most so many Chinese spellings of a word without marks, likeliest first; none of
    one character."""
    size = len(word)
    if not 4 <= size <= LONGEST_WORD:
        return []
    following = [_following(word, place) for place in range(size)]
    rest = _best_rest(following)
    ways: list[Paths] = [{} for _ in range(size + 1)]
    for place in range(size):
        # What a sound adds to the margin of a path that takes it, at best.
        sounds = [
            (one, one.likelihood - LEAST_FIT + rest[place + len(one.letters)])
            for one in following[place]
        ]
        before = _before(reader, ways[place], sounds) if place else {}
        for (letters, char, likelihood), gain in sounds:
            paths = before.get(char, ()) if place else [(0.0, "")]
            reached = ways[place + len(letters)]
            for value, han in paths:
                if value - LEAST_FIT * len(han) + gain >= 0:
                    reached.setdefault(char, []).append((value + likelihood, han + char))
    # The last character of a spelling is that of its paths, so each spelling stands here once.
    whole = {
        han: value
        for paths in ways[size].values()
        for value, han in _likeliest(paths)
        if len(han) > 1
    }
    return _best(whole, len, most)


def _following(word: str, place: int) -> list[Sound]:
    found: list[Sound] = []
    for last in range(place + 1, min(place + LONGEST_SOUND, len(word)) + 1):
        found += sounds_of_letters(word[place:last])[:CHARACTERS]
    return found


def _best_rest(following: Sequence[Collection[Sound]]) -> list[float]:
    """Return for each place by how much more than ``LEAST_FIT`` a character the likelihoods of the
    letters from there on can be together: who has not that much to spare can't fit as a whole."""
    rest = [float("-inf")] * len(following) + [0.0]
    for place in range(len(following) - 1, -1, -1):
        for letters, _, likelihood in following[place]:
            rest[place] = max(rest[place], likelihood - LEAST_FIT + rest[place + len(letters)])
    return rest


def _before(
    reader: Reader, paths: Paths, sounds: Sequence[tuple[Sound, float]]
) -> dict[str, list[tuple[float, str]]]:
    """Return for each character that may follow the paths of the characters beside which it stands
    somewhere; pairs of which no spelling could fit are not asked for."""
    likeliest = {end: _likeliest(own) for end, own in paths.items()}
    margins = {
        end: max(value - LEAST_FIT * len(han) for value, han in own)
        for end, own in likeliest.items()
    }
    gains: dict[str, float] = {}
    for sound, gain in sounds:
        gains[sound.char] = max(gain, gains.get(sound.char, gain))
    pairs = {
        joined((end, char)): (end, char)
        for char, gain in gains.items()
        for end, margin in margins.items()
        if margin + gain >= 0
    }
    before: dict[str, list[tuple[float, str]]] = {}
    for term in reader.known(fields.PAIR, pairs):
        end, char = pairs[term]
        before.setdefault(char, []).extend(likeliest[end])
    return before


def _likeliest(paths: Collection[tuple[float, str]]) -> list[tuple[float, str]]:
    # Ascending, so that of two alignments of one spelling the likelier stays.
    best = {han: value for value, han in sorted(paths)}
    return sorted(((value, han) for han, value in best.items()), reverse=True)[:PATHS]


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
