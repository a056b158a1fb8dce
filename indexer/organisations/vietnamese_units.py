"""What stands at a token of a Vietnamese text, for the name of an organisation: a place, a region
with its name, a number, a mark that ends the name, another organisation."""

from __future__ import annotations

import re
from typing import Final

from indexer.analysis.tokens import CAPITAL, LOWER, MARKS
from indexer.linking.context import FieldContext
from indexer.linking.name_matcher import NameMatch
from indexer.organisations.organisation_words import kinds_vi, parts_vi, regions_vi
from indexer.organisations.people_tokens import PeopleTokens
from indexer.organisations.vietnamese_words import head_length, is_word

LONGEST_NUMBER: Final = 3
"""Most digits of a number in a name (Bệnh viện Quân y 103)."""

REGION_WITHIN: Final = 3
"""Most further words of the name of a region that no list has (phường Hòa *Thuận Tây*)."""

DASHES: Final = frozenset("-–—")

_GAP: Final = re.compile(r"[ \u00a0]{1,2}|[-‐‑–.]|\. ?| ?& ?")
_LONGEST_WORD: Final = 3
"""Syllables of the longest words of the lists."""


class NameUnits:
    """Tells what stands where in one text."""

    def __init__(self, context: FieldContext, people: PeopleTokens) -> None:
        self.context = context
        self.tokens = context.tokens
        self.people = people

    def is_end(self, at: int) -> bool:
        """Tell whether no name goes on: at a mark, over a line break, before a person."""
        keys = self.tokens.keys
        is_mark = at >= len(keys) or keys[at] in MARKS
        return is_mark or not self.is_near(at) or self.people.begin_at(at)

    def is_near(self, at: int) -> bool:
        """Tell whether nothing but a blank or what is written within names is before a token."""
        return _GAP.fullmatch(self.tokens.pieces[2 * at]) is not None

    def place(self, at: int) -> NameMatch | None:
        """Return the name of the gazetteer that begins at a token, if one does."""
        return self.context.beginning_at(at)

    def begins_other(self, at: int) -> bool:
        """Tell whether another organisation begins at a token, or a part of this one."""
        tokens = self.tokens
        keys = tokens.keys
        if any(tuple(keys[at : at + n]) in parts_vi() for n in (1, 2, 3)):
            return True
        if tokens.classes[at : at + 1] != CAPITAL:
            return False
        length = head_length(tokens, at)
        return bool(length) and not (length == 1 and is_word(self.context, at))

    def goes_on(self, at: int) -> bool:
        """Tell whether a word with a capital stands here that is neither a person nor another
        organisation."""
        tokens = self.tokens
        is_capital = at < len(tokens.keys) and tokens.classes[at] == CAPITAL and self.is_near(at)
        return is_capital and not self.people.begin_at(at) and not head_length(tokens, at)

    def known_small(self, at: int, words: frozenset[tuple[str, ...]]) -> int:
        """Return the length of the longest of these words that begins at a token in lower case."""
        keys, classes = self.tokens.keys, self.tokens.classes
        for length in range(_LONGEST_WORD, 0, -1):
            is_small = classes[at : at + length] == LOWER * length
            if is_small and tuple(keys[at : at + length]) in words:
                return length
        return 0

    def region(self, at: int) -> int:
        """Return the token behind the name of a region that begins at a word for one; 0 if none
        does."""
        keys, classes = self.tokens.keys, self.tokens.classes
        for length in (3, 2, 1):
            behind = at + length
            if tuple(keys[at:behind]) not in regions_vi():
                continue
            while own := self._over_kind(behind):
                behind += own  # cửa khẩu sân bay quốc tế
            if behind >= len(keys):
                continue
            if not self.is_near(behind) or self.people.begin_at(behind):
                continue
            place = self.place(behind)
            if place is not None:
                return self._over_places(place.last)
            if classes[behind] == CAPITAL:
                return self._over_capitals(behind + 1)
            if self._is_short_number(behind):
                return behind + 1
        return 0

    def _over_kind(self, at: int) -> int:
        """Return the length of what says more of the kind of a region: another one, with a capital
        too (Cửa khẩu *Quốc tế* Móng Cái), or a small word."""
        keys = self.tokens.keys
        either, small = kinds_vi()
        lengths = (n for n in (3, 2) if tuple(keys[at : at + n]) in either)
        return next(lengths, 0) or self.known_small(at, small)

    def _over_places(self, at: int) -> int:
        """Return the token behind a dash and the second of two places that a zone is of (*Khu kinh
        tế cửa khẩu* Đồng Đăng - Lạng Sơn); the token itself if none stands there."""
        is_dash = at + 1 < len(self.tokens.keys) and self.context.raw(at).strip() in DASHES
        place = self.place(at + 1) if is_dash else None
        return place.last if place is not None else at

    def _over_capitals(self, at: int) -> int:
        """Return the token behind the further words of a region that no list has (quận Nam *Từ
        Liêm*)."""
        last = min(at + REGION_WITHIN, len(self.tokens.keys))
        while at < last and self.goes_on(at):
            at += 1
        return at

    def is_number(self, at: int, *, is_first: bool) -> bool:
        """Tell whether a number belongs to the name (Quận 1, Quân y 103) and begins no date."""
        keys = self.tokens.keys
        if is_first:
            return False
        ends = at + 1 == len(keys) or keys[at + 1] in MARKS
        return self._is_short_number(at) and (ends or (keys[at - 1],) in regions_vi())

    def _is_short_number(self, at: int) -> bool:
        """Tell whether a number stands here that begins no date and no number of a paper."""
        key = self.tokens.keys[at]
        behind = self.tokens.pieces[2 * at + 2]
        is_short = len(key) <= LONGEST_NUMBER and key.isdigit()
        return is_short and behind[:1] in ("", " ", "\n")
