"""The words before a head of a Chinese name, cut from the right by the dictionary that jieba has.

No model runs: the longest word that ends at a place is taken, as the few characters before a head
are all that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from indexer.analysis.segmenters import (
    dictionary_file_zh,
    dictionary_rows_zh,
)
from indexer.linking.context import FieldContext
from indexer.organisations.organisation_words import FILE, head_before, words_zh_of
from indexer.organisations.people_tokens import PeopleTokens
from synonyms.kept_tables import kept_table
from synonyms.spelling import is_han
from synonyms.word_lists import list_file, word_list

BEGIN: Final = "begin"
"""A place, a body that is known, or what begins names as these do (国家)."""
OWN: Final = "own"
"""A name of its own, or characters that are no word."""
GUESS: Final = "guess"
"""A place of jieba's dictionary: of a foreign name it may be a part only."""
COMMON: Final = "common"
TITLE: Final = "title"

LONGEST: Final = 26
"""Most characters before a head."""

_LONGEST_WORD: Final = 6

_OTHER: Final = "\x00"
_LIST_COMMA: Final = "、"


_KEYS_KEPT: Final = 100_000


class _Characters(dict[str, str]):
    """Key → the character that stands for its token: ``_OTHER`` for what is none."""

    def __missing__(self, key: str) -> str:
        if len(self) >= _KEYS_KEPT:
            self.clear()
        found = self[key] = key if len(key) == 1 and is_han(key) else _OTHER
        return found


_CHARACTERS: Final = _Characters()


class Word(NamedTuple):
    """A word that begins at the token ``first``. ``is_body``: an organisation that is known;
    ``is_guess``: of those that begin a name one that may be a part of it."""

    first: int
    text: str
    kind: str
    is_body: bool = False
    is_guess: bool = False


class WordsBefore:
    """Cuts what stands before heads in one text. ``plain`` has one character for each token, the
    simplified one; no name goes on where one of ``people`` ends."""

    def __init__(self, context: FieldContext, people: PeopleTokens) -> None:
        keys = context.tokens.keys
        self.plain = "".join(map(_CHARACTERS.__getitem__, keys))
        self._context = context
        self._people = people
        self._is_mission = False
        self._matches = {one.last: one for one in context.matches}
        self._matches |= {one.last: one for one in context.ways}
        self._bodies: dict[int, int] = {}

    def add_known(self, first: int, last: int) -> None:
        """Add an organisation that was found, with which a longer name may begin."""
        self._bodies[last] = first

    def words(self, head: int, text: str) -> list[Word]:
        """Return the words before a head, the nearest first, back to what is in no name."""
        found: list[Word] = []
        at, joins = head, False
        is_letter = len(text) == 1
        self._is_mission = text in _missions()
        while at > max(0, head - LONGEST) and self._is_near(at):
            one = self._word(at)
            if one is not None:
                found.append(one)
                at = one.first
                continue
            behind = self._over_joining(at, head, found, joins=joins, is_letter=is_letter)
            if behind == at:
                break
            at, joins = behind, True
        return self._without_open_list(found)

    def _is_near(self, at: int) -> bool:
        """Tell whether a name may go on from the token before this one."""
        return not self._people.end_before(at) and self._context.gap(at) in ("", "·")

    def _word(self, at: int) -> Word | None:
        """Return the word that ends before a token; None for what is in no name."""
        plain = self.plain
        if at in self._bodies:
            return Word(self._bodies[at], plain[self._bodies[at] : at], BEGIN, is_body=True)
        match = self._matches.get(at)
        if match is not None and plain[match.first : at] not in words_zh_of("within"):
            is_body = all(one.entity.kind == "organisation" for one in match.entities)
            return Word(match.first, plain[match.first : at], BEGIN, is_body)
        if plain[at - 1] == "届" and (term := _TERM.search(plain, max(0, at - LONGEST), at)):
            return Word(term.start(), term[0], COMMON)
        length, kind = _last_word(plain[max(0, at - _LONGEST_WORD) : at])
        if not length:
            return self._letter(at)
        if kind == _STOP:
            return None
        first, is_guess = at - length, kind == GUESS
        return Word(first, plain[first:at], BEGIN if is_guess else kind, is_guess=is_guess)

    def _letter(self, at: int) -> Word | None:
        text = self.plain[at - 1 : at]
        is_date = at > 1 and self._context.tokens.keys[at - 2].isdigit()
        is_country = text in _countries() and self._is_opening(at) and not is_date
        if is_country:
            return Word(at - 1, text, BEGIN)
        if text == _ABROAD and self._is_mission:
            return Word(at - 1, text, COMMON)
        if text == _OTHER or text in words_zh_of("stop") or text in _joining():
            return None
        return Word(at - 1, text, COMMON if text in _COMMON_LETTERS else OWN)

    def _is_opening(self, at: int) -> bool:
        """Tell whether a field or an opening stands behind a country in one character: 美最高法院,
        俄国防部."""
        words = words_zh_of("field") | words_zh_of("opening")
        return any(self.plain[at : at + n] in words for n in (2, 3, 4))

    def _over_joining(
        self, at: int, head: int, found: list[Word], *, joins: bool, is_letter: bool
    ) -> int:
        """Return the place before a joining word in a name, or before a comma of a list that has
        its joining word already; ``at`` itself if the name begins here.

        What ends before it may be a whole name, with which this one begins, only where the rest
        can be none by itself (美国海关与边境保护局; not 外交部和国防部).
        """
        text = self.plain[at - 1]
        is_comma = joins and self._context.raw(at - 1) == _LIST_COMMA
        if not found or found[-1].kind == BEGIN or not (is_comma or text in _joining()):
            return at
        if head_before(self.plain, at - 1)[0]:
            is_field = any(self.plain[one:head] in words_zh_of("field") for one in range(at, head))
            return at if is_field or not is_letter else at - 1
        return at - 1

    def _without_open_list(self, found: list[Word]) -> list[Word]:
        """Leave out what was joined where no place or body stands before it: that is another
        thing."""
        for at in range(len(found) - 1):
            gap = self.plain[found[at + 1].first + len(found[at + 1].text) : found[at].first]
            if gap and not any(one.kind == BEGIN for one in found[at + 1 :]):
                return found[: at + 1]
        return found


