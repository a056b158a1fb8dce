"""The words before a head of a Chinese name, cut from the right by the dictionary that jieba has.

No model runs: the longest word that ends at a place is taken, as the few characters before a head
are all that is asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final, NamedTuple

from indexer.analysis.segmenters import frequencies_zh, places_zh, proper_zh, verbs_zh
from indexer.analysis.tokens import HAN_CLASS
from indexer.linking.context import FieldContext
from indexer.organisations.organisation_words import FILE, heads_zh, words_zh_of
from synonyms.word_lists import word_list

BEGIN: Final = "begin"
"""A place, a body that is known, or what begins names as these do (国家)."""
OWN: Final = "own"
"""A name of its own, or characters that are no word."""
COMMON: Final = "common"
TITLE: Final = "title"

LONGEST: Final = 26
"""Most characters before a head."""

_LONGEST_WORD: Final = 6

_OTHER: Final = "\x00"
_LIST_COMMA: Final = "、"


class Word(NamedTuple):
    """A word that begins at the token ``first``. ``is_body``: an organisation that is known;
    ``is_guess``: a place of jieba's dictionary, not of the gazetteer."""

    first: int
    text: str
    kind: str
    is_body: bool = False
    is_guess: bool = False


class WordsBefore:
    """Cuts what stands before heads in one text. ``plain`` has one character for each token, the
    simplified one; ``people`` are the tokens behind people's names, where no name goes on."""

    def __init__(self, context: FieldContext, people: Collection[int]) -> None:
        tokens = context.tokens
        self.plain = "".join(
            key
            if kind == HAN_CLASS and len(key) == 1
            else (_LIST_COMMA if tokens.pieces[2 * at + 1] == _LIST_COMMA else _OTHER)
            for at, (key, kind) in enumerate(zip(tokens.keys, tokens.classes, strict=True))
        )
        self._context = context
        self._people = people
        self._is_mission = False
        self._known: dict[int, tuple[int, bool]] = {}
        for one in (*context.matches, *context.ways):
            kinds = {named.entity.kind for named in one.entities}
            self._known[one.last] = (one.first, kinds == {"organisation"})

    def add_known(self, first: int, last: int) -> None:
        """Add an organisation that was found, with which a longer name may begin."""
        self._known[last] = (first, True)

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
        return at not in self._people and self._context.gap(at) in ("", "·")

    def _word(self, at: int) -> Word | None:
        """Return the word that ends before a token; None for what is in no name."""
        known = self._known.get(at)
        if known is not None and self.plain[known[0] : at] not in words_zh_of("within"):
            first, is_body = known
            return Word(first, self.plain[first:at], BEGIN, is_body)
        for length in range(_LONGEST_WORD, 1, -1):
            text = self.plain[max(0, at - length) : at]
            if len(text) == length and _OTHER not in text:
                kind = _kind(text)
                if kind == _STOP:
                    return None
                if kind:
                    is_guess = kind == BEGIN and text not in words_zh_of("opening")
                    return Word(at - length, text, kind, is_guess=is_guess)
        return self._letter(at)

    def _letter(self, at: int) -> Word | None:
        text = self.plain[at - 1 : at]
        is_date = at > 1 and self._context.tokens.keys[at - 2].isdigit()
        is_country = text in _countries() and self._is_opening(at) and not is_date
        if is_country:
            return Word(at - 1, text, BEGIN)
        if text == _ABROAD and self._is_mission:
            return Word(at - 1, text, COMMON)
        if text in (_OTHER, _LIST_COMMA) or text in words_zh_of("stop") or text in _joining():
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
        is_comma = text == _LIST_COMMA and joins
        if not found or found[-1].kind == BEGIN or not (is_comma or text in _joining()):
            return at
        if self._ends_head(at - 1):
            is_field = any(self.plain[one:head] in words_zh_of("field") for one in range(at, head))
            return at if is_field or not is_letter else at - 1
        return at - 1

    def _ends_head(self, at: int) -> bool:
        """Tell whether another organisation's name ends before a place."""
        pattern = heads_zh()[0]
        return any(
            (match := pattern.match(self.plain, max(0, at - n))) and match.end() == at
            for n in range(1, 6)
        )

    def _without_open_list(self, found: list[Word]) -> list[Word]:
        """Leave out what was joined where no place or body stands before it: that is another
        thing."""
        for at in range(len(found) - 1):
            gap = self.plain[found[at + 1].first + len(found[at + 1].text) : found[at].first]
            if gap and not any(one.kind == BEGIN for one in found[at + 1 :]):
                return found[: at + 1]
        return found


_STOP: Final = "stop"
_ABROAD: Final = "驻"
"""Only a mission has it in its name: 中国驻越南大使馆."""
_COUNTED: Final = frozenset("届次")
_COMMON_LETTERS: Final = frozenset("省市县区州乡镇村第一二三四五六七八九十总分新老大小中东西南北")


def _countries() -> frozenset[str]:
    return frozenset(word_list("persons_zh", "great"))


def _missions() -> frozenset[str]:
    return frozenset(word_list(FILE, "zh", "end", "mission"))


def _joining() -> frozenset[str]:
    return words_zh_of("joining")


def _kind(text: str) -> str:
    """Return what a word of two characters and more is before a head; empty if it is no word."""
    if text in words_zh_of("stop") or text[-1] in _COUNTED:
        return _STOP
    if text in words_zh_of("title"):
        return TITLE
    if text in words_zh_of("opening"):
        return BEGIN
    if text in words_zh_of("within"):
        return COMMON
    if text in places_zh():
        return BEGIN
    if text in verbs_zh():
        return _STOP
    if text in proper_zh():
        return OWN
    return COMMON if text in frequencies_zh() else ""
