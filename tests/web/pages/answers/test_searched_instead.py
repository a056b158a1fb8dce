"""What is offered beside the results: each count is that of its click; and what is searched instead
of a query that finds nothing, with the way back."""

from html import unescape

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.request import Request
from web.http import urls
from web.i18n.texts import all_texts
from web.pages.answers.results_page import ResultsPage
from web.pages.answers.searched_instead import near_query

SORTS = ("near", "other_script", "related")


@pytest.mark.parametrize(
    "request_",
    [
        Request("Ninh"),
        Request("宁"),
        Request("Hữu Nghị"),
        Request("友谊关", pair=True),
        Request("Lạng Sơn", filters={"lang": ("vi",)}),
        Request("Bằng Tường", since="2022"),
        Request("Hữu Nghii"),
        Request("Hữu Nghii", filters={"lang": ("vi",)}),
        Request("Luwu Ninh", pair=True, off=frozenset({"刘宁"})),
    ],
    ids=str,
)
def test_every_count_of_an_offer_is_that_of_its_click(archive: Archive, request_: Request) -> None:
    page = ResultsPage(archive.results(request_), all_texts()["vi"])
    for sort in SORTS:
        for row in page.offers(sort):
            clicked = urls.request_of(row.href.partition("?")[2].encode())
            assert f"{archive.results(clicked).total}" == row.count != "0"


def test_something_is_offered(archive: Archive) -> None:
    for query, sort in (("Ninh", "other_script"), ("Bằng Tường", "related"), ("Hữu Nghii", "near")):
        assert ResultsPage(archive.results(Request(query)), all_texts()["vi"]).offers(sort), query


def test_a_slip_that_finds_nothing_is_searched_as_it_was_meant(client: TestClient) -> None:
    page = unescape(client.get("/search?q=Hữu Nghii").text)
    assert '<p class="instead">' in page
    assert 'class="hit"' in page
    assert 'name="q" id="q" value="Hữu Nghii"' in page
    # Its links are those of what is searched.
    assert "/concordance?q=Hữu+Nghị" in page


def test_what_was_typed_is_a_click_away(client: TestClient, archive: Archive) -> None:
    page = unescape(client.get("/search?q=Hữu Nghii&lang=vi").text)
    href = page.split('<p class="instead">')[1].split('href="')[1].split('"')[0]
    typed = unescape(client.get(href).text)
    assert '<p class="instead">' not in typed
    assert 'class="hit"' not in typed
    assert archive.results(urls.request_of(href.partition("?")[2].encode())).total == 0
    # There it is offered, and the links between languages keep what was typed.
    assert all_texts()["vi"]["offer_near"] in typed
    assert "typed=1&lang=" not in typed.split('class="tongues"')[0]
    assert "typed=1" in typed.split('class="tongues"')[1].split("</nav>")[0]


def test_where_anything_was_found_nothing_else_is_searched(archive: Archive) -> None:
    assert near_query(archive.results(Request("Hữu Nghị"))) is None
    assert near_query(archive.results(Request("zxqvw"))) is None
    near = near_query(archive.results(Request("Hữu Nghii", filters={"lang": ("vi",)})))
    assert near == Request("Hữu Nghị", filters={"lang": ("vi",)})
