"""What every answer carries, which methods are let in, and what of records is a link."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from indexer.index_errors import IndexProblem
from search.answer.archive_overview import Overview
from search.archive import Archive
from web.app import create_app
from web.http.threadpool import Workers

ADDRESSES = ["/", "/search?q=luu+ninh", "/search?q=(", "/doc/none", "/nowhere", "/api/search?q=x"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_has_the_strict_policy(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize("address", ADDRESSES[:-1])
def test_no_page_needs_what_the_policy_forbids(client: TestClient, address: str) -> None:
    page = client.get(address).text
    assert "<style" not in page
    assert " style=" not in page
    assert page.count("<script") == page.count('<script src="/static/')
    assert " onclick=" not in page


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    for address in ("/", "/search", "/api/search", "/static/style.css"):
        answer = client.request(method, address)
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    ("address", "answered"),
    [
        ("/doc/mau-url", "GET, HEAD"),
        ("/gates/youyiguan", "GET, HEAD"),
        ("/gates/map.svg", "GET, HEAD"),
        ("/lists/x", "GET, HEAD"),
        ("/api/doc/mau-url", "GET, HEAD"),
        ("/api/openapi.json", "GET, HEAD"),
        ("/opensearch.xml", "GET, HEAD"),
        ("/healthz", "GET, HEAD"),
        ("/names", "GET, HEAD, POST"),
        ("/api/names", "GET, HEAD, POST"),
        ("/corrections", "GET, HEAD, POST"),
        ("/lists", "GET, HEAD, POST"),
        ("/add", "GET, HEAD, POST"),
    ],
)
def test_a_refused_method_is_told_which_are_answered(
    client: TestClient, address: str, answered: str
) -> None:
    refused = client.put(address)
    assert (refused.status_code, refused.headers["allow"]) == (405, answered)
    for method in ("GET", "HEAD", "POST"):
        is_refused = client.request(method, address).status_code == 405
        assert is_refused == (method not in answered.split(", "))


def test_who_takes_nothing_names_no_way_to_send(archive: Archive) -> None:
    client = TestClient(create_app(archive, read_only=True), base_url="http://localhost")
    assert client.post("/corrections").headers["allow"] == "GET, HEAD"


def test_head_is_the_get_without_its_body(client: TestClient) -> None:
    for address in ADDRESSES:
        head, get = client.head(address), client.get(address)
        assert head.status_code == get.status_code
        assert head.headers["content-length"] == get.headers["content-length"]
        assert head.content == b""


def test_records_are_escaped_wherever_they_stand(client: TestClient) -> None:
    for address in (
        "/",
        "/search?q=Lưu+Ninh&limit=100",
        "/doc/hostile%2F1%20%3F%23%25..?q=Lưu+Ninh",
    ):
        page = client.get(address).text
        assert "<script>" not in page
        assert "<img" not in page
        assert "<i>" not in page.replace("<i>‹</i>", "").replace("<i>›</i>", "")
        assert 'href="javascript:' not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_query_is_escaped(client: TestClient) -> None:
    page = client.get("/search", params={"q": "\"><script>'Lưu Ninh"}).text
    assert "><script>" not in page.replace("\n<script", "")


def test_the_link_to_an_original_tells_it_nothing(client: TestClient) -> None:
    page = client.get("/doc/mau-url").text
    address = 'href="https://example.org/a?b=1&amp;c=2" rel="noopener noreferrer nofollow"'
    assert address in page


def test_static_files_are_kept_for_a_year_under_a_name_of_their_content(
    client: TestClient,
) -> None:
    page = client.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/css")
    assert client.get("/static/style.css").status_code == 404
    assert client.get("/static/..%2fapp.py").status_code == 404


def test_a_language_once_chosen_is_remembered_for_this_site_alone(client: TestClient) -> None:
    cookie = client.get("/?ui=zh").headers["set-cookie"]
    assert cookie.startswith("ui=zh;")
    assert "SameSite=lax" in cookie
    assert "HttpOnly" in cookie
    assert '<html lang="zh-Hans">' in client.get("/search?q=x").text
    assert "set-cookie" not in client.get("/?ui=xx").headers


class Broken(Archive):
    """An archive whose index went away, or that fails in a way nobody foresaw."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.folder = Path("nowhere")

    def overview(self) -> Overview:
        raise self.error


def broken_client(error: Exception) -> TestClient:
    app = create_app(Broken(error))
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


def test_a_problem_with_the_index_is_a_503_with_its_message() -> None:
    client = broken_client(IndexProblem("There is no index in <folder>."))
    for address in ("/", "/api/overview"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "retry-after" in answer.headers
    assert "There is no index in &lt;folder&gt;." in client.get("/").text
    assert client.get("/api/overview").json()["error"]["code"] == "index"


def test_what_nobody_foresaw_is_a_page_without_a_traceback() -> None:
    client = broken_client(RuntimeError("secret"))
    for address in ("/", "/api/overview"):
        answer = client.get(address)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_full_queue_is_a_503_that_says_when_to_come_again(archive: Archive) -> None:
    workers = Workers(1, waiting=-1)
    client = TestClient(create_app(archive, workers), base_url="http://localhost")
    answer = client.get("/search?q=x")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


def test_the_guard_leaves_the_app_alone_beside_http(app: FastAPI, ask_raw: Callable) -> None:  # type: ignore[type-arg]
    assert ask_raw("/", method="HEAD").body == b""
