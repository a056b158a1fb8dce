"""Find the names of organisations in a Chinese text: a head noun and what stands before it.

1. A head (organisation_words.tsv), where it begins no other word (部长).
2. The words before it, back to what is never in a name: marks, verbs, little words, people
   (chinese_words.py).
3. Where among them the name begins: at a place or a body that is known, else at a name of its own
   (戈维亚泰晤士连线铁路公司), else at the field of a ministry (外交部).

Places in the text are those of tokens, one for each character.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

from indexer.linking.context import FieldContext
from indexer.organisations.chinese_words import (
    BEGIN,
    COMMON,
    OWN,
    TITLE,
    Word,
    WordsBefore,
    frequencies_zh,
)
from indexer.organisations.organisation_words import (
    LETTER,
    NAMED,
    NATIONAL,
    NOT,
    FoundName,
    head_before,
    last_of_heads_zh,
    words_zh_of,
)
from indexer.organisations.people_tokens import PeopleTokens

_AROUND: Final = 5
_LETTERS: Final = frozenset("部局厅署委党")

_DIRECTIONS: Final = frozenset("东西南北中内外上下前后")
"""With these *part* is a region, also in a longer word: 中西部."""

LONGEST_PARTY: Final = 9
"""Characters before its last."""

_ENDS: Final = frozenset("长门员分")
"""These end a word with the last character of a head, whatever stands behind: 国防部长|安东诺夫."""

FREQUENT: Final = 20
"""Least frequency in jieba's dictionary of a word that hides a head: 变局 has 21, 安部 14."""


def chinese_names(context: FieldContext, people: PeopleTokens) -> Iterator[FoundName]:
    """Yield the organisations named in a text, in order."""
    before = WordsBefore(context, people)
    found: list[FoundName] = []
    for match in last_of_heads_zh().finditer(before.plain):
        last = match.end()
        text, use = head_before(before.plain, last)
        if not text or use == NOT:
            continue
        head = last - len(text)
        if text[-1] in _LETTERS and _is_hidden(
            before.plain[max(0, last - _AROUND) : last], before.plain[last : last + 2], use
        ):
            continue
        first = _beginning(before.words(head, text), head, text, use)
        if first is None:
            continue
        while found and found[-1].first >= first:
            found.pop()
        if found and found[-1].last > first:
            continue
        found.append(FoundName(first, last, head, last))
        before.add_known(first, last)
    yield from found


@lru_cache(maxsize=20_000)
def _is_hidden(before: str, behind: str, use: str) -> bool:
    """Tell whether the head that ends ``before`` is a part of another word: its last character
    begins a frequent one (公安局长, 党支部), and what is behind it none (局|部署); or, of one
    character, ends one (东部), and no longer word, which is an organisation (公安部)."""
    last = before[-1]
    if behind == "中央":
        return use == LETTER  # 朝鲜劳动党|中央
    if len(behind) > 1 and _is_frequent(last + behind) and behind[0] != "党":
        return True  # 党支部; not 环保部|党组
    if _is_frequent(last + behind[:1]) and (behind[0] in _ENDS or not _is_frequent(behind)):
        return True
    if use != LETTER or last == "委" or not _is_frequent(before[-2:]):
        return False
    if before[-2] in _DIRECTIONS:
        return True
    whole = [before[-length:] for length in (3, 4, 5)]
    return not any(one in frequencies_zh() or one[:-1] in words_zh_of("field") for one in whole)


def _is_frequent(word: str) -> bool:
    return frequencies_zh().get(word, 0) >= FREQUENT


def _beginning(words: Sequence[Word], head: int, text: str, use: str) -> int | None:
    """Return where the name begins whose head stands at ``head``; None if there is none.

    ``words`` are those before it, the nearest first.
    """
    at = _known_beginning(words)
    if at is not None:
        begin = words[at].first
        return begin if _is_name(words[: at + 1], head - begin, text, use) else None
    if use == LETTER:
        return _field(words, head) if text == "部" else None
    own = _own_beginning(words)
    if own is None and use == NATIONAL and words:
        return words[-1].first
    return own


def _is_name(words: Sequence[Word], length: int, text: str, use: str) -> bool:
    """Tell whether what begins with a place or a body is the name of one organisation: of a firm
    more than the place, of a ministry more than the country."""
    middle = [one for one in words if one.kind != BEGIN]
    if text == "党":
        return _is_party(middle, length)
    if middle or use not in (NAMED, LETTER):
        return True
    return words[-1].is_guess if use == NAMED else words[-1].is_body


def _is_party(middle: Sequence[Word], length: int) -> bool:
    """Tell whether a name that only *party* ends is short enough for one (波兰新左翼党): the word
    ends many a clause (治国理政和党的建设)."""
    return length < LONGEST_PARTY and sum(len(one.text) for one in middle) > 1


def _known_beginning(words: Sequence[Word]) -> int | None:
    """Return the number of the farthest of the places and bodies before a head. A title between
    them and the head ends the search, unless it stands right before the head."""
    found = -2
    for at, one in enumerate(words):
        if one.kind == TITLE and at:
            break
        # Of a foreign name the dictionary may know a part only: 戈|维亚|泰晤士.
        before = words[at - 1]
        goes_on = one.kind == OWN and found == at - 1 and (before.is_guess or before.kind == OWN)
        if one.kind == BEGIN or goes_on:
            found = at
    return found if found >= 0 else None


def _own_beginning(words: Sequence[Word]) -> int | None:
    """Return where the farthest word begins that is no common one, of those behind any title."""
    near = list(takewhile(lambda one: one.kind != TITLE, words))
    own = [at for at, one in enumerate(near) if one.kind == OWN]
    # One character alone may be any verb.
    sure = [at for at in own if len(near[at].text) > 1 or {at - 1, at + 1} & set(own)]
    return near[max(sure)].first if sure else None


def _field(words: Sequence[Word], head: int) -> int | None:
    """Return where the field of a ministry begins that stands right before its head."""
    fields = words_zh_of("field")
    text, found = "", None
    for one in words:
        if one.kind not in (COMMON, OWN):
            break
        text = one.text + text
        if text in fields:
            found = one.first
    return found
