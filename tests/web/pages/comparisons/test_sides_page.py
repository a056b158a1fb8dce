"""The two sides: each number is what its click gives."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

PAGES = [
    "/sides",
    "/sides?e=liu-ning",
    "/sides?e=huu-nghi&side=both",
    "/sides?e=huu-nghi&from=2022-02-10&to=2023",
    "/sides?month=2023-02",
    "/sides?e=liu-ning&with=chen-gang",
    "/sides?month=2023-02&with=liu-ning&with=lang-son",
]


def documents(client: TestClient, address: str) -> int:
    """How many documents a list or a dossier says that it has."""
    page = client.get(html.unescape(address)).text
    found = re.search(
        r"<dt>(\d+) tài liệu</dt>" if not address.startswith("/search") else r"<h1>(\d+) tài liệu",
        page,
    )
    assert found is not None, address
    return int(found[1])


@pytest.mark.parametrize("address", PAGES)
def test_each_number_is_what_its_click_gives(client: TestClient, address: str) -> None:
    page = client.get(address).text
    above, _, rest = page.partition('<ol class="axis">')
    axis = rest.partition("</ol>")[0]
    linked = re.findall(r'(?:<b>|: )<a href="([^"]*)">(\d+)</a>', above)
    linked += re.findall(r'</span> <a href="([^"]*)">(\d+)</a></p>', axis)
    assert len(linked) > 1
    for href, count in linked:
        assert documents(client, href) == int(count), href


@pytest.mark.parametrize("address", PAGES[1:])
def test_a_period_and_a_name_narrow_to_what_they_say(client: TestClient, address: str) -> None:
    def totals(href: str) -> list[int]:
        page = client.get(html.unescape(href)).text.partition('<ol class="axis">')[0]
        return [int(one) for one in re.findall(r"<p><b>(?:<a [^>]*>)?(\d+)", page)]

    page = client.get(address).text
    axis = page.partition('<ol class="axis">')[2].partition("</ol>")[0]
    for row in axis.split("<li>")[1:]:
        period = re.search(r'<h3><a href="([^"]*)">', row)
        counts = [int(one) for one in re.findall(r"</span> (?:<a [^>]*>)?(\d+)", row)]
        assert len(counts) == 2
        if period:
            assert totals(period[1]) == counts
    for lang, column in zip(
        (0, 1), page.split('<div class="abreast">')[2].split("<h3>")[1:], strict=False
    ):
        for href, count in re.findall(
            r'<li><a href="([^"]*)"[^>]*>[^<]*</a> <span class="meta">(\d+)<', column
        )[:12]:
            expected = [0, 0]
            expected[lang] = int(count)
            assert totals(href) == expected, href


def test_who_reported_first_is_said_in_days(client: TestClient) -> None:
    page = client.get("/sides?e=liu-ning").text
    firsts = re.findall(r"<h3>Đưa tin đầu tiên</h3><p><a href=\"([^\"]*)\"", page)
    assert len(firsts) == 2
    for href in firsts:
        assert client.get(html.unescape(href)).status_code == 200
    assert re.search(r'<p class="verdict">(Tiếng (Việt|Trung) đưa tin trước|Theo ngày ghi)', page)


def test_several_meanings_are_offered_as_links(client: TestClient) -> None:
    page = client.get("/sides?e=mong+cai&from=2020").text
    offered = re.findall(r'<li><a href="(/sides\?[^"]*)">', page)
    assert len(offered) >= 2
    for href in offered:
        answer = client.get(html.unescape(href)).text
        assert '<ol class="axis">' in answer
        assert 'class="filter"' in answer


def test_what_is_undated_is_a_bucket_of_its_own(client: TestClient) -> None:
    page = client.get("/sides?e=liu-ning").text
    assert "không rõ năm</h3>" in page
    narrowed = client.get("/sides?e=liu-ning&from=2020&to=2024").text
    assert "không rõ năm</h3>" not in narrowed
    assert "không rõ ngày:" in narrowed


def test_files_and_the_interface_have_the_same_numbers(client: TestClient) -> None:
    page = client.get("/sides?e=刘宁&month=2023-02").text
    assert page.count('formaction="/api/sides-table"') >= 3
    assert '<input type="hidden" name="month" value="2023-02">' in page
    answer = client.get("/api/sides?e=刘宁&month=2023-02").json()
    assert answer["by"] == "month"
    assert answer["entity"]["id"] == "liu-ning"
    for side in answer["sides"]:
        assert f"{side['mentions']} lần nhắc" in page


def test_pages_are_small_and_hostile_texts_stay_texts(client: TestClient) -> None:
    for address in ("/sides?e=liu-ning", "/sides", "/compare?e=liu-ning"):
        page = client.get(address).text
        assert len(page.encode()) < 60_000
        assert "<script>alert" not in page
    assert "&lt;script&gt;" in client.get("/compare", params={"e": "<script>alert(1)"}).text
