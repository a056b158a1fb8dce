"""The gates' mentions of a document, decided: rules, then what the rest of the document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from indexer.mentions import chinese, vietnamese
from indexer.mentions.chinese import NOTHING_NEAR
from indexer.mentions.mention import GATE, OTHER, PLACE, TOWN, Decision, Mention
from indexer.mentions.scene import Candidate, Scene, candidates
from indexer.mentions.vietnamese import PLACE_WORD_ELSEWHERE
from indexer.tokens import HAN_CLASS

RULES: Final = {"vi": vietnamese.RULES, "zh": chinese.RULES}


def gate_mentions(scenes: Mapping[str, Scene]) -> list[Mention]:
    """All mentions of gates in the fields of one document, in order, whatever they are."""
    decided = [
        (field, one, _by_rules(one)) for field, scene in scenes.items() for one in candidates(scene)
    ]
    document: dict[str, list[Decision]] = defaultdict(list)
    for _, one, decision in decided:
        if decision is not None:
            document[_pair(one)].append(decision)
    return [
        _mention(field, one, _by_document(one, decision, document[_pair(one)]))
        for field, one, decision in decided
    ]


def _pair(c: Candidate) -> str:
    return c.gate.facts.get("pair", c.gate.id)


def _is_chinese(c: Candidate) -> bool:
    return HAN_CLASS in c.scene.tokens.classes[c.first : c.last]


def _by_rules(c: Candidate) -> Decision | None:
    for rule in RULES["zh" if _is_chinese(c) else "vi"]:
        decision = rule(c)
        if decision is not None:
            return decision
    return None


def _by_document(c: Candidate, decision: Decision | None, document: Sequence[Decision]) -> Decision:
    """The decision with the document's other mentions of the gate and its counterpart in view.

    A gate of that name elsewhere (cửa khẩu Thanh Thủy of Nghệ An) takes the plain ones with it;
    one that is surely the gate or its town speaks for those of which nothing else is known.
    """
    elsewhere = any(one.strong and one.label == OTHER for one in document)
    here = any(one.label in (GATE, PLACE) for one in document) and not elsewhere
    plainly = any(one.strong and one.label == GATE for one in document)
    if decision is not None and decision.label == GATE and c.ambiguous and elsewhere:
        return Decision(OTHER, "elsewhere_in_document", decision.detail)
    if decision is not None and decision.reason == PLACE_WORD_ELSEWHERE and here:
        return Decision(PLACE, "place_word", decision.detail)
    is_open = decision is None or decision.reason == TOWN
    if decision is not None and not is_open and not (decision.reason == NOTHING_NEAR and here):
        return decision
    if c.ambiguous and not here:
        return Decision(OTHER, NOTHING_NEAR)
    if c.town is None:
        if plainly or here:
            return Decision(GATE, "gate_in_document")
        about = c.scene.at_border or c.home_in_text
        return Decision(GATE, "only_a_gate") if about else Decision(OTHER, NOTHING_NEAR)
    named_town = any(one.label == PLACE and one.reason != TOWN for one in document)
    if plainly and not named_town:
        return Decision(GATE, "gate_in_document")
    crossing = chinese.passing(c) if _is_chinese(c) else vietnamese.passing(c)
    if plainly and crossing:
        return Decision(GATE, "passing", crossing)
    return Decision(PLACE, TOWN)


def _mention(field: str, c: Candidate, decision: Decision) -> Mention:
    tokens = c.scene.tokens
    return Mention(
        field=field,
        start=tokens.starts[c.first],
        end=tokens.ends[c.last - 1],
        surface=c.surface(),
        entity=c.gate.id,
        kind=c.gate.kind,
        label=decision.label,
        reason=decision.reason,
        detail=decision.detail,
        place=c.town.id if decision.label == PLACE and c.town else "",
    )
