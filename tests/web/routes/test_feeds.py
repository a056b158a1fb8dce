"""The feed of a query, and the description of the search box."""

from __future__ import annotations

import re
from urllib.parse import quote
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.request import NEWEST, from_query
from web.routes.feeds import ATOM, ENTRIES, OPENSEARCH

NAMES = {"a": ATOM, "o": OPENSEARCH}


def feed_of(client: TestClient, query: str) -> ElementTree.Element:
    answer = client.get(f"/feed?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)


def test_a_feed_has_the_newest_documents_of_the_query(client: TestClient, archive: Archive) -> None:
    found = feed_of(client, "q=luu+ninh&lang=vi")
    pairs = [("q", "luu ninh"), ("lang", "vi"), ("sort", NEWEST), ("limit", str(ENTRIES))]
    hits = archive.results(from_query(pairs)).hits
    titles = [one.findtext("a:title", "", NAMES) for one in found.findall("a:entry", NAMES)]
    assert titles == [hit.document.title or hit.document.id for hit in hits]
    dates = [one.findtext("a:updated", "", NAMES) for one in found.findall("a:entry", NAMES)]
    assert dates == sorted(dates, reverse=True)
    assert found.findtext("a:updated", "", NAMES) == dates[0]


def test_every_entry_leads_to_its_document(client: TestClient) -> None:
    entries = feed_of(client, "q=").findall("a:entry", NAMES)
    assert len(entries) == ENTRIES
    for one in [*entries, *feed_of(client, "q=lưu+ninh&year=2001").findall("a:entry", NAMES)]:
        link = one.find("a:link", NAMES)
        assert link is not None
        href = link.get("href", "")
        assert href.startswith("/doc/")
        assert client.get(href).status_code == 200
    ids = [one.findtext("a:id", "", NAMES) for one in entries]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith("urn:uuid:") for one in ids)


def test_a_feed_is_the_same_by_whatever_name_the_archive_is_reached(client: TestClient) -> None:
    here = client.get("/feed?q=luu+ninh").content
    assert client.get("/feed?q=luu+ninh", headers={"host": "127.0.0.1:80"}).content == here


@pytest.mark.parametrize("query", ["刘宁\uffff", "a{b}|^[c]", "Lưu\x0bNinh <&>", "😀 Lưu"])
def test_whatever_is_asked_the_feed_is_xml(client: TestClient, query: str) -> None:
    root = feed_of(client, f"q={quote(query)}")
    for one in root.findall("a:link", NAMES):
        assert re.fullmatch(r"[\w/?&=+%~:,*!'()$;@.-]+", one.get("href", ""), re.ASCII)


def test_what_text_means_harm_is_text(client: TestClient) -> None:
    entries = feed_of(client, "q=lưu+ninh&year=2001").findall("a:entry", NAMES)
    titles = [one.findtext("a:title", "", NAMES) for one in entries]
    assert any(title.startswith("<script>alert(1)</script>") for title in titles)


@pytest.mark.parametrize("query", ["q=(", "q=x&from=hier"])
def test_what_cannot_be_meant_is_refused(client: TestClient, query: str) -> None:
    assert client.get(f"/feed?{query}").status_code == 400


def test_nothing_found_is_a_feed_without_entries(client: TestClient) -> None:
    assert feed_of(client, "q=zxqvzxqv").findall("a:entry", NAMES) == []


def test_a_browser_learns_where_to_ask(client: TestClient) -> None:
    page = client.get("/search?q=刘宁").text
    assert '<link rel="search" href="/opensearch.xml"' in page
    assert '<link rel="alternate" href="/feed?q=刘宁"' in page
    answer = client.get("/opensearch.xml")
    root = ElementTree.fromstring(answer.content)
    templates = [one.get("template", "") for one in root.findall("o:Url", NAMES)]
    assert len(templates) == 2
    for template in templates:
        asked = template.replace("{searchTerms}", "luu+ninh").removeprefix("http://localhost")
        assert client.get(asked).status_code == 200
