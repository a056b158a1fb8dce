"""The filters that are on, each with what takes it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from indexer import fields
from search.answer.models import FacetValue
from search.request import Request
from web.http.urls import RequestPage
from web.i18n.formatting import dated
from web.i18n.texts import Texts
from web.pages import request_changes
from web.pages.value_names import ValueNames, value_names


class ActiveFilter(Struct, frozen=True):
    """A filter: what it is of, its value, and the URL without it; ``out`` if it excludes."""

    label: str
    names: ValueNames
    href: str
    out: bool = False


class FilterRow(Struct, frozen=True):
    """The filters in one row. ``count`` is how many narrow, which ``clear_url`` takes away; the
    others switch forms off."""

    filters: Sequence[ActiveFilter]
    count: int
    clear_url: str


def filter_row(
    request: Request,
    values: Mapping[str, Sequence[FacetValue]],
    page: RequestPage,
    texts: Texts,
    story: str = "",
) -> FilterRow:
    """Return the filters of a request, in the order of its address. Among ``values`` are the chosen
    and excluded ones with their names; ``story`` is the title of the document whose story is
    shown."""
    found = [*_of_facets(request, values, page, texts), *_of_dates(request, page, texts)]
    if request.story:
        shown = ValueNames(story or request.story, "")
        found.append(ActiveFilter(texts["story"], shown, page.url(request.but(story=""))))
    narrowing = len(found)
    for kind in sorted(request.without):
        href = page.url(request.but(without=request.without - {kind}))
        shown = ValueNames(texts[f"without_{kind}"], "")
        found.append(ActiveFilter(texts["without"], shown, href))
    clear_url = page.url(request_changes.without_filters(request))
    return FilterRow(found, narrowing, clear_url)


def _of_facets(
    request: Request,
    values: Mapping[str, Sequence[FacetValue]],
    page: RequestPage,
    texts: Texts,
) -> list[ActiveFilter]:
    rows = {(name, row.value): row for name in values for row in values[name]}
    found = []
    for name in fields.FACETS:
        for chosen, toggled, out in (
            (request.filters, request_changes.toggled_value, False),
            (request.excluded, request_changes.toggled_exclusion, True),
        ):
            for value in chosen.get(name, ()):
                row = rows.get((name, value)) or FacetValue(value, 0, not out)
                href = page.url(toggled(request, name, value))
                names = value_names(name, row, texts)
                found.append(ActiveFilter(texts[f"field_{name}"], names, href, out))
    return found


def _of_dates(request: Request, page: RequestPage, texts: Texts) -> list[ActiveFilter]:
    ends = (
        ("since", request.since, request.but(since="")),
        ("until", request.until, request.but(until="")),
    )
    return [
        ActiveFilter(texts[word], ValueNames(dated(day, texts.language), ""), page.url(without))
        for word, day, without in ends
        if day
    ]
