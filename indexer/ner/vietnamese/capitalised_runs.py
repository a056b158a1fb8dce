"""Capitalised runs of a text: what may be a person's name, with the words that stand before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, EITHER, LOWER, MARKS, STOP, Tokens
from indexer.ner.vietnamese.lexicon import (
    FREQUENT,
    NOBILIARY,
    NUMBERED,
    PARTICLES,
    PERSON_CUES,
    SURE,
    cues_before,
    heads_of_words,
    is_letter,
    last_keys_of_cues,
    longest_cue,
    plurals,
    sentence_heads,
)
from synonyms.spelling import is_syllable

_RUN: Final = re.compile(f"{CAPITAL}[{CAPITAL}{EITHER}]*")
_GAP: Final = re.compile(r"[ \u00a0\u3000]+|[-‐‑]|\.[ \u00a0]?|['’·]")
_HYPHENS: Final = frozenset("-‐‑")

_GENERATIONS: Final = frozenset("II III IV VI VII VIII IX XI XII XIII XIV XV XVI".split())
"""Behind a foreign name: *John McCain III*. One letter may be anything."""

PARTICLES_WITHIN: Final = 3
"""Most small words within a name."""

LONG: Final = 5
"""Syllables of a run that is rather two things than a name."""

LONGEST: Final = 6
"""Most syllables of a name; a longer run is a heading."""


class CapitalisedRun(Struct, frozen=True, kw_only=True):
    """Neighbouring capitalised tokens from ``first`` to before ``last``.

    ``cue`` is what the words before it announce: title, pronoun, weak, place, other, credit, or
    nothing (a label of ``persons_vi.tsv``); ``cue_words`` are these words as they stand in the
    text. ``begins_sentence`` is true of a run at the beginning of a sentence.
    """

    first: int
    last: int
    keys: tuple[str, ...]
    cue: str = ""
    cue_words: str = ""
    begins_sentence: bool = False

    def __len__(self) -> int:
        return self.last - self.first

    @property
    def follows_title(self) -> bool:
        """Whether a title or a pronoun stands before it."""
        return self.cue in PERSON_CUES


def runs(tokens: Tokens) -> Iterator[CapitalisedRun]:
    """Find the runs of a text, in order, without words that only begin a sentence and without the
    abbreviation of an office at their beginning."""
    done = 0
    for match in _RUN.finditer(tokens.classes):
        first, end = match.span()
        first = max(first, done)
        while first < end:
            last = done = _end(tokens, first)
            yield from _run(tokens, first, last)
            first = last
            while first < end and tokens.classes[first] != CAPITAL:
                first += 1


def _end(tokens: Tokens, first: int) -> int:
    """Return the token behind a run: over small words of a foreign name (*Boris van der Vorst*),
    and over what is written small behind a hyphen (*Lau Chi-chung*, *Vla-đi-mia Pu-tin*)."""
    classes, last = tokens.classes, first + 1
    while last < len(classes):
        is_capital = classes[last] in (CAPITAL, EITHER)
        is_hyphened = tokens.pieces[2 * last] in _HYPHENS and classes[last] == LOWER
        if (is_capital and _is_joined(tokens, last)) or is_hyphened:
            last += 1
        elif tokens.keys[last] in NOBILIARY and (behind := _over_particles(tokens, last)) > last:
            last = behind
        else:
            break
    return last


def _second_time(tokens: Tokens, first: int, last: int) -> int:
    """Return where a name stands a second time, the mark between them lost (*Yi Long Yi Long*); the
    end of the run where it does not."""
    middle = first + (last - first) // 2
    is_twice = middle - first > 1 and tokens.keys[first:middle] == tokens.keys[middle:last]
    return middle if is_twice else last


def _body_length(keys: Sequence[str]) -> int:
    """Return how many syllables of a body or place stand before a name that begins with a frequent
    surname: *Thứ trưởng Bộ Công Thương Hồ Thị Kim Thoa*, *bệnh viện Bạch Mai Nguyễn Quang Tuấn*."""
    if len(keys) < LONG or keys[0] in SURE or not all(map(is_syllable, keys)):
        return 0
    return next((at for at in range(2, len(keys) - 2) if keys[at] in FREQUENT), 0)


def _over_particles(tokens: Tokens, last: int) -> int:
    """Return the end of a foreign name that goes on behind small words."""
    keys, classes = tokens.keys, tokens.classes
    at = last
    while at < len(keys) and at - last < PARTICLES_WITHIN and keys[at] in NOBILIARY:
        at += 1
    goes_on = last < at < len(keys) and classes[at] == CAPITAL
    begins = keys[last - 1] in NOBILIARY or not is_syllable(keys[last - 1])
    if not (goes_on and begins) or is_syllable(keys[at]):
        return last
    return at + 1 if all(tokens.pieces[2 * one] == " " for one in range(last, at + 1)) else last


def _is_joined(tokens: Tokens, at: int) -> bool:
    """Tell whether a token belongs to the same name as the one before it."""
    if tokens.keys[at - 1].isdigit():
        return False  # hoa hậu Arizona 2010 Brittany Bell
    gap = tokens.pieces[2 * at]
    if gap != " ":
        if not _GAP.fullmatch(gap):
            return False
        if gap in _HYPHENS:
            # Lạng Sơn-Hà Nội are two, Jean-Claude is one.
            return not (is_syllable(tokens.keys[at - 1]) and is_syllable(tokens.keys[at]))
        if gap.startswith("."):
            return is_letter(tokens.keys[at - 1])
    if tokens.pieces[2 * at + 1] in _GENERATIONS and not is_syllable(tokens.keys[at - 1]):
        return True
    # FBI James Comey, THÙY TRANG Theo …: capitals throughout are a name or a word of their own.
    return _in_capitals(tokens, at - 1) == _in_capitals(tokens, at)


def _in_capitals(tokens: Tokens, at: int) -> bool:
    raw = tokens.pieces[2 * at + 1]
    return len(raw) > 1 and raw.isupper()


def _run(tokens: Tokens, first: int, last: int) -> Iterator[CapitalisedRun]:
    keys, classes = tokens.keys, tokens.classes
    while last > first and classes[last - 1] == EITHER and keys[last - 1][0].isdigit():
        last -= 1
    begins_sentence = first == 0 or keys[first - 1] == STOP
    cue, cue_words = cue_before(tokens, first)
    while last - first > 1 and not _is_line(tokens, first, last):
        head = _head_length(tokens, first, last, begins_sentence)
        if not head:
            break
        cue, cue_words = cue_before(tokens, first + head)
        first += head
        begins_sentence = False
    if first and keys[first - 1] in PARTICLES and tokens.pieces[2 * first] in _HYPHENS:
        first -= 1
        cue, cue_words = cue_before(tokens, first)
    end, last = last, _second_time(tokens, first, last)
    if body := _body_length(keys[first:last]):
        first += body
        begins_sentence = False
        if cue != "title":
            cue, cue_words = "", ""
    if 0 < last - first <= LONGEST:
        yield CapitalisedRun(
            first=first,
            last=last,
            keys=tuple(keys[first:last]),
            cue=cue,
            cue_words=cue_words,
            begins_sentence=begins_sentence,
        )
    if last < end:
        yield from _run(tokens, last, end)


def _is_line(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether a run of two is a whole line or sentence and names nobody's office (*Trang
    Phạm*)."""
    begins = first == 0 or tokens.keys[first - 1] == STOP or "\n" in tokens.pieces[2 * first]
    ends = last == len(tokens.keys) or "\n" in tokens.pieces[2 * last]
    return begins and ends and last - first == 2


