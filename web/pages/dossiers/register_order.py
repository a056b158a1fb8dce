"""The orders of a list of names, as the heads of its table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, Protocol, TypeVar

from msgspec import Struct

from search.names.entity_names import EntityName
from search.request_errors import BadRequest
from web.i18n.collation import chinese_order, vietnamese_order
from web.i18n.texts import Texts


class NamedRow(Protocol):
    """A row of a list: a name with its documents in both languages."""

    @property
    def name(self) -> EntityName: ...
    @property
    def documents(self) -> int: ...
    @property
    def vi(self) -> int: ...
    @property
    def zh(self) -> int: ...


Row = TypeVar("Row", bound=NamedRow)

ORDERS: Final[Mapping[str, Callable[[NamedRow], Any]]] = {
    "documents": lambda row: -row.documents,
    "vi": lambda row: -row.vi,
    "zh": lambda row: -row.zh,
    "name": lambda row: (not row.name.vi, vietnamese_order(row.name.vi or row.name.zh)),
    "name_zh": lambda row: (not row.name.zh, chinese_order(row.name.zh)),
}
"""What a list is sorted by, with names in the order of their language; who has none comes last.
Equal rows stay in the order of all documents."""


class Head(Struct, frozen=True):
    """The head of a column; the order in use has no URL."""

    name: str
    text: str
    href: str


def order_of(pairs: Sequence[tuple[str, str]]) -> str:
    """Read the order of a list from a URL. Raises ``BadRequest``."""
    order = dict(pairs).get("sort") or "documents"
    if order not in ORDERS:
        raise BadRequest("bad_sorting", value=order[:40], known=", ".join(ORDERS))
    return order


def ordered(rows: Iterable[Row], order: str) -> list[Row]:
    """Return the rows in an order of ``ORDERS``."""
    return sorted(rows, key=ORDERS[order])


def heads(now: str, url: Callable[[str], str], texts: Texts) -> dict[str, Head]:
    """Return the heads of the columns by order."""
    return {
        name: Head(name, texts[f"register_{name}"], "" if name == now else url(name))
        for name in ORDERS
    }
