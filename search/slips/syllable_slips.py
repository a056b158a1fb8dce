"""What a Vietnamese syllable is taken for: by its sound in one of the dialects, or by a slip of the
hand. What comes out is always a possible syllable; whether anybody wrote it is asked of the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final

from search.slips.costs import CONFUSION, IMPOSSIBLE, KEYSTROKES, LETTER, TONE, Slips, cheapest
from search.slips.keystrokes import decoded
from search.slips.letter_slips import dropped, inserted, swapped
from synonyms.spelling import is_syllable, place_tone, split_tone, syllable_parts, toneless, tonings

_ONSETS: Final = tuple(
    group.split()
    for group in (
        "l n",
        "tr ch",
        "s x",
        "d gi r v",
        "ng ngh",
        "g gh",
        "c k",
        "c k qu",
        "kh h",
        "ph p f",
        "t th",
        "n nh",
        "d đ",
    )
)
"""Onsets that dialects and spelling confuse: l/n and tr/ch, s/x, d/gi/r in the north, d/gi/v in the
south; ng/ngh, g/gh and c/k by the rule which vowel follows."""

_CODAS: Final = tuple(group.split() for group in ("n ng nh", "c t ch"))
"""Endings that the south does not tell apart."""

_VOWELS: Final = tuple(
    group.split()
    for group in (
        "i y",
        "iê yê",
        "ưu iu ươu iêu",
        "iu êu iêu",
        "ai ay ây",
        "ao au âu",
        "i ê iê",
        "u uô ô",
        "ư ươ",
        "ui uôi uy",
        "ưi ươi",
        "oa ua",
        "oai ai",
        "oi ôi ơi",
    )
)
"""Vowels that dialects run together (ưu/iu/ươu, ui/uôi, ai/ay) or spelling alternates (i/y)."""

_LETTERS: Final = "abcdeghiklmnopqrstuvxyăâđêôơư"

_PLAIN_LETTERS: Final = "abcdeghiklmnopqrstuvxy"


def _others(part: str, groups: tuple[list[str], ...]) -> Iterator[str]:
    for group in groups:
        if part in group:
            yield from (other for other in group if other != part)


def _plain(groups: tuple[list[str], ...]) -> tuple[list[str], ...]:
    """Return groups as they are typed without letter marks."""
    return tuple(list(dict.fromkeys(map(toneless, group))) for group in groups)


_PLAIN_VOWELS: Final = _plain(_VOWELS)


def _confused(base: str) -> Iterator[str]:
    """Yield the syllables without tone in which one part is taken for another."""
    parts = syllable_parts(base)
    if parts is None:
        return
    onset, vowels, coda = parts
    for other in _others(onset, _ONSETS):
        yield other + vowels + coda
        # gi before i loses one: gì, gìn.
        if onset == "gi" or other == "gi":
            yield other + vowels.removeprefix("i") + coda
    if not onset and vowels.startswith(("i", "y")):
        yield "gi" + vowels[1:] + coda
    for other in (*_others(vowels, _VOWELS), *_others(vowels, _PLAIN_VOWELS)):
        yield onset + other + coda
    for other in _others(coda, _CODAS):
        yield onset + vowels + other


def _edited(base: str, letters: str) -> Iterator[str]:
    yield from dropped(base)
    yield from swapped(base)
    yield from inserted(base, letters)


@lru_cache(maxsize=20_000)
def is_plain_syllable(base: str) -> bool:
    """Tell whether letters without marks are those of a syllable: ``hieu`` is no syllable itself,
    but hiếu is."""
    return is_syllable(base) or any(map(is_syllable, tonings(base)))


def _base_slips(
    base: str, letters: str, may_be: Callable[[str], bool]
) -> Iterator[tuple[str, float]]:
    """Yield other syllables without tone, those that ``may_be`` one."""
    possible = may_be(base)
    for one in filter(may_be, _confused(base)):
        yield one, CONFUSION
    for one in filter(may_be, _edited(base, letters)):
        yield one, LETTER if possible else IMPOSSIBLE


@lru_cache(maxsize=2048)
def syllable_slips(key: str) -> Slips:
    """Return what a syllable with its tones may have been meant to be: another tone or letter mark,
    a part that sounds alike, an edit of its letters, or its keystrokes decoded."""
    base, tone = split_tone(key)
    rows = [[(one, TONE if split_tone(one)[0] == base else CONFUSION) for one in _retoned(key)]]
    rows.append(
        [
            (placed, cost)
            for one, cost in _base_slips(base, _LETTERS, is_syllable)
            if (placed := place_tone(one, tone)) is not None
        ]
    )
    if not is_plain_syllable(toneless(key)):
        # The letter that is missing may have borne the tone: Gii for Giới.
        edits = toneless_slips(toneless(key)).items()
        rows.append([(one, CONFUSION) for one, cost in edits if cost <= IMPOSSIBLE])
    return cheapest(*rows, _keystrokes(key), but=key)


@lru_cache(maxsize=2048)
def toneless_slips(key: str) -> Slips:
    """Return what a syllable of a term without tones may have been meant to be, with its tones."""
    bases = cheapest(_base_slips(key, _PLAIN_LETTERS, is_plain_syllable), but=key)
    rows = [(toned, cost) for base, cost in bases.items() for toned in tonings(base)]
    return cheapest(rows, _keystrokes(key), but=key)


def _retoned(key: str) -> tuple[str, ...]:
    return tonings(toneless(key)) if is_plain_syllable(toneless(key)) else ()


def _keystrokes(key: str) -> list[tuple[str, float]]:
    meant = decoded(key)
    return [] if meant is None else [(meant, KEYSTROKES)]
