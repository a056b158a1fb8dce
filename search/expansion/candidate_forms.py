"""The forms of a candidate: a Vietnamese one in each class of capitals, a Han one with readings."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from indexer.analysis.pairs import CAP, HALF, OTHER
from search.expansion.candidates import Candidate
from search.expansion.interpretations import Reading
from search.terms.forms import ANY, Form, FormKind
from synonyms.readings import Weight
from synonyms.variants import canonical

READINGS_LIMIT: Final = 16
"""Most readings of one Han form; four characters with two readings each have as many."""


def vietnamese_forms(
    candidate: Candidate, kind: FormKind | None = None, cases: Sequence[str] = (CAP, HALF, OTHER)
) -> list[Form]:
    """Return the forms of a Vietnamese candidate, one for each class of capitals.

    Without ``kind`` it is a variant if any syllable is one, else of the kind of its first syllable.
    """
    kinds = [one.kind for one in candidate.alternatives]
    own = kind or (FormKind.VARIANT if FormKind.VARIANT in kinds else kinds[0])
    readings = frozenset([tuple(map(canonical, candidate.keys))])
    return [Form(candidate.keys, case, own, candidate.weight, readings) for case in cases]


def han_form(candidate: Candidate) -> Form:
    """Return the form of a Han candidate.

    Its readings are those of the best weight that connect it with what was typed; ``lesser`` are
    the others that are not rare.
    """
    weighted: dict[Reading, int] = {}
    for choice in product(*(one.syllables for one in candidate.alternatives)):
        reading = tuple(syllable for syllable, _ in choice)
        weight = sum(weight for _, weight in choice)
        weighted[reading] = min(weight, weighted.get(reading, weight))
    best = sorted(weighted, key=lambda reading: (weighted[reading], reading))[:READINGS_LIMIT]
    least = weighted[best[0]]
    readings = frozenset(one for one in best if weighted[one] == least)
    lesser = frozenset(one for one in best if least < weighted[one] < Weight.RARE)
    kind = candidate.alternatives[0].kind
    return Form(candidate.keys, ANY, kind, candidate.weight, readings, lesser)
