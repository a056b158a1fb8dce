"""What an address asks of a dossier."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from search.concordance.mention_filter import MEANT, mention_filter
from search.concordance.mention_lines import SORTINGS
from search.entities.profile import ProfileRequest
from search.names.gate_sides import checked_side
from search.request_errors import BadRequest

PAGE: Final = 28
"""Mentions on a page: with what narrows and corrects them it is under 60,000 bytes (huu-nghi, both
sides, in Vietnamese; tests/web/test_first_load.py)."""


def offset_of(pairs: Sequence[tuple[str, str]]) -> int:
    """Read where a list begins from a URL. Raises ``BadRequest``."""
    given = dict(pairs).get("offset", "0")
    if not given.isascii() or not given.isdigit() or len(given) > 9:
        raise BadRequest("bad_number", name="offset", value=given[:40], limit=999_999_999)
    return int(given)


def asked_of(pairs: Sequence[tuple[str, str]]) -> ProfileRequest:
    """Read what a URL asks of a dossier. Raises ``BadRequest``."""
    given = dict(pairs)
    sorting = given.get("sort", "date")
    if sorting not in SORTINGS:
        raise BadRequest("bad_sorting", value=sorting[:40], known=", ".join(SORTINGS))
    wanted = mention_filter(pairs)
    if not wanted.of("label"):
        wanted = wanted.but(label=(MEANT,))
    return ProfileRequest(
        wanted,
        side=checked_side(given.get("side", "")),
        sorting=sorting,
        offset=offset_of(pairs),
        limit=PAGE,
    )
