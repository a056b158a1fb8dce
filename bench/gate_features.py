"""What the rules for gates ask about a gate's name, as features: for ``bench.gate_model``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.linking.context import FieldContext, GateCandidate, gate_candidates
from indexer.linking.cue_words import cues
from indexer.linking.gate_linker import link_gates
from indexer.linking.heads_vi import cue_before, head_of_list, is_end
from indexer.linking.mention import Mention
from indexer.linking.name_matcher import NameMatch, NameMatcher

Place = tuple[str, int]
"""Field and start."""


class Seen(NamedTuple):
    """A gate's name in a document: what the rules decided, and its features."""

    mention: Mention
    features: frozenset[str]


def features(c: GateCandidate, mention: Mention, others: Iterable[Mention]) -> Iterator[str]:
    """Yield what the rules ask about a gate's name, and what they decided on the ``others`` of its
    crossing in the document."""
    context, tokens, sentence = c.context, c.context.tokens, c.sentence
    yield f"the name is {'ambiguous' if c.ambiguous else 'nobody elses'}"
    yield f"side {c.gate.facts.get('side', '')}"
    yield f"way {c.gate.facts.get('mode', '')}"
    yield f"town {c.town.facts.get('type', '') if c.town else 'none'}"
    yield f"in the {mention.field}"
    yield f"rules: {mention.reason}"
    for name, at in (("1 before", c.first - 1), ("1 behind", c.last), ("2 before", c.first - 2)):
        inside = sentence.first <= at < sentence.last
        yield f"{name} {tokens.keys[at] if inside else 'nothing'}"
        if inside and "1" in name:
            yield f"{name} is of class {tokens.classes[at]}"
    for where, match in (
        ("before", context.ending_at(c.first)),
        ("behind", context.beginning_at(c.last)),
    ):
        if match is not None:
            yield from (f"{where} stands a {kind}" for kind in _kinds(match))
            yield f"{where} stands one of {c.side(match) or 'neither side'}"
    if is_end(c):
        yield "at a dash"
    if c.first and context.raw(c.first - 1) in ("(", "（"):
        yield "in brackets"
    cue = cue_before(c) or head_of_list(c)
    if cue is not None:
        yield f"headed by {cue.says}"
    if context.around(c.match) is not None:
        yield "in a longer name"
    yield from _around(c, others)


def _around(c: GateCandidate, others: Iterable[Mention]) -> Iterator[str]:
    """Yield what the sentence and the document say."""
    sentence, context, beside = c.sentence, c.context, c.in_its_place
    keys = context.tokens.keys
    text = " ".join(keys[sentence.first : sentence.last])
    for lang in ("vi", "zh"):
        for words in cues(lang, "sentence"):
            if f" {' '.join(words)} " in f" {text} ":
                yield f"sentence: {' '.join(words)}"
    if sentence.crossing_vi or sentence.crossing_zh:
        yield "sentence of crossing"
    if sentence.regions.any_in(c.home, beside):
        yield "sentence names home"
    if sentence.regions.any_away(c.home, beside):
        yield "sentence names away"
    counterpart = context.matcher.gazetteer.counterpart(c.gate)
    matches = list(context.between(sentence.first, sentence.last))
    if counterpart and any(e.id == counterpart.id for one in matches for e, _ in one.entities):
        yield "sentence names the other side"
    if any(one is not c.match and "gate" in _kinds(one) for one in matches):
        yield "sentence names another gate's name"
    yield f"text {'of' if context.at_border else 'not of'} the border"
    yield f"text {'names' if c.home_in_text else 'does not name'} home"
    for one in others:
        yield f"elsewhere: {one.label} by {one.reason}"


def _kinds(match: NameMatch) -> set[str]:
    return {entity.kind for entity, _ in match.entities}


def seen_in(matcher: NameMatcher, document: Document) -> dict[Place, Seen]:
    """Return the gates' names of a document."""
    analysed = Analysed.of(document)
    contexts = {
        "title": FieldContext(matcher, document.title, analysed.title),
        "body": FieldContext(matcher, document.body, analysed.body),
    }
    mentions = link_gates(contexts)
    pairs = {one.id: one.facts.get("pair", one.id) for one in matcher.gazetteer.of_kind("gate")}
    candidates = [c for context in contexts.values() for c in gate_candidates(context)]
    found = {}
    for c, mention in zip(candidates, mentions, strict=True):
        pair = pairs[mention.entity]
        others = [one for one in mentions if one is not mention and pairs[one.entity] == pair]
        words = frozenset(features(c, mention, others))
        found[mention.field, mention.start] = Seen(mention, words)
    return found
