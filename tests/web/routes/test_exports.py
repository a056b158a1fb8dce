"""What is shown is what a file holds: every row, once, in the order and under the filters of the
page, and the file says what was asked of what."""

from __future__ import annotations

import csv
import io
import json
import re
from html import unescape
from typing import Any

import openpyxl
import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.tables.count_rows import FACET_COLUMNS
from search.tables.result_rows import RESULT_COLUMNS
from web.app import create_app

REQUESTS = [
    "q=luu+ninh",
    "q=luu+ninh&sort=newest&lang=zh",
    "q=Lưu+Ninh&off=刘宁&folded=0",
    "q=cửa+khẩu+Hữu+Nghị&from=2019&to=2023",
    "q=&lang=vi",
    "q=cửa+khẩu+nào+ùn+tắc",
    "q=zxqvw",
]
TABLES = ["results", "facets", "years", "gates", "people", "corrections", "concordance", "mentions"]


def records(client: TestClient, address: str) -> list[dict[str, Any]]:
    """The records of JSON lines; that of what the file is stands first."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize("request_text", REQUESTS)
def test_results_are_those_of_all_pages_in_their_order(
    client: TestClient, request_text: str
) -> None:
    about, *rows = records(client, f"/api/results?{request_text}")
    shown: list[dict[str, Any]] = []
    offset: int | None = 0
    total = 0
    while offset is not None:
        page = client.get(f"/api/search?{request_text}&limit=7&offset={offset}").json()
        shown += page["hits"]
        total = page["total"]
        after = offset + len(page["hits"]) if page["hits"] else None
        offset = page.get("next_offset", after)
    assert [row["id"] for row in rows] == [hit["id"] for hit in shown]
    assert [row["missing"] for row in rows] == [" · ".join(hit["missing"]) for hit in shown]
    assert [row["matches"] for row in rows] == [len(hit["spans"]) for hit in shown]
    assert about["documents"] == total
    copies = sum(len(row["copies"].split()) for row in rows)
    assert len(rows) + copies == total + about.get("others", 0)


def test_the_first_page_shows_the_passages_of_the_file(client: TestClient) -> None:
    _, *rows = records(client, "/api/results?q=luu+ninh")
    page = client.get("/search?q=luu+ninh").text
    passages = [
        unescape(re.sub("<[^>]*>", "", one))
        for one in re.findall(r'<p class="passage"[^>]*>(.*?)</p>', page, re.DOTALL)
    ]
    with_passage = [row["passage"] for row in rows[:10] if row["passage"]]
    assert with_passage
    shown = {" ".join(one.split()) for one in passages}
    assert {" ".join(one.split()) for one in with_passage} <= shown


@pytest.mark.parametrize("request_text", REQUESTS)
def test_counts_are_those_of_the_page(client: TestClient, request_text: str) -> None:
    answer = client.get(f"/api/search?{request_text}&limit=0").json()
    _, *rows = records(client, f"/api/facets?{request_text}")
    for facet, values in answer["facets"].items():
        counted = [(row["value"], row["documents"]) for row in rows if row["facet"] == facet]
        assert sorted(counted) == sorted((one["value"], one["count"]) for one in values)
    _, *years = records(client, f"/api/years?{request_text}")
    by_year: dict[str, int] = {}
    for row in years:
        by_year[row["year"]] = by_year.get(row["year"], 0) + row["documents"]
    assert by_year == {one["value"]: one["count"] for one in answer["facets"]["year"]}


def test_a_year_that_is_chosen_leaves_the_others_counted(client: TestClient) -> None:
    _, *every = records(client, "/api/years?q=luu+ninh")
    year = every[-1]["year"]
    _, *chosen = records(client, f"/api/years?q=luu+ninh&year={year}")
    assert chosen == every


def test_gates_and_people_are_those_of_their_pages(client: TestClient, archive: Archive) -> None:
    _, *gates = records(client, "/api/gates")
    assert [row["id"] for row in gates] == [row.entity.id for row in archive.gates()]
    _, *people = records(client, "/api/people")
    assert {row["id"]: row["documents"] for row in people} == {
        one.id: one.documents for one in archive.people()
    }


@pytest.mark.parametrize("table", TABLES)
def test_each_file_says_what_it_is_in_each_format(client: TestClient, table: str) -> None:
    asked = "q=lưu+ninh&lang=vi&" if table in ("results", "facets", "concordance") else ""
    address = f"/api/{table}?{asked}format="
    about, *rows = records(client, f"{address}jsonl")
    assert (about["kind"], about["file"]) == ("about", table)
    assert re.fullmatch(r"[0-9a-f]{16}-\w+", about["index"])
    assert about["made"].endswith("+00:00")
    if asked:
        assert about["query"] == "lưu ninh"
        assert about["filters"] == {"lang": ["vi"]}
        assert client.get(f"{about['address']}&format=jsonl&about=0").text.count("\n") == len(rows)
    text = client.get(f"{address}csv").content.decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    head = next(number for number, line in enumerate(lines) if not line[0].startswith("# "))
    said = {line[0][2:]: line[1] for line in lines[:head]}
    assert (said["file"], said["query"]) == (table, about["query"])
    assert said["index"] == about["index"]
    if asked:
        assert said["filter lang"] == "vi"
    assert len(lines) == head + 1 + len(rows)
    assert all(set(line) <= set(rows[0]) for line in lines[head : head + 1] if rows)
    bare = client.get(f"{address}csv&about=0").content.decode("utf-8-sig")
    assert text.endswith(bare)
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}xlsx").content))
    assert book.sheetnames == ["Sheet1", "about"]
    assert dict(book["about"].iter_rows(values_only=True))["index"] == about["index"]
    assert book["Sheet1"].max_row == len(rows) + 1
    alone = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}xlsx&about=0").content))
    assert alone.sheetnames == ["Sheet1"]


HARM = '=cmd|"/C calc"!A0'


@pytest.mark.parametrize("query", [HARM, f'a,b;{HARM}\r\n"', "#q", '", =1+1', "\t-1+1"])
def test_no_query_runs_in_a_table_that_names_it_nor_breaks_its_rows(
    client: TestClient, query: str
) -> None:
    text = client.get(
        "/api/facets", params={"q": f'"{query}', "format": "csv", "source": query}
    ).content.decode("utf-8-sig")
    lines = text.splitlines()
    head = lines.index(",".join(FACET_COLUMNS))
    assert all(line.startswith("# ") for line in lines[:head])
    cells = [cell for line in csv.reader(lines) for cell in line]
    # As a spreadsheet with another separator cuts them.
    cells += [cell for line in lines for cut in ",;\t" for cell in line.split(cut)]
    assert not [cell for cell in cells if cell.lstrip(' "\t').startswith(("=", "+", "-", "@"))]


@pytest.fixture
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """An archive in which every fact would run, cut a row or be taken for a remark."""
    documents = [
        Document(
            f"{sign}1+cmd|'/C calc'!A{number}",
            f'{sign}1+1 Lưu Ninh # "x", y',
            f'Lưu Ninh {sign}2\n# "a",b\r{sign}3',
            "vi",
            "2001",
            source=f"{sign}s # x",
            province=f"\t{sign}p",
            genre="#g",
            path=f"{sign}a,b.txt",
            url="https://example.org/#x",
        )
        for number, sign in enumerate("=+-@")
    ]
    folder = tmp_path_factory.mktemp("hostile") / "index"
    build(documents, folder)
    return TestClient(create_app(Archive(folder)), base_url="http://localhost")


def test_hostile_documents_are_rows_like_others(hostile: TestClient) -> None:
    _, *rows = records(hostile, "/api/results?q=lưu+ninh&folded=0")
    assert len(rows) == 4
    text = hostile.get("/api/results?q=lưu+ninh&folded=0&format=csv").content.decode("utf-8-sig")
    lines = [line for line in csv.reader(io.StringIO(text, newline="")) if line[0][:2] != "# "]
    assert lines[0] == list(RESULT_COLUMNS)
    assert {len(line) for line in lines} == {len(RESULT_COLUMNS)}
    assert not [cell for line in lines for cell in line if cell.startswith(("=", "+", "-", "@"))]
    # What takes # for a remark reads the same: outside of quotation marks there is none.
    for line in text.splitlines():
        if not line.startswith("# "):
            assert "#" not in re.sub(r'"[^"]*"', "", line)
    book = openpyxl.load_workbook(
        io.BytesIO(hostile.get("/api/results?q=lưu+ninh&folded=0&format=xlsx").content)
    )
    assert {cell.data_type for row in book["Sheet1"].iter_rows() for cell in row} <= {"s", "n"}


def test_a_commit_gives_another_version_and_a_snapshot_keeps_its_own(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("versions") / "index"
    build([Document("a", "Tin", "Lưu Ninh", "vi")], folder)
    archive = Archive(folder)
    with archive.held() as (held, first):
        with archive.held() as (_, again):
            assert again == first
        build([Document("a", "Tin", "Lưu Ninh", "vi"), Document("b", "Tin", "刘宁", "zh")], folder)
        with archive.held() as (newer, second):
            assert second != first
            assert newer.overview().size == 2
        assert held.overview().size == 1


def test_what_cannot_be_meant_is_refused_before_the_file_begins(client: TestClient) -> None:
    for table in ("results", "facets", "years"):
        assert client.get(f"/api/{table}?q=(((").status_code == 400
        assert client.get(f"/api/{table}?q=x&format=doc").status_code == 400
        assert client.get(f"/api/{table}?q=x&about=2").status_code == 400


def test_the_menu_asks_for_what_is_shown(client: TestClient) -> None:
    page = client.get("/search?q=luu+ninh&lang=vi&off=刘宁&sort=newest&offset=10").text
    menu = re.findall(r'<details class="downloads">.*?</details>', page, re.DOTALL)[0]
    sent = re.findall(r'name="(\w+)" value="([^"]*)">\n', menu)
    assert sent == [("q", "luu ninh"), ("lang", "vi"), ("sort", "newest"), ("off", "刘宁")]
    buttons = re.findall(r'formaction="([^"]+)" name="format" value="(\w+)"', menu)
    assert len(buttons) == 15
    for path, form in buttons:
        answer = client.get(path, params=[*sent, ("format", form)])
        assert answer.status_code == 200
        assert answer.headers["content-disposition"].startswith("attachment")
