"""Find where the name of a Vietnamese organisation ends.

A name is a row of units: a place of the gazetteer, a word with a capital and what is written small
of it (Tài *chính*), an abbreviation, a number, words in lower case that stand in such names (*xây
dựng*), and the name of a region at its end (*tỉnh* Lạng Sơn). Words that join (*và*, a comma, a
dash) belong to it between words of a field, as in Sở Văn hóa, Thể thao và Du lịch, and not before
another organisation, a person or a place.
"""

from __future__ import annotations

from typing import Final

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, EITHER, LOWER
from indexer.ner.vietnamese.lexicon import PERSON_CUES, cues_before
from indexer.organisations.organisation_words import (
    BODY,
    NAMED,
    NOT,
    inside_vi,
    nouns_vi,
    pairs_vi,
    sentences_vi,
    verbs_vi,
)
from indexer.organisations.vietnamese_units import DASHES, NameUnits
from indexer.organisations.vietnamese_words import head_length, is_abbreviation, is_word

LONGEST: Final = 20
"""Most tokens of a name."""

SMALL_WITHIN: Final = 8
"""Most words in lower case in a row within a name: *các hãng sản xuất dệt may* has six."""

_AND: Final = frozenset(("và",))
_PLURAL: Final = frozenset(("các",))


class NameEnd(NameUnits):
    """Finds the ends of names in one text."""

    def of(self, head: int, first: int, use: str, *, is_apart: bool) -> int:
        """Return the token behind the name whose head stands before ``first``; ``first`` where
        nothing follows it. Of what ``is_apart`` a body behind it is no part."""
        if is_apart and self.begins_other(first):
            return first
        last = self._inner_heads(first) if use != NOT else first
        start = last
        limit = min(len(self.tokens.keys), head + LONGEST)
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
        while (length := head_length(self.tokens, at)) and self.is_near(at):
            if self.tokens.classes[at + length : at + length + 1] != CAPITAL:
                break
            at += length
        return at

    def _unit(self, at: int, *, is_first: bool, use: str) -> int:
        """Return the token behind the unit that begins at a token; the token itself if none
        does."""
        if self.is_end(at) or (not is_first and self.begins_other(at)):
            return at
        place = self.place(at)
        if place is not None:
            return place.last
        kind = self.tokens.classes[at]
        if kind == LOWER:
            return self.region(at) or self._small(at, use, is_first=is_first)
        if kind == EITHER and self.tokens.keys[at][0].isdigit():
            return at + 1 if self.is_number(at, is_first=is_first) else at
        if not is_first and self._is_sentence(at):
            return at
        return self.region(at) or self._capital(at)

    def _is_sentence(self, at: int) -> bool:
        """Tell whether a sentence begins whose mark was lost; not where two words with capitals are
        one (báo Nông Thôn *Ngày Nay*)."""
        keys, classes = self.tokens.keys, self.tokens.classes
        if classes[at : at + 2] == CAPITAL * 2 and tuple(keys[at : at + 2]) in dictionary_vi():
            return False
        return any(tuple(keys[at : at + n]) in sentences_vi() for n in (1, 2))

    def _capital(self, at: int) -> int:
        """Return the token behind a word with a capital: with its small syllable where the two are
        a word (*Y tế*), unless the next two are one as well (Hòa Phát | hành động)."""
        if not is_word(self.context, at) or self.tokens.classes[at + 1] != LOWER:
            return at + 1
        keys, classes = self.tokens.keys, self.tokens.classes
        is_name = classes[at - 1] == CAPITAL and head_length(self.tokens, at - 1) == 0
        goes_on = tuple(keys[at + 1 : at + 3]) in dictionary_vi() and classes[at + 2] == LOWER
        return at + 1 if is_name and goes_on else at + 2

    def _small(self, at: int, use: str, *, is_first: bool) -> int:
        """Return the token behind words in lower case that belong to the name.

        Right behind its head these are any nouns, before a capital, and words that stand in such
        names. Later they are the latter, behind a field (Phát triển *nông thôn*); what an office
        did is no part of its name (Bộ Y tế *kiểm tra*).
        """
        keys, classes = self.tokens.keys, self.tokens.classes
        if not is_first and not self._ends_field(at, at - 2):
            return at
        sure = end = at
        joined = -1
        while end < len(keys) and end - at < SMALL_WITHIN and classes[end] == LOWER:
            if end > at and (not self.is_near(end) or self.begins_other(end)):
                break
            length = self.known_small(end, inside_vi())
            is_verb = tuple(keys[end : end + length]) in verbs_vi()
            if end == at and not is_first and not self._may_begin(at, use):
                return at
            is_part = length == 1 and tuple(keys[end : end + 2]) in dictionary_vi()
            may_be_verb = is_first or (end == joined and use == BODY)
            if length and end in (sure, joined) and (may_be_verb or not is_verb) and not is_part:
                sure = end + length
            length = length or self.known_small(end, nouns_vi())
            if not length and (length := self._between(end)) and end == sure:
                joined = end + length
            if not length:
                break
            end += length
        if self.goes_on(end):
            return end
        return at if is_first and use == NAMED else sure

    def _may_begin(self, at: int, use: str) -> bool:
        """Tell whether words in lower case may go on with a name: what stands in such names, also
        behind *và*; of an office nothing that it did."""
        at += self._between(at)
        length = self.known_small(at, inside_vi())
        is_verb = tuple(self.tokens.keys[at : at + length]) in verbs_vi()
        return bool(length) and (use == NAMED or not is_verb)

    def _between(self, at: int) -> int:
        """Return 1 for a small word between words of a name: *và* before one that stands in names,
        and *các*."""
        keys = self.tokens.keys
        if keys[at] in _PLURAL:
            return 1
        is_and = keys[at] in _AND
        return 1 if is_and and self.known_small(at + 1, inside_vi()) else 0

    def _joined(self, at: int, start: int) -> int:
        """Return the token behind a joining word and the word of a field behind it; the token
        itself if the name does not go on."""
        keys = self.tokens.keys
        if at >= len(keys) or not self._ends_field(at, start):
            return self._over_dash(at, start)
        raw = self.tokens.pieces[2 * at + 1]
        if keys[at] in _AND and self.is_near(at):
            return self._field(at + 1) or at
        if raw.strip() in DASHES:
            return self._field(at + 1) or at
        if raw.strip() == ",":
            behind = self._field(at + 1)
            return behind if behind and self._ends_list(behind) else at
        return at

    def _over_dash(self, at: int, start: int) -> int:
        """Return the token behind a dash and the abbreviation behind it, where one stands before it
        too (DVVT - XNK), or a country of one syllable (hữu nghị Việt - Trung)."""
        is_dash = start < at < len(self.tokens.keys) and self.context.raw(at).strip() in DASHES
        if not is_dash or at + 1 >= len(self.tokens.keys):
            return at
        ends = at - 1, at + 1
        if any(self.tokens.classes[one] != CAPITAL for one in ends) or self.people.begin_at(at + 1):
            return at
        is_countries = pairs_vi().issuperset(self.tokens.keys[one] for one in ends)
        if is_countries or all(is_abbreviation(self.context, one) for one in ends):
            return at + 2
        return at

    def _ends_list(self, at: int) -> bool:
        """Tell whether a list of fields comes to its *và* here, or after further ones."""
        keys = self.tokens.keys
        for _ in range(3):
            while at < len(keys) and self.known_small(at, inside_vi()):
                at += self.known_small(at, inside_vi())
            if at >= len(keys):
                return False
            if keys[at] in _AND:
                return bool(self._field(at + 1))
            if self.tokens.pieces[2 * at + 1].strip() != ",":
                return False
            at = self._field(at + 1)
            if not at:
                return False
        return False

    def _ends_field(self, at: int, start: int) -> bool:
        """Tell whether a word of a field ends before a token: no place, and no name."""
        if at <= start or self.context.ending_at(at) is not None:
            return False
        keys, classes = self.tokens.keys, self.tokens.classes
        pair = tuple(keys[at - 2 : at])
        is_pair = at - 2 >= start and pair in dictionary_vi()
        return is_pair or classes[at - 1] == LOWER

    def _field(self, at: int) -> int:
        """Return the token behind the word of a field that begins here; 0 if none does, or another
        organisation, a person or a place."""
        if at >= len(self.tokens.keys) or self.people.begin_at(at) or self.place(at) is not None:
            return 0
        if self.begins_other(at) or head_length(self.tokens, at) > 1:
            return 0
        if cues_before().get(tuple(self.tokens.keys[at : at + 2])) in PERSON_CUES:
            return 0
        return at + 2 if is_word(self.context, at) else 0