_STOP: Final = "stop"
_PROPER: Final = frozenset(("nr", "nt", "nz"))
_IN_NO_NAME: Final = frozenset(
    ("v", "vd", "vi", "t", "m", "d", "ad", "p", "c", "r", "rr", "rz", "y", "u")
)
"""Tags of what is done, when, how many, and how it hangs together; what is a noun too (vn) may be
in a name."""

ORDINARY: Final = 4
"""Least frequency of what is taken for a word: a third of the dictionary has 3, and much of that
is no word (防部, 民为)."""

_USES: Final = {"within": COMMON, "opening": BEGIN, "title": TITLE, "stop": _STOP}
_ABROAD: Final = "驻"
"""Only a mission has it in its name: 中国驻越南大使馆."""
_COUNTED: Final = frozenset("次")
_TERM: Final = re.compile("第?[一二三四五六七八九十]+届$")
"""Of a committee that is elected anew: 政协第十四届全国委员会."""
_COMMON_LETTERS: Final = frozenset("省市县区州乡镇村第一二三四五六七八九十总分")


@cache
def _countries() -> frozenset[str]:
    return frozenset(word_list("persons_zh", "great"))


@cache
def _missions() -> frozenset[str]:
    return frozenset(word_list(FILE, "zh", "end", "mission"))


def _joining() -> frozenset[str]:
    return words_zh_of("joining")


@lru_cache(maxsize=50_000)
def _last_word(text: str) -> tuple[int, str]:
    """Return how long the longest word is that ends a text, and what it is; 0 if none does."""
    kinds = _kinds()
    for length in range(len(text), 1, -1):
        kind = kinds.get(text[-length:])
        if kind is not None:
            return length, kind
    return 0, ""


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    """Return what a word of two characters and more is before a head."""
    return kept_table("organisation_kinds", _made_kinds, [dictionary_file_zh(), list_file(FILE)])


def _made_kinds() -> dict[str, str]:
    found: dict[str, str] = {}
    for word, frequency, tag in dictionary_rows_zh():
        if 1 < len(word) <= _LONGEST_WORD and (kind := _kind_of(word, frequency, tag)):
            found[word] = kind
    for use, kind in _USES.items():  # What stands later holds where a word is in several.
        found |= dict.fromkeys((one for one in words_zh_of(use) if len(one) > 1), kind)
    return found


def _kind_of(word: str, frequency: int, tag: str) -> str:
    if word[-1] in _COUNTED or (tag in _IN_NO_NAME and not word.startswith("第")):
        return _STOP
    if tag == "ns":
        return GUESS
    if tag[:2] in _PROPER:
        return OWN
    return COMMON if frequency >= ORDINARY else ""


@lru_cache(maxsize=1)
def frequencies_zh() -> Mapping[str, int]:
    """Return the words of jieba's dictionary, of two characters and more, with their frequencies;
    without people's names and what is no word."""
    return kept_table("frequencies_zh", _made_frequencies, [dictionary_file_zh()])


def _made_frequencies() -> dict[str, int]:
    return {
        word: frequency
        for word, frequency, tag in dictionary_rows_zh()
        if len(word) > 1 and frequency >= ORDINARY and not tag.startswith("nr")
    }
