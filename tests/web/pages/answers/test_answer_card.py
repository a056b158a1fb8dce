"""The card of what the query names: every number on it leads to just as many documents or
mentions, and it says what the archive has."""

import re

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.request import Request
from web.i18n.texts import all_texts
from web.pages.answers.answer_card import LONGEST, AnswerCard
from web.pages.request_changes import naming_both

REQUESTS = (
    Request("cửa khẩu Hữu Nghị"),
    Request("luu ninh"),
    Request("Lạng Sơn"),
    Request("刘宁", filters={"lang": ("zh",)}),
    Request("luu ninh", filters={"year": ("2023",)}),
    Request("Lạng Sơn", filters={"people": ("liu-ning",)}),
    Request("", filters={"gates": ("huu-nghi",)}),
    Request("", filters={"people": ("liu-ning",)}),
)
"""A gate, people, a place; with filters of the language, another one, people themselves; chosen
from a list."""


def digits(text: str) -> int:
    return int("".join(filter(str.isdigit, text)))


def heading(page: str) -> int:
    """The number above the documents of a page of results, or above the lines of a dossier."""
    found = re.search(r'<div class="list-head"><h[12]>([^<]+)', page)
    assert found
    return digits(found[1])


def card_of(archive: Archive, request: Request) -> AnswerCard:
    _, card = archive.results_with_card(request)
    assert card is not None
    return AnswerCard(card, request, all_texts()["vi"])


@pytest.mark.parametrize("request_", REQUESTS, ids=str)
def test_who_is_named_with_it_is_so_in_as_many_documents(
    client: TestClient, archive: Archive, request_: Request
) -> None:
    together = card_of(archive, request_).together()
    assert len(together) <= 3
    for one in together:
        assert heading(client.get(one.href).text) == digits(one.documents) > 0


def test_some_are_named_together(archive: Archive) -> None:
    assert sum(len(card_of(archive, request).together()) for request in REQUESTS) > 6


@pytest.mark.parametrize("request_", REQUESTS[:3], ids=str)
def test_the_mentions_of_the_year_with_most_are_those_of_the_dossier(
    client: TestClient, archive: Archive, request_: Request
) -> None:
    lines = card_of(archive, request_).sparklines()
    assert lines is not None
    for line in lines.rows:
        page = client.get(line.href, headers={"accept-language": "en"}).text
        assert heading(page) == digits(line.most) > 0
        assert lines.first <= line.year <= lines.last


def test_within_filters_no_year_is_linked_as_a_dossier_knows_no_filters(archive: Archive) -> None:
    lines = card_of(archive, Request("luu ninh", filters={"year": ("2023",)})).sparklines()
    assert lines is not None
    assert {line.href for line in lines.rows} == {""}
    assert {line.year for line in lines.rows} == {"2023"}


def test_bars_stay_within_their_picture_and_stand_on_its_line(archive: Archive) -> None:
    for request in REQUESTS:
        lines = card_of(archive, request).sparklines()
        for line in lines.rows if lines else ():
            assert 0 < len(line.bars) <= LONGEST
            tops = {bar.top + bar.height for bar in line.bars}
            assert max(tops) - min(tops) < 0.2
            assert all(bar.left >= 0 and bar.left + bar.width <= 100.1 for bar in line.bars)
            assert min(bar.top for bar in line.bars) == 0


def test_a_person_has_offices_and_a_gate_facts(archive: Archive) -> None:
    person, gate = card_of(archive, REQUESTS[1]), card_of(archive, REQUESTS[0])
    assert 0 < len(person.offices()) <= 3
    years = [year for year, _ in person.offices() if year]
    assert years == sorted(years, reverse=True)
    assert person.facts() == []
    assert gate.offices() == []
    assert gate.facts()


def test_chinese_pages_lead_with_chinese_names(client: TestClient) -> None:
    for language, first in (("vi", "vi"), ("zh", "zh")):
        page = client.get("/search?q=刘宁", headers={"accept-language": language}).text
        head = page.split('<section class="entity">')[1].split("</h2>")[0]
        assert re.findall(r'class="form (\w+)"', head)[0] == first


def test_a_topic_has_no_card(client: TestClient, archive: Archive) -> None:
    assert archive.results_with_card(Request("hợp tác"))[1] is None
    assert '<aside class="card"' not in client.get("/search?q=hợp tác").text


def test_two_of_one_kind_are_asked_by_the_query_as_a_filter_means_either() -> None:
    both = naming_both(Request("luu ninh"), "person", "liu-ning", "tran cuong")
    assert both == Request('people:"tran cuong"', filters={"people": ("liu-ning",)})
    gate = naming_both(Request("x", filters={"year": ("2023",)}), "gate", "huu-nghi", "liu-ning")
    assert gate.query == ""
    assert gate.filters == {"year": ("2023",), "gates": ("huu-nghi",), "people": ("liu-ning",)}
