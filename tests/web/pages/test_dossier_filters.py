"""What narrows a dossier narrows all of it, and is taken away by its cross."""

from __future__ import annotations

import html
import json
import re

import pytest
from starlette.testclient import TestClient

from web.pages.dossiers.asked_profile import PAGE


def listed(client: TestClient, address: str) -> int:
    """How many mentions a dossier says that its list has."""
    found = re.search(r'<div class="list-head"><h2>([\d.]+)', client.get(address).text)
    assert found is not None
    return int(found[1].replace(".", ""))


NARROWED = ("", "lang=vi", "year=2023", "from=2023-03&to=2024", "label=other", "off=Hữu Nghị")


@pytest.mark.parametrize("narrowed", NARROWED)
@pytest.mark.parametrize("gate", ["/gates/huu-nghi?", "/gates/youyiguan?side=both&"])
def test_what_is_shown_is_what_is_downloaded(client: TestClient, gate: str, narrowed: str) -> None:
    page = client.get(f"{gate}{narrowed}").text
    shown = listed(client, f"{gate}{narrowed}")
    form = page[page.index('<details class="downloads">') :].partition("</form>")[0]
    assert 'formaction="/api/mentions" name="format" value="jsonl"' in form
    sent = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    asked = [(name, html.unescape(value)) for name, value in sent]
    answer = client.get("/api/mentions", params=[*asked, ("about", "0"), ("format", "jsonl")])
    lines = [json.loads(one) for one in answer.text.splitlines()]
    assert len(lines) == shown
    documents = len({one["doc"] for one in lines})
    assert f"<dt>{documents} tài liệu</dt><dd>{shown} lần nhắc" in page
    assert page.count('<li class="') - page.count('<li class="meta"') == min(shown, PAGE)


@pytest.mark.parametrize("narrowed", ["", "&lang=zh", "&year=2023&off=友谊关"])
def test_every_count_of_a_dossier_is_what_its_click_gives(
    client: TestClient, narrowed: str
) -> None:
    page = client.get(f"/people/liu-ning?label=meant{narrowed}").text
    only = re.findall(r'<b>(\d+)</b></a><a class="only" href="([^"]*)"', page)
    years = re.findall(
        r'<a href="([^"]*)" class="pair[^"]*" aria-label="[^"]*: VI (\d+), ZH (\d+)"', page
    )
    offices = re.findall(r'<li><a href="([^"]*)">(?:<span.*?</span> ?)+</a> <b>(\d+)</b>', page)
    assert only or narrowed
    assert offices
    told = [(href, int(count)) for count, href in only]
    if "year=" not in narrowed:
        told += [(href, int(vi) + int(zh)) for href, vi, zh in years]
    told += [(href, int(count)) for href, count in offices]
    for href, count in told:
        assert listed(client, html.unescape(href)) == count, href
    # With whom, and the facets: documents.
    by_document = re.findall(
        r'<a class="switch" href="([^"]*people=[^"]*)"><span>[^<]*</span> <b>(\d+)</b>', page
    )
    assert by_document or narrowed
    for href, count in by_document:
        assert f"<dt>{count} tài liệu</dt>" in client.get(html.unescape(href)).text


def test_each_filter_in_force_is_taken_away_by_its_cross(client: TestClient) -> None:
    address = "/people/liu-ning?year=2023&lang=zh&form=刘宁&from=2023-02&source=x"
    page = client.get(address).text
    active = re.findall(r'<a class="filter" href="([^"]*)"', page)
    assert len(active) == 5
    for href in active:
        fewer = client.get(html.unescape(href)).text
        assert len(re.findall(r'<a class="filter" href="', fewer)) == 4
    cleared = re.findall(r'<a class="clear" href="([^"]*)"', page)
    assert 'class="filter"' not in client.get(html.unescape(cleared[0])).text


def test_chips_of_forms_are_on_while_all_are_included(client: TestClient) -> None:
    page = client.get("/people/liu-ning").text
    chips = re.findall(r'<span class="chip (?:vi|zh)( on)?"><a class="switch" href="([^"]*)"', page)
    assert len(chips) > 1
    assert all(on for on, _ in chips)
    without = client.get(html.unescape(chips[0][1])).text
    assert without.count('<span class="chip zh on"') + without.count(
        '<span class="chip vi on"'
    ) < len(chips)
    # What was left out is one click from being back.
    off = re.findall(r'<span class="chip (?:vi|zh)"><a class="switch" href="([^"]*)"', without)
    assert listed(client, html.unescape(off[0])) == listed(client, "/people/liu-ning")


@pytest.mark.parametrize("language", ["vi", "zh", "en"])
@pytest.mark.parametrize("path", ["/people/liu-ning?", "/gates/huu-nghi?side=both&"])
def test_dates_are_in_the_language_of_the_reader(
    client: TestClient, path: str, language: str
) -> None:
    page = client.get(f"{path}ui={language}").text
    # What stands above the mentions is ours; a text may have any date.
    ours = page[page.index("<main") : page.index('id="mentions"')]
    assert not re.search(r"\b\d{4}-\d{2}\b", re.sub(r"<[^>]*>", " ", ours))


def test_a_bad_filter_is_the_askers_error(client: TestClient) -> None:
    assert client.get("/gates/huu-nghi?label=colour").status_code == 400
    assert client.get("/gates/huu-nghi?from=x").status_code == 400
    assert client.get("/api/mentions?entity=huu-nghi&label=colour").status_code == 400
