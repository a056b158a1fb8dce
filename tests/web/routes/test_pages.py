"""What a reader finds on the pages, in three languages, without a script."""

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.request import Request

LANGUAGES = ("vi", "zh", "en")


class Links(HTMLParser):
    """Links of a page: text and address, by class."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self._open: tuple[str, str] | None = None
        self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            given = dict(attrs)
            self._open = (given.get("class") or "", given.get("href") or "")
            self._text = ""

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            self.found.append((*self._open, " ".join(self._text.split())))
            self._open = None

    def href(self, start: str, kind: str = "") -> str:
        return next(
            href for name, href, text in self.found if text.startswith(start) and kind in name
        )


def total(page: str) -> int:
    found = re.search(r'<div class="list-head"><h1>([\d\u202f]+)', page)
    return int(found[1].replace("\u202f", "")) if found else 0


def spellings(page: str) -> list[tuple[str, str]]:
    """The spellings above the results with their accents."""
    head = page.split('<div class="answer">')[1].split('<div class="columns')[0]
    chips = re.findall(r'<span class="chip (\w+)[^"]*"><a [^>]*><span[^>]*>([^<]+)</span>', head)
    return [(accent, text) for accent, text in chips]


def test_a_name_without_tones_shows_both_its_names_first(client: TestClient) -> None:
    page = client.get("/search?q=luu+ninh").text
    assert set(spellings(page)[:2]) == {("vi", "Lưu Ninh"), ("zh", "刘宁")}
    card = page.split('<section class="entity">')[1].split("</section>")[0]
    names = re.findall(r'<span class="form (\w+)"[^>]*>([^<]+)</span>', card)
    assert names == [("vi", "Lưu Ninh"), ("zh", "刘宁")]
    assert page.index('class="recognised') < page.index('class="hit"')
    assert '<mark class="vi">Lưu Ninh</mark>' in page
    assert re.search(r'<mark class="zh">(刘宁|劉寧)</mark>', page)


def test_a_word_shows_its_wordings_in_both_languages_first(client: TestClient) -> None:
    page = client.get("/search?q=hop+tac&ui=en").text
    assert '<span class="label">Word</span>' in page
    assert {("vi", "hợp tác"), ("zh", "合作")} <= set(spellings(page))


def test_switching_a_form_off_and_on_leads_back(client: TestClient) -> None:
    first = client.get("/search?q=luu+ninh").text
    off = client.get(Links(first).href("刘宁", "switch")).text
    assert 0 < total(off) < total(first)
    assert "刘宁</mark>" not in off
    again = client.get(Links(off).href("刘宁", "switch")).text
    assert total(again) == total(first)


def test_a_value_of_a_facet_narrows_to_its_count_and_goes_away_again(client: TestClient) -> None:
    first = client.get("/search?q=luu+ninh&ui=en").text
    for label in ("Chinese", "2023"):
        text = next(text for _, _, text in Links(first).found if text.startswith(label))
        narrowed = client.get(Links(first).href(label)).text
        assert total(narrowed) == int(text[len(label) :])
        back = client.get(Links(narrowed).href("", "filter")).text
        assert total(back) == total(first)


def test_two_values_of_a_facet_add_up(client: TestClient, archive: Archive) -> None:
    page = client.get("/search?q=luu+ninh&lang=vi&lang=zh").text
    assert total(page) == archive.results(Request("luu ninh")).total


def test_every_link_of_a_page_of_results_is_answered(client: TestClient) -> None:
    page = client.get("/search?q=luu+ninh&year=2023&show=all").text
    hrefs = {href for _, href, _ in Links(page).found if href.startswith("/")}
    assert len(hrefs) > 20
    assert all(client.get(href).status_code == 200 for href in hrefs)


def test_pages_lead_on_without_gap_or_repeat(client: TestClient, archive: Archive) -> None:
    found: list[str] = []
    address = "/search?q=luu+ninh&limit=4"
    while address:
        page = client.get(address).text
        found += re.findall(r'<li class="hit" id="(\w+)"', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        address = unescape(following[1]) if following else ""
    assert len(found) == len(set(found)) == archive.results(Request("luu ninh")).total


def test_past_the_last_page_the_reader_is_led_back(client: TestClient) -> None:
    page = client.get("/search?q=luu+ninh&offset=900").text
    assert '<li class="hit"' not in page
    last = Links(page).href("Về trang cuối")
    assert '<li class="hit"' in client.get(last).text


def test_a_document_has_its_matches_numbered_and_the_way_back(client: TestClient) -> None:
    results = client.get("/search?q=luu+ninh&lang=vi&sort=newest").text
    anchor = re.search(r'<li class="hit" id="(\w+)"', results)
    href = next(href for _, href, _ in Links(results).found if href.startswith("/doc/"))
    page = client.get(href).text
    numbers = re.findall(r'<mark [^>]*id="hit-(\d+)"', page)
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    back = Links(page).href("‹ Về kết quả")
    assert anchor
    assert back == f"/search?q=luu+ninh&lang=vi&sort=newest#{anchor[1]}"


def test_why_a_form_was_found_is_said(client: TestClient) -> None:
    page = client.get("/search?q=luu+ninh").text
    assert "刘宁 — chữ Hán của Lưu Ninh (刘 = lưu, 宁 = ninh)" in page


def test_documents_without_date_are_a_bucket_of_their_own(client: TestClient) -> None:
    page = client.get("/search?q=&ui=vi").text
    assert re.search(r'class="noyear"[^>]*>không rõ năm <b>2</b>', page)
    assert "không rõ" in client.get("/search?q=&year=unknown").text


def test_nothing_found_says_what_each_part_would_find(client: TestClient) -> None:
    page = client.get('/search?q="Lưu Ninh" "友谊医院" zxqvw').text
    section = page.split('<section class="nothing">')[1].split("</section>")[0]
    assert "Lưu Ninh" in section
    assert "tài liệu" in section
    assert "zxqvw" in section


def test_all_forms_switched_off_can_be_switched_on_again(client: TestClient) -> None:
    page = client.get(
        "/search?q=luu+ninh&without=han&without=toneless&without=typed&without=alias"
    ).text
    again = Links(page).href("Bật lại các dạng")
    assert total(client.get(again).text) == total(client.get("/search?q=luu+ninh").text)


def test_a_new_query_keeps_the_filters_and_drops_the_choices_of_the_old(
    client: TestClient,
) -> None:
    page = client.get("/search?q=luu+ninh&lang=vi&from=2019&off=刘宁&reading=Lưu+Ninh").text
    box = page.split('<form class="box"')[1].split("</form>")[0]
    assert re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', box) == [
        ("lang", "vi"),
        ("from", "2019"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_says_every_page(client: TestClient, language: str) -> None:
    tag = {"vi": "vi", "zh": "zh-Hans", "en": "en"}[language]
    for address in ("/?", "/search?q=luu+ninh&", "/doc/mau-url?q=刘宁&", "/search?q=(&", "/x?"):
        page = client.get(f"{address}ui={language}").text
        assert f'<html lang="{tag}">' in page
        assert "{n}" not in page


def test_a_wrong_request_is_explained_in_the_readers_language(client: TestClient) -> None:
    for language, words in {
        "vi": "không phải là ngày",
        "zh": "不是日期",
        "en": "is no date",
    }.items():
        answer = client.get("/search?q=x&from=gestern", headers={"accept-language": language})
        assert answer.status_code == 400
        assert words in answer.text


def test_the_first_page_introduces_the_archive(client: TestClient, archive: Archive) -> None:
    page = client.get("/").text
    overview = archive.overview()
    assert f"{overview.size} tài liệu" in page
    for row in overview.by_lang:
        assert f"<b>{row.count}</b>" in page
    for title in (hit.title for hit in overview.newest if "<" not in hit.title):
        assert title in unescape(page)


def test_the_first_page_leads_with_the_names_of_its_language(
    client: TestClient, archive: Archive
) -> None:
    top = archive.overview().gates[0].name
    assert top is not None
    assert top.vi
    assert top.zh
    gates = {
        lang: re.findall(
            r'<a href="/gates/[^"]*">(.*?)</a>',
            client.get("/", headers={"Accept-Language": lang}).text,
        )[0]
        for lang in LANGUAGES
    }
    shown = {
        lang: [one for one in re.split(r"<[^>]*>|\s{2,}", gate) if one.strip()]
        for lang, gate in gates.items()
    }
    assert shown == {"vi": [top.vi, top.zh], "zh": [top.zh, top.vi], "en": [top.vi, top.zh]}


@pytest.mark.parametrize(
    "address", ["/", "/search?q=luu+ninh", "/search?q=&lang=vi", "/search?q=刘宁 友谊"]
)
def test_a_page_is_no_larger_than_sixty_kilobytes(client: TestClient, address: str) -> None:
    assert len(client.get(address).content) <= 60_000


def test_a_query_of_many_parts_still_makes_a_page_of_moderate_size(client: TestClient) -> None:
    page = client.get("/search", params={"q": " OR ".join(["Lưu Ninh", "Trần Cương"] * 20)})
    assert page.status_code == 200
    assert len(page.content) <= 155_000
