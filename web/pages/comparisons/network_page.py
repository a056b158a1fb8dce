"""A network on its own page: who is named together, in the archive or with one entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from msgspec import Struct

from search.answer.models import FacetValue
from search.pictures.network import Network, Node, pair_request
from search.request import Request
from web.http import urls
from web.http.urls import RequestPage
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.active_filters import filter_row
from web.pages.picture_view import NumberRow, PictureAddress
from web.pictures.names import both_names, fitted, name_in
from web.pictures.network_layout import WIDTH, DrawnNode, drawn_network
from web.pictures.paint import Paint

PAIRS: Final = 60
"""Pairs that are drawn and stand in the table of the page; the file has all of them. With 40 nodes
and as many pairs with the entity itself a page takes 50 of its 60 KB."""

NAME: Final = 190.0
"""Units that a name may take beside its node."""


class PairRow(Struct, frozen=True):
    """A row of the table: both names with their dossiers, and the search for the two."""

    one: str
    one_href: str
    other: str
    other_href: str
    count: str
    href: str


class NetworkPage:
    """The network of an archive or of an entity. ``request`` narrows it; ``values`` are those of
    facets that it chooses and excludes, ``here`` is this page."""

    drawing: Final = "network_drawing.html"
    width: Final = WIDTH
    columns: Final = (
        *("one_kind", "one", "one_vi", "one_zh"),
        *("other_kind", "other", "other_vi", "other_zh"),
        "documents",
    )

    def __init__(
        self,
        found: Network,
        request: Request,
        values: Mapping[str, Sequence[FacetValue]],
        here: RequestPage,
        texts: Texts,
        paint: Paint,
    ) -> None:
        self.found = found
        self.texts = texts
        self.paint = paint
        self.address = PictureAddress(here.path, tuple(here.fields(request)))
        self.active = filter_row(request, values, here, texts)
        self.drawn = drawn_network(found, PAIRS)
        self.height = self.drawn.height
        self._request = request
        name = both_names(found.name, texts.language)
        self.title = texts.filled("network_of", name=name) if name else texts["network"]

    @property
    def own(self) -> Node | None:
        """The entity that the network is of, as one of a pair; None for the whole archive."""
        found = self.found
        return Node(found.own[0], found.kind, found.name, found.documents) if found.kind else None

    def dossier(self) -> str:
        """Return the URL of the dossier that this page belongs to; empty for the whole archive."""
        return self.href(self.own) if self.own else ""

    def said(self) -> Iterator[str]:
        """Say what is counted, and what the picture leaves out."""
        yield self.texts.counted("documents", self.found.documents)
        drawn, pairs = len(self.drawn.pairs), len(self.found.pairs)
        if drawn < pairs:
            yield self.texts.filled("network_pairs", n=grouped(drawn), of=grouped(pairs))
        if self.found.others:
            shown, others = grouped(len(self.found.nodes)), grouped(self.found.others)
            yield self.texts.filled("network_others", n=shown, others=others)

    def label(self, one: DrawnNode) -> str:
        """Return the text beside a node: its name, cut where it is too long, and its documents."""
        name = fitted(name_in(one.node.name, self.texts.language), NAME)
        return f"{name} {grouped(one.node.documents)}"

    def href(self, node: Node) -> str:
        """Return the URL of a node's dossier."""
        return urls.entity_url(node.kind, node.id)

    def rows(self) -> Iterator[PairRow]:
        """List the pairs of the table: those with the entity itself, then the others drawn."""
        if own := self.own:
            for node in self.found.nodes:
                yield self._row(own, node, node.documents, node)
        for pair in self.found.telling(PAIRS):
            yield self._row(pair.one, pair.other, pair.documents, pair.one, pair.other)

    def numbers(self) -> Iterator[NumberRow]:
        """Yield the rows of the CSV: every pair."""
        own = self.own
        with_own = ((own, node, node.documents) for node in self.found.nodes if own is not None)
        others = ((pair.one, pair.other, pair.documents) for pair in self.found.pairs)
        for one, other, documents in chain(with_own, others):
            sides = ((one.kind, one.id, one.name.vi, one.name.zh) for one in (one, other))
            values: tuple[str | int, ...] = (*chain.from_iterable(sides), documents)
            yield NumberRow(tuple(zip(self.columns, values, strict=True)))

    def _row(self, one: Node, other: Node, documents: int, *asked: Node) -> PairRow:
        request = pair_request(self._request, self.found, *asked)
        language = self.texts.language
        return PairRow(
            name_in(one.name, language),
            self.href(one),
            name_in(other.name, language),
            self.href(other),
            grouped(documents),
            urls.results_url(request),
        )
