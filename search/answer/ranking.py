"""The order of hits, the same on every engine, in two kinds that one sentence each can explain.

* A name: by interpretation, then weight of the reading, then form in the title, then same script
  as typed; each newest first.
* Anything else: by weights. Each term has one by its rarity, given once whatever form was met; a
  quarter more where it stands in the title, and where two neighbours of the query stand side by
  side. After the documents that have all that was asked come the others, by the same weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product
from math import log
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.pairs import joined
from indexer.engines.protocol import Newest, Order, Strata, Weighted
from indexer.near import holds_near
from indexer.plan import AnyOf, Nothing, Or, Plan, all_of
from search.expansion.default_forms import reading_meant
from search.expansion.selection import SelectedTerm
from search.names.lexicon_lookup import is_word
from search.query.context import QueryContext
from search.query.pieces import pieces_of
from search.query.planner import PlannedQuery
from search.request import NEWEST
from search.terms.forms import Form, FormKind, plan_of, plan_of_any
from search.terms.query_term import QueryTerm
from synonyms.surnames import SURNAMES_ZH

READINGS: Final = 16
"""Most interpretations with strata of their own; the hits of all others come last, together. Each
has up to twenty plans, and the page lists only twelve interpretations."""


def name_ranking(name: SelectedTerm) -> Strata:
    """Return the strata of one name: the documents that mention what it names, those with it in the
    title first, then those that hold it in another sense. Of people whose names are read alike the
    one with most documents comes first."""
    mentioning: list[Plan] = []
    people = _namesakes(name)
    if name.links and name.is_whole:
        titled = name.plan(fields.TITLE_PAIR)
        written = [plan_of(one) for one in people]
        for link in name.links:
            mentioning += [all_of([link.plan, one]) for one in (titled, *written)]
            mentioning.append(link.plan)
    meant = reading_meant(name.expansion)
    readings = sorted(name.expansion.interpretations, key=lambda one: one is not meant)
    groups = [one.forms for one in readings[:READINGS]] or [tuple(name.ranked())]
    behind = _behind(name)
    plans = [
        plan_of_any(alike, field)
        for group in groups
        for weight in sorted({form.weight or int(form in behind) for form in group})
        for field in (fields.TITLE_PAIR, fields.PAIR)
        for same_script in (True, False)
        for alike in _apart(
            [
                form
                for form in group
                if form in name.forms
                and (form.weight or int(form in behind)) == weight
                and (form.lang == "zh") == (name.term.is_han == same_script)
            ],
            people,
        )
    ]
    return Strata((*mentioning, *(plan for plan in plans if not isinstance(plan, Nothing))))


NAMESAKES: Final = 4
"""Most names read alike that have strata of their own."""


def _namesakes(name: SelectedTerm) -> list[Form]:
    """Return the Chinese names of people that are read as what was typed, most frequent first, if
    there are several: 孙杨 (2 documents) and 孙阳 (1) are two people."""
    if name.term.is_han:
        return []
    found = name.expansion.found
    people = [
        form
        for form in name.forms
        if form.kind == FormKind.HAN and len(form.keys) > 1 and form.keys[0] in SURNAMES_ZH
    ]
    ranked = sorted(people, key=lambda form: (-found[form], form.keys))
    return ranked[:NAMESAKES] if len(ranked) > 1 else []


def _apart(forms: Sequence[Form], people: Sequence[Form]) -> list[list[Form]]:
    """Return the forms of a stratum in strata: each of these people alone, then the others."""
    others = [form for form in forms if form not in people]
    return [*([one] for one in people if one in forms), *([others] if others else [])]


def _behind(name: SelectedTerm) -> frozenset[Form]:
    """Return the wordings in the other language that come behind the word itself: all of a word
    that has several as good (洪水: *lũ lụt*, *mưa lũ*), for none of them is sure to be meant."""
    if name.links:
        return frozenset()
    crossing = [
        form
        for form in name.forms
        if form.kind in (FormKind.ALIAS, FormKind.LEXICON)
        and not form.weight
        and (form.lang == "zh") != name.term.is_han
    ]
    return frozenset(crossing) if len({form.keys for form in crossing}) > 1 else frozenset()


UNIT: Final = 100
"""Weight of a term that stands in one of e documents; weights are whole numbers, so that their sums
are the same on every engine."""

SHARE: Final = 4
"""The title and a neighbour count a quarter of a term. On the questions of docs/measurements.md a
half and an eighth find as many (R@10 within .003)."""

NEIGHBOURING_FORMS: Final = 6
"""Most forms of a term that are looked for beside another term: the most frequent; not measured."""


class Ranking(Struct, frozen=True):
    """The order of hits, and the plan of the documents that follow: those that have only a part of
    what was asked, if there can be any. ``parts`` are what these may have."""

    order: Order
    others: Plan | None = None
    parts: tuple[SelectedTerm, ...] = ()


def ranking_of(context: QueryContext, planned: PlannedQuery) -> Ranking:
    """Return the ranking of a planned query; by date the others follow, newest first, too."""
    request = context.request
    scored = _scored(context, planned.optional)
    # What is near is verified in the texts of the hits alone: such a query has no others.
    has_others = not holds_near(planned.plan) and _may_be_parts(context, planned, scored)
    others = _others(planned, scored) if has_others else None
    if request.sorting == NEWEST or not planned.terms:
        return Ranking(Newest(), others, tuple(scored))
    if planned.name is not None and others is None:
        return Ranking(name_ranking(planned.name))
    parts = dict(_weighted_parts(context, scored or planned.terms))
    return Ranking(Weighted(tuple(parts.items())), others, tuple(scored))


LONG: Final = 5
"""Least tokens of a text that is no name whatever its words: the longest names have four."""


def _may_be_parts(
    context: QueryContext, planned: PlannedQuery, scored: Sequence[SelectedTerm]
) -> bool:
    """Tell whether a part of what was asked says something. A short text that nobody has and that
    is made of no known words is the name of somebody unknown, and no name is its syllables."""
    terms = [one.term for one in planned.optional]
    if len(scored) < 2 and [one.term for one in scored] == terms:
        return False
    if len(planned.little) + sum(len(term.keys) for term in terms) >= LONG:
        return True
    names = context.names
    return all(
        one.links
        or names.knows(one.term.meant)
        or (is_word(one.term.meant) and not one.term.is_capital)
        for one in planned.optional
    )


def _scored(context: QueryContext, terms: Sequence[SelectedTerm]) -> list[SelectedTerm]:
    """Return the terms that weigh: those that documents have, and the pieces of the others."""
    found: dict[QueryTerm, SelectedTerm] = {}
    for one in terms:
        if context.expander.documents(one.term):
            found[one.term] = one
            continue
        # No name is its syllables, even if nobody has it.
        is_name = context.names.knows(one.term.meant)
        pieces = [] if is_name else pieces_of(one.term)
        for piece in map(context.expander.select, pieces or [one.term]):
            found[piece.term] = piece
    return list(found.values())


def _others(planned: PlannedQuery, scored: Sequence[SelectedTerm]) -> Plan | None:
    plans = [plan for one in scored if not isinstance(plan := one.plan(), Nothing)]
    return all_of([*planned.required, Or(tuple(plans))]) if plans else None


def _weighted_parts(
    context: QueryContext, terms: Sequence[SelectedTerm]
) -> Iterator[tuple[Plan, int]]:
    weights = [_weight(context, one) for one in terms]
    for one, weight in zip(terms, weights, strict=True):
        for field, share in ((fields.PAIR, 1), (fields.TITLE_PAIR, SHARE)):
            plan = one.plan(field)
            if not isinstance(plan, Nothing):
                yield plan, max(weight // share, 1)
    for (left, right), (first, second) in zip(pairwise(terms), pairwise(weights), strict=True):
        beside = _side_by_side(left, right)
        if beside:
            yield AnyOf(fields.PAIR, beside), max((first + second) // SHARE, 1)


def _weight(context: QueryContext, one: SelectedTerm) -> int:
    """Return the weight by rarity (that of BM25, but of documents with any form of the term)."""
    count = context.expander.documents(one.term)
    return max(1, round(UNIT * log(1 + (context.reader.size - count + 0.5) / (count + 0.5))))


def _side_by_side(left: SelectedTerm, right: SelectedTerm) -> tuple[str, ...]:
    """Return the pairs that join a form of one term to a form of the other, in either order: *hợp
    tác kinh tế* is 经济合作."""
    pairs: dict[str, None] = {}
    firsts, seconds = (list(islice(one.ranked(), NEIGHBOURING_FORMS)) for one in (left, right))
    for first, second in product(firsts, seconds):
        if (first.lang == "zh") == (second.lang == "zh"):
            pairs[joined((first.keys[-1], second.keys[0]))] = None
            pairs[joined((second.keys[-1], first.keys[0]))] = None
    return tuple(pairs)
