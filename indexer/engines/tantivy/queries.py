"""Build tantivy's queries from plans, as objects and never by its parser."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Any, Final

import tantivy
from tantivy import FieldType, Occur, Query

from indexer import fields
from indexer.index_errors import TooManyAlternatives
from indexer.plan import And, AnyOf, Everything, Near, Not, Nothing, Or, Phrase, Plan, Prefix, Range

DAY: Final = "day"
"""``DATE`` once more as a number: tantivy has no ranges of text."""

ORDER: Final = "order"
"""Sorts hits: ``Record.order``."""

FEW_TERMS: Final = 64
"""Up to so many terms a boolean query beats a term set: 78 µs against 268 for 2 terms, 157 against
333 for 64, equal at 256 (9,210 documents of news)."""

FEW_PATHS: Final = 16
"""Up to so many combinations of alternatives single phrases beat one of regular expressions: 8
paths 73 µs against 215, 36 paths 461 against 653, 104 paths 1,071 against 898."""

STATES: Final = 800
"""Most states of the automaton of one slot; tantivy refuses 1,000. There is one for every proper
beginning, in bytes of UTF-8, of an alternative."""

EXPANSIONS: Final = 16_000
"""Most alternatives of all slots together; tantivy refuses 16,384."""

PATTERN_BYTES: Final = 500
"""Longest prefix in a regular expression: tantivy refuses one of more than 1,000 states, of which a
byte takes one."""

PHRASES: Final = 100
"""Most phrases that one phrase with alternatives is cut into to keep within the two above; each
costs some 10 ms. Three slots of all toned syllables there are (7,000) would be 64."""

_DATE: Final = re.compile(r"[0-9]{8}")


def known(searcher: tantivy.Searcher, field: str, terms: Iterable[str]) -> dict[str, int]:
    """Return which of the terms exist, with an upper bound of their documents."""
    frequency = searcher.doc_freq
    return {term: count for term in terms if (count := frequency(field, term))}


class QueryBuilder:
    """Builds the queries of one snapshot; raises ``TooManyAlternatives``."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def query(self, plan: Plan) -> Query:
        """Build the query of a plan. It takes one frame a level (no comprehension): plans may be
        nested hundreds of levels deep."""
        match plan:
            case And(parts):
                clauses: list[tuple[Occur, Query]] = []
                for part in parts:
                    if isinstance(part, Not):
                        clauses.append((Occur.MustNot, self.query(part.part)))
                    else:
                        clauses.append((Occur.Must, self.query(part)))
                if all(occur == Occur.MustNot for occur, _ in clauses):
                    # Only negations match nothing: they are taken from everything.
                    clauses.append((Occur.Must, Query.all_query()))
                return Query.boolean_query(clauses)
            case Or():
                queries: list[Query] = []
                for part in _choices(plan):
                    if isinstance(part, AnyOf) and len(part.terms) <= FEW_TERMS:
                        queries += self._terms(part.field, part.terms)
                    else:
                        queries.append(self.query(part))
                return _should(queries)
            case Not(part):
                without = (Occur.MustNot, self.query(part))
                return Query.boolean_query([(Occur.Must, Query.all_query()), without])
            case _:
                return self._of_terms(plan)

    def _of_terms(
        self, plan: Everything | Nothing | AnyOf | Prefix | Phrase | Range | Near
    ) -> Query:
        """Build the query of a plan that has no parts."""
        match plan:
            case Everything():
                return Query.all_query()
            case Nothing():
                return Query.empty_query()
            case AnyOf(field, terms):
                return self._any_of(field, terms)
            case Prefix(field, prefix):
                return self._prefix(field, prefix)
            case Phrase(slots):
                return self._phrase(slots)
            case Range(field, low, high):
                return self._range(field, low, high)
            case Near():
                raise TypeError("Near is resolved before an engine sees a plan (indexer/near.py)")

    def _prefix(self, field: str, prefix: str) -> Query:
        if len(prefix.encode()) > PATTERN_BYTES:
            terms = [term for term, _ in self._searcher.terms_with_prefix(field, prefix)]
            return self._any_of(field, terms)
        return Query.regex_query(self._schema, field, begins_with(prefix))

    def _any_of(self, field: str, terms: Sequence[str]) -> Query:
        if len(terms) > FEW_TERMS:
            return Query.term_set_query(self._schema, field, terms)
        return _should(self._terms(field, terms))

    def _terms(self, field: str, terms: Iterable[str]) -> list[Query]:
        return [Query.term_query(self._schema, field, term, "basic") for term in terms]

    def _range(self, field: str, low: str | None, high: str | None) -> Query:
        bounds = [bound for bound in (low, high) if bound is not None]
        if field == fields.DATE and bounds and all(map(_DATE.fullmatch, bounds)):
            first, last = (None if bound is None else int(bound) for bound in (low, high))
            return Query.range_query(self._schema, DAY, FieldType.Unsigned, first, last)
        terms = [
            term
            for term, _ in self._searcher.terms_with_prefix(field, "")
            if (low is None or low <= term) and (high is None or term <= high)
        ]
        return self._any_of(field, terms)

    def _phrase(self, slots: Sequence[Sequence[str]]) -> Query:
        """Build the query of a phrase from the alternatives that exist: as single phrases, or as
        one of regular expressions."""
        if len(slots) == 1:
            return self._any_of(fields.BODY, slots[0])
        if all(len(slot) == 1 for slot in slots):
            return self._words([slot[0] for slot in slots])
        kept = [sorted(known(self._searcher, fields.BODY, dict.fromkeys(slot))) for slot in slots]
        if not all(kept):
            return Query.empty_query()
        if prod(map(len, kept)) <= FEW_PATHS:
            return _should([self._words(path) for path in product(*kept)])
        chunks = [list(_chunks(slot, EXPANSIONS // len(kept))) for slot in kept]
        if prod(map(len, chunks)) > PHRASES:
            raise TooManyAlternatives(
                f"A phrase of {len(slots)} words with up to {max(map(len, kept)):,} alternatives "
                "each is more than can be asked at once; type more of the tones."
            )
        return _should([self._patterns(path) for path in product(*chunks)])

    def _words(self, path: Sequence[str]) -> Query:
        words: list[Any] = list(path)
        return Query.phrase_query(self._schema, fields.BODY, words)

    def _patterns(self, slots: Sequence[Sequence[str]]) -> Query:
        patterns: list[Any] = ["(?:" + "|".join(map(re.escape, slot)) + ")" for slot in slots]
        return Query.regex_phrase_query(self._schema, fields.BODY, patterns)


def begins_with(prefix: str) -> str:
    """Return the pattern of all terms that begin with a prefix, or with what of it a pattern may
    hold."""
    kept = prefix.encode()[:PATTERN_BYTES].decode("utf-8", "ignore")
    return re.escape(kept) + "(?s:.)*"


def filtered(plan: Plan, filters: Mapping[str, Plan]) -> Plan:
    """Return the plan within all filters."""
    return And((plan, *filters.values())) if filters else plan


def _choices(plan: Or) -> Iterator[Plan]:
    """Yield the parts of a choice, those of choices within it in their place: tantivy joins lists
    of documents in less than half of the time that it takes to join what was joined (2026-12, one
    aggregate of each: 538,000 documents of a name in a million 2.5 ms against 5.9)."""
    left: list[Plan] = [plan]
    while left:
        part = left.pop()
        if isinstance(part, Or):
            left += reversed(part.parts)
        else:
            yield part


def _chunks(values: Sequence[str], most: int) -> Iterator[list[str]]:
    """Split sorted values into runs that one automaton each can hold."""
    chunk: list[str] = []
    states: set[bytes] = set()
    for value in values:
        encoded = value.encode()
        added = {encoded[:end] for end in range(len(encoded))} - states
        if chunk and (len(chunk) == most or len(states) + len(added) > STATES):
            yield chunk
            chunk, states = [], set()
            added = {encoded[:end] for end in range(len(encoded))}
        chunk.append(value)
        states |= added
    yield chunk


def _should(queries: Sequence[Query]) -> Query:
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])
