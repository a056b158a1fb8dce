"""Which forms of a term are searched now: the default forms, changed by the reader's choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.tokens import Tokens
from indexer.plan import Nothing, Phrase, Plan, all_of, any_of
from search.expansion.default_forms import default_forms
from search.expansion.entity_links import EntityLink
from search.expansion.expansion import Expansion
from search.expansion.interpretations import Interpretation
from search.request import Request
from search.terms.forms import Form, FormKind, occurrences, plan_of_any
from search.terms.query_term import QueryTerm

SCORED_FORMS: Final = 32
"""Most forms of one term in the ranking of free text, most frequent first."""


class SelectedTerm(Struct, frozen=True):
    """A term with the forms that are searched.

    ``default`` are the forms searched without any choice of the reader, ``forms`` those searched
    now. ``reading`` is the interpretation that the request narrows to. A long term without tones
    has a phrase of alternatives in its expansion and no forms. ``links`` are the entities that it
    names.
    """

    expansion: Expansion
    default: frozenset[Form]
    forms: frozenset[Form]
    reading: Interpretation | None = None
    links: tuple[EntityLink, ...] = ()

    @property
    def term(self) -> QueryTerm:
        """The term of the query."""
        return self.expansion.term

    @property
    def is_phrase(self) -> bool:
        """Whether the term is searched as a phrase of alternatives."""
        return self.expansion.phrase is not None

    def plan(self, field: str = fields.PAIR) -> Plan:
        """Return the plan for documents with the term: those that mention what it names, and those
        that hold one of its selected forms. With a designation only the former, as the name may be
        another thing's; with ``TITLE_PAIR`` only the latter."""
        if self.expansion.phrase is not None:
            return self.expansion.phrase.plan
        held = plan_of_any(self.ranked(), field)
        if not self.links or field != fields.PAIR:
            return held
        if self.term.designation:
            return self.mentioning if self.is_whole else all_of([self.mentioning, held])
        if not self.is_whole:
            return held
        return self.mentioning if isinstance(held, Nothing) else any_of((self.mentioning, held))

    @property
    def is_whole(self) -> bool:
        """Whether the reader left all default forms on: who switches one off does not want the
        documents that mention the entity by it."""
        return self.default <= self.forms and self.reading is None

    @property
    def mentioning(self) -> Plan:
        """The documents that mention an entity that the term names."""
        return any_of([link.plan for link in self.links])

    def ranked(self) -> list[Form]:
        """Return the selected forms, best reading first, then most frequent."""
        found = self.expansion.found
        return sorted(self.forms, key=lambda form: (form.weight, -found[form], form.shown))

    def negative(self) -> Plan:
        """Return the plan for what ``-term`` excludes: the typed form and its regular form in the
        other script, never what only toneless readings give."""
        kinds: tuple[FormKind, ...] = (FormKind.TYPED, FormKind.HAN, FormKind.HANVIET)
        if self.is_phrase or self.term.is_toneless:
            kinds = (FormKind.TYPED,)
        return plan_of_any(form for form in self.ranked() if form.kind in kinds)

    def phrases(self) -> tuple[Phrase, ...]:
        """Return the term as phrases on ``BODY``, for ranking and for near."""
        phrase = self.expansion.phrase
        if phrase is not None:
            return (Phrase(phrase.places),) if all(phrase.places) else ()
        keys = dict.fromkeys(form.keys for form in self.ranked())
        return tuple(Phrase(tuple((key,) for key in one)) for one in islice(keys, SCORED_FORMS))

    def spans(self, tokens: Tokens) -> Iterator[tuple[int, int, str, FormKind]]:
        """Yield the matches in a text: first token, number of tokens, form, kind."""
        phrase = self.expansion.phrase
        if phrase is not None:
            for at in phrase.occurrences(tokens):
                yield at, len(phrase.places), phrase.text, FormKind.TONELESS
            return
        for at, form in occurrences(self.forms, tokens):
            yield at, len(form.keys), form.shown, form.kind


def select(
    expansion: Expansion,
    is_known: Callable[[tuple[str, ...]], bool],
    request: Request,
    links: tuple[EntityLink, ...] = (),
) -> SelectedTerm:
    """Select the forms of an expanded term.

    ``is_known`` says whether the gazetteer has a name with these keys. The request switches forms
    on and off, and may narrow to one reading.
    """
    if expansion.phrase is not None:
        return SelectedTerm(expansion, frozenset(), frozenset())
    default = default_forms(expansion, is_known)
    reading = _reading_named(expansion, request.reading)
    wanted = default if reading is None else default_forms(expansion, is_known, reading)
    forms = frozenset(
        form
        for form in expansion.found
        if (form in wanted or form.shown in request.on)
        and form.shown not in request.off
        and form.kind not in request.without
    )
    return SelectedTerm(expansion, default, forms, reading, links)


def _reading_named(expansion: Expansion, name: str) -> Interpretation | None:
    wanted = name.casefold()
    return next(
        (
            one
            for one in expansion.interpretations
            if wanted and wanted in (one.name.casefold(), " ".join(one.reading).casefold())
        ),
        None,
    )
