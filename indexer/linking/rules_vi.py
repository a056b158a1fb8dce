"""Decide what a gate's name means in Vietnamese: rules, in the order in which they decide.

Each looks at one candidate and decides, or passes by None. The order and the words come from
labelled news (docs/measurements.md, Gates told apart): what stands just before the name decides
most.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, LOWER, MARKS
from indexer.linking.context import FieldContext, GateCandidate
from indexer.linking.cue_words import cues
from indexer.linking.heads_vi import cue_before, follows_dash, head_of_list, is_dash, is_end
from indexer.linking.mention import GATE, OTHER, PLACE, Decision
from synonyms.word_lists import word_list, word_rows

Rule = Callable[[GateCandidate], Decision | None]

REACH: Final = 10
"""Tokens behind a name in which the region is looked for: *thôn X, xã Y, huyện Z, tỉnh …*."""

NEAR: Final = 6
"""Tokens between a gate and its counterpart that still read as a pair."""

SHORT: Final = 2
"""Syllables up to which a name may be anybody's (Bình Nhi) or two words (Sầm Sơn yêu cầu)."""

PLACE_WORD_ELSEWHERE: Final = "place_word_elsewhere"
"""A commune, pagoda or police of that name, of which nothing says that it lies at the border."""

_IN_ADDRESSES: Final = frozenset(word_list("gate_words", "vi", "list", "address"))
"""Syllables that stand between the names of an address."""

_SURNAMES: Final = frozenset(word_list("surnames_vi", "sure"))

_RANKS: Final = {
    labels[2]: frozenset(words)
    for labels, words in word_rows("gate_words")
    if labels[:2] == ("vi", "rank")
}
"""By type of place, what such a place is called before its name."""


def inside_longer_name(c: GateCandidate) -> Decision | None:
    """*thành phố Lào Cai*, *Hội Hữu nghị Việt – Trung*: the longer name is what is meant."""
    around = c.context.around(c.match)
    if around is None:
        return None
    text = c.context.words(around.first, around.last, " ")
    kinds = {entity.kind for entity, _ in around.entities}
    if "place" in kinds:
        is_home = c.side(around) == "home" or not c.ambiguous
        return Decision(PLACE if is_home else OTHER, "longer_name", text)
    return Decision(OTHER, "longer_name", text)


def name_goes_on(c: GateCandidate) -> Decision | None:
    """*xã Tân Thanh Tây*, *Kim Thành Huy*: another capitalised word behind makes another name."""
    if not c.ambiguous or not _goes_on(c):
        return None
    return Decision(OTHER, "name_goes_on", c.context.raw(c.last))


def _goes_on(c: GateCandidate) -> bool:
    """Tell whether the capitalised word behind a name is a part of it."""
    context, at = c.context, c.last
    classes = context.tokens.classes
    if at >= len(classes) or classes[at] != CAPITAL or follows_dash(context, at):
        return False
    keys = context.tokens.keys
    return context.beginning_at(at) is None and (keys[at],) not in cues("vi", "before")


def name_began_before(c: GateCandidate) -> Decision | None:
    """*Nguyễn Đông Hưng*, *Mâu Thanh Thủy*: a capitalised word before makes another name."""
    if not c.ambiguous or not _began_before(c):
        return None
    return Decision(OTHER, "name_began_before", c.context.raw(c.first - 1))


def _began_before(c: GateCandidate) -> bool:
    """Tell whether the capitalised word before a name is a part of it."""
    context, at = c.context, c.first - 1
    if at < 0 or context.tokens.classes[at] != CAPITAL or follows_dash(context, c.first):
        return False
    if context.ending_at(c.first) is not None or (context.tokens.keys[at],) in cues("vi", "before"):
        return False
    if context.raw(at).isupper() and len(context.raw(at)) > 1:
        # UBND, XNK, QL: an abbreviation is no part of a name.
        return False
    return not (_begins_sentence(context, at) and (at + 1 < c.first or cue_before(c)))


def word_before(c: GateCandidate) -> Decision | None:
    """The word that heads the name, directly or over the names of a list."""
    cue = cue_before(c) or head_of_list(c)
    decide = _BY_CUE.get(cue.says) if cue is not None else None
    return decide(c, cue.words) if cue is not None and decide is not None else None


def _gate_word(c: GateCandidate, word: str) -> Decision | None:
    """*cửa khẩu Hữu Nghị*; the region behind it may make it another gate."""
    if c.ambiguous and _region_behind(c, among_gates=True) == "away":
        return Decision(OTHER, "other_region", word, strong=True)
    return Decision(GATE, "gate_word", word, strong=True)


def _market_word(c: GateCandidate, word: str) -> Decision | None:
    """A market or post may bear the name anywhere; the document says whether it is the gate's."""
    return None if c.ambiguous else Decision(GATE, "gate_word", word)


def _place_word(c: GateCandidate, word: str) -> Decision | None:
    """*thành phố Móng Cái*, *công an Đông Hưng*: the word of a place makes it the place, unless it
    is another one."""
    if not c.ambiguous:
        # Nobody else's name: a region behind it is another of a list (các tỉnh Lào Cai, Sơn La).
        return Decision(PLACE, "place_word", word)
    side = _region_behind(c)
    if side == "away":
        return Decision(OTHER, "other_region", word)
    is_town = c.town is not None and not _is_other_rank(c, word)
    if is_town or side == "home" or _is_home_sentence(c):
        return Decision(PLACE, "place_word", word)
    return Decision(OTHER, PLACE_WORD_ELSEWHERE, word)


def _person_word(c: GateCandidate, word: str) -> Decision | None:
    """*ông Tân Thanh* is a person."""
    return Decision(OTHER, "person_word", word) if c.ambiguous else None


