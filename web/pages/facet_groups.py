"""The facets of what a request finds: each value a link that chooses it, and a button that excludes
it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.engines.protocol import FACET_VALUES
from search.answer.models import FacetValue
from search.request import EXCLUDES, Request
from web.http import urls
from web.http.urls import RequestPage, ShownLists
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.request_changes import toggled_exclusion
from web.pages.value_links import ValueLinks
from web.pages.value_names import ValueNames, folded, value_names

ROOM: Final = 20_000
LINK_AROUND: Final = 200
"""Bytes of a page that facets may take, and bytes of a value beside the address of its link: a page
is to have 60 KB at most, and each of its links carries the whole request."""

VALUES_SHOWN: Final = {fields.LANG: 4, fields.YEAR: 6}
VALUES_USUAL: Final = 5
"""Values in view; the others are folded: a column that is about as high as three results."""

VALUES_LEAST: Final = 2
"""Values of a facet where each link carries a question of many parts."""

VALUES_LISTED: Final = 24
"""Values of a facet on a usual page, those folded among them."""

LONG: Final = 12
"""Values of a facet in which one is rather looked for by its name than by eye. Not measured."""

VALUES_SEARCHED: Final = 20_000
"""Most values of a facet of entities among which one is looked for, those of most documents: as
many as the page of people lists (search/answer/archive_overview.py)."""


class FacetLink(Struct, frozen=True):
    """A value with its documents. ``href`` chooses it, or takes back that it is ``on`` or ``out``
    (chosen, excluded); ``has_exclusion`` says whether to exclude it would change anything."""

    value: str
    names: ValueNames
    count: str
    href: str
    has_exclusion: bool
    on: bool
    out: bool


class FacetGroup(Struct, frozen=True):
    """A facet: values in view, and folded ones. ``size`` counts all of them and those that stand
    only on the page with all lists unfolded, to which a link says ``unfold``; it is empty where
    there are none. With ``cut`` there are more than ``size``. ``typed`` is what is looked for among
    them; then only those are listed that have it."""

    field: str
    label: str
    shown: tuple[FacetLink, ...]
    folded: tuple[FacetLink, ...]
    size: int
    cut: bool
    unfold: str
    typed: str
    fields: Sequence[tuple[str, str]]

    @property
    def more(self) -> str:
        """How many are not in view; empty where all are."""
        more = self.size - len(self.shown)
        return grouped(more) + "+" * self.cut if more > 0 else ""

    @property
    def exclusion(self) -> str:
        """The name under which an address has a value that is excluded."""
        return EXCLUDES + self.field

    @property
    def parameter(self) -> str:
        """The name of the field in which a value is looked for; empty where the list is short."""
        return urls.FIND + self.field if self.typed or self.size > LONG else ""


def values_asked(lists: ShownLists) -> int:
    """Return how many values of a facet of entities a page must be given."""
    if set(lists.find) & set(fields.ENTITIES):
        return VALUES_SEARCHED
    # One more than a page lists tells whether there are others.
    return FACET_VALUES if lists.everything else VALUES_LISTED + 1


class FacetGroups:
    """The facets of a request on a page. ``lists`` says what of the long ones is shown."""

    def __init__(
        self,
        request: Request,
        facets: Mapping[str, Sequence[FacetValue]],
        page: RequestPage,
        texts: Texts,
        lists: ShownLists,
    ) -> None:
        self._request = request
        self._facets = facets
        self._page = page
        self._hrefs = ValueLinks(request, page)
        self._texts = texts
        self._lists = lists
        self._asked = values_asked(lists)
        link = len(page.url(request).encode("utf-8", "replace")) + LINK_AROUND
        room = ROOM // (link * max(len(facets), 1))
        self._budget = min(max(room, VALUES_LEAST), VALUES_LISTED)

    def groups(self, months_of: Sequence[str]) -> list[FacetGroup]:
        """Return the facets that have two values, or one that is chosen or excluded; of the months
        those of some years."""
        found = []
        for name in fields.FACETS:
            rows = list(self._facets.get(name, ()))
            if name == fields.MONTH:  # all months would be a long list
                rows = [row for row in rows if row.chosen or row.value[:4] in months_of]
            if _tells(name, rows) or any(row.chosen or row.excluded for row in rows):
                found.append(self._group(name, _in_order(name, rows)))
        return found

    def _group(self, name: str, rows: Sequence[FacetValue]) -> FacetGroup:
        typed = self._lists.find.get(name, "")
        cut = name in fields.ENTITIES and len(rows) >= self._asked and not typed
        wanted = folded(typed)
        if wanted:
            rows = [row for row in rows if wanted in folded(self._names(name, row).whole)]
        # Where as many came as were asked for, the last says that there may be more.
        size = len(rows) - cut
        shown = VALUES_SHOWN.get(name, VALUES_USUAL)
        if wanted:
            shown = VALUES_LISTED
        elif size == shown + 1:  # one more is no longer than the words that would fold it
            shown += 1
        end = size if self._lists.everything else self._budget
        # Of one value a document has, the chosen ones leave nothing to exclude.
        taken = name in fields.SINGLE and any(row.chosen for row in rows)
        links = [self._link(name, row, taken) for row in rows[:end]]
        return FacetGroup(
            name,
            self._texts[f"field_{name}"],
            tuple(links[:shown]),
            tuple(links[shown:]),
            size,
            cut,
            self._unfold(size, cut) if (cut or end < size) and not typed else "",
            typed,
            self._page.fields(self._request) if typed or size > LONG else (),
        )

    def _unfold(self, size: int, cut: bool) -> str:
        """Return what a link to the page with all lists unfolded says."""
        if self._lists.everything:
            return ""
        if cut:
            return self._texts.filled("most_values", n=grouped(FACET_VALUES))
        return self._texts.filled("all_values", n=grouped(size))

    def _link(self, name: str, row: FacetValue, taken: bool) -> FacetLink:
        if row.excluded:
            href = self._page.url(toggled_exclusion(self._request, name, row.value))
        else:
            href = self._hrefs.toggling(name, row.value)
        return FacetLink(
            row.value,
            self._names(name, row),
            grouped(row.count),
            href,
            not (taken or row.chosen or row.excluded) and row.count > 0,
            row.chosen,
            row.excluded,
        )

    def _names(self, name: str, row: FacetValue) -> ValueNames:
        return value_names(name, row, self._texts)


def _tells(name: str, rows: Sequence[FacetValue]) -> bool:
    """Tell whether values part the documents. An unknown encoding is that of a format that has
    none, which is not worth a choice."""
    if name == fields.ENCODING:
        rows = [row for row in rows if row.value != fields.UNKNOWN]
    return len(rows) > 1


def _in_order(name: str, rows: list[FacetValue]) -> list[FacetValue]:
    """Return dates from the newest on, unknown ones last; of any other facet what is chosen, what
    is excluded, then most documents first."""
    if name in (fields.YEAR, fields.MONTH):
        newest = sorted(rows, key=lambda row: row.value, reverse=True)
        return sorted(newest, key=lambda row: row.value == fields.UNKNOWN)
    return sorted(rows, key=lambda row: (not row.chosen, not row.excluded, -row.count, row.value))
