"""Pictures as pages and as files."""

import csv
import re
from html import unescape
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from web.pictures.paint import COLOURS

PAGES = [
    "/network",
    "/network?q=c%E1%BB%ADa+kh%E1%BA%A9u&from=2022",
    "/gates/huu-nghi/network",
    "/gates/huu-nghi/network?side=both",
    "/people/liu-ning/network",
    "/gates/huu-nghi/timeline",
    "/gates/huu-nghi/timeline?side=both",
    "/people/liu-ning/timeline?lang=zh&from=2022",
    "/gates?all=1",
    "/gates",
]

SVG = "{http://www.w3.org/2000/svg}"


def files_of(page: str) -> list[str]:
    files = re.search(r'<span class="files">(.*?)</span>', page)
    return (
        [unescape(one) for one in re.findall(r'href="([^"]+)" download', files[1])] if files else []
    )


def table_links(page: str) -> list[tuple[str, int]]:
    """Links of numbers in the table of a page: address and number."""
    found = re.findall(r'<td class="number"><a href="([^"]+)">([\d.,\u202f]+)</a>', page)
    return [(unescape(href), int(re.sub(r"\D", "", n))) for href, n in found]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["vi", "zh", "en"])
def test_each_picture_has_its_files_on_a_small_page(
    client: TestClient, path: str, language: str
) -> None:
    page = client.get(path, headers={"accept-language": language})
    assert page.status_code == 200
    assert len(page.content) <= 60_000
    svg, numbers = files_of(page.text)
    for file, kind in ((svg, "image/svg+xml"), (numbers, "text/csv; charset=utf-8")):
        answer = client.get(file)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == kind
        assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("path", PAGES)
def test_a_file_has_its_colours_and_says_what_it_was_made_of(client: TestClient, path: str) -> None:
    svg = client.get(files_of(client.get(path).text)[0]).text
    root = ElementTree.fromstring(svg)
    assert root.tag == f"{SVG}svg"
    tags = {one.tag.removeprefix(SVG) for one in root.iter()}
    assert not tags & {"a", "style", "script", "image", "foreignObject"}
    assert not any("class" in one.attrib for one in root.iter())
    said = "".join(one.text or "" for one in root.iter(f"{SVG}text"))
    assert "Song Ngữ" in said
    assert "http://localhost" in said
    if "?q=" in path:
        assert "cửa khẩu&from=2022" in said
    assert re.search(r"\d{4}-\d{2}-\d{2}", said)
    assert re.search(r"phiên bản chỉ mục [0-9a-f-]{6,}", said)


@pytest.mark.parametrize("path", PAGES)
def test_a_csv_says_what_it_was_made_of(client: TestClient, path: str) -> None:
    lines = client.get(files_of(client.get(path).text)[1]).text.removeprefix("\ufeff").splitlines()
    said = dict(line[2:].split(",", 1) for line in lines if line.startswith("# "))
    assert said["address"].startswith(path.split("?")[0])
    assert said["made"]
    assert re.fullmatch("[0-9a-f-]{6,}", said["index"])
    if "?q=" in path:
        assert (said["query"], said["filter from"]) == ("cửa khẩu", "2022")


def test_every_look_of_a_file_has_a_style_on_the_page(client: TestClient) -> None:
    href = re.search(r'href="(/static/style[^"]+)"', client.get("/gates").text)
    assert href is not None
    style = client.get(href[1]).text
    for name in {one for look in COLOURS for one in look.split()} - {"ground", "head", "name"}:
        assert re.search(rf"\.picture [^{{]*\.{name}\b", style), name


@pytest.mark.parametrize("path", [path for path in PAGES if "network" in path])
def test_a_pair_of_a_network_leads_to_as_many_documents(client: TestClient, path: str) -> None:
    links = table_links(client.get(path).text)
    assert links
    for href, number in links[:3] + links[-3:]:
        assert client.get("/api" + href).json()["total"] == number, href


@pytest.mark.parametrize("path", [path for path in PAGES if "timeline" in path])
def test_a_number_of_a_timeline_leads_to_as_many_mentions(client: TestClient, path: str) -> None:
    links = table_links(client.get(path).text)
    assert links
    for href, number in links[:6] + links[-6:]:
        shown = re.search(r"<h2>([\d.]+) lần nhắc", client.get(href).text)
        assert shown is not None, href
        assert int(shown[1].replace(".", "")) == number, href


