"""Find where the name of a Vietnamese organisation ends.

A name is a row of units: a place of the gazetteer, a word with a capital and what is written small
of it (Tài *chính*), an abbreviation, a number, words in lower case that stand in such names (*xây
dựng*), and the name of a region at its end (*tỉnh* Lạng Sơn). Words that join (*và*, a comma, a
dash) belong to it between words of a field, as in Sở Văn hóa, Thể thao và Du lịch, and not before
another organisation, a person or a place.
"""

from __future__ import annotations

import re
from typing import Final

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, EITHER, LOWER, MARKS
from indexer.linking.context import FieldContext
from indexer.linking.name_matcher import NameMatch
from indexer.organisations.organisation_words import (
    NAMED,
    NOT,
    WHOLE,
    inside_vi,
    nouns_vi,
    parts_vi,
    regions_vi,
    sentences_vi,
    verbs_vi,
)
from indexer.organisations.people_tokens import PeopleTokens
from indexer.organisations.vietnamese_words import head_length, is_abbreviation, is_word

LONGEST: Final = 20
"""Most tokens of a name."""

SMALL_WITHIN: Final = 8
"""Most words in lower case in a row within a name: *các hãng sản xuất dệt may* has six."""

LONGEST_NUMBER: Final = 3
"""Most digits of a number in a name (Bệnh viện Quân y 103)."""

_GAP: Final = re.compile(r"[ \u00a0]{1,2}|[-‐‑–.]|\. ?| ?& ?")
_AND: Final = frozenset(("và",))
_PLURAL: Final = frozenset(("các",))
_DASHES: Final = frozenset("-–—")
_LONGEST_WORD: Final = 3
"""Syllables of the longest words of the lists."""


