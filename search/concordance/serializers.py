"""A page of matches as JSON. Scripts of other people read it: keep names and meanings; new names
may be added."""

from __future__ import annotations

from search.concordance.match_lines import Concordance


def concordance_json(found: Concordance) -> dict[str, object]:
    """Return a page of matches as plain objects; offsets count code points of the field."""
    return {
        "query": found.request.query,
        "seen": found.seen,
        "whole": found.whole,
        "markable": found.markable,
        "lines": [line.shape() for line in found.lines],
    }
