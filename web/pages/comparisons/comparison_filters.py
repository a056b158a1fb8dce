"""The filters of a comparison or of the two sides as links: what is in force with its ×, and what
can be narrowed to. The templates of dossiers show them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from search.answer.models import FacetValue
from search.concordance.mention_filter import MentionFilter
from web.i18n.formatting import dated, grouped
from web.i18n.texts import Texts
from web.pages.document_facts import value_text
from web.pages.dossier_links import Active, Chip, Facet
from web.pages.value_names import value_names

VALUES_LISTED: Final = 10
"""Values of a facet on the page, those of most documents; the chosen ones are among them."""

Url = Callable[[MentionFilter], str]


class ComparisonFilters:
    """The links of one page; ``url`` gives its address with another filter, ``pairs`` what the form
    of dates sends along, ``more`` are filters that only this page has."""

    def __init__(
        self,
        wanted: MentionFilter,
        facets: Mapping[str, Sequence[FacetValue]],
        url: Url,
        pairs: Sequence[tuple[str, str]],
        texts: Texts,
        more: Sequence[Active] = (),
    ) -> None:
        self._wanted = wanted
        self._facets = facets
        self._url = url
        self._pairs = pairs
        self._texts = texts
        self._more = more

    def active(self) -> list[Active]:
        """List the filters that are in force."""
        found = list(self._more)
        for name in self._facets:
            for value in self._wanted.of(name):
                shown = value_text(name, value, self._texts)
                href = self._toggled(name, value)
                found.append(Active(self._texts[f"narrowed_{name}"], shown, href))
        if self._wanted.since or self._wanted.until:
            bounds = dict.fromkeys((self._wanted.since, self._wanted.until))
            span = " – ".join(dated(one, self._texts.language) if one else "…" for one in bounds)
            href = self._url(self._wanted.without_dates())
            found.append(Active(self._texts["dates"], span, href))
        return found

    def facets(self) -> list[Facet]:
        """List the facets that have two values, or one that is chosen."""
        found = []
        for name, values in self._facets.items():
            chosen = self._wanted.of(name)
            rows = sorted(values, key=lambda row: not row.chosen)
            if len(rows) > 1 or chosen:
                chips = tuple(self._chip(name, row) for row in rows[:VALUES_LISTED])
                found.append(Facet(self._texts[f"field_{name}"], chips, len(chosen)))
        return found

    def _chip(self, name: str, row: FacetValue) -> Chip:
        names = value_names(name, row, self._texts)
        href = self._toggled(name, row.value)
        return Chip(names.whole, grouped(row.count), href, row.chosen, tag=names.tag)

    def _toggled(self, name: str, value: str) -> str:
        kept = self._wanted.of(name)
        values = tuple(one for one in kept if one != value) if value in kept else (*kept, value)
        return self._url(self._wanted.but(**{name: values}))

    def hidden(self) -> list[tuple[str, str]]:
        """List what the form of dates sends along."""
        return list(self._pairs)
