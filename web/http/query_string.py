"""The query string of an address: names and values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import parse_qsl, quote

from web.http.refusals import Refusal

PARAMETERS_LIMIT: Final = 1_000
"""Most parameters of an address. A request has 10 names with at most 200 values each, but nobody
chooses a thousand of them by hand."""

_PLAIN: Final = "-._~/:,*!'()$;@?|^[]{}"
_ENCODED: Final = str.maketrans(
    {
        char: quote(char, safe="")
        for char in map(chr, (*range(0x21), *range(0x7F, 0xA1), *range(0x21, 0x7F)))
        if not char.isalnum() and char not in _PLAIN
    }
    | {" ": "+"}
)
"""Letters of any script stay as they are (browsers encode them): a link with a Chinese name takes
3 bytes a character on the page, not 9."""


def pairs_of(query_string: bytes) -> list[tuple[str, str]]:
    """Read the pairs of a query string; what is no UTF-8 becomes U+FFFD. Raises ``Refusal``."""
    try:
        return parse_qsl(
            query_string.decode("utf-8", "replace"),
            keep_blank_values=True,
            errors="replace",
            max_num_fields=PARAMETERS_LIMIT,
        )
    except ValueError:
        raise Refusal("bad_address", limit=PARAMETERS_LIMIT) from None


def encoded(pairs: Iterable[tuple[str, str]]) -> str:
    """Write pairs as a query string to be put into a page; ``pairs_of`` reads it."""
    return "&".join([f"{name}={value.translate(_ENCODED)}" for name, value in pairs])


def encoded_value(value: str) -> str:
    """Write one value as ``encoded`` does."""
    return value.translate(_ENCODED)
