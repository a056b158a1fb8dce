"""What an address asks of a comparison or of the two sides, and the address of what is asked: these
undo each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from search.comparison.compared import CompareRequest
from search.comparison.narrowing import NARROWING, narrowing
from search.comparison.two_sides import SidesRequest
from search.concordance.mention_filter import SINCE, UNTIL, MentionFilter
from search.names.gate_sides import checked_side
from search.request import NAME_LIMIT, date_of
from search.request_errors import BadRequest
from synonyms.spelling import nfc

ENTITY: Final = "e"
SIDE: Final = "side"
MONTH: Final = "month"
ALSO: Final = "with"
COUNT: Final = "count"
"""Names in addresses: an entity (its id, or a name), the side of a gate, one month for both bounds,
what a document must mention too, and what is drawn."""

DOCUMENTS: Final = "documents"
MENTIONS: Final = "mentions"


def asked_comparison(pairs: Sequence[tuple[str, str]]) -> CompareRequest:
    """Read what is compared. Raises ``BadRequest``."""
    named = [_named(value) for name, value in pairs if name == ENTITY]
    return CompareRequest(
        tuple(dict.fromkeys(filter(None, named))),
        checked_side(dict(pairs).get(SIDE, "")),
        narrowing(pairs),
    )


def comparison_pairs(
    named: Iterable[str], side: str, wanted: MentionFilter
) -> list[tuple[str, str]]:
    """Return the pairs of the address of a comparison."""
    return [*((ENTITY, one) for one in named), *_side(side), *narrowing_pairs(wanted)]


def asked_sides(pairs: Sequence[tuple[str, str]]) -> SidesRequest:
    """Read what is set side by side. Raises ``BadRequest``."""
    given = dict(pairs)
    month = date_of(MONTH, given.get(MONTH, ""))
    if month:
        dates = [(SINCE, month), (UNTIL, month)]
        pairs = [*(pair for pair in pairs if pair[0] not in (SINCE, UNTIL)), *dates]
    also = (_named(value) for name, value in pairs if name == ALSO)
    return SidesRequest(
        _named(given.get(ENTITY, "")),
        checked_side(given.get(SIDE, "")),
        narrowing(pairs),
        tuple(dict.fromkeys(filter(None, also))),
    )


def sides_pairs(asked: SidesRequest) -> list[tuple[str, str]]:
    """Return the pairs of the address of the two sides."""
    named = [(ENTITY, asked.named)] if asked.named else []
    also = [(ALSO, one) for one in asked.also]
    wanted = asked.wanted
    if wanted.since == wanted.until and len(wanted.since) == len("2022-02"):
        month = [(MONTH, wanted.since)]
        return [*named, *_side(asked.side), *month, *narrowing_pairs(wanted.without_dates()), *also]
    return [*named, *_side(asked.side), *narrowing_pairs(wanted), *also]


def narrowing_pairs(wanted: MentionFilter) -> list[tuple[str, str]]:
    """Return the pairs of what narrows; ``narrowing`` reads them, and so does a dossier."""
    pairs = [(name, value) for name in NARROWING for value in wanted.of(name)]
    dates = ((SINCE, wanted.since), (UNTIL, wanted.until))
    return pairs + [(name, date) for name, date in dates if date]


def _side(side: str) -> list[tuple[str, str]]:
    return [(SIDE, side)] if side else []


def _named(value: str) -> str:
    if len(value) > NAME_LIMIT:
        raise BadRequest("too_long", length=len(value), limit=NAME_LIMIT)
    return nfc(value.replace("\0", "")).strip()


def drawn_of(pairs: Iterable[tuple[str, str]]) -> str:
    """Return what the bars of a comparison are to count: mentions where nothing is said. Raises
    ``BadRequest``."""
    asked = dict(pairs).get(COUNT, "") or MENTIONS
    if asked not in (MENTIONS, DOCUMENTS):
        known = f"{MENTIONS}, {DOCUMENTS}"
        raise BadRequest("bad_count", value=asked[:40], known=known)
    return asked
