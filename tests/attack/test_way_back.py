"""The way back from a form leads to a page of this site, whatever the form says."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from search.archive import Archive
from web.app import create_app
from web.http.urls import FOLDERS
from web.routes.return_address import return_address

SITE = "http://songngu.example"
TOLD = [("kept", "0a1b2c3d")]

HOSTILE = (
    *("////evil.com/x", "///evil.com", "//evil.com", "///", "//", "/", "", " ", "."),
    *(
        "https://evil.com/",
        "HTTPS://evil.com",
        "https:evil.com",
        "http:/evil.com",
        "//evil.com:80/",
    ),
    *("/\\evil.com", "\\/evil.com", "\\\\evil.com", "/\\/evil.com", "\\evil.com", "/\\\\evil.com"),
    *(
        "/%09/evil.com",
        "/\t/evil.com",
        "/\n/evil.com",
        "\t//evil.com",
        " //evil.com",
        "/\r/evil.com",
    ),
    *("/..//evil.com", "/.//evil.com", "/people/..//evil.com", "/people/../..//evil.com"),
    *("/people/%2e%2e//evil.com", "/people/..", "/people/%2e%2e", "/people/.", "/people/%2E"),
    *("/people//evil.com", "//people/evil.com", "/people/\\..\\..\\evil.com", "/people//"),
    *("javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "mailto:x"),
    *(
        "/people/x\r\nSet-Cookie: a=b",
        "/people/x\r\n\r\n<script>",
        "/people/x%0d%0aSet-Cookie:%20a",
    ),
    *(
        "/@evil.com",
        "//user@evil.com",
        "/people/x@evil.com//",
        "//[::1]/",
        "//%65vil.com",
        "/;//evil.com",
    ),
    *(
        "?q=x",
        "#//evil.com",
        "/people/x#//evil.com",
        "/people/x?//evil.com",
        "/people?next=//evil.com",
    ),
    *("／／evil.com", "/\u2028/evil.com", "/\x00/evil.com", "\ufeff//evil.com", "/\u3000/evil.com"),
    *(
        "/corrections//evil.com",
        "/correctionsx",
        "/static/x",
        "/api/search",
        "/search?q=x",
        "/doc/a",
    ),
    *(
        "/people/\ud800",
        "/people/x?\ud800=\udfff",
        "%2f%2fevil.com",
        "/%2f/evil.com",
        "/people/%2f%2fevil",
    ),
    *(
        "/people/x?" + "a=1&" * 5_000,
        "/people/" + "x" * 10_000,
        "/people/x?kept=zz&waits=1&undone=y",
    ),
)


def whatwg(base: str, location: str) -> str:
    """Where a browser goes: it drops tabs and line ends, strips controls and spaces, and takes
    backslashes for slashes (URL Standard, "basic URL parser"), which urllib does not."""
    text = re.sub(r"[\t\r\n]", "", location).strip("".join(map(chr, range(0x21))))
    before, mark, after = text.partition("?")
    text = before.replace("\\", "/") + mark + after
    if re.match(r"/{2,}", text):
        text = "//" + text.lstrip("/")
    return urljoin(base, text)


def check(location: str) -> None:
    assert re.fullmatch(r"/[!-~]*", location), location
    for arrived in (whatwg(f"{SITE}/corrections", location), urljoin(SITE, location)):
        parts = urlsplit(arrived)
        assert (parts.scheme, parts.netloc) == ("http", "songngu.example")
        segments = parts.path.split("/")[1:]
        assert all(unquote(one) not in ("", ".", "..") for one in segments)
        if segments != ["corrections"]:
            folder, _ = segments
            assert folder in FOLDERS.values()
        told = [pair for pair in parse_qsl(parts.query) if pair[0] in ("kept", "waits", "undone")]
        assert told == TOLD


@pytest.mark.parametrize("back", HOSTILE)
def test_a_hostile_way_back_stays_on_this_site(back: str) -> None:
    check(return_address(back, TOLD))


@given(
    st.text(st.characters())
    | st.text("/\\.:?#@% \t\r\n\x00evilcom", max_size=20)
    | st.text("/\\.%2e5cf", max_size=12).map(lambda text: f"/people/{text}")
)
def test_any_way_back_stays_on_this_site(back: str) -> None:
    check(return_address(back, TOLD))


@pytest.mark.parametrize("entity", ["lưu ninh", "a/b", "刘宁", "x (2)", "a?b#c", "%2e", "…"])
def test_the_page_of_an_entity_is_led_back_to_as_it_was(entity: str) -> None:
    found = return_address(f"/people/{quote(entity, safe='')}?form=L%C6%B0u+Ninh&offset=50", TOLD)
    check(found)
    parts = urlsplit(found)
    assert unquote(parts.path) == f"/people/{entity}"
    assert parse_qsl(parts.query) == [("form", "Lưu Ninh"), ("offset", "50"), *TOLD]


@pytest.mark.parametrize(
    "back", ["////evil.com/x", "/\\evil.com", "/people/x\r\nx: y", "/..//e.com"]
)
def test_the_answer_to_a_form_leads_nowhere_else(folder: Path, back: str) -> None:
    client = TestClient(create_app(Archive(folder)), base_url="http://localhost")
    page = client.get("/people/phan kim liên").text
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))
    data = {**hidden, "said": "same", "name": "Phạm Kim Liên", "back": back}
    answer = client.post("/corrections", data=data, follow_redirects=False)
    assert answer.status_code == 303
    assert "x" not in answer.headers
    location = answer.headers["location"]
    assert whatwg(f"{SITE}/corrections", location).startswith(f"{SITE}/corrections?kept=")
