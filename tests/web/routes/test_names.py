"""The page of many names, and its table as a file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from indexer.budget import OutOfTime
from search.archive import Archive
from search.batch.name_table import IN_A_FORM, IN_AN_ADDRESS, NameRow
from search.request import Request
from web.i18n.negotiation import LANGUAGES
from web.i18n.texts import all_texts
from web.pages.names_page import NamesPage

NAMES = "Lưu Ninh\n刘宁\n<b>x</b>\n("


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_leads_to_as_many_documents(
    client: TestClient, archive: Archive, language: str
) -> None:
    page = client.get("/names", params={"names": NAMES}, headers={"accept-language": language})
    assert page.status_code == 200
    cells = re.findall(r'<td class="number"><a href="([^"]+)">([\d.,\s\u00a0]+)</a>', page.text)
    assert len(cells) == 8  # of the hostile one, too
    for href, text in cells:
        path = f"/api{unescape(href)}"
        assert client.get(path).json()["total"] == int(re.sub(r"\D", "", text))
    assert "<b>x</b>" not in page.text


def test_the_form_keeps_what_was_typed(client: TestClient) -> None:
    page = client.get("/names", params={"names": NAMES}).text
    typed = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert typed is not None
    assert unescape(typed[1]) == NAMES
    assert "<table>" not in client.get("/names").text


def test_the_table_is_a_file(client: TestClient, archive: Archive) -> None:
    page = client.get("/names", params={"names": NAMES}).text
    forms = re.findall(r'formaction="/api/names" name="format" value="(\w+)"', page)
    assert forms == ["csv", "xlsx", "jsonl"]
    asked = {"names": NAMES, "format": "csv", "about": "0"}
    answers = [client.get("/api/names", params=asked), client.post("/api/names", files=sent(asked))]
    assert answers[0].content == answers[1].content
    rows = list(csv.DictReader(io.StringIO(answers[0].content.decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == NAMES.split("\n")
    assert int(rows[0]["total"]) == archive.results(Request("Lưu Ninh")).total
    assert rows[3]["problem"]


def sent(fields: dict[str, str], *files: tuple[str, bytes]) -> list[tuple[str, Any]]:
    """A form as a browser sends it."""
    return [
        *((name, (None, value)) for name, value in fields.items()),
        *(("file", file) for file in files),
    ]


def test_a_short_list_has_an_address_of_its_own(client: TestClient) -> None:
    form = sent({"names": NAMES, "lang": "zh"}, ("", b""))
    answer = client.post("/names", files=form, follow_redirects=False)
    assert answer.status_code == 303
    assert len(answer.headers["location"]) <= 2_000
    by_address = client.get("/names", params={"names": NAMES, "lang": "zh"})
    assert client.get(answer.headers["location"]).text == by_address.text


def test_a_list_from_a_file_is_answered_whole(client: TestClient, archive: Archive) -> None:
    names = ["Lưu Ninh", "刘宁", *(f"tên số {number}" for number in range(1_000))]
    file = ("danh sách.txt", "\r\n".join(names).encode("utf-16"))
    answer = client.post("/names", files=sent({"names": "", "lang": "zh"}, file))
    assert answer.status_code == 200
    page = answer.text
    assert page.count("<tr>") == 1 + 200
    assert "200" in re.findall(r'class="notice"[^>]*>([^<]*)<', page)[0]
    row = re.findall(r"<td><a href=\"([^\"]+)\".*?</tr>", page)[0]
    assert client.get(unescape(row)).status_code == 200
    typed = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[0]
    again = client.post("/api/names", files=sent({"names": unescape(typed), "lang": "zh"}))
    about, *rows = [json.loads(line) for line in again.text.splitlines()]
    assert about["filters"] == {"lang": ["zh"]}
    assert [one["name"] for one in rows] == names
    chinese = archive.results(Request("刘宁", filters={"lang": ("zh",)})).total
    assert (rows[1]["total"], rows[1]["vi"]) == (chinese, 0)


@pytest.mark.parametrize(
    ("name", "content", "names"),
    [
        ("a.csv", 'name,total\n刘宁,3\n"Lưu, Ninh",1\n', ["刘宁", "Lưu, Ninh"]),
        ("a.csv", "刘宁;3\nLưu Ninh;1\n", ["刘宁", "Lưu Ninh"]),
        ("A.TSV", "刘宁\t3\r\n\r\nLưu Ninh\t1", ["刘宁", "Lưu Ninh"]),
        ("a.csv", "\ufeff# file,names\n# query,\nname,total\n刘宁,1\n", ["刘宁"]),
        ("a.txt", "a,b\n# c\n", ["a,b", "# c"]),
        ("a.csv", "", []),
    ],
)
def test_a_table_gives_its_first_column(
    client: TestClient, name: str, content: str, names: list[str]
) -> None:
    form = sent({"names": ""}, (name, content.encode()))
    lines = client.post("/api/names?about=0", files=form).text.splitlines()
    kept = [json.loads(line) for line in lines]
    assert [row["name"] for row in kept if row.get("kind") != "about"] == names


def test_what_is_no_list_of_names_is_refused_in_words(client: TestClient) -> None:
    many = "\n".join(map(str, range(IN_A_FORM.names + 1))).encode()
    long = b"x" * (IN_A_FORM.characters + 1)
    binary = bytes(range(256)) * 4
    for path in ("/names", "/api/names"):
        for content in (many, long, binary):
            form = sent({"names": ""}, ("a.txt", content))
            answer = client.post(path, files=form)
            assert answer.status_code == 400
        assert client.post(path, files=sent({}, ("a", b"x" * (1 << 20)))).status_code == 413
    assert client.post("/names", files=sent({"lang": "zh", "from": "x"})).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=x", b""),
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n'),
        ("multipart/form-data; boundary=x", b"--x\r\n\r\nno name\r\n--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\n" * 2_000),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="names"\r\n\r\nhalf of it',
        ),
    ],
)
def test_a_form_that_is_none_is_refused(client: TestClient, kind: str, body: bytes) -> None:
    answer = client.post("/names", content=body, headers={"content-type": kind})
    assert answer.status_code == 400


def test_too_many_names_are_refused(client: TestClient) -> None:
    names = "\n".join(map(str, range(IN_AN_ADDRESS.names + 1)))
    for path in ("/names", "/api/names"):
        assert client.get(path, params={"names": names}).status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_where_the_time_ended(language: str) -> None:
    def rows() -> Iterator[list[NameRow]]:
        yield [NameRow("a", 1, 1, 0)]
        raise OutOfTime(3.0)

    page = NamesPage(("a", "b"), rows(), Request(""), all_texts()[language])
    assert [line.name for line in page.lines] == ["a"]
    assert re.findall(r"\d+", page.notice) in (["1", "2"], ["2", "1"])


def test_the_downloads_are_offered_where_no_row_was_made() -> None:
    def rows() -> Iterator[list[NameRow]]:
        raise OutOfTime(3.0)
        yield []

    page = NamesPage(("a",), rows(), Request(""), all_texts()["en"])
    assert (page.lines, len(page.formats)) == ([], 3)


def test_another_language_and_another_search_keep_what_was_asked(client: TestClient) -> None:
    page = unescape(client.get("/names", params={"names": NAMES, "lang": "zh"}).text)
    assert '<input type="hidden" name="lang" value="zh">' in page
    link = re.search(r'href="(/names\?[^"]*ui=en)"', page)
    assert link is not None
    other = client.get(link[1]).text
    assert 'value="zh"' in other
    assert other.count("<tr>") == page.count("<tr>") == 5


def test_a_long_list_stands_in_no_address(client: TestClient) -> None:
    names = "\n".join(f"Nguyễn Văn An {number}" for number in range(400))
    asked = {"names": names, "lang": "zh", "from": "2019"}
    page = client.post("/names", files=sent(asked)).text
    assert max(map(len, re.findall(r'href="([^"]*)"', page))) < 500
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', page))
    assert fields == {"lang": "zh", "from": "2019"}
    # The buttons of the languages send all of it again.
    assert re.findall(r'<button form="many" name="ui" value="(\w+)"', page) == ["zh", "en"]
    chinese = client.post("/names", files=sent({**asked, "ui": "zh"})).text
    assert '<html lang="zh-Hans">' in chinese
    typed = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", chinese, re.DOTALL)
    assert unescape(typed[0]) == names
    # Each filter is a button that says which are left, and another takes all away.
    left = [unescape(one) for one in re.findall(r'name="kept" value="([^"]*)"', page)]
    remaining = []
    for kept in left:
        other = client.post("/names", files=sent({**asked, "kept": kept})).text
        assert other.count("<tr>") == 1 + 200
        remaining.append(re.findall(r'<input type="hidden" name="(\w+)"', other))
    assert remaining == [["from"], ["lang"], []]


def test_the_address_of_a_short_list_has_links_for_all(client: TestClient) -> None:
    page = client.get("/names", params={"names": NAMES, "lang": "zh"}).text
    assert 'form="many"' not in page
    assert 'name="kept"' not in page
    filters = re.findall(r'<a class="filter" href="([^"]*)"', page)
    assert len(filters) == 1
    assert client.get(unescape(filters[0])).text.count("<tr>") == page.count("<tr>")
