"""The order of a name's hits, which can be told to a reader in a sentence: interpretation, then
weight of the reading, then form in the title, then same script as typed; each newest first."""

from __future__ import annotations

from typing import Final

from indexer import fields
from indexer.engines.protocol import Strata
from indexer.plan import Nothing
from search.expansion.selection import SelectedTerm
from search.terms.forms import plan_of_any

READINGS: Final = 16
"""Most interpretations with strata of their own; all others together are the last stratum."""


def strata(name: SelectedTerm) -> Strata:
    """The strata of one name."""
    groups = [one.forms for one in name.expansion.interpretations[:READINGS]] or [
        tuple(name.ranked())
    ]
    plans = [
        plan_of_any(
            [
                form
                for form in group
                if form in name.now
                and form.weight == weight
                and (form.lang == "zh") == (name.part.is_han == same_script)
            ],
            field,
        )
        for group in groups
        for weight in sorted({form.weight for form in group})
        for field in (fields.TITLE_PAIR, fields.PAIR)
        for same_script in (True, False)
    ]
    return Strata(tuple(plan for plan in plans if not isinstance(plan, Nothing)))
