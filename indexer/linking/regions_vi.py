"""Find what the words around a gate's name say of where it lies, in Vietnamese."""

from __future__ import annotations

from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, MARKS
from indexer.linking.context import GateCandidate
from indexer.linking.heads_vi import cue_before, head_of_list, is_dash, is_joining
from synonyms.word_lists import word_list

REACH: Final = 10
"""Tokens behind a name in which the region is looked for: *thôn X, xã Y, huyện Z, tỉnh …*."""

_IN_ADDRESSES: Final = frozenset(word_list("gate_words", "vi", "list", "address"))
"""Syllables that stand between the names of an address."""

_ELSES: Final = frozenset(("market", "person"))
_LOCATIVE: Final = frozenset(word_list("gate_words", "vi", "list", "locative"))


def region_behind(c: GateCandidate, among_gates: bool = False) -> str:
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


def is_home_sentence(c: GateCandidate) -> bool:
    """Tell whether the sentence names the region of the gate and no other (*các xã Vị Xuyên và
    Thanh Thủy*: the gate Thanh Thủy lies in Vị Xuyên)."""
    regions, beside = c.sentence.regions, c.in_its_place
    return regions.any_in(c.home, beside) and not regions.any_away(c.home, beside)


def is_placed(c: GateCandidate) -> bool:
    """Tell whether a name stands where only a place of its region does: behind *ở* or *qua*, or
    next to a home name of a list (*Móng Cái, Đông Hưng*). People stand in such a sentence too
    (*Tân Thanh hát ở Lạng Sơn*), and a border town has several markets (*chợ Sài Gòn - Hữu Nghị*).
    """
    cue = cue_before(c) or head_of_list(c, _ELSES)
    if not is_home_sentence(c) or (cue is not None and cue.says in _ELSES):
        return False
    keys, at = c.context.tokens.keys, c.first - 1
    if (cue is not None and cue.says == "post") or (at >= 0 and keys[at] in _LOCATIVE):
        return True
    beside = c.context.ending_at(at) if is_joining(c.context, at) else None
    return beside is not None and c.side(beside) == "home"
