"""A part of a query as it is asked now: its forms, with what the reader switched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from indexer import fields
from indexer.analysis.tokens import Tokens
from indexer.engines.protocol import Reader
from indexer.plan import Phrase, Plan
from search.expansion import default_forms
from search.expansion.expander import LONGEST_NAME, Expansion, expand
from search.expansion.interpretations import Interpretation
from search.expansion.phrase_of_alternatives import SlotPhrase, slot_phrase
from search.names.name_lookup import NameLookup
from search.request import Request
from search.terms.forms import Form, occurrences, plan_of_any
from search.terms.query_term import QueryTerm

SCORED_FORMS: Final = 32
"""Most forms of one part that free text is ranked by, most frequent first."""


@dataclass(frozen=True, slots=True)
class SelectedTerm:
    """One part with its expansion, the forms asked by default and those asked now.

    A long part without tones has no forms but a ``phrase``.
    """

    part: QueryTerm
    expansion: Expansion
    default: frozenset[Form]
    now: frozenset[Form]
    chosen: Interpretation | None
    phrase: SlotPhrase | None = None

    def plan(self, field: str = fields.PAIR) -> Plan:
        """The documents that hold the part, in a form asked now."""
        if self.phrase is not None:
            return self.phrase.plan
        return plan_of_any(self.ranked(), field)

    def ranked(self) -> list[Form]:
        """The forms asked now, best reading and most frequent first."""
        found = self.expansion.found
        return sorted(self.now, key=lambda form: (form.weight, -found[form], form.shown))

    def negative(self) -> Plan:
        """What ``-part`` takes away: the typed form and its regular form in the other script,
        never what only toneless readings give."""
        kinds: tuple[str, ...] = ("typed", "han", "hanviet")
        if self.phrase is not None or self.part.is_toneless:
            kinds = ("typed",)
        return plan_of_any(form for form in self.ranked() if form.kind in kinds)

    def phrases(self) -> tuple[Phrase, ...]:
        """The part as phrases on ``BODY``, for ranking and for near."""
        if self.phrase is not None:
            return (Phrase(self.phrase.slots),) if all(self.phrase.slots) else ()
        keys = dict.fromkeys(form.keys for form in self.ranked())
        return tuple(Phrase(tuple((key,) for key in one)) for one in islice(keys, SCORED_FORMS))

    def spans(self, tokens: Tokens) -> Iterator[tuple[int, int, str, str]]:
        """Where the part stands: first token, tokens, form, kind."""
        if self.phrase is not None:
            for at in self.phrase.occurrences(tokens):
                yield at, len(self.phrase.slots), self.phrase.text, "toneless"
            return
        for at, form in occurrences(self.now, tokens):
            yield at, len(form.keys), form.shown, form.kind


def ask(reader: Reader, aliases: NameLookup, part: QueryTerm, request: Request) -> SelectedTerm:
    """Expand a part and choose what of it is asked."""
    is_long = len(part.keys) > LONGEST_NAME and part.is_toneless and not part.exact
    expansion = expand(reader, aliases, part)
    if is_long and not expansion.found:
        phrase = slot_phrase(reader, part)
        return SelectedTerm(part, expansion, frozenset(), frozenset(), None, phrase)
    default = default_forms.asked(expansion, aliases.knows)
    chosen = _chosen(expansion, request.reading)
    wanted = default if chosen is None else default_forms.asked(expansion, aliases.knows, chosen)
    now = frozenset(
        form
        for form in expansion.found
        if (form in wanted or form.shown in request.on)
        and form.shown not in request.off
        and form.kind not in request.without
    )
    return SelectedTerm(part, expansion, default, now, chosen)


def _chosen(expansion: Expansion, reading: str) -> Interpretation | None:
    wanted = reading.casefold()
    return next(
        (
            one
            for one in expansion.interpretations
            if wanted and wanted in (one.name.casefold(), " ".join(one.reading).casefold())
        ),
        None,
    )
