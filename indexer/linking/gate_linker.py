"""The gates' mentions of a document, decided: rules, then what the rest of the document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from indexer.analysis.tokens import HAN_CLASS
from indexer.linking import rules_vi, rules_zh
from indexer.linking.context import Candidate, Scene, candidates
from indexer.linking.mention import GATE, OTHER, PLACE, TOWN, Decision, Mention
from indexer.linking.rules_vi import PLACE_WORD_ELSEWHERE
from indexer.linking.rules_zh import NOTHING_NEAR

RULES: Final = {"vi": rules_vi.RULES, "zh": rules_zh.RULES}


def gate_mentions(scenes: Mapping[str, Scene]) -> list[Mention]:
    """All mentions of gates in the fields of one document, in order, whatever they are."""
    decided = [
        (field, one, _by_rules(one)) for field, scene in scenes.items() for one in candidates(scene)
    ]
    document: dict[str, list[Decision]] = defaultdict(list)
    for _, one, decision in decided:
        if decision is not None:
            document[_pair(one)].append(decision)
    told = {pair: _Told.of(decisions) for pair, decisions in document.items()}
    nothing = _Told.of(())
    return [
        _mention(field, one, _by_document(one, decision, told.get(_pair(one), nothing)))
        for field, one, decision in decided
    ]


@dataclass(frozen=True, slots=True)
class _Told:
    """What the decisions on a gate and its counterpart say of the whole document.

    ``elsewhere``: a gate of that name lies elsewhere. ``here``: one is surely the gate or its town.
    ``plainly``: one is the gate by its own word. ``town``: one is the town by more than default.
    """

    elsewhere: bool
    here: bool
    plainly: bool
    town: bool

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> _Told:
        kinds = {(one.label, one.strong, one.reason == TOWN) for one in decisions}
        elsewhere = any(label == OTHER and strong for label, strong, _ in kinds)
        return cls(
            elsewhere=elsewhere,
            here=any(label in (GATE, PLACE) for label, _, _ in kinds) and not elsewhere,
            plainly=any(label == GATE and strong for label, strong, _ in kinds),
            town=any(label == PLACE and not by_default for label, _, by_default in kinds),
        )


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


def _by_document(c: Candidate, decision: Decision | None, told: _Told) -> Decision:
    """The decision with the document's other mentions of the gate and its counterpart in view.

    A gate of that name elsewhere (cửa khẩu Thanh Thủy of Nghệ An) takes the plain ones with it;
    one that is surely the gate or its town speaks for those of which nothing else is known.
    """
    if decision is not None and decision.label == GATE and c.ambiguous and told.elsewhere:
        return Decision(OTHER, "elsewhere_in_document", decision.detail)
    if decision is not None and decision.reason == PLACE_WORD_ELSEWHERE and told.here:
        return Decision(PLACE, "place_word", decision.detail)
    is_open = decision is None or decision.reason == TOWN
    is_refuted = decision is not None and decision.reason == NOTHING_NEAR and told.here
    if decision is not None and not is_open and not is_refuted:
        return decision
    if c.ambiguous and not told.here:
        return Decision(OTHER, NOTHING_NEAR)
    if c.town is None:
        if told.plainly or told.here:
            return Decision(GATE, "gate_in_document")
        about = c.scene.at_border or c.home_in_text
        return Decision(GATE, "only_a_gate") if about else Decision(OTHER, NOTHING_NEAR)
    if told.plainly and not told.town:
        return Decision(GATE, "gate_in_document")
    crossing = rules_zh.passing(c) if _is_chinese(c) else rules_vi.passing(c)
    if told.plainly and crossing:
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
