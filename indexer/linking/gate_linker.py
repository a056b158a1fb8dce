"""Link gates' names: decide for each what it is there, the gate, its town or something else.

1. The rules of its language look at each name alone (rules_vi.py, rules_zh.py).
2. What they decided in the whole document is summed up by gate (``_Summary``).
3. ``DOCUMENT_RULES`` decide with that in view; the first that does not pass decides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct

from indexer.analysis.tokens import HAN_CLASS
from indexer.linking import rules_vi, rules_zh
from indexer.linking.context import FieldContext, GateCandidate, gate_candidates
from indexer.linking.mention import GATE, OTHER, PLACE, TOWN, Decision, Mention
from indexer.linking.rules_vi import PLACE_WORD_ELSEWHERE
from indexer.linking.rules_zh import NOTHING_NEAR

RULES: Final = {"vi": rules_vi.RULES, "zh": rules_zh.RULES}


def link_gates(contexts: Mapping[str, FieldContext]) -> list[Mention]:
    """Return all mentions of gates' names in the fields of one document, in order, whatever each
    is."""
    alone = [
        (field, candidate, _by_rules(candidate))
        for field, context in contexts.items()
        for candidate in gate_candidates(context)
    ]
    decisions: dict[str, list[Decision]] = defaultdict(list)
    for _, candidate, decision in alone:
        if decision is not None:
            decisions[_pair(candidate)].append(decision)
    summaries = {pair: _Summary.of(found) for pair, found in decisions.items()}
    nothing = _Summary.of(())
    return [
        _mention(
            field,
            candidate,
            _by_document(_Case(candidate, decision, summaries.get(_pair(candidate), nothing))),
        )
        for field, candidate, decision in alone
    ]


class _Summary(Struct, frozen=True):
    """What the decisions on a gate and its counterpart say of the whole document.

    ``elsewhere``: a gate of that name lies elsewhere. ``here``: one is surely the gate or its town.
    ``gate_named``: one is the gate by its own word. ``town_named``: one is the town by more than
    default.
    """

    elsewhere: bool
    here: bool
    gate_named: bool
    town_named: bool

    @classmethod
    def of(cls, decisions: Iterable[Decision]) -> _Summary:
        kinds = {(one.label, one.strong, one.reason == TOWN) for one in decisions}
        elsewhere = any(label == OTHER and strong for label, strong, _ in kinds)
        return cls(
            elsewhere=elsewhere,
            here=any(label in (GATE, PLACE) for label, _, _ in kinds) and not elsewhere,
            gate_named=any(label == GATE and strong for label, strong, _ in kinds),
            town_named=any(label == PLACE and not by_default for label, _, by_default in kinds),
        )


class _Case(Struct, frozen=True):
    """A gate's name, what the rules decided on it alone, and what they decided in its document."""

    candidate: GateCandidate
    decision: Decision | None
    document: _Summary

    @property
    def reason(self) -> str:
        """The reason of the decision; empty where there is none."""
        return self.decision.reason if self.decision is not None else ""


def _pair(c: GateCandidate) -> str:
    """Return the gate and its counterpart are one crossing."""
    return c.gate.facts.get("pair", c.gate.id)


def _is_chinese(c: GateCandidate) -> bool:
    return HAN_CLASS in c.context.tokens.classes[c.first : c.last]


def _by_rules(c: GateCandidate) -> Decision | None:
    for rule in RULES["zh" if _is_chinese(c) else "vi"]:
        decision = rule(c)
        if decision is not None:
            return decision
    return None


def _by_document(case: _Case) -> Decision:
    for rule in DOCUMENT_RULES:
        decision = rule(case)
        if decision is not None:
            return decision
    return Decision(PLACE, TOWN)


def gate_elsewhere(case: _Case) -> Decision | None:
    """A gate of that name elsewhere (cửa khẩu Thanh Thủy of Nghệ An) takes the plain ones with
    it."""
    one = case.decision
    is_plain = one is not None and one.label == GATE and case.candidate.ambiguous
    if one is None or not is_plain or not case.document.elsewhere:
        return None
    return Decision(OTHER, "elsewhere_in_document", one.detail)


def place_word_here(case: _Case) -> Decision | None:
    """The commune or pagoda of that name is the one at the border where the document names it."""
    if case.decision is None or case.reason != PLACE_WORD_ELSEWHERE or not case.document.here:
        return None
    return Decision(PLACE, "place_word", case.decision.detail)


def decided_alone(case: _Case) -> Decision | None:
    """What its own words decide stays, unless it is the town by default, or nothing near spoke for
    the gate and the document does."""
    is_refuted = case.reason == NOTHING_NEAR and case.document.here
    return None if case.reason == TOWN or is_refuted else case.decision


def ambiguous_alone(case: _Case) -> Decision | None:
    """An ambiguous name of which nothing else is known is none."""
    if case.candidate.ambiguous and not case.document.here:
        return Decision(OTHER, NOTHING_NEAR)
    return None


def without_town(case: _Case) -> Decision | None:
    """A name that no town shares is the gate, if the document is about the border. Elsewhere it is
    the hamlet that the gate is named for (*mùa lúa ở Lũng Pô*)."""
    c = case.candidate
    if c.town is not None:
        return None
    if case.document.gate_named or case.document.here:
        return Decision(GATE, "gate_in_document")
    if c.is_border_text:
        return Decision(GATE, "only_a_gate")
    is_hamlet = not _is_chinese(c) and rules_vi.is_nobody_elses(c)
    return Decision(PLACE, TOWN) if is_hamlet else Decision(OTHER, NOTHING_NEAR)


def gate_in_document(case: _Case) -> Decision | None:
    """The document names the gate by its own word and never the town."""
    if case.document.gate_named and not case.document.town_named:
        return Decision(GATE, "gate_in_document")
    return None


def crossing_in_sentence(case: _Case) -> Decision | None:
    """The document names the gate, and the sentence is about crossing the border."""
    if not case.document.gate_named:
        return None
    crossing = (rules_zh if _is_chinese(case.candidate) else rules_vi).passing(case.candidate)
    return Decision(GATE, "passing", crossing) if crossing else None


DOCUMENT_RULES: Final[tuple[Callable[[_Case], Decision | None], ...]] = (
    gate_elsewhere,
    place_word_here,
    decided_alone,
    ambiguous_alone,
    without_town,
    gate_in_document,
    crossing_in_sentence,
)


def _mention(field: str, c: GateCandidate, decision: Decision) -> Mention:
    tokens = c.context.tokens
    return Mention(
        field=field,
        start=tokens.starts[c.first],
        end=tokens.ends[c.last - 1],
        surface=c.surface,
        entity=c.gate.id,
        kind=c.gate.kind,
        label=decision.label,
        reason=decision.reason,
        detail=decision.detail,
        place=c.town.id if decision.label == PLACE and c.town else "",
    )
