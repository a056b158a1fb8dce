"""Where the terms of a query stand in its text, and the text with one of them corrected.

Only plain words are looked at: what is in quotation marks is meant as it stands, and what is
excluded is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final, TypeAlias

from msgspec import Struct

from indexer.analysis.tokens import Tokens, analyse
from search.query.grammar import (
    All,
    Beginning,
    Either,
    InField,
    Nearby,
    Node,
    Quoted,
    Without,
    Words,
    parse,
)
from search.slips.corrections import LONGEST
from search.terms.query_term import QueryTerm, term_of
from synonyms.spelling import is_han


class Place(Struct, frozen=True):
    """A term in the text of a query: its tokens from ``first`` to before ``last`` of one passage of
    plain words, which begins at ``start``. ``whole`` says that it is several terms side by side,
    ``beside`` that it is one of such."""

    term: QueryTerm
    tokens: Tokens
    start: int
    first: int
    last: int
    whole: bool
    beside: bool = False

    def is_inside(self, other: Place) -> bool:
        """Tell whether all its tokens are tokens of another place."""
        same = self.start == other.start
        return same and other.first <= self.first and self.last <= other.last

    def corrected(self, query: str, keys: Sequence[str]) -> str:
        """Return the query with these keys in place of the term, what is right left as typed."""
        if len(keys) != self.last - self.first or is_han(keys[0]) != is_han(self.term.keys[0]):
            start, end = self.tokens.starts[self.first], self.tokens.ends[self.last - 1]
            text = "".join(keys) if is_han(keys[0]) else " ".join(map(str.capitalize, keys))
            return query[: self.start + start] + text + query[self.start + end :]
        for at, key in reversed([*enumerate(keys, self.first)]):
            if key != self.tokens.keys[at]:
                start, end = self.start + self.tokens.starts[at], self.start + self.tokens.ends[at]
                query = query[:start] + _in_case_of(query[start:end], key) + query[end:]
        return query


def _in_case_of(typed: str, key: str) -> str:
    """Return a key with the capitals that were typed."""
    if len(typed) > 1 and typed.isupper():
        return key.upper()
    return key.capitalize() if typed[0].isupper() else key


def places(query: str, terms: Sequence[QueryTerm]) -> list[Place]:
    """Return the terms of a query that stand in plain words, and whole runs of such terms: where a
    name is misspelt its parts are terms of their own. Runs come first."""
    runs: list[Place] = []
    found: list[Place] = []
    left = [term for term in terms if not term.exact and term.keys]
    for start, end in _passages(query):
        tokens = analyse(query[start:end])
        taken = _taken(tokens, left)
        left = [term for term in left if all(term is not one for one, _, _ in taken)]
        for run in _side_by_side(taken):
            beside = len(run) > 1
            runs += [
                Place(term_of(tokens.text, tokens, first, last), tokens, start, first, last, True)
                for first, last in _joined(run)
            ]
            found += [
                Place(term, tokens, start, first, last, False, beside) for term, first, last in run
            ]
    return [*runs, *found]


def _taken(tokens: Tokens, terms: Sequence[QueryTerm]) -> list[_Taken]:
    """Return the terms that stand in a passage, in order, with their tokens."""
    found: list[_Taken] = []
    at = 0
    for term in terms:
        length = len(term.keys)
        for first in range(at, len(tokens) - length + 1):
            if tuple(tokens.keys[first : first + length]) == term.keys:
                found.append((term, first, first + length))
                at = first + length
                break
    return found


_SPACES: Final = re.compile(r"\s\s|[^\S ]")
"""More than one space, or another one."""

_Taken: TypeAlias = tuple[QueryTerm, int, int]
"""A term with its first token, and the one behind its last."""


def _side_by_side(taken: Sequence[_Taken]) -> Iterator[list[_Taken]]:
    """Yield runs of terms that stand side by side in one script."""
    run: list[_Taken] = []
    for one in taken:
        if run and (run[-1][2] != one[1] or run[-1][0].is_han != one[0].is_han):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def _joined(run: Sequence[_Taken]) -> list[tuple[int, int]]:
    """Return what may be one name of a run of terms: all of it, those with capitals side by side,
    and each two neighbours; none longer than a name."""
    groups = [run, *(list(group) for is_capital, group in groupby(run, _is_capital) if is_capital)]
    groups += list(map(list, pairwise(run)))
    spans = [(group[0][1], group[-1][2]) for group in groups if len(group) > 1]
    return [span for span in dict.fromkeys(spans) if span[1] - span[0] <= LONGEST]


def _is_capital(one: _Taken) -> bool:
    return one[0].is_capital


def _passages(query: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of the plain words of a query that are searched."""
    end = 0
    for text, is_plain in _leaves(parse(query)):
        found = _found(text, query, end) if text else None
        if found is None:
            continue
        start, end = found
        if is_plain:
            yield start, end


def _found(text: str, query: str, at: int) -> tuple[int, int] | None:
    """Return where the text of a leaf stands from a place on. The grammar makes one space of
    several; where a query has no such spaces no pattern need be made, which takes a millisecond."""
    if _SPACES.search(query) is None:
        start = query.find(text, at)
        return None if start < 0 else (start, start + len(text))
    pattern = r"\s+".join(map(re.escape, text.split()))
    match = re.compile(pattern).search(query, at)
    return None if match is None else match.span()


def _leaves(node: Node, plain: bool = True) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a query in order, with whether they are plain words that are searched."""
    match node:
        case Words(text):
            yield text, plain
        case Quoted(text) | Beginning(text):
            yield text, False
        case InField(name, value, is_quoted):
            yield value, plain and name == "title" and not is_quoted
        case Without(inner):
            for text, _ in _leaves(inner):
                yield text, False
        case All(nodes) | Either(nodes):
            for one in nodes:
                yield from _leaves(one, plain)
        case Nearby(left, right, _):
            yield from _leaves(left, plain)
            yield from _leaves(right, plain)
        case _:
            return
