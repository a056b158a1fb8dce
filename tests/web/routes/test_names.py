"""The page of many names, and its table as a file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from indexer.budget import OutOfTime
from search.archive import Archive
from search.batch.name_table import MOST, NameRow
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
    hrefs = [unescape(one) for one in re.findall(r'href="(/api/names[^"]*)" download', page)]
    assert len(hrefs) == 3
    (of_csv,) = (one for one in hrefs if "format=csv" in one)
    rows = list(
        csv.DictReader(io.StringIO(client.get(f"{of_csv}&about=0").content.decode("utf-8-sig")))
    )
    assert [row["name"] for row in rows] == NAMES.split("\n")
    assert int(rows[0]["total"]) == archive.results(Request("Lưu Ninh")).total
    assert rows[3]["problem"]


def test_too_many_names_are_refused(client: TestClient) -> None:
    names = "\n".join(map(str, range(MOST + 1)))
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
    assert (page.lines, len(page.downloads)) == ([], 3)


def test_another_language_and_another_search_keep_what_was_asked(client: TestClient) -> None:
    page = unescape(client.get("/names", params={"names": NAMES, "lang": "zh"}).text)
    assert '<input type="hidden" name="lang" value="zh">' in page
    link = re.search(r'href="(/names\?[^"]*ui=en)"', page)
    assert link is not None
    other = client.get(link[1]).text
    assert 'value="zh"' in other
    assert other.count("<tr>") == page.count("<tr>") == 5
