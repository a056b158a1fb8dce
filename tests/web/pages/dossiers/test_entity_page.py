"""The pages of gates and people, and their mentions as files."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile

import pytest
from starlette.testclient import TestClient


def test_all_gates_stand_in_the_table_and_on_the_map(client: TestClient) -> None:
    page = client.get("/gates").text
    rows = re.findall(r'<tr><td>(<input [^>]*>)? ?<a href="/gates/', page)
    assert len(rows) >= 90
    # Those that documents mention can be picked to be compared.
    assert 20 < len(list(filter(None, rows))) < 90
    assert client.get("/gates?all=1").text.count("<circle") >= 40
    assert 'href="/gates/huu-nghi"' in page


def test_a_gates_page_tells_why_each_mention_is_one(client: TestClient) -> None:
    page = client.get("/gates/huu-nghi").text
    assert 'class="lines"' in page
    assert "có từ chỉ cửa khẩu" in page
    assert 'href="/gates/youyiguan"' in page


def listed(client: TestClient, address: str) -> int:
    """How many mentions a dossier says that its list has."""
    found = re.search(r'<div class="list-head"><h2>([\d.]+)', client.get(address).text)
    assert found is not None
    return int(found[1].replace(".", ""))


def test_a_crossing_is_shown_whole_and_by_its_sides(client: TestClient) -> None:
    page = client.get("/gates/youyiguan?side=both").text
    assert page.count('<section class="crossing"') == 1
    assert "Hữu Nghị" in page
    assert "友谊关" in page
    whole = listed(client, "/gates/youyiguan?side=both")
    sides = [listed(client, f"/gates/youyiguan?side={side}") for side in ("VN", "CN")]
    assert min(sides) > 0
    assert sides == [listed(client, f"/gates/{gate}") for gate in ("huu-nghi", "youyiguan")]
    assert whole == sum(sides) == listed(client, "/gates/huu-nghi?side=both")
    # A year of the table is a click away, and has as many lines as its cells say.
    rows = re.findall(r'<tr><td><a href="([^"]*)">\d{4}</a></td>(.*?)</tr>', page)
    assert len(rows) > 3
    for href, cells in rows:
        counts = [int(count) for count in re.findall(r'number">(\d+)<', cells)]
        assert len(counts) == 4
        assert listed(client, html.unescape(href)) == sum(counts)
    # Whatever narrows the list keeps the side, and the files hold what is listed.
    of_side = client.get("/gates/youyiguan?side=VN").text
    assert 'href="/gates/huu-nghi?side=VN&amp;sort=left#mentions"' in of_side
    files = client.get("/api/mentions?entity=huu-nghi&side=both&about=0").text.splitlines()
    both = {json.loads(line)["entity"] for line in files}
    assert both == {"huu-nghi", "youyiguan"}
    sent = dict(
        re.findall(r'<input type="hidden" name="(entity|side|label)" value="([^"]*)">', page)
    )
    assert sent == {"entity": "youyiguan", "side": "both", "label": "meant"}
    assert client.get("/gates/huu-nghi?side=left").status_code == 400
    assert client.get("/api/mentions?entity=huu-nghi&side=left").status_code == 400


def test_what_is_no_gate_of_a_pair_has_no_sides(client: TestClient) -> None:
    for address in ("/people/liu-ning", "/places/lang-son", "/people/liu-ning?side=VN"):
        assert 'class="crossing"' not in client.get(address).text


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
    assert client.get("/gates/nowhere-at-all").status_code == 404
    assert client.get("/gates/huu-nghi?sort=colour").status_code == 400
    assert client.get("/gates/huu-nghi?offset=-1").status_code == 400
    assert client.get("/api/mentions?format=doc").status_code == 400


def test_mentions_are_json_lines_with_offsets_of_the_stored_text(client: TestClient) -> None:
    answer = client.get("/api/mentions?entity=huu-nghi&format=jsonl&about=0")
    rows = [json.loads(line) for line in answer.text.splitlines()]
    assert {"gate", "other"} <= {row["label"] for row in rows}
    for row in rows[:20]:
        document = client.get(f"/api/doc/{row['doc']}").json()
        assert document[row["field"]][row["start"] : row["end"]] == row["surface"]


def test_mentions_of_everything_are_streamed_in_each_format(client: TestClient) -> None:
    lines = client.get("/api/mentions?format=jsonl&about=0").text.splitlines()
    table = list(
        csv.reader(
            io.StringIO(client.get("/api/mentions?format=csv&about=0").text.lstrip("\ufeff"))
        )
    )
    assert len(table) == len(lines) + 1
    book = client.get("/api/mentions?entity=huu-nghi&format=xlsx").content
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    of_gate = client.get("/api/mentions?entity=huu-nghi&about=0").text.splitlines()
    assert sheet.count("<row ") == len(of_gate) + 1


def test_a_name_in_any_script_names_an_entity(client: TestClient) -> None:
    by_id = client.get("/api/mentions?entity=liu-ning&about=0").text
    assert by_id
    assert client.get("/api/mentions?entity=刘宁&about=0").text == by_id
    assert client.get("/api/mentions?entity=Lưu Ninh&about=0").text == by_id


def test_facets_of_entities_are_named_and_narrow(client: TestClient) -> None:
    answer = client.get("/api/search?q=Lưu Ninh&limit=0").json()
    gates = {row["value"]: row["count"] for row in answer["facets"]["gates"]}
    assert gates
    value, count = next(iter(gates.items()))
    narrowed = client.get("/api/search", params={"q": "Lưu Ninh", "gates": value}).json()
    assert narrowed["total"] == count
    page = client.get("/search", params={"q": "Lưu Ninh"}).text
    assert "Hữu Nghị" in page


@pytest.mark.parametrize("sorting", ["date", "left", "right", "source", "form"])
def test_any_query_has_a_concordance_in_each_order(client: TestClient, sorting: str) -> None:
    page = client.get(f"/concordance?q=Lưu Ninh&lines={sorting}").text
    assert page.count("<mark") > 20
    assert "/api/concordance?q=Lưu+Ninh&amp;format=csv" in page


def test_the_pages_of_a_concordance_hold_every_line_once(client: TestClient) -> None:
    total = len(client.get("/api/concordance?q=cửa khẩu&about=0").text.splitlines())
    assert total > 100
    seen = 0
    href = "/concordance?q=cửa khẩu&lines=right"
    while href:
        page = client.get(href).text
        seen += page.count('<span class="left"')
        following = re.findall(r'<nav class="pages"[^>]*>.*?</nav>', page, re.DOTALL)[0]
        found = re.findall(r'href="([^"]*)">(?:sau|tiếp|Tiếp|Sau)', following, re.IGNORECASE)
        href = html.unescape(found[0]) if found else ""
    assert seen == total


def test_a_concordance_of_nothing_and_of_nonsense(client: TestClient) -> None:
    assert '<span class="left"' not in client.get("/concordance?q=zxqvw").text
    assert client.get("/concordance?q=x&lines=colour").status_code == 400
    assert client.get("/concordance?q=(((").status_code == 400
    assert client.get("/api/concordance?q=(((").status_code == 400
    assert client.get("/api/concordance?q=x&format=doc").status_code == 400


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_a_concordance_is_a_file_too(client: TestClient, form: str) -> None:
    answer = client.get(f"/api/concordance?q=Lưu Ninh&format={form}&about=0")
    assert answer.headers["content-disposition"].endswith(f'"concordance.{form}"')
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert {"Lưu Ninh", "刘宁"} <= {row["surface"] for row in rows}
        assert {row["kind"] for row in rows} >= {"typed", "han"}


def test_results_offer_the_concordance_and_the_dossier(client: TestClient) -> None:
    page = client.get("/search?q=Lưu Ninh").text
    assert 'href="/concordance?q=Lưu+Ninh"' in page
    assert 'href="/people/liu-ning"' in page


def test_places_and_organisations_have_dossiers_too(client: TestClient) -> None:
    page = client.get("/places/lang-son").text
    assert "Lạng Sơn" in page
    assert '<li class="place">' in page


def test_a_documents_names_lead_to_their_dossiers(client: TestClient) -> None:
    hit = client.get("/api/search?q=刘宁&limit=1").json()["hits"][0]
    page = client.get(f"/doc/{hit['id']}").text
    assert '<a class="named" href="/people/liu-ning"' in page
    assert "marks=none" in page
    mentions = client.get(f"/api/doc/{hit['id']}").json()["mentions"]
    assert "liu-ning" in {one["entity"] for one in mentions}
    assert all(one["reason"] for one in mentions)


def test_matches_of_a_page_are_those_of_its_file(client: TestClient) -> None:
    english = {"accept-language": "en"}
    matches = len(client.get("/api/concordance?q=Hữu Nghị&about=0").text.splitlines())
    assert matches > 50
    concordance = client.get("/concordance?q=Hữu Nghị", headers=english).text
    assert f'<p class="meta">{matches} matches ' in concordance
