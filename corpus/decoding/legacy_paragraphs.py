"""Find and mend the paragraphs of a text whose letters are those of TCVN3, VNI, VISCII, VPS or
Windows-1258, kept as Windows-1252 or Latin-1 shows them: ``ViÖt Nam``.

What is judged is a stretch: a whole paragraph, or between words that are surely Unicode (with a
letter that those encodings are not shown with: ế, ơ, 国) the part from its first odd word to its
last. A word is odd if it has letters of Western Europe and is no syllable, or has a sign within it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.decoding.legacy import LEGACY
from corpus.decoding.legacy_fonts import BEYOND_ASCII, from_shown
from corpus.decoding.syllables import is_syllable
from corpus.decoding.vietnamese_guess import CERTAIN, evidence, guess

LEAST_ODD: Final = 3
"""Fewest odd words of a text that is looked at; with fewer there is no proof."""

FEWEST_WORDS: Final = 7
"""Fewest words that can be certain: each weighs at most .66 (``vietnamese_guess``), and ``CERTAIN``
is 4.6."""

_HIGH_LETTERS: Final = "À-ÖØ-öø-ÿŒœŠšŽžŸƒ"
# Begins at the beginning of a word and never goes back: linear in the text.
_HIGH_WORD: Final = re.compile(
    rf"(?<![A-Za-z{_HIGH_LETTERS}])[A-Za-z]*+[{_HIGH_LETTERS}][A-Za-z{_HIGH_LETTERS}]*+"
)
# Begins at the sign: hardly any letter has one beside it.
_SIGN_IN_WORD: Final = re.compile(
    r"(?:[¡-ª¬-º¼-¿×÷\u0080-\u009f]|[«»‘’“”–—](?=[a-z]))"
    rf"(?<=[A-Za-z{_HIGH_LETTERS}].)"
    rf"|[¢-§¨-ª¬®µ·-¹](?=[A-Za-z{_HIGH_LETTERS}])"
    r"|[\x01-\x08\x0e-\x1f]"
)
_FOREIGN: Final = re.compile(rf"[^\W\d_\x00-\x7f{BEYOND_ASCII}]")
_TOKEN: Final = re.compile(r"\S+")


class _Stretch(Struct, frozen=True):
    """A part of a piece (``at`` is the number of the piece), and the encoding it was found in."""

    at: int
    begin: int
    end: int
    text: str
    encoding: str = ""


def mend_legacy(pieces: list[str]) -> tuple[list[str], list[str]]:
    """Return the pieces of a text with what was found in one of ``LEGACY`` read as such, and the
    names of these."""
    if sum(map(odd_words, pieces)) < LEAST_ODD:
        return pieces, []
    stretches = [one for at, piece in enumerate(pieces) for one in _stretches(at, piece)]
    judged = [replace(one, encoding=_certain(one.text)) for one in stretches]
    doubtful = "\n".join(one.text for one in judged if not one.encoding and odd_words(one.text))
    proved = dict.fromkeys([_certain(doubtful), *(one.encoding for one in judged)])
    names = [name for name in proved if name]
    if not names:
        return pieces, []
    wholly = _wholly(judged, names)
    judged = [
        one if one.encoding else replace(one, encoding=_follows(one, names, wholly))
        for one in judged
    ]
    after = list(pieces)
    # From the end of each piece, so that the places before stay right.
    for one in reversed([one for one in judged if one.encoding]):
        piece = after[one.at]
        read = LEGACY[one.encoding].read(one.text)
        after[one.at] = piece[: one.begin] + read + piece[one.end :]
    return after, [one.encoding for one in judged if one.encoding]


def odd_words(text: str) -> int:
    """Count the words that have letters of Western Europe and are no syllables, and the signs
    within words."""
    return sum(map(_is_odd, _HIGH_WORD.findall(text))) + len(_SIGN_IN_WORD.findall(text))


@lru_cache(maxsize=1 << 16)
def _is_odd(word: str) -> bool:
    return not is_syllable(word)


def _certain(text: str) -> str:
    """Return the encoding that a text surely is in, empty if in none."""
    if text.count(" ") + text.count("\n") < FEWEST_WORDS - 1 or not odd_words(text):
        return ""
    found = guess(text)
    return found.encoding if found.confidence >= CERTAIN else ""


def _wholly(judged: Sequence[_Stretch], names: Sequence[str]) -> bool:
    """Tell whether one encoding is proved of nearly all of a text that is not plain ASCII."""
    proved = sum(len(one.text) for one in judged if one.encoding)
    told = sum(len(one.text) for one in judged if not one.text.isascii())
    return len(names) == 1 and proved >= _NEARLY_ALL * told


_NEARLY_ALL: Final = 0.9
"""Share of a text from which the rest, short lines mostly, is taken to be in the same encoding. Not
measured."""


def _follows(stretch: _Stretch, names: Sequence[str], wholly: bool) -> str:
    """Return which of the encodings found in a text a stretch of it, too short for a proof, is in:
    that in which it reads better than as it stands, with no word that speaks against it. If it
    reads as well (``Mét sè`` is Một số), it follows where it has odd words, or the text is
    ``wholly`` in that encoding, and in both cases only if it is written so: VNI has no ``làm``."""
    if stretch.text.isascii():
        return ""
    as_it_is = evidence(stretch.text)
    follows_if_equal = wholly or odd_words(stretch.text) > 0
    best, best_weight = "", as_it_is.weight
    for name in names:
        text = LEGACY[name].read(stretch.text)
        read = evidence(text)
        # A stretch without a word beyond ASCII reads the same.
        better = read.weight > best_weight or (
            read.weight == best_weight
            and follows_if_equal
            and from_shown(LEGACY[name].write(text)) == from_shown(stretch.text)
        )
        if read.others <= _MOST_OTHERS * read.syllables and better:
            best, best_weight = name, read.weight
    return best


_MOST_OTHERS: Final = 0.5
"""Most words beyond ASCII that are no syllables, for each that is one, in a short stretch: names
and shortened words (Đắk Lắk, TƯ). In other languages there are more (.83 in French)."""


def _stretches(at: int, piece: str) -> Iterator[_Stretch]:
    """Give the parts of a piece between words that are surely Unicode."""
    if not _FOREIGN.search(piece):
        yield _Stretch(at, 0, len(piece), piece)
        return
    odd: list[tuple[int, int]] = []
    for token in _TOKEN.finditer(piece):
        if _FOREIGN.search(token[0]):
            yield from _between(at, piece, odd)
            odd = []
        elif odd_words(token[0]):
            odd.append(token.span())
    yield from _between(at, piece, odd)


def _between(at: int, piece: str, odd: Sequence[tuple[int, int]]) -> Iterator[_Stretch]:
    """Give the stretch from the first odd word to the last; nothing if there are none."""
    if odd:
        begin, end = odd[0][0], odd[-1][1]
        yield _Stretch(at, begin, end, piece[begin:end])
