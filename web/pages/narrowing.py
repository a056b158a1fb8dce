"""What narrows the documents of a request, the same on every page that shows them: facets, the
filters that are on, the histogram and the range of dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.answer.models import FacetValue
from search.request import Request
from web.http import urls
from web.http.urls import RequestPage, ShownLists
from web.i18n.texts import Texts
from web.pages.active_filters import filter_row
from web.pages.facet_groups import FacetGroups
from web.pages.year_histogram import histogram_of, years_by_month


class Narrowing:
    """What narrows a request on a page (templates/facets.html, templates/years.html). ``lists``
    says what of long lists is shown, ``story`` is the title of the document whose story is
    shown."""

    def __init__(
        self,
        request: Request,
        facets: Mapping[str, Sequence[FacetValue]],
        page: RequestPage,
        texts: Texts,
        *,
        lists: ShownLists,
        story: str = "",
    ) -> None:
        self.request = request
        self.action = page.path
        self.active = filter_row(request, facets, page, texts, story)
        self.fields = page.fields(request)
        self.date_fields = page.fields(request.but(since="", until=""))
        self.here = page.url(request)
        self.unfolded_url = page.url(request, urls.EVERYTHING)
        self.histogram = histogram_of(request, facets, page, texts)
        groups = FacetGroups(request, facets, page, texts, lists)
        self.groups = groups.groups(years_by_month(request, facets))
