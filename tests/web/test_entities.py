"""The pages of gates and people, and their mentions as files."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile

import pytest
from starlette.testclient import TestClient


def test_all_gates_stand_in_the_table_and_on_the_map(client: TestClient) -> None:
    page = client.get("/gates").text
    assert page.count('<tr><td><a href="/gates/') >= 90
    assert page.count("<circle") >= 40
    assert 'href="/gates/huu-nghi"' in page


def test_a_gates_page_tells_why_each_mention_is_one(client: TestClient) -> None:
    page = client.get("/gates/huu-nghi").text
    assert 'class="lines"' in page
    assert "có từ chỉ cửa khẩu" in page
    assert 'href="/gates/youyiguan"' in page


def test_what_was_left_out_can_be_looked_at(client: TestClient) -> None:
    shown = client.get("/gates/huu-nghi").text
    left_out = client.get("/gates/huu-nghi?label=other").text
    assert '<li class="other">' not in shown
    assert '<li class="gate">' not in left_out
    assert left_out.count('<li class="other">') > 5


@pytest.mark.parametrize("sorting", ["date", "left", "right", "source", "form"])
def test_the_concordance_is_sorted(client: TestClient, sorting: str) -> None:
    page = client.get(f"/gates/huu-nghi?sort={sorting}").text
    rights = re.findall(r'<span class="right"[^>]*>(.*?)</span>', page)
    assert rights
    if sorting == "right":
        keys = [text.casefold().lstrip() for text in rights]
        assert keys == sorted(keys)


def test_a_person_is_one_in_both_scripts(client: TestClient) -> None:
    page = client.get("/people/liu-ning").text
    assert "Lưu Ninh" in page
    assert "刘宁" in page
    assert 'lang="zh">刘宁' in page


def test_an_unknown_entity_and_a_bad_order_are_the_askers_errors(client: TestClient) -> None:
    assert client.get("/gates/nowhere-at-all").status_code in (400, 404)
    assert client.get("/gates/huu-nghi?sort=colour").status_code == 400
    assert client.get("/gates/huu-nghi?offset=-1").status_code == 400
    assert client.get("/api/mentions?format=doc").status_code == 400


def test_mentions_are_json_lines_with_offsets_of_the_stored_text(client: TestClient) -> None:
    answer = client.get("/api/mentions?entity=huu-nghi&format=jsonl")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert {"gate", "other"} <= {row["label"] for row in rows}
    for row in rows[:20]:
        document = client.get(f"/api/doc/{row['doc']}").json()
        assert document[row["field"]][row["start"] : row["end"]] == row["surface"]


def test_mentions_of_everything_are_streamed_in_each_format(client: TestClient) -> None:
    lines = client.get("/api/mentions?format=jsonl").text.splitlines()
    table = list(
        csv.reader(io.StringIO(client.get("/api/mentions?format=csv").text.lstrip("\ufeff")))
    )
    assert len(table) == len(lines) + 1
    book = client.get("/api/mentions?entity=huu-nghi&format=xlsx").content
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    of_gate = client.get("/api/mentions?entity=huu-nghi").text.splitlines()
    assert sheet.count("<row ") == len(of_gate) + 1


def test_a_name_in_any_script_names_an_entity(client: TestClient) -> None:
    by_id = client.get("/api/mentions?entity=liu-ning").text
    assert by_id
    assert client.get("/api/mentions?entity=刘宁").text == by_id
    assert client.get("/api/mentions?entity=Lưu Ninh").text == by_id


def test_facets_of_entities_are_named_and_narrow(client: TestClient) -> None:
    answer = client.get("/api/search?q=Lưu Ninh&limit=0").json()
    gates = {row["value"]: row["count"] for row in answer["facets"]["gates"]}
    assert gates
    value, count = next(iter(gates.items()))
    narrowed = client.get("/api/search", params={"q": "Lưu Ninh", "gates": value}).json()
    assert narrowed["total"] == count
    page = client.get("/search", params={"q": "Lưu Ninh"}).text
    assert "Hữu Nghị" in page
