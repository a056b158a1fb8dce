"""A long term without tones, searched as one phrase with alternatives instead of as forms.

``hoi dam ve cua khau`` has millions of candidates. One phrase is searched instead, which has for
each place the alternatives that exist beside an alternative of the next place. The same
alternatives find the phrase in the index and in a text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, product

from msgspec import Struct

from indexer import fields
from indexer.analysis.pairs import joined
from indexer.analysis.tokens import Tokens
from indexer.engines.protocol import Reader
from indexer.plan import And, AnyOf, Nothing, Phrase, Plan
from search.expansion.alternatives import vietnamese_of_syllable
from search.terms.query_term import QueryTerm


class PhraseOfAlternatives(Struct, frozen=True):
    """The keys that may stand at each place of a phrase; a place without keys finds nothing."""

    text: str
    places: tuple[tuple[str, ...], ...]
    plan: Plan

    def occurrences(self, tokens: Tokens) -> Iterator[int]:
        """Yield the indexes of the tokens at which the phrase begins."""
        sets = [frozenset(place) for place in self.places]
        keys = tokens.keys
        for at in range(len(keys) - len(sets) + 1):
            if all(keys[at + step] in wanted for step, wanted in enumerate(sets)):
                yield at


def phrase_of_alternatives(reader: Reader, term: QueryTerm) -> PhraseOfAlternatives:
    """Return the phrase of a term of two tokens or more that was typed without tones."""
    places = [list(vietnamese_of_syllable(key, True)) for key in term.keys]
    pairs: list[dict[tuple[str, str], str]] = []
    for left, right in pairwise(places):
        probed = {joined(pair): pair for pair in product(left, right)}
        known = reader.known(fields.PAIR, probed)
        pairs.append({probed[found]: found for found in known})
    # Keep pairs that have a neighbour on both sides; one pass each way drops all dead ends.
    for at in (*range(1, len(pairs)), *range(len(pairs) - 2, -1, -1)):
        if at and len(pairs) > 1:
            lasts = {second for _, second in pairs[at - 1]}
            pairs[at] = {pair: found for pair, found in pairs[at].items() if pair[0] in lasts}
        if at + 1 < len(pairs):
            firsts = {first for first, _ in pairs[at + 1]}
            pairs[at] = {pair: found for pair, found in pairs[at].items() if pair[1] in firsts}
    kept = [sorted({first for first, _ in found}) for found in pairs]
    kept.append(sorted({second for _, second in pairs[-1]}))
    chosen = tuple(map(tuple, kept))
    if not all(chosen):
        return PhraseOfAlternatives(term.text, chosen, Nothing())
    unions = [AnyOf(fields.PAIR, tuple(found.values())) for found in pairs]
    return PhraseOfAlternatives(term.text, chosen, And((*unions, Phrase(chosen))))
