"""The address of a value is that of the request with the value chosen, or no longer."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer import fields
from search.request import Request
from web.http.urls import RequestPage
from web.pages.request_changes import toggled_value
from web.pages.value_links import ValueLinks

values = st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=4)
chosen = st.dictionaries(
    st.sampled_from(fields.FACETS), st.lists(values, min_size=1, max_size=3, unique=True).map(tuple)
)
requests = st.builds(
    Request,
    st.sampled_from(["", "Lưu Ninh", "100%00 & q=%00"]),
    filters=chosen,
    excluded=chosen,
    since=st.sampled_from(["", "2023"]),
    off=st.frozensets(values, max_size=2),
    offset=st.sampled_from([0, 30]),
)


@given(
    request=requests,
    asked=st.lists(st.tuples(st.sampled_from(fields.FACETS), values), min_size=1, max_size=4),
)
def test_any_value_has_the_address_of_the_request_with_it(
    request: Request, asked: list[tuple[str, str]]
) -> None:
    page = RequestPage("/concordance", (("lines", "left"),))
    links = ValueLinks(request, page)
    known = [(field, one) for field, own in request.filters.items() for one in own]
    for field, value in (*asked, *known):
        assert links.toggling(field, value) == page.url(toggled_value(request, field, value))
