"""Find the Vietnamese encoding of a text from what it reads like in each.

In the right one nearly every word with a letter beyond ASCII is a syllable; in a wrong one, or in
another language, few are. The words are weighed as evidence (naive Bayes) against two doubts: that
the text is another language, and that it is Vietnamese in some other encoding.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from corpus.decoding.legacy import LEGACY
from corpus.decoding.plausibility import may_be_syllable
from corpus.decoding.syllables import is_syllable

CERTAIN: Final = 0.99
"""Least confidence of a guess that is acted on; measured in docs/measurements.md, "Encodings"."""

SAMPLE: Final = 20_000
"""Code points that are judged of a long text."""

_LONGEST_SHORT_FORM: Final = 6
"""Letters of HĐQT, ĐBSCL, BGDĐT."""

_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKUP: Final = re.compile(r"<[^<>]{0,2000}>")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


class Rates(Struct, frozen=True):
    """How often a word beyond ASCII is a syllable, and how often one of ASCII may be one without
    its tone, in a kind of text."""

    toned: float
    plain: float


# Measured on vi_news and on the messages of programs in French, German, Spanish, Swedish, Czech and
# Romanian, 50 to 1,000 characters at a time; rounded to the careful side.
_RIGHT: Final = Rates(toned=0.97, plain=0.88)
_OTHER_LANGUAGE: Final = Rates(toned=0.3, plain=0.35)
_OTHER_ENCODING: Final = Rates(toned=0.5, plain=0.88)


class Evidence(Struct, frozen=True):
    """The different words of a text: those beyond ASCII that are syllables and that are not, those
    of ASCII that may be one and that may not."""

    syllables: int
    others: int
    plain_syllables: int
    plain_others: int

    @property
    def weight(self) -> float:
        """Return the logarithm of the odds that this is the right reading."""
        return min(self._against(_OTHER_LANGUAGE), self._against(_OTHER_ENCODING))

    def _against(self, doubt: Rates) -> float:
        return (
            self.syllables * math.log(_RIGHT.toned / doubt.toned)
            + self.others * math.log((1 - _RIGHT.toned) / (1 - doubt.toned))
            + self.plain_syllables * math.log(_RIGHT.plain / doubt.plain)
            + self.plain_others * math.log((1 - _RIGHT.plain) / (1 - doubt.plain))
        )


class Guess(Struct, frozen=True):
    """An encoding, empty for the text as it stands, and how sure it is, from 0 to 1."""

    encoding: str
    confidence: float


def evidence(text: str) -> Evidence:
    """Weigh a text. A control character counts as a word that is no syllable; the first letters of
    names (HĐQT) tell nothing."""
    words = set(_WORD.findall(text))
    toned = {word for word in words if not word.isascii() and not _is_short_form(word)}
    plain = {word.lower() for word in words if word.isascii() and len(word) > 1}
    syllables = sum(map(is_syllable, toned))
    plain_syllables = sum(map(may_be_syllable, plain))
    return Evidence(
        syllables,
        len(toned) - syllables + len(_CONTROL.findall(text)),
        plain_syllables,
        len(plain) - plain_syllables,
    )


def _is_short_form(word: str) -> bool:
    return word.isupper() and len(word) <= _LONGEST_SHORT_FORM and not is_syllable(word)


def guess(text: str, names: Iterable[str] = LEGACY) -> Guess:
    """Return the best of the encodings for a text, as Latin-1 or Windows-1252 shows its bytes.

    The confidence is against the second best too, one of which is that it is right as it stands.
    """
    sample = telling_part(text)
    weights = {name: evidence(LEGACY[name].read(sample)).weight for name in names}
    weights[""] = evidence(sample).weight
    best = max(weights, key=weights.__getitem__)
    second = max((weight for name, weight in weights.items() if name != best), default=0.0)
    return Guess(best, _probability(weights[best] - max(0.0, second)))


def telling_part(text: str) -> str:
    """Return the lines with characters beyond ASCII, without markup, as much as is judged. The rest
    tells nothing, and that of a page (scripts, styles) is in English."""
    lines: list[str] = []
    size = 0
    for line in _MARKUP.sub(" ", text[: 20 * SAMPLE]).split("\n"):
        if not line.isascii() or _CONTROL.search(line):
            lines.append(line)
            size += len(line)
            if size > SAMPLE:
                break
    return "\n".join(lines)[:SAMPLE]


def _probability(odds: float) -> float:
    return 1 / (1 + math.exp(-min(odds, 50.0))) if odds > -50 else 0.0
