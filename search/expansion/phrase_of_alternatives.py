"""A long part whose slots have many alternatives, asked as one phrase instead of as forms.

``hoi dam ve cua khau`` has millions of paths; what is asked is one phrase with the alternatives
of each slot that exist beside an alternative of the next. Found and recognised by the same slots.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from indexer import fields
from indexer.analysis.pairs import joined
from indexer.analysis.tokens import Tokens
from indexer.engines.protocol import Reader
from indexer.plan import And, AnyOf, Nothing, Phrase, Plan
from search.expansion.alternatives import vietnamese_of_syllable
from search.terms.query_term import QueryTerm


@dataclass(frozen=True, slots=True)
class SlotPhrase:
    """Alternatives for each place of a phrase; an empty slot finds nothing."""

    text: str
    slots: tuple[tuple[str, ...], ...]
    plan: Plan

    def occurrences(self, tokens: Tokens) -> Iterator[int]:
        """Indexes of the tokens at which the phrase begins."""
        sets = [frozenset(slot) for slot in self.slots]
        keys = tokens.keys
        for at in range(len(keys) - len(sets) + 1):
            if all(keys[at + step] in wanted for step, wanted in enumerate(sets)):
                yield at


def slot_phrase(reader: Reader, part: QueryTerm) -> SlotPhrase:
    """The phrase of a part of two tokens or more typed without tones."""
    slots = [list(vietnamese_of_syllable(key, True)) for key in part.keys]
    pairs: list[dict[tuple[str, str], str]] = []
    for left, right in pairwise(slots):
        terms = {joined(pair): pair for pair in product(left, right)}
        known = reader.known(fields.PAIR, terms)
        pairs.append({terms[term]: term for term in known})
    # What exists on both sides of a slot; one sweep each way reaches what cannot be completed.
    for at in (*range(1, len(pairs)), *range(len(pairs) - 2, -1, -1)):
        if at and len(pairs) > 1:
            lasts = {second for _, second in pairs[at - 1]}
            pairs[at] = {pair: term for pair, term in pairs[at].items() if pair[0] in lasts}
        if at + 1 < len(pairs):
            firsts = {first for first, _ in pairs[at + 1]}
            pairs[at] = {pair: term for pair, term in pairs[at].items() if pair[1] in firsts}
    kept = [sorted({first for first, _ in found}) for found in pairs]
    kept.append(sorted({second for _, second in pairs[-1]}))
    chosen = tuple(map(tuple, kept))
    if not all(chosen):
        return SlotPhrase(part.text, chosen, Nothing())
    unions = [AnyOf(fields.PAIR, tuple(found.values())) for found in pairs]
    return SlotPhrase(part.text, chosen, And((*unions, Phrase(chosen))))
