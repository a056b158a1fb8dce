"""What a gate's name means in Chinese: rules in the order in which they decide.

An ambiguous name (天保 in 蓝天保卫战, 水口 in 取水口, 河口 in 绥芬河口岸) must be a word of its
sentence and have something that speaks for the gate; the words behind it tell gate from town.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexer.analysis.tokens import MARKS
from indexer.linking.context import Candidate
from indexer.linking.cue_words import longest, table
from indexer.linking.mention import GATE, OTHER, PLACE, TOWN, Decision
from synonyms.surnames import SURNAMES_ZH
from synonyms.word_lists import word_list

Rule = Callable[[Candidate], Decision | None]

JOINED: Final = 8
"""Characters between two gates that still read as a pair (东兴—越南芒街口岸)."""

SHORT: Final = 2
"""Characters up to which any name may be two other words' ends (制度创|新清|单)."""

NOTHING_NEAR: Final = "nothing_near"
"""An ambiguous name of which its sentence says nothing."""

_SUFFIXES: Final = frozenset(word_list("gate_words", "zh", "list", "suffix"))
_STATIONS: Final = frozenset(word_list("gate_words", "zh", "list", "station"))
_BEFORE_TOWN: Final = frozenset(word_list("gate_words", "zh", "list", "way"))
_WAYS: Final = _BEFORE_TOWN | {"—", "——", "-", "–"}


def inside_longer_name(c: Candidate) -> Decision | None:
    """河口瑶族自治县, 辽河口国家公园: the longer name is what is meant."""
    around = c.scene.around(c.found)
    if around is None:
        return None
    text = "".join(c.scene.raw(at) for at in range(around.first, around.last))
    if any(entity.kind == "place" for entity, _ in around.named) and c.side(around) == "home":
        return Decision(PLACE, "longer_name", text)
    return Decision(OTHER, "longer_name", text)


def not_a_word(c: Candidate) -> Decision | None:
    """两国元首一同登上检阅台: the characters belong to other words."""
    if not c.ambiguous and c.last - c.first > SHORT:
        return None
    sentence = c.sentence
    start, end = sentence.place_of(c.first), sentence.place_of(c.last)
    at, word = sentence.word_at(start)
    if at < start:
        return Decision(OTHER, "not_a_word", word)
    at, word = sentence.word_at(end)
    if at < end and not _is_suffixed(word, end - at):
        return Decision(OTHER, "not_a_word", word)
    return None


def person(c: Candidate) -> Decision | None:
    """汪东兴同志: a surname before, and nothing that speaks for the gate."""
    at = c.first - 1
    if not c.ambiguous or at < 0 or c.scene.tokens.keys[at] not in SURNAMES_ZH:
        return None
    if not c.sentence.has_word(c.scene.raw(at)):
        # The end of another word (昆明海关河口缉私分局).
        return None
    says = _says_after(c)
    if (says and says[0] == "person") or not _home_named(c):
        return Decision(OTHER, "surname_before", c.scene.raw(at))
    return None


def nothing_speaks_for_it(c: Candidate) -> Decision | None:
    """An ambiguous name without the province, the counterpart or Vietnam in its sentence."""
    if not c.ambiguous or _home_named(c):
        return None
    says = _says_after(c)
    if says and says[0] == "gate" and not _away_named(c):
        return None
    return Decision(OTHER, NOTHING_NEAR)


def word_after(c: Candidate) -> Decision | None:
    """东兴口岸 is the gate, 东兴市 the town, 闽江水口库区 neither."""
    says, word = _says_after(c) or ("", "")
    if says == "gate":
        return Decision(GATE, "gate_word", word, strong=True)
    if says == "other" and c.ambiguous:
        return Decision(OTHER, "other_word", word)
    if says == "place":
        crossing = passing(c) if word in _STATIONS else ""
        if crossing:
            return Decision(GATE, "passing", crossing)
        return Decision(PLACE, "place_word", word)
    return None


def pair_near(c: Candidate) -> Decision | None:
    """中国水口—越南驮隆国际性口岸: the gate on the other side stands beside it."""
    counterpart = c.scene.lexicon.gazetteer.counterpart(c.gate)
    if counterpart is None:
        return None
    for one in c.scene.between(c.first - JOINED, c.last + JOINED):
        if one is c.found or all(entity.id != counterpart.id for entity, _ in one.named):
            continue
        text = "".join(c.scene.raw(at) for at in range(one.first, one.last))
        says = _says_behind(c, one.last)
        between = range(min(c.last, one.last), max(c.first, one.first))
        # 东兴到越南芒街 is a way across; 东兴市与越南芒街隔河相望 are two towns.
        is_way = any(c.scene.raw(at) in _WAYS or c.scene.gap(at) in _WAYS for at in between)
        if not c.town or is_way or (says and says[0] == "gate"):
            return Decision(GATE, "pair_near", text, strong=True)
    return None


def town_or_crossing(c: Candidate) -> Decision | None:
    """A town's name is the town unless its sentence is about crossing the border."""
    if c.town is None:
        return None
    before = c.scene.tokens.keys[c.first - 1] if c.first else ""
    crossing = passing(c)
    if crossing and before not in _BEFORE_TOWN and c.scene.beginning_at(c.last) is None:
        return Decision(GATE, "passing", crossing)
    return Decision(PLACE, TOWN)


RULES: Final[tuple[Rule, ...]] = (
    inside_longer_name,
    not_a_word,
    person,
    nothing_speaks_for_it,
    word_after,
    pair_near,
    town_or_crossing,
)


def _is_suffixed(word: str, inside: int) -> bool:
    """Whether what a word has behind the name is only what the name's place is called (凭祥市)."""
    return set(word[inside:]) <= _SUFFIXES


def _says_after(c: Candidate) -> tuple[str, str] | None:
    return _says_behind(c, c.last)


def _says_behind(c: Candidate, at: int) -> tuple[str, str] | None:
    """What the longest known words that begin at a token say; a remark in brackets and a town's
    suffix before 口岸 are passed over."""
    keys = c.scene.tokens.keys
    words = table("zh", "after")
    if at < len(keys) and keys[at] in MARKS and c.scene.raw(at) in ("（", "("):
        closing = next(
            (one for one in range(at + 1, min(at + 10, len(keys))) if keys[one] in MARKS), at
        )
        at = closing + 1
    for length in range(longest("zh", "after"), 0, -1):
        says = words.get(tuple(keys[at : at + length]))
        if says is not None and (length > 1 or _is_own_word(c, at)):
            return says, "".join(c.scene.raw(one) for one in range(at, at + length))
    return None


def _is_own_word(c: Candidate, at: int) -> bool:
    """Whether a character is a word of its own or ends one: 市 is in 凭祥市, not in 新兴市场."""
    if at >= c.sentence.last:
        return False
    place = c.sentence.place_of(at)
    begins, word = c.sentence.word_at(place)
    return place == begins + len(word) - 1


def _home_named(c: Candidate) -> bool:
    """Whether the sentence names the gate's own region, its counterpart, or the other country."""
    return c.sentence.regions.any_in((*c.home, "vietnam"), beside=c.in_its_place)


def _away_named(c: Candidate) -> bool:
    return c.sentence.regions.any_away(c.home, beside=c.in_its_place)


def passing(c: Candidate) -> str:
    """A word of the sentence that tells of crossing the border."""
    return c.sentence.crossing_zh
