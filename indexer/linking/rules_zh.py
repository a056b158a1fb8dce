"""Decide what a gate's name means in Chinese: rules, in the order in which they decide.

An ambiguous name (天保 in 蓝天保卫战, 水口 in 取水口, 河口 in 绥芬河口岸) must be a word of its
sentence and have something that speaks for the gate; the words behind it tell gate from town.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexer.analysis.tokens import MARKS
from indexer.linking.context import GateCandidate
from indexer.linking.cue_words import NO_CUE, Cue, cues, longest
from indexer.linking.mention import GATE, OTHER, PLACE, TOWN, Decision
from synonyms.surnames import SURNAMES_ZH
from synonyms.word_lists import word_list

Rule = Callable[[GateCandidate], Decision | None]

JOINED: Final = 8
"""Characters between two gates that still read as a pair (东兴—越南芒街口岸)."""

SHORT: Final = 2
"""Characters up to which any name may be two other words' ends (制度创|新清|单)."""

NOTHING_NEAR: Final = "nothing_near"
"""An ambiguous name of which its sentence says nothing."""

_SUFFIXES: Final = frozenset(word_list("gate_words", "zh", "list", "suffix"))
_STATIONS: Final = frozenset(word_list("gate_words", "zh", "list", "station"))
_BEFORE_TOWN: Final = frozenset(word_list("gate_words", "zh", "list", "way"))
_FUNCTION: Final = frozenset(word_list("gate_words", "zh", "list", "function"))
_WAYS: Final = _BEFORE_TOWN | {"—", "——", "-", "–"}


def inside_longer_name(c: GateCandidate) -> Decision | None:
    """河口瑶族自治县, 辽河口国家公园: the longer name is what is meant."""
    around = c.context.around(c.match)
    if around is None:
        return None
    text = c.context.words(around.first, around.last, "")
    if any(entity.kind == "place" for entity, _ in around.entities) and c.side(around) == "home":
        return Decision(PLACE, "longer_name", text)
    return Decision(OTHER, "longer_name", text)


def not_a_word(c: GateCandidate) -> Decision | None:
    """两国元首一同登上检阅台: the characters belong to other words."""
    if not c.ambiguous and c.last - c.first > SHORT:
        return None
    sentence = c.sentence
    start, end = sentence.offset_of(c.first), sentence.offset_of(c.last)
    first = sentence.word_at(start)
    before = first.word[: start - first.start]
    if before and (c.ambiguous or before not in _FUNCTION):
        # Of nobody else's name the cut is wrong where a little word is the rest (河内至芒|街).
        return Decision(OTHER, "not_a_word", first.word)
    last = sentence.word_at(end)
    if last.start < end and not _is_suffixed(last.word, end - last.start):
        return Decision(OTHER, "not_a_word", last.word)
    return None


def person(c: GateCandidate) -> Decision | None:
    """汪东兴同志: a surname before, and nothing that speaks for the gate."""
    at = c.first - 1
    if not c.ambiguous or at < 0 or c.context.tokens.keys[at] not in SURNAMES_ZH:
        return None
    if not c.sentence.has_word(c.context.raw(at)):
        # The end of another word (昆明海关河口缉私分局).
        return None
    if _cue_behind(c, c.last).says == "person" or not _is_home_named(c):
        return Decision(OTHER, "surname_before", c.context.raw(at))
    return None


def nothing_speaks_for_it(c: GateCandidate) -> Decision | None:
    """An ambiguous name without the province, the counterpart or Vietnam in its sentence."""
    if not c.ambiguous or _is_home_named(c):
        return None
    if _cue_behind(c, c.last).says == "gate" and not _is_away_named(c):
        return None
    return Decision(OTHER, NOTHING_NEAR)


def word_after(c: GateCandidate) -> Decision | None:
    """东兴口岸 is the gate, 东兴市 the town, 闽江水口库区 neither."""
    says, word = _cue_behind(c, c.last)
    if says == "gate":
        return Decision(GATE, "gate_word", word, strong=True)
    if says == "other" and c.ambiguous:
        return Decision(OTHER, "other_word", word)
    if says == "place" and c.town is None and not c.is_border_text:
        # 蒿坪河村 of Hubei: so short a name ends many others.
        return None
    if says == "place":
        crossing = passing(c) if word in _STATIONS else ""
        if crossing:
            return Decision(GATE, "passing", crossing)
        return Decision(PLACE, "place_word", word)
    return None


def pair_near(c: GateCandidate) -> Decision | None:
    """中国水口—越南驮隆国际性口岸: the gate on the other side stands beside it."""
    counterpart = c.context.matcher.gazetteer.counterpart(c.gate)
    if counterpart is None:
        return None
    for one in c.context.between(c.first - JOINED, c.last + JOINED):
        if one is c.match or all(entity.id != counterpart.id for entity, _ in one.entities):
            continue
        text = c.context.words(one.first, one.last, "")
        is_gate = _cue_behind(c, one.last).says == "gate"
        between = range(min(c.last, one.last), max(c.first, one.first))
        # 东兴到越南芒街 is a way across; 东兴市与越南芒街隔河相望 are two towns.
        is_way = any(c.context.raw(at) in _WAYS or c.context.gap(at) in _WAYS for at in between)
        if not c.town or is_way or is_gate:
            return Decision(GATE, "pair_near", text, strong=True)
    return None


def town_or_crossing(c: GateCandidate) -> Decision | None:
    """A town's name is the town unless its sentence is about crossing the border."""
    if c.town is None:
        return None
    before = c.context.tokens.keys[c.first - 1] if c.first else ""
    crossing = passing(c)
    if crossing and before not in _BEFORE_TOWN and c.context.beginning_at(c.last) is None:
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
    """Tell whether a word has nothing behind the name but what its place is called (凭祥市)."""
    return set(word[inside:]) <= _SUFFIXES


def _cue_behind(c: GateCandidate, at: int) -> Cue:
    """Return the cue of the longest known words that begin at a token; a remark in brackets before
    them is passed over."""
    keys = c.context.tokens.keys
    words = cues("zh", "after")
    if at < len(keys) and keys[at] in MARKS and c.context.raw(at) in ("（", "("):
        closing = next(
            (one for one in range(at + 1, min(at + 10, len(keys))) if keys[one] in MARKS), at
        )
        at = closing + 1
    for length in range(longest("zh", "after"), 0, -1):
        says = words.get(tuple(keys[at : at + length]))
        if says is not None and (length > 1 or _is_own_word(c, at)):
            return Cue(says, c.context.words(at, at + length, ""))
    return NO_CUE


def _is_own_word(c: GateCandidate, at: int) -> bool:
    """Tell whether a character is a word of its own or ends one: 市 does in 凭祥市, not in
    新兴市场."""
    if at >= c.sentence.last:
        return False
    offset = c.sentence.offset_of(at)
    found = c.sentence.word_at(offset)
    return offset == found.start + len(found.word) - 1


def _is_home_named(c: GateCandidate) -> bool:
    """Tell whether the sentence names the gate's own region, its counterpart, or Vietnam."""
    return c.sentence.regions.any_in((*c.home, "vietnam"), beside=c.in_its_place)


def _is_away_named(c: GateCandidate) -> bool:
    """Tell whether the sentence names a region that is not the gate's."""
    return c.sentence.regions.any_away(c.home, beside=c.in_its_place)


def passing(c: GateCandidate) -> str:
    """Return a word of the sentence that tells of crossing the border; empty if there is none."""
    return c.sentence.crossing_zh