def _other_word(c: GateCandidate, word: str) -> Decision | None:
    """*bệnh viện Đông Hưng* is a hospital."""
    return Decision(OTHER if c.ambiguous else PLACE, "other_word", word)


def _road_word(c: GateCandidate, word: str) -> Decision | None:
    """*cao tốc Hữu Nghị - Chi Lăng* begins at the gate, *Vân Đồn - Móng Cái* ends at the city, and
    *Vinh - Thanh Thủy* is a road of Nghệ An: its other end does not lie where the gate does."""
    is_town = c.town is not None and c.town.facts.get("type") != "district"
    if is_town or c.gate.facts.get("mode") != "road" or not is_end(c):
        return None
    near = c.context.between(c.first - NEAR, c.last + NEAR)
    is_home = any(one is not c.match and c.side(one) == "home" for one in near)
    return Decision(GATE, "gate_word", word) if is_home or not c.ambiguous else None


_BY_CUE: Final = {
    "gate": _gate_word,
    "market": _market_word,
    "post": _market_word,
    "road": _road_word,
    "place": _place_word,
    "person": _person_word,
    "other": _other_word,
}
"""What each cue before a name decides."""


def region_after(c: GateCandidate) -> Decision | None:
    """*Đông Hưng, Thái Bình* lies elsewhere; *Tân Thanh (Lạng Sơn)* does not."""
    side = _region_behind(c)
    if side == "away":
        return Decision(OTHER, "other_region", "") if c.ambiguous else None
    if side == "home" and c.ambiguous:
        return Decision(PLACE if c.town else GATE, "home_region", "")
    return None


def pair_near(c: GateCandidate) -> Decision | None:
    """*Tân Thanh – Pò Chài*: the gate on the other side stands beside it."""
    counterpart = c.context.matcher.gazetteer.counterpart(c.gate)
    if counterpart is None:
        return None
    for one in c.context.between(c.first - NEAR, c.last + NEAR):
        if one is not c.match and any(entity.id == counterpart.id for entity, _ in one.entities):
            names_town = any(entity.kind == "place" for entity, _ in one.entities)
            between = range(min(c.last, one.last), max(c.first, one.first) + 1)
            is_way = any(is_dash(c.context, at) for at in between)
            if is_way or not (c.town and names_town):
                text = c.context.words(one.first, one.last, " ")
                return Decision(GATE, "pair_near", text)
    return None


def half_capitalised(c: GateCandidate) -> Decision | None:
    """*Hữu nghị* is a name's first word at most (Hội Hữu nghị), *Sầm Sơn yêu cầu* not even that."""
    is_short = c.town is None and c.last - c.first <= SHORT
    if (c.ambiguous or is_short) and LOWER in c.context.tokens.classes[c.first : c.last]:
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


def is_nobody_elses(c: GateCandidate) -> bool:
    """Tell whether an unambiguous name can only be the locality, whatever its text is about.

    Two syllables of the Chinese side cannot: read in Vietnamese they are heroines of novels too
    (Bình Nhi, Đô Long). Neither can what a person's cue or another part of a name stands beside.
    """
    is_read = c.gate.facts.get("side") == "CN" and c.last - c.first <= SHORT
    cue = cue_before(c)
    is_person = cue is not None and cue.says == "person"
    at = c.first - 1
    keys = c.context.tokens.keys
    # The first word of a sentence has its capital anyway (Thăm Cốc Nam).
    began = _began_before(c) and (not _begins_sentence(c.context, at) or keys[at] in _SURNAMES)
    return not (is_read or is_person or began or _goes_on(c))


def _begins_sentence(context: FieldContext, at: int) -> bool:
    return at == 0 or context.tokens.keys[at - 1] in MARKS


def passing(c: GateCandidate) -> str:
    """Return words of the sentence that tell of crossing the border; empty if there are none."""
    return c.sentence.crossing_vi


def _region_behind(c: GateCandidate, among_gates: bool = False) -> str:
    """Return the side of the first region behind the name in one address: home, away or empty.

    ``among_gates``: a region whose name a gate has too is the next gate of a list (*cửa khẩu Hữu
    Nghị, Lào Cai*)."""
    context = c.context
    keys, classes = context.tokens.keys, context.tokens.classes
    end = c.sentence.last
    at = c.last
    while at < min(c.last + REACH, end):
        if is_dash(context, at):
            # The other end of a route (Móng Cái – Hải Phòng) says nothing of where this one is.
            return ""
        found = context.beginning_at(at)
        if found is not None:
            side = c.side(found) or c.side_of_country(found)
            is_listed = among_gates and any(one.entity.kind == "gate" for one in found.entities)
            if side and not (side == "away" and is_listed):
                return side
            at = found.last
        elif keys[at] in MARKS or classes[at] in (CAPITAL, EITHER) or keys[at] in _IN_ADDRESSES:
            at += 1
        else:
            return ""
    return ""


def _is_home_sentence(c: GateCandidate) -> bool:
    """Tell whether the sentence names the region of the gate and no other (*các xã Vị Xuyên và
    Thanh Thủy*: the gate Thanh Thủy lies in Vị Xuyên)."""
    regions, beside = c.sentence.regions, c.in_its_place
    return regions.any_in(c.home, beside) and not regions.any_away(c.home, beside)


def _is_other_rank(c: GateCandidate, word: str) -> bool:
    """Tell whether the word is a rank that the gate's own town does not have: *huyện Đông Hưng* is
    not the city of that name."""
    rank = word.lower().replace(".", "")
    ranks = _RANKS.get(c.town.facts.get("type", "") if c.town else "", frozenset())
    return c.ambiguous and bool(ranks) and rank not in ranks and _region_behind(c) != "home"
