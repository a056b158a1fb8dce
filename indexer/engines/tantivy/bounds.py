"""Say how many documents a plan may find, from the lengths of tantivy's lists of documents."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from indexer import fields
from indexer.plan import And, AnyOf, Not, Nothing, Or, Phrase, Plan


def at_most(searcher: tantivy.Searcher, plan: Plan, enough: int) -> int:
    """Return a number of documents that a plan does not find more than, or ``enough`` where that
    is less: more terms are not looked at then. Nothing is counted; deleted documents are among
    them, and of what no term tells (the beginning of one, a range) it is ``enough``.

    As in the making of a query, one frame a level: plans may be nested hundreds of levels deep.
    """
    most = enough
    match plan:
        case Nothing():
            return 0
        case AnyOf(field, terms):
            return _of_any(searcher, field, terms, enough)
        case Phrase(slots):
            for slot in slots:
                most = min(most, _of_any(searcher, fields.BODY, slot, enough))
        case And(parts):
            for part in parts:
                if not isinstance(part, Not):
                    most = min(most, at_most(searcher, part, enough))
        case Or(parts):
            most = 0
            for part in parts:
                most += at_most(searcher, part, enough)
                if most >= enough:
                    return enough
    return most


def _of_any(searcher: tantivy.Searcher, field: str, terms: Iterable[str], enough: int) -> int:
    found = 0
    for term in terms:
        found += searcher.doc_freq(field, term)
        if found >= enough:
            return enough
    return found
