"""Up to five names beside each other: each number is what its click gives."""

from __future__ import annotations

import csv
import html
import re
from functools import cache
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

NUMBER = re.compile(r'<a href="(/(?:gates|people|places|organisations)/[^"]*)">(\d+)</a>')
PAGES = [
    "/compare?e=huu-nghi&e=liu-ning&e=lang-son",
    "/compare?e=huu-nghi&e=youyiguan&count=documents",
    "/compare?e=huu-nghi&e=mong-cai&side=both&lang=zh",
    "/compare?e=liu-ning&e=chen-gang&from=2023&to=2024-06&lang=vi",
]


def told(client: TestClient, address: str) -> tuple[int, int]:
    """The documents and mentions that a dossier says it has."""
    page = client.get(html.unescape(address)).text
    found = re.search(r"<dt>([\d\u202f]+) tài liệu</dt><dd>([\d\u202f]+) lần nhắc", page)
    assert found is not None, address
    documents, mentions = (int(one.replace("\u202f", "")) for one in found.groups())
    return documents, mentions


@pytest.mark.parametrize("address", PAGES)
def test_each_number_is_what_its_click_gives(client: TestClient, address: str) -> None:
    page = client.get(address).text
    asked = cache(lambda href: told(client, href))
    cards, rest = page.split('<div class="compared">')[1].split("</h2><div class", 1)
    totals, years = rest.split('<section class="multiples">')
    counted = 0 if "count=documents" in address else 1
    checked = 0
    # Forms count mentions, people documents; the rows of the totals say what they count.
    for href, count in NUMBER.findall(cards):
        assert asked(href)[0 if "people=" in href else 1] == int(count), href
        checked += 1
    rows = re.findall(r"<tr>(?:<th[^>]*>(.*?)</th>)?(.*?)</tr>", totals, re.DOTALL)
    label = ""
    for head, cells in rows:
        label = head or label
        field = 0 if "tài liệu" in label else 1
        for href, count in NUMBER.findall(cells):
            assert asked(href)[field] == int(count), (label, href)
            checked += 1
    for href, count in NUMBER.findall(years):
        assert asked(href)[counted] == int(count), href
        checked += 1
    assert checked > 10


def test_the_picture_says_what_its_table_says(client: TestClient) -> None:
    page = client.get("/compare?e=huu-nghi&e=liu-ning").text
    said = re.findall(r'role="img" aria-label="([^"]*)"', page)
    assert len(said) == 2
    drawn = [
        int(number)
        for one in said
        for pair in re.findall(r"VI (\d+) ZH (\d+)", one)
        for number in pair
    ]
    table = page.split('<section class="multiples">')[1]
    assert sum(drawn) == sum(int(count) for _, count in NUMBER.findall(table)) > 10
    # One scale: the highest bar of all is as high as it may be.
    heights = [
        float(one) for one in re.findall(r'<rect class="(?:vi|zh)"[^>]*height="([\d.]+)"', page)
    ]
    assert max(heights) == 40


@pytest.mark.parametrize("typed", ["luu ninh", "Lưu Ninh", "刘宁", "劉寧", "liu ning"])
def test_one_is_added_in_any_spelling(client: TestClient, typed: str) -> None:
    page = client.get("/compare", params={"e": ["huu-nghi", typed]}).text
    assert page.count('class="away"') == 2
    assert 'href="/people/liu-ning"' in page
    # What the page links to has ids, whatever was typed.
    assert "/api/compare?e=huu-nghi&amp;e=liu-ning" in page


def test_several_meanings_are_offered_as_links(client: TestClient) -> None:
    page = client.get("/compare?e=liu-ning&e=mong+cai").text
    notice = page.partition('role="status"')[2].partition("</div>")[0]
    offered = re.findall(r'<li><a href="(/compare\?[^"]*)">', notice)
    assert len(offered) >= 2
    for href in offered:
        assert client.get(html.unescape(href)).text.count('class="away"') == 2
    nothing = client.get("/compare?e=zxqvw").text
    assert "Không thấy gì tên là “zxqvw”" in nothing


def test_each_is_taken_out_by_its_cross(client: TestClient) -> None:
    page = client.get("/compare?e=huu-nghi&e=liu-ning&from=2020").text
    for href in re.findall(r'class="away" href="([^"]*)"', page):
        fewer = client.get(html.unescape(href)).text
        assert fewer.count('class="away"') == 1
        assert 'class="filter"' in fewer
    (filtered,) = re.findall(r'<a class="filter" href="([^"]*)"', page)
    assert 'class="filter"' not in client.get(html.unescape(filtered)).text


def test_there_is_no_form_for_a_sixth(client: TestClient) -> None:
    five = "huu-nghi mong-cai liu-ning lang-son dongxing".split()
    page = client.get("/compare", params={"e": five}).text
    assert page.count('class="away"') == 5
    assert 'action="/compare" role="search"' not in page
    assert len(page.encode()) < 60_000
    assert client.get("/compare", params={"e": [*five, "chen-gang"]}).status_code == 400


def test_every_count_of_a_filter_is_what_its_click_gives(client: TestClient) -> None:
    page = client.get("/compare?e=huu-nghi&e=liu-ning").text
    found = re.findall(r'<li><a href="(/compare[^"]*)"><span[^>]*>[^<]*</span> <b>(\d+)</b>', page)
    assert len(found) > 3
    for href, count in found:
        assert f"{count} tài liệu nhắc ít nhất một" in client.get(html.unescape(href)).text, href


@pytest.mark.parametrize("language", ["vi", "zh", "en"])
def test_the_language_of_the_page_keeps_what_is_compared(client: TestClient, language: str) -> None:
    page = client.get("/compare?e=huu-nghi&e=刘宁&from=2020").text
    links = dict(re.findall(r'<a href="(/compare[^"]*)" lang="(\w\w)"', page))
    found = [href for href, code in links.items() if code == language]
    for href in found:
        assert client.get(html.unescape(href)).text.count('class="away"') == 2
    assert found or language == "vi"


def test_the_files_say_what_the_page_says(client: TestClient) -> None:
    page = client.get("/compare?e=huu-nghi&e=liu-ning&from=2020").text
    menu = page.partition('<details class="downloads">')[2].partition("</details>")[0]
    sent = [
        (name, html.unescape(value))
        for name, value in re.findall(r'name="(\w+)" value="([^"]*)">\n', menu)
    ]
    files = re.findall(r'formaction="([^"]*)" name="format" value="(\w+)">(\w+)<', menu)
    assert {form for _, _, form in files} >= {"CSV", "XLSX", "JSONL", "SVG"}
    for href, value, form in files:
        answer = client.get(href, params=[*sent, ("format", value)])
        assert answer.status_code == 200
        if form == "CSV":
            lines = answer.content.decode("utf-8-sig").splitlines()
            assert any("filter from" in line for line in lines if line.startswith("#"))
            told_apart = (line for line in lines if not line.startswith("#"))
            rows = list(csv.DictReader(told_apart))
            total = [row for row in rows if not row["lang"]]
            assert [int(row["mentions"]) for row in total] == [
                told(client, "/gates/huu-nghi?from=2020")[1],
                told(client, "/people/liu-ning?from=2020")[1],
            ]
        if form == "SVG":
            assert answer.headers["content-type"] == "image/svg+xml"
            texts = [one.text for one in ElementTree.fromstring(answer.content).iter() if one.text]
            assert any("Lưu Ninh" in text for text in texts)