def test_each_filter_of_a_network_is_taken_away_by_a_click(client: TestClient) -> None:
    page = client.get("/gates/huu-nghi/network?side=both&lang=zh&from=2022").text
    links = [unescape(one) for one in re.findall(r'<a class="filter" href="([^"]+)"', page)]
    assert len(links) == 2
    for href in links:
        assert href.startswith("/gates/huu-nghi/network?")
        assert "side=both" in href
        assert ("lang=zh" in href) != ("from=2022" in href)
        assert client.get(href).status_code == 200


def rows_of(client: TestClient, path: str) -> list[dict[str, str]]:
    lines = client.get(path).text.removeprefix("\ufeff").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def test_the_csv_of_the_map_has_the_gates_that_the_map_has(
    client: TestClient, archive: Archive
) -> None:
    gates = archive.gates()
    assert len(rows_of(client, "/gates.csv?all=1")) == len(gates)
    mentioned = {row.entity.id: str(row.documents) for row in gates if row.documents}
    assert {one["id"]: one["documents"] for one in rows_of(client, "/gates.csv")} == mentioned


def test_the_csv_of_a_network_has_every_pair(client: TestClient) -> None:
    rows = rows_of(client, "/network.csv")
    drawn = len(re.findall(r'class="edge"', client.get("/network").text))
    assert len(rows) >= drawn > 0
    ends = {
        frozenset(((one["one_kind"], one["one"]), (one["other_kind"], one["other"])))
        for one in rows
    }
    assert len(ends) == len(rows)


def test_gates_that_nothing_mentions_are_hidden_unless_asked(
    client: TestClient, archive: Archive
) -> None:
    unmentioned = next(
        row.entity.id
        for row in archive.gates()
        if not row.documents and row.entity.facts.get("lat")
    )
    dot = f'<a href="/gates/{unmentioned}"><'

    def dots(page: str) -> str:
        return page.split('<div class="frame"')[1].split("</svg>")[0]

    assert dot not in dots(client.get("/gates").text)
    assert dot in dots(client.get("/gates?all=1").text)
    assert 'href="/gates?all=1"' in client.get("/gates").text


def test_the_strip_runs_from_the_lao_end_to_the_sea(client: TestClient, archive: Archive) -> None:
    strip = client.get("/gates").text.split('<section class="strip"')[1].split("</section>")[0]
    ids = re.findall(r'href="/gates/([^"]+)"', strip)
    facts = {row.entity.id: row.entity.facts for row in archive.gates()}
    longitudes = [float(facts[one]["lon"]) for one in ids]
    assert longitudes == sorted(longitudes)
    assert len(ids) == sum(
        bool(row.documents and row.entity.facts.get("lat")) for row in archive.gates()
    )


@pytest.mark.parametrize(
    "path",
    ["/gates/nobody-at-all/network", "/people/nobody-at-all/timeline", "/gates/x/timeline.svg"],
)
def test_what_nobody_knows_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_side_that_is_none_is_refused(client: TestClient) -> None:
    for ending in ("", ".svg", ".csv"):
        answer = client.get(f"/gates/huu-nghi/network{ending}?side=left")
        assert answer.status_code == 400


def test_a_gate_that_nothing_mentions_says_so(client: TestClient, archive: Archive) -> None:
    one = next(row.entity.id for row in archive.gates() if not row.documents)
    for picture in ("network", "timeline"):
        page = client.get(f"/gates/{one}/{picture}")
        assert page.status_code == 200
        assert '<figure class="picture">' not in page.text


def test_hostile_names_are_text_in_files_and_pages(client: TestClient) -> None:
    hostile = "<script>alert(1)</script> \"'&"
    for path in ("/network", "/network.svg", "/network.csv"):
        answer = client.get(path, params={"q": hostile, "source": '"><svg onload=x>'})
        assert answer.status_code == 200
        # A table is text: there it is what was asked.
        assert path.endswith("csv") or "<script>alert" not in answer.text
        if path.endswith("svg"):
            ElementTree.fromstring(answer.text)
