"""What a query names, on the page: every number leads to just as many documents or mentions."""

import re
from html import unescape

from starlette.testclient import TestClient

from search.archive import Archive
from search.request import Request
from web.http import urls
from web.i18n.texts import all_texts
from web.pages.answers.answer_rows import answer_rows


def digits(text: str) -> int:
    return int("".join(filter(str.isdigit, text)))


def total(page: str) -> int:
    found = re.search(r'<div class="list-head"><h1>([^<]+)', page)
    assert found
    return digits(found[1])


def test_the_documents_of_an_answer_are_a_click_away(client: TestClient, archive: Archive) -> None:
    texts = all_texts()["vi"]
    seen = 0
    for request in (
        Request("cửa khẩu Hữu Nghị"),
        Request("luu ninh", filters={"year": ("2023",)}),
        Request("Bằng Tường có bao nhiêu cửa khẩu", since="2015"),
    ):
        for row in answer_rows(archive.results(request), texts):
            for entity in filter(None, (row.entity, row.other_side)):
                for language in entity.languages:
                    if language.documents_url:
                        seen += 1
                        page = client.get(language.documents_url).text
                        assert total(page) == digits(language.documents)
    assert seen > 8


def test_the_mentions_of_an_answer_are_those_of_the_dossier(
    client: TestClient, archive: Archive
) -> None:
    texts = all_texts()["en"]
    (row,) = answer_rows(archive.results(Request("友谊关")), texts)
    for language in row.entity.languages:
        page = client.get(language.mentions_url, headers={"accept-language": "en"}).text
        shown = re.search(r'<div class="list-head"><h2>([^<]+)', page)
        assert shown
        assert digits(shown[1]) == digits(language.mentions) > 0


def test_within_filters_no_mentions_are_linked_as_a_dossier_knows_no_filters(
    archive: Archive,
) -> None:
    texts = all_texts()["en"]
    narrowed = archive.results(Request("友谊关", filters={"year": ("2023",)}))
    (row,) = answer_rows(narrowed, texts)
    assert {language.mentions_url for language in row.entity.languages} == {""}


def test_this_side_and_the_pair_lead_to_one_another(client: TestClient, archive: Archive) -> None:
    texts = all_texts()["vi"]
    this = archive.results(Request("友谊关"))
    (row,) = answer_rows(this, texts)
    assert [bool(href) for _, href in row.searches] == [False, True]
    pair = urls.request_of(row.searches[1][1].partition("?")[2].encode())
    assert pair.pair
    both = archive.results(pair)
    assert both.total > this.total
    (row,) = answer_rows(both, texts)
    assert [bool(href) for _, href in row.searches] == [True, False]
    assert urls.request_of(row.searches[0][1].partition("?")[2].encode()) == Request("友谊关")


def test_a_new_query_does_not_ask_for_the_pair_of_the_old(client: TestClient) -> None:
    page = client.get("/search?q=友谊关&pair=1").text
    box = page.split('<form class="box"')[1].split("</form>")[0]
    assert 'name="pair"' not in box


def test_a_person_has_no_other_side_and_a_topic_no_answer(client: TestClient) -> None:
    page = client.get("/search?q=刘宁").text
    assert 'class="across"' not in page
    assert '<a class="names" href="/people/liu-ning">' in unescape(page)
    assert 'class="recognised' not in client.get("/search?q=hợp tác").text
