"""Designations: words beside a name that say what it names (cửa khẩu Hữu Nghị, 友谊关口岸).

Such a name is one term with its designation, and means the entity of that kind alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from msgspec.structs import replace

from indexer.analysis.tokens import analyse
from search.query.context import QueryContext
from search.terms.query_term import QueryTerm
from synonyms.spelling import toneless
from synonyms.word_lists import word_list

MOST_TERMS: Final = 3
"""Most terms that a designation is cut into: *cặp cửa khẩu quốc tế*, *phó | bí thư | tỉnh ủy*."""


@lru_cache(maxsize=1)
def _kinds() -> dict[tuple[str, ...], str]:
    """The kind that each designation says, by its keys."""
    lists = [
        (kind, word_list("designations", lang, kind))
        for lang in ("vi", "zh")
        for kind in ("place", "gate")
    ]
    lists += [("person", word_list("persons_vi", label)) for label in ("title", "pronoun")]
    lists.append(("person", word_list("persons_zh", "title")))
    return {tuple(analyse(word).keys): kind for kind, words in lists for word in words}


@lru_cache(maxsize=1)
def _kinds_toneless() -> dict[tuple[str, ...], str]:
    return {tuple(map(toneless, keys)): kind for keys, kind in _kinds().items()}


def _kind(terms: Sequence[QueryTerm]) -> str:
    """Return the kind that neighbouring terms say together; empty if they are no designation."""
    keys = tuple(key for term in terms for key in term.meant)
    typed = tuple(key for term in terms for key in term.keys)
    if kind := _kinds().get(keys, ""):
        return kind
    return _kinds_toneless().get(typed, "") if all(term.is_toneless for term in terms) else ""


def with_designations(terms: Sequence[QueryTerm], context: QueryContext) -> list[QueryTerm]:
    """Return the terms with each designation made a part of the name beside it. A name that is
    nothing of this kind in the archive keeps its neighbour as a term."""
    found = list(terms)
    at = 0
    while at < len(found):
        for first, last in _places(at, len(found), is_han=found[at].is_han):
            beside = [*found[first:at], *found[at + 1 : last]]
            kind = _kind(beside)
            if kind and (named := _named(found[at], kind, context)):
                text = _text([*found[first:last]])
                found[first:last] = [replace(named, text=text, designation=kind)]
                at = first
                break
        at += 1
    return found


def _places(at: int, end: int, *, is_han: bool) -> list[tuple[int, int]]:
    """Return where the designation of a term may stand, longest first: before it, and of a Chinese
    one also behind it."""
    before = [(at - length, at + 1) for length in range(min(MOST_TERMS, at), 0, -1)]
    behind = [(at, at + 1 + length) for length in range(min(MOST_TERMS, end - at - 1), 0, -1)]
    return before + behind if is_han else before


def _text(terms: Sequence[QueryTerm]) -> str:
    return ("" if terms[0].is_han else " ").join(term.text for term in terms)


def _named(term: QueryTerm, kind: str, context: QueryContext) -> QueryTerm | None:
    """Return a term if it names something of a kind; one typed without tones as the name it is."""
    if term.exact or term.designation or (len(term.keys) < 2 and not term.is_capital):
        return None
    as_name = replace(term, reading=(), designation=kind)
    return term if context.expander.select(as_name).links else None
