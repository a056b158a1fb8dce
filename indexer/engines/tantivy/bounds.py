"""Say how many documents a plan may find, from the lengths of tantivy's lists of documents."""

from __future__ import annotations

from collections.abc import Iterable

import tantivy

from indexer import fields
from indexer.plan import And, AnyOf, Not, Nothing, Or, Phrase, Plan


def at_most(searcher: tantivy.Searcher, plan: Plan) -> int:
    """Return a number of documents that a plan does not find more than. It costs half a
    microsecond a term, for nothing is counted; deleted documents are among them, and of what no
    term tells (the beginning of one, a range) it is all of the snapshot.

    As in the making of a query, one frame a level: plans may be nested hundreds of levels deep.
    """
    most: int = searcher.num_docs
    match plan:
        case Nothing():
            return 0
        case AnyOf(field, terms):
            return min(most, _of_any(searcher, field, terms))
        case Phrase(slots):
            return min((_of_any(searcher, fields.BODY, slot) for slot in slots), default=most)
        case And(parts):
            for part in parts:
                if not isinstance(part, Not):
                    most = min(most, at_most(searcher, part))
        case Or(parts):
            together = 0
            for part in parts:
                together += at_most(searcher, part)
                if together >= most:
                    break
            return min(most, together)
    return most


def _of_any(searcher: tantivy.Searcher, field: str, terms: Iterable[str]) -> int:
    return sum(searcher.doc_freq(field, term) for term in terms)
