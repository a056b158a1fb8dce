"""The list of people: counts of both languages, orders, plain forms, initials, pages."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

ROW = re.compile(
    r'<tr><td>(?:<a href="[^"]*">([^<]*)</a>)?</td>'
    r'<td lang="zh-Hans">(?:<a [^>]*>)?([^<]*)(?:</a>)?</td>'
    r'<td class="number">(\d+)</td><td class="number">(\d+)</td><td class="number">(\d+)</td>'
)


def rows(client: TestClient, address: str) -> list[tuple[str, str, int, int, int]]:
    found = ROW.findall(client.get(address).text)
    return [(vi, zh, int(a), int(b), int(c)) for vi, zh, a, b, c in found]


def test_all_people_are_listed_with_the_documents_of_both_languages(client: TestClient) -> None:
    found = rows(client, "/people")
    counts = [one[4] for one in found]
    assert len(counts) > 20
    assert counts == sorted(counts, reverse=True)
    assert all(vi + zh == every for _, _, vi, zh, every in found)
    assert any(vi for _, _, vi, _, _ in found)
    assert any(zh for _, _, _, zh, _ in found)
    assert client.get("/people?offset=x").status_code == 400
    assert client.get("/people?sort=colour").status_code == 400


@pytest.mark.parametrize(
    "typed", ["luu ninh", "Lưu Ninh", "刘宁", "劉寧", "liu ning", "liuning", "LUU"]
)
def test_people_are_found_by_a_plain_form(client: TestClient, typed: str) -> None:
    found = rows(client, f"/people?q={typed}")
    assert ("Lưu Ninh", "刘宁") in [one[:2] for one in found]
    assert len(found) < len(rows(client, "/people"))


def test_an_initial_keeps_its_names_only(client: TestClient) -> None:
    page = client.get("/people").text
    letters = re.findall(r'<a href="(/people\?initial=([A-Z]))"', page)
    assert len(letters) > 5
    for href, letter in letters:
        found = rows(client, href)
        assert found
        plain = {"Đ": "D", "Ă": "A", "Â": "A", "Ô": "O", "Ơ": "O", "Ư": "U"}
        named = [one[0] for one in found if one[0]]
        assert {plain.get(name[0], name[0]) for name in named} <= {letter, *"ÁẢÀÊẾÍÔỐÝ"}


def test_names_stand_in_the_order_of_their_language(client: TestClient) -> None:
    vi = [one[0] for one in rows(client, "/people?sort=name") if one[0]]
    assert len(vi) > 20
    first = [name for name in vi if name[0] in "DĐE"]
    ranks = ["DĐE".index(name[0]) for name in first]
    assert ranks == sorted(ranks)
    page = client.get("/people?sort=name_zh").text
    assert 'aria-sort="ascending"' in page


def test_every_page_together_has_everybody_once(client: TestClient) -> None:
    seen: list[tuple[str, str]] = []
    href = "/people?sort=name"
    while href:
        seen += [one[:2] for one in rows(client, href)]
        page = client.get(href).text
        found = re.findall(r'<nav class="pages">.*href="([^"]*)">Sau', page, re.DOTALL)
        href = html.unescape(found[0]) if found else ""
    (told,) = re.findall(r'<p class="meta">(\d+)', client.get("/people").text)
    assert len(seen) == len(set(seen)) == int(told)


def test_gates_are_sorted_and_counted_by_language(client: TestClient) -> None:
    pattern = re.compile(r"<td>(\d+)</td>" * 4)
    for column, order in enumerate(("vi", "zh", "documents")):
        found = [
            tuple(map(int, one)) for one in pattern.findall(client.get(f"/gates?sort={order}").text)
        ]
        assert len(found) > 80
        assert [one[column] for one in found] == sorted(
            (one[column] for one in found), reverse=True
        )
        assert all(vi + zh == every for vi, zh, every, _ in found)
    assert client.get("/gates?sort=colour").status_code == 400
