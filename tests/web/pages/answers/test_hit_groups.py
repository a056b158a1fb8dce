"""Where hits in another sense, and documents with only a part of what was asked, begin."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from search.request import NEWEST, Request
from web.i18n.texts import all_texts
from web.pages.answers.hit_groups import hit_groups
from web.pages.answers.pagination import paging

QUESTION = "Bằng Tường có bao nhiêu cửa khẩu"


def numbers(text: str) -> list[int]:
    joined = text.replace("\u202f", "")
    return [int(one) for one in re.findall(r"\d+", joined)]


def test_another_sense_has_a_heading_with_its_number(archive: Archive) -> None:
    found = archive.results(Request("Hữu Nghị", limit=1000))
    plain, other = hit_groups(found, all_texts()["vi"])
    assert plain.heading == ""
    assert numbers(other.heading) == [found.other_sense] == [len(other.rows)]
    assert (plain.start, other.start) == (1, 1 + len(plain.rows))
    assert len(plain.rows) + len(other.rows) == found.total


def test_by_date_each_hit_says_so_itself(archive: Archive) -> None:
    found = archive.results(Request("Hữu Nghị", limit=1000, sorting=NEWEST))
    (group,) = hit_groups(found, all_texts()["vi"])
    assert group.heading == ""
    assert sum(bool(row.sense) for row in group.rows) == found.other_sense > 0


def test_documents_with_a_part_have_a_heading_and_say_what_they_have(archive: Archive) -> None:
    found = archive.results(Request(QUESTION, limit=1000))
    whole, parts = hit_groups(found, all_texts()["en"])
    assert numbers(parts.heading) == [found.total, found.others_total]
    assert (len(whole.rows), len(parts.rows)) == (found.total, found.others_total)
    assert all(row.has for row in parts.rows)
    assert all(row.missing for row in parts.rows)
    assert not any(row.has or row.missing for row in whole.rows)


def test_a_page_behind_the_border_says_what_it_lists(archive: Archive) -> None:
    total = archive.results(Request(QUESTION)).total
    (group,) = hit_groups(
        archive.results(Request(QUESTION, offset=total + 3, limit=5)), all_texts()["en"]
    )
    assert numbers(group.heading)[0] == total
    assert group.start == total + 4


def test_pages_go_on_to_the_last_document_with_a_part(client: TestClient, archive: Archive) -> None:
    whole = archive.results(Request(QUESTION, limit=1000))
    found: list[str] = []
    address = f"/search?q={QUESTION}&limit=20"
    while address:
        page = client.get(address).text
        found += re.findall(r'<li class="hit" id="(\w+)"', page)
        following = re.search(r'<a rel="next" href="([^"]+)"', page)
        address = unescape(following[1]) if following else ""
    assert len(found) == len(set(found)) == whole.total + whole.others_total
    links = paging(archive.results(Request(QUESTION, limit=20)), all_texts()["en"])
    assert links is not None
    assert numbers(links.where) == [1, 20, len(found)]
    unfolded = paging(archive.results(Request(QUESTION, limit=20, folded=False)), all_texts()["en"])
    assert unfolded is not None
    assert numbers(unfolded.where) == [1, -(-len(found) // 20)]


def test_little_words_are_said_in_passing_and_not_as_a_notice(client: TestClient) -> None:
    page = client.get(f"/search?q={QUESTION}&ui=en").text
    assert "not searched: có · bao nhiêu" in page
    assert '<p class="notice">' not in page


@pytest.mark.parametrize("language", ["vi", "zh", "en"])
def test_where_nothing_has_all_a_sentence_says_so_and_the_others_follow(
    client: TestClient, archive: Archive, language: str
) -> None:
    query = f"{QUESTION} sầu riêng hải quan Lưu Ninh lưu trữ"
    found = archive.results(Request(query))
    assert (found.total, found.others_total > 0) == (0, True)
    page = client.get(f"/search?q={query}&ui={language}").text
    assert f"<h1>{all_texts()[language]['none_has_all']}</h1>" in page
    assert page.count('<li class="hit"') == len(found.hits) > 0
    assert 'class="nothing"' not in page
    assert "<s>" in page


def test_a_form_that_is_only_offered_says_why_it_is_off(
    client: TestClient, archive: Archive
) -> None:
    found = archive.results(Request("cửa khẩu"))
    offered = [row for row in found.forms if row.offered]
    assert offered
    assert not any(row.on for row in offered)
    page = client.get("/search?q=cửa khẩu&ui=en").text
    chips = re.findall(r'<span class="chip (?:vi|zh) offered"><a[^>]*title="([^"]+)"', page)
    assert chips
    assert all(title.endswith(all_texts()["en"]["form_offered"]) for title in chips)
    on = archive.results(Request("cửa khẩu", on=frozenset([offered[0].form])))
    assert next(row.on for row in on.forms if row.form == offered[0].form)
