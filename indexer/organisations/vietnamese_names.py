"""Find the names of organisations in a Vietnamese text: a head noun and what follows it.

1. A head (organisation_words.tsv), where it is no part of a longer word or name.
2. Its name, word by word (vietnamese_ends.py).
3. Whether that is a name: of a firm or a paper more than the country it is from.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import compress, count
from typing import Final

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, EITHER, LOWER, STOP
from indexer.linking.context import FieldContext
from indexer.ner.vietnamese.lexicon import plurals, sentence_heads
from indexer.organisations.organisation_words import (
    BODY,
    COMMITTEE,
    FIELDS,
    MISSION,
    NOT,
    OFFICE,
    TEAM,
    WHOLE,
    FoundName,
    Head,
    heads_vi,
    inside_vi,
    levels_vi,
    loose_vi,
    named_vi,
    regions_vi,
    second_keys_vi,
)
from indexer.organisations.people_tokens import PeopleTokens
from indexer.organisations.vietnamese_ends import NameEnd
from indexer.organisations.vietnamese_words import head_length, is_abbreviation, is_word
from synonyms.spelling import is_syllable

_OF_BODY: Final = frozenset(("văn", "ban"))
"""First keys of committees whose name has that of the body behind it: Văn phòng UBND, Ban Thường vụ
Tỉnh ủy."""

_AT: Final = ("tại",)

LONG: Final = 4
"""Syllables in lower case that are the name of a body whose head has a capital."""

_BEFORE_HEADS: Final = frozenset(("trưởng", "phó"))
"""What stands with a capital before a head and is no name: Phó Ban."""


def vietnamese_names(context: FieldContext, people: PeopleTokens) -> Iterator[FoundName]:
    """Yield the organisations named in a text, in order."""
    keys, classes = context.tokens.keys, context.tokens.classes
    if CAPITAL not in classes:
        return
    done, heads, seconds = 0, heads_vi(), second_keys_vi()
    ends = NameEnd(context, people)
    for at in compress(count(), map(heads.__contains__, keys)):
        # One token in ten begins a head; nine of these are told from one here.
        may_be_short = CAPITAL in classes[at : at + 2] or keys[at] in seconds[""]
        may_be_long = at + 1 < len(keys) and keys[at + 1] in seconds[keys[at]]
        if at < done or not (may_be_short or may_be_long):
            continue
        head = _head_at(context, at)
        if head is None:
            continue
        last = at + len(head.keys)
        if head.use == NOT:
            done = last
            continue
        # UBKT | Tỉnh ủy, but Bệnh viện Đại học Y Dược
        is_apart = head.use == WHOLE or (head.kind == COMMITTEE and head.keys[0] not in _OF_BODY)
        end = ends.of(at, last, head.use, is_apart=is_apart)
        if head.use == TEAM:
            done = end
            continue
        if head.kind == MISSION and end > last:
            end = _over_seat(context, end)
        if head.use == WHOLE or (end > last and _is_name(context, at, end, head)):
            yield FoundName(at, end, at, last)
            done = end


def _head_at(context: FieldContext, at: int) -> Head | None:
    """Return the longest head that begins at a token; None where it is not written as one or is
    the end of something else."""
    tokens = context.tokens
    is_capital = tokens.classes[at] == CAPITAL
    for head in heads_vi()[tokens.keys[at]]:
        last = at + len(head.keys)
        if tuple(tokens.keys[at:last]) != head.keys or not _is_joined(context, at, last):
            continue
        if head.use == NOT:
            return head
        is_office = head.use in (OFFICE, BODY)
        is_other_small = not is_capital and is_office and head.keys in named_vi()
        if not is_other_small and not _is_in_other(context, at, last):
            return head
    return None


def _is_joined(context: FieldContext, first: int, last: int) -> bool:
    return all(context.gap(at) in (" ", "\u00a0") for at in range(first + 1, last))


def _is_in_other(context: FieldContext, at: int, last: int) -> bool:
    """Tell whether a head is a part of a name, a place or another word, or is one of many."""
    keys, raw = context.tokens.keys, context.raw(at)
    if "/" in context.gap(at):  # Công văn số 2502/UBND
        return True
    if len(raw) > 1 and raw.isupper() and is_syllable(keys[at]):  # a line in capitals
        return True
    if any(tuple(keys[at - n : at]) in plurals() for n in (1, 2) if at >= n):
        return True
    if last - at == 1 and _is_syllable_of_other(context, at):
        return True
    around = context.beginning_at(at)
    return around is not None and all(one.entity.kind == "place" for one in around.entities)


def _is_syllable_of_other(context: FieldContext, at: int) -> bool:
    """Tell whether a head of one syllable is a part of a name or of another word (Hải *Phòng*,
    *Báo* chí)."""
    keys, classes = context.tokens.keys, context.tokens.classes
    is_office = at > 0 and keys[at - 1] in _BEFORE_HEADS  # Trưởng phòng Cảnh sát hình sự
    if is_office and classes[at] == LOWER:
        return False
    if at and classes[at] == LOWER and (keys[at - 1], keys[at]) in dictionary_vi():
        return True
    if at and classes[at] == classes[at - 1] == CAPITAL and context.gap(at) == " ":
        before = context.raw(at - 1)
        is_name = is_syllable(keys[at - 1]) and not (len(before) > 1 and before.isupper())
        begins = at == 1 or keys[at - 2] == STOP or "\n" in context.gap(at - 1)
        is_head = begins and (keys[at - 1],) in sentence_heads()  # Theo Bộ Y tế
        if is_name and not is_head and keys[at - 1] not in _BEFORE_HEADS:
            return True
    if at + 1 >= len(keys) or classes[at + 1] != LOWER or context.gap(at + 1) != " ":
        return False
    return (keys[at], keys[at + 1]) in dictionary_vi()


def _is_name(context: FieldContext, at: int, end: int, head: Head) -> bool:
    """Tell whether what was found behind a head is the name of one organisation."""
    tokens = context.tokens
    classes, last = tokens.classes, at + len(head.keys)
    begins = at == 0 or tokens.keys[at - 1] == STOP or "\n" in context.gap(at)
    if head.use in (OFFICE, BODY) and classes[at] == LOWER:
        return _is_name_of_small(context, last, end, head)
    if head.use == OFFICE:
        # Sở y tế; Hội hữu nghị Việt - Trung
        is_field = classes[last] == LOWER and (head.kind in FIELDS or CAPITAL in classes[last:end])
        is_zone = _region_length(context, last) > 1 and CAPITAL in classes[last + 1 : end]
        return is_field or is_zone or is_word(context, last) or is_abbreviation(context, last)
    has_capital = CAPITAL in classes[last:end] and _region_length(context, last) < end - last
    if head.use == BODY:
        is_level = tuple(tokens.keys[last : last + 2]) in levels_vi()
        return has_capital or is_level or (not begins and _is_long(context, last, end))
    if not has_capital or (len(head.keys) == 1 and _is_of_two(context, at, end)):
        return False
    kinds = _places_in(context, last, end)
    if kinds is None:
        return True
    return classes[at] == CAPITAL and not begins and "country" not in kinds


def _over_seat(context: FieldContext, end: int) -> int:
    """Return the token behind the place where an embassy has its seat (Đại sứ quán Việt Nam *tại
    Trung Quốc*), which belongs to its name."""
    if tuple(context.tokens.keys[end : end + 1]) != _AT:
        return end
    seat = context.beginning_at(end + 1)
    is_place = seat is not None and any(one.entity.kind == "place" for one in seat.entities)
    return seat.last if seat is not None and is_place else end


def _is_long(context: FieldContext, first: int, end: int) -> bool:
    """Tell whether what stands behind a head with a capital is name enough in lower case: words for
    two fields or a number (*Viện* thiết kế số 1)."""
    return end - first >= LONG and (
        context.tokens.classes[first:end] == LOWER * (end - first)
        or context.tokens.keys[end - 1].isdigit()
    )


def _is_name_of_small(context: FieldContext, last: int, end: int, head: Head) -> bool:
    """Tell whether what stands behind the head of an office or a body that is written small makes
    it a name: a field with a capital (*ban* Tuyên giáo), letters for one, the region that it is of
    (*công an* quận 1), of an embassy the country."""
    if head.kind == MISSION:
        return context.tokens.classes[last] == CAPITAL
    if context.beginning_at(last) is not None:
        return False
    if head.keys in loose_vi():
        pair = tuple(context.tokens.keys[last : last + 2])
        is_other = head_length(context.tokens, last)  # cơ quan Công an
        return not is_other and is_word(context, last) and pair in inside_vi()
    if is_word(context, last):
        return True
    if is_abbreviation(context, last):
        return head.kind != COMMITTEE or len(head.keys) > 1
    return any(
        (length := _region_length(context, at)) and at + length < end for at in range(last, end)
    )


def _is_of_two(context: FieldContext, at: int, end: int) -> bool:
    """Tell whether a head with a capital and one syllable behind it are rather one name of two
    (Trường Sơn)."""
    raw = context.raw(end - 1)
    is_short = end - at == 2 and context.tokens.classes[at] == CAPITAL
    return is_short and is_syllable(raw.lower()) and not raw.isupper()


def _places_in(context: FieldContext, first: int, end: int) -> frozenset[str] | None:
    """Return the types of the places that a name consists of; None if it has more in it."""
    kinds: set[str] = set()
    at = first
    while at < end:
        place = context.beginning_at(at)
        if place is not None and any(one.entity.kind == "place" for one in place.entities):
            kinds.update(one.entity.facts.get("type", "") for one in place.entities)
            at = place.last
        elif (length := _region_length(context, at)) or context.tokens.classes[at] == EITHER:
            at += length or 1
        else:
            return None
    return frozenset(kinds)


def _region_length(context: FieldContext, at: int) -> int:
    keys = context.tokens.keys
    return next((n for n in (3, 2, 1) if tuple(keys[at : at + n]) in regions_vi()), 0)