class NameEnd:
    """Finds the ends of names in one text."""

    def __init__(self, context: FieldContext, people: PeopleTokens) -> None:
        self._context = context
        self._tokens = context.tokens
        self._people = people

    def of(self, head: int, first: int, use: str) -> int:
        """Return the token behind the name whose head stands before ``first``; ``first`` where
        nothing follows it."""
        last = self._inner_heads(first) if use not in (NOT, WHOLE) else first
        start = last
        limit = min(len(self._tokens.keys), head + LONGEST)
        while last < limit:
            behind = self._unit(last, is_first=last == start, use=use)
            if behind == last:
                behind = self._joined(last, start)
            if behind == last:
                break
            last = behind
        return last if last > start else first

    def _inner_heads(self, at: int) -> int:
        """Return the token behind the heads that stand directly behind another one: Công ty CP
        *Tập đoàn* Thai Group."""
        while (length := head_length(self._tokens, at)) and self._is_near(at):
            if self._tokens.classes[at + length : at + length + 1] != CAPITAL:
                break
            at += length
        return at

    def _unit(self, at: int, *, is_first: bool, use: str) -> int:
        """Return the token behind the unit that begins at a token; the token itself if none
        does."""
        if self._is_end(at) or (not is_first and self._begins_other(at)):
            return at
        place = self._place(at)
        if place is not None:
            return place.last
        kind = self._tokens.classes[at]
        if kind == LOWER:
            return self._region(at) or self._small(at, use, is_first=is_first)
        if kind == EITHER and self._tokens.keys[at][0].isdigit():
            return at + 1 if self._is_number(at, is_first=is_first) else at
        return at if not is_first and self._is_sentence(at) else self._capital(at)

    def _is_end(self, at: int) -> bool:
        """Tell whether no name goes on: at a mark, over a line break, before a person."""
        keys = self._tokens.keys
        is_mark = at >= len(keys) or keys[at] in MARKS
        return is_mark or not self._is_near(at) or self._people.begin_at(at)

    def _is_sentence(self, at: int) -> bool:
        """Tell whether a sentence begins whose mark was lost."""
        keys = self._tokens.keys
        return any(tuple(keys[at : at + n]) in sentences_vi() for n in (1, 2))

    def _is_near(self, at: int) -> bool:
        return _GAP.fullmatch(self._tokens.pieces[2 * at]) is not None

    def _place(self, at: int) -> NameMatch | None:
        return self._context.beginning_at(at)

    def _begins_other(self, at: int) -> bool:
        """Tell whether another organisation begins at a token, or a part of this one."""
        tokens = self._tokens
        keys = tokens.keys
        if any(tuple(keys[at : at + n]) in parts_vi() for n in (1, 2, 3)):
            return True
        if tokens.classes[at] != CAPITAL:
            return False
        length = head_length(tokens, at)
        return bool(length) and not (length == 1 and is_word(self._context, at))

    def _is_number(self, at: int, *, is_first: bool) -> bool:
        """Tell whether a number belongs to the name (Quận 1, Quân y 103) and begins no date."""
        keys = self._tokens.keys
        if is_first:
            return False
        ends = at + 1 == len(keys) or keys[at + 1] in MARKS
        return self._is_short_number(at) and (ends or (keys[at - 1],) in regions_vi())

    def _is_short_number(self, at: int) -> bool:
        """Tell whether a number stands here that begins no date and no number of a paper."""
        key = self._tokens.keys[at]
        behind = self._tokens.pieces[2 * at + 2]
        is_short = len(key) <= LONGEST_NUMBER and key.isdigit()
        return is_short and behind[:1] in ("", " ", "\n")

    def _over_capitals(self, at: int) -> int:
        """Return the token behind the further words of a region that no list has (quận Nam *Từ
        Liêm*)."""
        while self._goes_on(at):
            at += 1
        return at

    def _capital(self, at: int) -> int:
        """Return the token behind a word with a capital: with its small syllable where the two are
        a word (*Y tế*), unless the next two are one as well (Hòa Phát | hành động)."""
        if not is_word(self._context, at) or self._tokens.classes[at + 1] != LOWER:
            return at + 1
        keys, classes = self._tokens.keys, self._tokens.classes
        is_name = classes[at - 1] == CAPITAL and head_length(self._tokens, at - 1) == 0
        goes_on = tuple(keys[at + 1 : at + 3]) in dictionary_vi() and classes[at + 2] == LOWER
        return at + 1 if is_name and goes_on else at + 2

    def _region(self, at: int) -> int:
        """Return the token behind the name of a region that begins at a word for one; 0 if none
        does."""
        keys, classes = self._tokens.keys, self._tokens.classes
        for length in (2, 1):
            behind = at + length
            if tuple(keys[at:behind]) not in regions_vi():
                continue
            while own := self._known_small(behind, regions_vi() | inside_vi()):
                behind += own  # cửa khẩu sân bay quốc tế
            if behind >= len(keys):
                continue
            if not self._is_near(behind) or self._people.begin_at(behind):
                continue
            place = self._place(behind)
            if place is not None:
                return place.last
            if classes[behind] == CAPITAL:
                return self._over_capitals(behind + 1)
            if self._is_short_number(behind):
                return behind + 1
        return 0

    def _small(self, at: int, use: str, *, is_first: bool) -> int:
        """Return the token behind words in lower case that belong to the name.

        Right behind its head these are any nouns, before a capital, and words that stand in such
        names. Later they are the latter, behind a field (Phát triển *nông thôn*); what an office
        did is no part of its name (Bộ Y tế *kiểm tra*).
        """
        keys, classes = self._tokens.keys, self._tokens.classes
        if not is_first and not self._ends_field(at, at - 2):
            return at
        sure = end = at
        joined = -1
        while end < len(keys) and end - at < SMALL_WITHIN and classes[end] == LOWER:
            if end > at and (not self._is_near(end) or self._begins_other(end)):
                break
            length = self._known_small(end, inside_vi())
            is_verb = tuple(keys[end : end + length]) in verbs_vi()
            if end == at and not is_first and not self._may_begin(at, use):
                return at
            is_part = length == 1 and tuple(keys[end : end + 2]) in dictionary_vi()
            if length and end in (sure, joined) and (is_first or not is_verb) and not is_part:
                sure = end + length
            length = length or self._known_small(end, nouns_vi())
            if not length and (length := self._between(end)) and end == sure:
                joined = end + length
            if not length:
                break
            end += length
        if self._goes_on(end):
            return end
        return at if is_first and use == NAMED else sure

    def _may_begin(self, at: int, use: str) -> bool:
        """Tell whether words in lower case may go on with a name: what stands in such names, also
        behind *và*; of an office nothing that it did."""
        at += self._between(at)
        length = self._known_small(at, inside_vi())
        is_verb = tuple(self._tokens.keys[at : at + length]) in verbs_vi()
        return bool(length) and (use == NAMED or not is_verb)

    def _goes_on(self, at: int) -> bool:
        """Tell whether a word with a capital stands here that is neither a person nor another
        organisation."""
        tokens = self._tokens
        is_capital = at < len(tokens.keys) and tokens.classes[at] == CAPITAL and self._is_near(at)
        return is_capital and not self._people.begin_at(at) and not head_length(tokens, at)

    def _known_small(self, at: int, words: frozenset[tuple[str, ...]]) -> int:
        """Return the length of the longest of these words that begins at a token in lower case."""
        keys, classes = self._tokens.keys, self._tokens.classes
        for length in range(_LONGEST_WORD, 0, -1):
            is_small = classes[at : at + length] == LOWER * length
            if is_small and tuple(keys[at : at + length]) in words:
                return length
        return 0

    def _between(self, at: int) -> int:
        """Return 1 for a small word between words of a name: *và* before one that stands in names,
        and *các*."""
        keys = self._tokens.keys
        if keys[at] in _PLURAL:
            return 1
        is_and = keys[at] in _AND
        return 1 if is_and and self._known_small(at + 1, inside_vi()) else 0

    def _joined(self, at: int, start: int) -> int:
        """Return the token behind a joining word and the word of a field behind it; the token
        itself if the name does not go on."""
        keys = self._tokens.keys
        if at >= len(keys) or not self._ends_field(at, start):
            return self._over_dash(at, start)
        raw = self._tokens.pieces[2 * at + 1]
        if keys[at] in _AND and self._is_near(at):
            return self._field(at + 1) or at
        if raw.strip() in _DASHES:
            return self._field(at + 1) or at
        if raw.strip() == ",":
            behind = self._field(at + 1)
            return behind if behind and self._ends_list(behind) else at
        return at

    def _over_dash(self, at: int, start: int) -> int:
        """Return the token behind a dash and the abbreviation behind it, where one stands before it
        too (DVVT - XNK)."""
        is_dash = start < at < len(self._tokens.keys) and self._context.raw(at).strip() in _DASHES
        if is_dash and all(is_abbreviation(self._context, one) for one in (at - 1, at + 1)):
            return at + 2
        return at

    def _ends_list(self, at: int) -> bool:
        """Tell whether a list of fields comes to its *và* here, or after further ones."""
        keys = self._tokens.keys
        for _ in range(3):
            while at < len(keys) and self._known_small(at, inside_vi()):
                at += self._known_small(at, inside_vi())
            if at >= len(keys):
                return False
            if keys[at] in _AND:
                return bool(self._field(at + 1))
            if self._tokens.pieces[2 * at + 1].strip() != ",":
                return False
            at = self._field(at + 1)
            if not at:
                return False
        return False

    def _ends_field(self, at: int, start: int) -> bool:
        """Tell whether a word of a field ends before a token: no place, and no name."""
        if at <= start or self._context.ending_at(at) is not None:
            return False
        keys, classes = self._tokens.keys, self._tokens.classes
        pair = tuple(keys[at - 2 : at])
        is_pair = at - 2 >= start and pair in dictionary_vi()
        return is_pair or classes[at - 1] == LOWER

    def _field(self, at: int) -> int:
        """Return the token behind the word of a field that begins here; 0 if none does, or another
        organisation, a person or a place."""
        if at >= len(self._tokens.keys) or self._people.begin_at(at) or self._place(at) is not None:
            return 0
        if self._begins_other(at) or head_length(self._tokens, at) > 1:
            return 0
        return at + 2 if is_word(self._context, at) else 0