def _head_length(tokens: Tokens, first: int, last: int, begins_sentence: bool) -> int:
    """Count the tokens at the beginning of a run that are no part of a name."""
    for length in (2, 1):
        if first + length < last:
            words = tuple(tokens.keys[first : first + length])
            cue = cues_before().get(words)
            is_title = cue in PERSON_CUES
            # Đường and Hồ are surnames too, but not before another (Đường Nguyễn Thị Định).
            is_name = words[0] in SURE and tokens.keys[first + 1] not in FREQUENT
            is_other = cue == "other" and not is_name
            is_head = words in sentence_heads() or is_title or is_other
            if (begins_sentence and is_head) or (is_title and length == 2):
                return length
    return 0


def _is_plural(tokens: Tokens, at: int) -> bool:
    return any(tuple(tokens.keys[max(at - n, 0) : at]) in plurals() for n in (1, 2) if at >= n)


def _ends_word(keys: Sequence[str], end: int) -> bool:
    """Tell whether a word for a thing is only the end of another word (*Quốc hội Phan Xuân Dũng*,
    *khách hàng Phan Thị Mai H.*). A kind of road or water is the thing itself (*tuyến đường Võ Thị
    Sáu*)."""
    pair = tuple(keys[max(end - 2, 0) : end])
    return len(pair) == 2 and pair[1:] not in heads_of_words() and pair in dictionary_vi()


def cue_before(tokens: Tokens, first: int) -> tuple[str, str]:
    """Look up the longest known words that end before a token: the cue that they give and the words
    as they stand. Over a colon only a credit is looked for (*Ảnh: Minh Sơn*)."""
    keys = tokens.keys
    end = first
    is_apart = end > 0 and keys[end - 1] in MARKS
    if is_apart:
        if tokens.pieces[2 * end - 1].strip() != ":":
            return "", ""
        end -= 1
    if (
        end > 1
        and keys[end - 1][:1].isdigit()
        and not NUMBERED.isdisjoint(keys[max(end - 3, 0) : end])
    ):
        # số nhà 77 Mạc Thị Bưởi
        return "other", " ".join(tokens.pieces[2 * at + 1] for at in range(max(end - 2, 0), end))
    if not end or keys[end - 1] not in last_keys_of_cues():
        return "", ""
    for length in range(min(longest_cue(), end), 0, -1):
        cue = cues_before().get(tuple(keys[end - length : end]))
        if cue is not None and (cue == "credit" or not is_apart):
            is_many = cue in PERSON_CUES and _is_plural(tokens, end - length)
            if is_many or (cue == "other" and length == 1 and _ends_word(keys, end)):
                return "", ""
            return cue, " ".join(tokens.pieces[2 * at + 1] for at in range(end - length, end))
    return "", ""
