"""What a gate's name means in Vietnamese: rules in the order in which they decide.

Each looks at one candidate and decides or passes. The order and the words come from labelled
news (docs/measurements.md, Mentions): what stands just before the name decides most.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, LOWER, MARKS
from indexer.linking.context import Candidate, Scene
from indexer.linking.cue_words import longest, table
from indexer.linking.mention import GATE, OTHER, PLACE, Decision
from synonyms.word_lists import word_list, word_rows

Rule = Callable[[Candidate], Decision | None]

REACH: Final = 10
"""Tokens behind a name in which the region is looked for: *thôn X, xã Y, huyện Z, tỉnh …*."""

NEAR: Final = 6
"""Tokens between a gate and its counterpart that still read as a pair."""

LISTED: Final = 4
"""Most names of a list between a name and the word that heads the list: *các cửa khẩu A, B và
C*."""

PLACE_WORD_ELSEWHERE: Final = "place_word_elsewhere"
"""A commune, pagoda or police of that name, of which nothing says that it lies at the border."""

_DASHES: Final = frozenset("-–—")
_JOINING: Final = frozenset(word_list("gate_words", "vi", "list", "joining"))

_IN_ADDRESSES: Final = frozenset(word_list("gate_words", "vi", "list", "address"))
"""Syllables that stand between the names of an address."""

_RANKS: Final = {
    labels[2]: frozenset(words)
    for labels, words in word_rows("gate_words")
    if labels[:2] == ("vi", "rank")
}
"""By type of place, what such a place is called before its name."""


def inside_longer_name(c: Candidate) -> Decision | None:
    """*thành phố Lào Cai*, *Hội Hữu nghị Việt – Trung*: the longer name is what is meant."""
    around = c.scene.around(c.found)
    if around is None:
        return None
    text = " ".join(c.scene.raw(at) for at in range(around.first, around.last))
    kinds = {entity.kind for entity, _ in around.named}
    if "place" in kinds:
        is_home = c.side(around) == "home" or not c.ambiguous
        return Decision(PLACE if is_home else OTHER, "longer_name", text)
    return Decision(OTHER, "longer_name", text)


def name_goes_on(c: Candidate) -> Decision | None:
    """*xã Tân Thanh Tây*, *Kim Thành Huy*: another capitalised word behind makes another name."""
    scene, at = c.scene, c.last
    classes = scene.tokens.classes
    if not c.ambiguous or at >= len(classes) or classes[at] != CAPITAL:
        return None
    if scene.beginning_at(at) is not None or (scene.tokens.keys[at],) in table("vi", "before"):
        return None
    return Decision(OTHER, "name_goes_on", scene.raw(at))


def name_began_before(c: Candidate) -> Decision | None:
    """*Nguyễn Đông Hưng*, *Mâu Thanh Thủy*: a capitalised word before makes another name."""
    scene, at = c.scene, c.first - 1
    if not c.ambiguous or at < 0 or scene.tokens.classes[at] != CAPITAL:
        return None
    if scene.ending_at(c.first) is not None or (scene.tokens.keys[at],) in table("vi", "before"):
        return None
    if scene.raw(at).isupper() and len(scene.raw(at)) > 1:
        # UBND, XNK, QL: an abbreviation is no part of a name.
        return None
    if _begins_sentence(scene, at) and (at + 1 < c.first or _says_before(c)):
        return None
    return Decision(OTHER, "name_began_before", scene.raw(at))


def word_before(c: Candidate) -> Decision | None:
    """The word that heads the name, directly or over the names of a list."""
    says, word = _says_before(c) or _heading_list(c) or ("", "")
    side = _region_after(c)
    if says == "gate":
        if side == "away":
            return Decision(OTHER, "other_region", word, strong=True)
        return Decision(GATE, "gate_word", word, strong=True)
    if says in ("market", "post"):
        # A market or post may bear the name anywhere; the document says whether it is the gate's.
        return None if c.ambiguous else Decision(GATE, "gate_word", word)
    if says == "place":
        if side == "away":
            return Decision(OTHER, "other_region", word)
        if c.town is not None and not _is_other_rank(c, word):
            return Decision(PLACE, "place_word", word)
        if side == "home" or not c.ambiguous:
            return Decision(PLACE, "place_word", word)
        return Decision(OTHER, PLACE_WORD_ELSEWHERE, word)
    if says == "person" and c.ambiguous:
        return Decision(OTHER, "person_word", word)
    if says == "other":
        return Decision(OTHER if c.ambiguous else PLACE, "other_word", word)
    return None


def region_after(c: Candidate) -> Decision | None:
    """*Đông Hưng, Thái Bình* lies elsewhere; *Tân Thanh (Lạng Sơn)* does not."""
    side = _region_after(c)
    if side == "away":
        return Decision(OTHER, "other_region", "") if c.ambiguous else None
    if side == "home" and c.ambiguous:
        return Decision(PLACE if c.town else GATE, "home_region", "")
    return None


def pair_near(c: Candidate) -> Decision | None:
    """*Tân Thanh – Pò Chài*: the gate on the other side stands beside it."""
    counterpart = c.scene.lexicon.gazetteer.counterpart(c.gate)
    if counterpart is None:
        return None
    for one in c.scene.between(c.first - NEAR, c.last + NEAR):
        if one is not c.found and any(entity.id == counterpart.id for entity, _ in one.named):
            names_town = any(entity.kind == "place" for entity, _ in one.named)
            between = range(min(c.last, one.last), max(c.first, one.first) + 1)
            is_way = any(
                c.scene.raw(at) in _DASHES or c.scene.gap(at).strip() in _DASHES for at in between
            )
            if is_way or not (c.town and names_town):
                text = " ".join(c.scene.raw(at) for at in range(one.first, one.last))
                return Decision(GATE, "pair_near", text)
    return None


def half_capitalised(c: Candidate) -> Decision | None:
    """*Hữu nghị* is a name's first word at most (Hội Hữu nghị), *Sầm Sơn yêu cầu* not even that."""
    if (c.ambiguous or c.town is None) and LOWER in c.scene.tokens.classes[c.first : c.last]:
        return Decision(OTHER, "lower_case")
    return None


