"""The ranking of a name's hits, which one sentence can explain to a reader: by interpretation, then
weight of the reading, then form in the title, then same script as typed; each newest first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from indexer import fields
from indexer.engines.protocol import Reader, Strata, Weighted
from indexer.plan import Nothing
from search.expansion.selection import SelectedTerm
from search.terms.forms import plan_of_any

READINGS: Final = 16
"""Most interpretations with strata of their own; the hits of all others come last, together. Each
has up to twelve plans, and the page lists only twelve interpretations."""


def name_ranking(name: SelectedTerm) -> Strata:
    """Return the strata of one name."""
    groups = [one.forms for one in name.expansion.interpretations[:READINGS]] or [
        tuple(name.ranked())
    ]
    plans = [
        plan_of_any(
            [
                form
                for form in group
                if form in name.forms
                and form.weight == weight
                and (form.lang == "zh") == (name.term.is_han == same_script)
            ],
            field,
        )
        for group in groups
        for weight in sorted({form.weight for form in group})
        for field in (fields.TITLE_PAIR, fields.PAIR)
        for same_script in (True, False)
    ]
    return Strata(tuple(plan for plan in plans if not isinstance(plan, Nothing)))


def weights(reader: Reader, terms: Sequence[SelectedTerm]) -> Weighted:
    """Return the order by which of these terms a document has, each with a weight by its rarity."""
    parts = []
    for term in terms:
        plan = term.plan()
        rarity = math.log(1 + reader.size / (1 + reader.count(plan)))
        parts.append((plan, max(1, round(100 * rarity))))
    return Weighted(tuple(parts))
