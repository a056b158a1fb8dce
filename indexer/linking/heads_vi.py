"""Find the Vietnamese word that heads a gate's name: directly before it (*cửa khẩu A*), over the
names of a list (*các cửa khẩu A, B và C*), or over the ends of a road (*cao tốc A – B*)."""

from __future__ import annotations

from typing import Final

from indexer.analysis.tokens import EITHER
from indexer.linking.context import FieldContext, GateCandidate
from indexer.linking.cue_words import Cue, cues, longest
from synonyms.word_lists import word_list

LISTED: Final = 4
"""Most names of a list between a name and the word that heads the list: *các cửa khẩu A, B và
C*."""

_DASHES: Final = frozenset("-–—")
_JOINING: Final = frozenset(word_list("gate_words", "vi", "list", "joining"))
_HEADS: Final = frozenset(("gate", "road", "place"))
_PLURAL: Final = frozenset(
    word.split()[-1] for word in word_list("gate_words", "vi", "list", "plural")
)
"""The last syllables of words that say that several of something follow."""


def cue_before(c: GateCandidate) -> Cue | None:
    """Return the cue of the words just before a name."""
    return _cue_at(c.context, c.first)


def head_of_list(c: GateCandidate) -> Cue | None:
    """Return the cue that heads a list of names in which the candidate stands: of a gate (*các cửa
    khẩu A, B và C*), of a road (*cao tốc A - B và C - D*), or of places if there are said to be
    several (*các xã A và B*; in *xã A, B* the xã lies in B)."""
    context, at = c.context, c.first
    keys = context.tokens.keys
    for _ in range(LISTED):
        joined = at > 0 and (
            keys[at - 1] in _JOINING or keys[at - 1] == "," or follows_dash(context, at)
        )
        if not joined:
            return None
        at -= keys[at - 1] in _JOINING or keys[at - 1] == ","
        end = at
        at = context.run_start(end)
        if at == end:
            return None
        cue = _cue_at(context, at)
        if cue is not None:
            is_head = cue.says != "place" or _is_plural(context, at, cue)
            return cue if cue.says in _HEADS and is_head else None
    return None


def _is_plural(context: FieldContext, first: int, cue: Cue) -> bool:
    """Tell whether a word of number stands before the cue of a name."""
    at = first - len(cue.words.split()) - 1
    keys = context.tokens.keys
    return at >= 0 and (keys[at] in _PLURAL or keys[at].isdigit())


def is_end(c: GateCandidate) -> bool:
    """Tell whether a dash stands just before or behind a name."""
    context = c.context
    before = c.first > 0 and (context.raw(c.first - 1) in _DASHES or follows_dash(context, c.first))
    return before or (c.last < len(context.tokens.keys) and is_dash(context, c.last))


def is_dash(context: FieldContext, at: int) -> bool:
    """Tell whether a token is a dash, or one stands before it."""
    return context.raw(at) in _DASHES or follows_dash(context, at)


def follows_dash(context: FieldContext, at: int) -> bool:
    """Tell whether a dash without spaces stands before a token."""
    return context.gap(at).strip() in _DASHES


def _cue_at(context: FieldContext, first: int) -> Cue | None:
    """Return the cue of the longest known words that end before a token."""
    if first not in context.cues_before:
        context.cues_before[first] = _find_cue(context, first)
    return context.cues_before[first]


def _find_cue(context: FieldContext, first: int) -> Cue | None:
    tokens = context.tokens
    words = cues("vi", "before")
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
            return Cue(says, context.words(at - length, at, " "))
        at -= length
    return None