RULES: Final[tuple[Rule, ...]] = (
    inside_longer_name,
    name_goes_on,
    name_began_before,
    word_before,
    half_capitalised,
    region_after,
    pair_near,
)


def _begins_sentence(scene: Scene, at: int) -> bool:
    return at == 0 or scene.tokens.keys[at - 1] in MARKS


def passing(c: Candidate) -> str:
    """Words of the sentence that tell of crossing the border; empty if there are none."""
    return c.sentence.crossing_vi


def _says_before(c: Candidate) -> tuple[str, str] | None:
    return _says_at(c.scene, c.first)


def _says_at(scene: Scene, first: int) -> tuple[str, str] | None:
    """What the longest known words that end before a token say, and these words."""
    if first not in scene.said_before:
        scene.said_before[first] = _said(scene, first)
    return scene.said_before[first]


def _said(scene: Scene, first: int) -> tuple[str, str] | None:
    tokens = scene.tokens
    words = table("vi", "before")
    at = first
    while at > 0:
        for length in range(min(longest("vi", "before"), at), 0, -1):
            keys = tuple(tokens.keys[at - length : at])
            says = words.get(keys)
            if says is not None:
                break
        else:
            # A number of the way (đường bộ số II) says nothing itself.
            if tokens.classes[at - 1] == EITHER:
                at -= 1
                continue
            return None
        if says != "skip":
            return says, " ".join(scene.raw(one) for one in range(at - length, at))
        at -= length
    return None


def _heading_list(c: Candidate) -> tuple[str, str] | None:
    """What heads a list of names that the candidate stands in (*các cửa khẩu A, B và C*)."""
    scene, at = c.scene, c.first
    keys = scene.tokens.keys
    for _ in range(LISTED):
        joined = at > 0 and (
            keys[at - 1] in _JOINING or keys[at - 1] == "," or scene.gap(at).strip() in _DASHES
        )
        if not joined:
            return None
        at -= keys[at - 1] in _JOINING or keys[at - 1] == ","
        end = at
        at = scene.run_start(end)
        if at == end:
            return None
        found = _says_at(scene, at)
        if found is not None:
            return found if found[0] == "gate" else None
    return None


def _region_after(c: Candidate) -> str:
    """The first region named behind the name in one address: home, away or nothing."""
    scene = c.scene
    keys, classes = scene.tokens.keys, scene.tokens.classes
    end = c.sentence.last
    at = c.last
    while at < min(c.last + REACH, end):
        if scene.gap(at).strip() in _DASHES or scene.raw(at) in _DASHES:
            # The other end of a route (Móng Cái – Hải Phòng) says nothing of where this one is.
            return ""
        found = scene.beginning_at(at)
        if found is not None:
            side = c.side(found) or c.side_of_country(found)
            if side:
                return side
            at = found.last
        elif keys[at] in MARKS or classes[at] in (CAPITAL, EITHER) or keys[at] in _IN_ADDRESSES:
            at += 1
        else:
            return ""
    return ""


def _is_other_rank(c: Candidate, word: str) -> bool:
    """Whether the word is a rank that the gate's own town has not: *huyện Đông Hưng* is not the
    city of that name."""
    rank = word.lower().replace(".", "")
    ranks = _RANKS.get(c.town.facts.get("type", "") if c.town else "", frozenset())
    return c.ambiguous and bool(ranks) and rank not in ranks and _region_after(c) != "home"
