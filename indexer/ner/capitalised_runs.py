"""Capitalised runs of a text: what may be a person's name, with what stands before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, MARKS, STOP, Tokens
from indexer.ner.lexicon_vi import SURE, before, heads, last_keys, longest, plurals
from synonyms.spelling import is_syllable

_RUN: Final = re.compile(f"{CAPITAL}[{CAPITAL}{EITHER}]*")
_GAP: Final = re.compile(r"[ \u00a0\u3000]+|[-‐‑]|\.[ \u00a0]?|['’·]")
_HYPHENS: Final = frozenset("-‐‑")
PARTICLES: Final = frozenset(("al", "el"))

LONGEST: Final = 6
"""Most syllables of a name; a longer run is a heading."""


@dataclass(frozen=True, slots=True)
class CapitalisedRun:
    """Neighbouring capitalised tokens from ``first`` to before ``last``.

    ``says`` is what the words before it say (title, pronoun, weak, place, other, credit or
    nothing), ``words`` these words. ``opens`` is a run at the beginning of a sentence.
    """

    first: int
    last: int
    keys: tuple[str, ...]
    says: str
    words: str
    opens: bool

    def __len__(self) -> int:
        return self.last - self.first


def runs(tokens: Tokens) -> Iterator[CapitalisedRun]:
    """The runs of a text, heads and abbreviations at their beginnings taken off."""
    classes = tokens.classes
    for match in _RUN.finditer(classes):
        first, end = match.span()
        while first < end:
            last = first + 1
            while last < end and _joined(tokens, last):
                last += 1
            yield from _run(tokens, first, last)
            first = last
            while first < end and classes[first] != CAPITAL:
                first += 1


def _joined(tokens: Tokens, at: int) -> bool:
    """Whether a token belongs to the same name as the one before it."""
    gap = tokens.pieces[2 * at]
    if gap != " ":
        if not _GAP.fullmatch(gap):
            return False
        if gap in _HYPHENS:
            # Lạng Sơn-Hà Nội are two, Jean-Claude is one.
            return not (is_syllable(tokens.keys[at - 1]) and is_syllable(tokens.keys[at]))
        if gap.startswith("."):
            return len(tokens.keys[at - 1]) == 1
    # FBI James Comey, THÙY TRANG Theo …: capitals throughout are a name or a word of their own.
    return _in_capitals(tokens, at - 1) == _in_capitals(tokens, at)


def _in_capitals(tokens: Tokens, at: int) -> bool:
    raw = tokens.pieces[2 * at + 1]
    return len(raw) > 1 and raw.isupper()


def _run(tokens: Tokens, first: int, last: int) -> Iterator[CapitalisedRun]:
    keys, classes = tokens.keys, tokens.classes
    while last > first and classes[last - 1] == EITHER and keys[last - 1][0].isdigit():
        last -= 1
    opens = first == 0 or keys[first - 1] == STOP
    says, words = _before(tokens, first)
    while last - first > 1:
        head = _head(tokens, first, last, opens)
        if not head:
            break
        says, words = _before(tokens, first + head)
        first += head
        opens = False
    if first and keys[first - 1] in PARTICLES and tokens.pieces[2 * first] in _HYPHENS:
        first -= 1
        says, words = _before(tokens, first)
    if 0 < last - first <= LONGEST:
        yield CapitalisedRun(first, last, tuple(keys[first:last]), says, words, opens)


def _head(tokens: Tokens, first: int, last: int, opens: bool) -> int:
    """How many tokens at the beginning of a run are no part of a name."""
    for length in (2, 1):
        if first + length < last:
            words = tuple(tokens.keys[first : first + length])
            says = before().get(words)
            is_title = says in ("title", "pronoun")
            is_other = says == "other" and words[0] not in SURE
            if (opens and (words in heads() or is_title or is_other)) or (is_title and length == 2):
                return length
    return 0


def _is_plural(tokens: Tokens, at: int) -> bool:
    return any(tuple(tokens.keys[max(at - n, 0) : at]) in plurals() for n in (1, 2) if at >= n)


def _before(tokens: Tokens, first: int) -> tuple[str, str]:
    """What the longest known words that end before a token say; over a colon, a credit."""
    keys = tokens.keys
    end = first
    is_apart = end > 0 and keys[end - 1] in MARKS
    if is_apart:
        if tokens.pieces[2 * end - 1].strip() != ":":
            return "", ""
        end -= 1
    if not end or keys[end - 1] not in last_keys():
        return "", ""
    for length in range(min(longest(), end), 0, -1):
        says = before().get(tuple(keys[end - length : end]))
        if says is not None and (says == "credit" or not is_apart):
            found = range(end - length, end)
            if says in ("title", "pronoun") and _is_plural(tokens, end - length):
                return "", ""
            return says, " ".join(tokens.pieces[2 * at + 1] for at in found)
    return "", ""
