"""A request and its address undo each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import fields
from search.request import KINDS, Request, from_query, to_query
from search.request_errors import BadRequest
from search.terms.forms import FormKind
from synonyms.spelling import nfc

TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).map(nfc)
REQUESTS = st.builds(
    Request,
    query=TEXT.map(str.strip),
    filters=st.dictionaries(
        st.sampled_from(fields.FACETS),
        st.lists(TEXT, min_size=1, max_size=3, unique=True).map(tuple),
    ),
    excluded=st.dictionaries(
        st.sampled_from(fields.FACETS),
        st.lists(TEXT, min_size=1, max_size=3, unique=True).map(tuple),
    ),
    since=st.sampled_from(["", "2023", "2023-02", "2023-02-28"]),
    until=st.sampled_from(["", "2024"]),
    sorting=st.sampled_from(["relevance", "newest"]),
    offset=st.integers(0, 10**6),
    limit=st.integers(0, 1000),
    off=st.frozensets(TEXT, max_size=3),
    on=st.frozensets(TEXT, max_size=3),
    without=st.frozensets(st.sampled_from(KINDS)),
    pair=st.booleans(),
    reading=st.just("") | TEXT,
    meaning=st.booleans(),
)


@given(REQUESTS)
def test_a_request_survives_its_address(request: Request) -> None:
    assert from_query(to_query(request)) == request


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        ([("q", "x" * 2001)], "query_too_long"),
        ([("sort", "best")], "bad_sort"),
        ([("without", "magic")], "bad_kind"),
        ([("from", "yesterday")], "bad_date"),
        ([("offset", "-1")], "bad_number"),
        ([("limit", "9999")], "bad_number"),
        ([("limit", "²")], "bad_number"),
        ([("meaning", "yes")], "bad_number"),
        ([("off", str(n)) for n in range(300)], "too_many_values"),
    ],
)
def test_what_cannot_be_meant_is_refused(pairs: list[tuple[str, str]], code: str) -> None:
    with pytest.raises(BadRequest) as caught:
        from_query(pairs)
    assert caught.value.code == code


def test_unknown_names_are_ignored() -> None:
    assert from_query([("q", "a"), ("utm_source", "x")]) == Request("a")


def test_any_change_but_paging_goes_to_the_first_page() -> None:
    request = Request("a", offset=30)
    assert request.but(reading="x").offset == 0
    assert request.but(offset=40).offset == 40


def test_the_kinds_of_an_address_are_those_of_forms() -> None:
    assert tuple(FormKind) == KINDS
