"""A site below a path: what leaves it, and what does not."""

from __future__ import annotations

import re
from html import escape

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from search.archive import Archive
from web.app import create_app
from web.html.rendering import FOLDER
from web.http.base_path import base_path_of, placed
from web.operations.metrics import Metrics
from web.routes.deployment import Deployment

BASE = "/songngu"


@pytest.fixture(scope="module")
def below(archive: Archive) -> FastAPI:
    return create_app(archive, deployment=Deployment(base=BASE, metrics=Metrics()))


@pytest.fixture
def client(below: FastAPI) -> TestClient:
    return TestClient(
        below, base_url="http://localhost", client=("127.0.0.1", 1), follow_redirects=False
    )


@pytest.mark.parametrize(
    ("given_text", "base"),
    [("", ""), ("/", ""), ("/songngu", "/songngu"), ("/a/b-c/", "/a/b-c")],
)
def test_a_base_path_has_one_spelling(given_text: str, base: str) -> None:
    assert base_path_of(given_text) == base


@pytest.mark.parametrize(
    "text", ["songngu", "//evil.example", "/a//b", "/a b", '/"', "/a?b", "/..", "/a/./b", "/á"]
)
def test_what_is_no_base_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no base path"):
        base_path_of(text)


@given(st.text())
def test_what_is_filled_in_stays_as_it_is(text: str) -> None:
    page = f'<p title="{escape(text)}">{escape(text)}</p>'.encode("utf-8", "replace")
    assert placed(BASE, page) == page


def test_addresses_of_ours_are_placed_and_no_others() -> None:
    page = b'<a href="/x"><a href="//evil/x"><a href="#a"><a href="https://a/x"><img src="/y">'
    assert placed(BASE, page) == (
        b'<a href="/songngu/x"><a href="//evil/x"><a href="#a"><a href="https://a/x">'
        b'<img src="/songngu/y">'
    )
    assert placed("", page) == page


def test_templates_write_addresses_in_the_one_way_that_is_placed() -> None:
    for path in FOLDER.glob("*.html"):
        text = path.read_text("utf-8")
        assert not re.search(r"""\b(?:href|src|action|formaction)\s*=\s*(?:[^"\s]|"\s)""", text)


@pytest.mark.parametrize("path", ["/", "/search?q=x", "/songnguish/", "/gates", "/songng"])
def test_nothing_is_beside_the_base_path(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert 'href="/songngu/"' in answer.text


def test_the_base_path_itself_leads_to_the_first_page(client: TestClient) -> None:
    answer = client.get("/songngu?ui=zh")
    assert (answer.status_code, answer.headers["location"]) == (308, "/songngu/?ui=zh")
    assert client.get("/songngu/").status_code == 200


def test_head_of_answers_stay_below_it(client: TestClient) -> None:
    answer = client.get("/songngu/?ui=zh")
    assert "Path=/songngu/;" in answer.headers["set-cookie"]
    token = re.search(r'name="token" value="([^"]+)"', client.get("/songngu/gates/huu-nghi").text)
    assert token is not None
    form = {"token": token[1], "said": "undo 00000000", "back": "/gates/huu-nghi"}
    assert client.post("/songngu/corrections", data=form).status_code == 400


def test_feeds_descriptions_and_the_schema_are_below_it(client: TestClient) -> None:
    feed = client.get("/songngu/feed?q=luu+ninh").text
    assert set(re.findall('href="(/[a-z]+)', feed)) == {BASE}
    description = client.get("/songngu/opensearch.xml").text
    assert 'template="http://localhost/songngu/search?q={searchTerms}"' in description
    schema = client.get("/songngu/api/openapi.json").json()
    assert schema["servers"] == [{"url": BASE}]
    suggested = client.get("/songngu/api/suggest?q=luu").json()
    assert suggested
    assert all(client.get(one["url"]).status_code == 200 for one in suggested)


def test_the_ids_of_a_feed_are_the_same_wherever_it_is(client: TestClient, app: FastAPI) -> None:
    elsewhere = TestClient(app, base_url="http://localhost").get("/feed?q=luu+ninh").text
    ids = re.findall("<id>[^<]+</id>", client.get("/songngu/feed?q=luu+ninh").text)
    assert ids == re.findall("<id>[^<]+</id>", elsewhere)


def test_the_machine_itself_is_answered_beside_it_and_readers_see_no_figures(
    client: TestClient,
) -> None:
    for path in ("/healthz", "/healthz/ready", "/metrics"):
        assert client.get(path).status_code == 200
    assert client.get("/songngu/healthz").status_code == 200
    assert client.get("/songngu/metrics").status_code == 403
