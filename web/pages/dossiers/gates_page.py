"""All gates: a map and a table."""

from __future__ import annotations

from collections.abc import Sequence

from search.entities.gates import GateRow
from web.http import urls
from web.i18n.texts import Texts
from web.pages.dossiers.border_view import BorderView
from web.pages.dossiers.register_order import heads, ordered
from web.pages.downloads import table_downloads
from web.pictures.paint import ON_PAGE


class GatesPage:
    """All gates, on a map and as a table in an order. The map has those that nothing mentions only
    with ``every``."""

    def __init__(
        self, rows: Sequence[GateRow], order: str, texts: Texts, *, every: bool = False
    ) -> None:
        self.rows = rows
        self.listed = ordered(rows, order)
        self.heads = heads(order, urls.gates_url, texts)
        self.texts = texts
        self.downloads = table_downloads("gates", texts["gates"])
        self.map = BorderView(rows, texts, ON_PAGE, every=every)

    def url(self, row: GateRow) -> str:
        """Return the URL of a gate."""
        return urls.entity_url("gate", row.entity.id)

    def kind_of(self, row: GateRow) -> str:
        """Return the kind of a gate in words."""
        return self.texts.get(f"gate_{row.entity.facts.get('type', '')}", "")
