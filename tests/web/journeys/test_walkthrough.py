"""The walk of docs/walkthrough.md, by clicking only: the numbers that it says are those found."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.web.conftest import PATIENCE
from tests.web.journeys.reader import Heard, Profile, Reader, number
from tests.web.journeys.settings import Who

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS = Path(__file__).resolve().parents[3] / "docs"
WALK = " ".join((DOCS / "walkthrough.md").read_text("utf-8").split())


def test_a_newcomer_clicks_from_the_first_page_to_the_footnote(
    browser: Browser, demo_address: str
) -> None:
    context = browser.new_context(
        base_url=demo_address, viewport={"width": 1280, "height": 720}, locale="vi-VN"
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto("/")
    page.click('.tongues a[lang="en"]')
    page.click(".rooms a:has-text('Gates')")
    page.click(".scroll a:text-is('Hữu Nghị')")
    page.click(".sides a:has-text('both sides')")
    page.locator('.by-year a.pair[href*="year=2023"] rect.zh').click()
    page.wait_for_url("**/gates/huu-nghi?side=both&year=2023")
    assert page.url.removeprefix(demo_address) in WALK

    documents = number(page.inner_text(".sheet-facts dt >> nth=0"))
    rows = page.locator(".sheet-facts div:has(> dt .badge) dd").all_inner_texts()
    (vi, in_vi), (zh, in_zh) = (map(int, re.findall(r"\d+", one)) for one in rows)
    assert f"**{documents} documents name the crossing {vi + zh} times**" in WALK
    assert f"{in_vi} Vietnamese documents {vi} times, {in_zh} Chinese documents {zh} times" in WALK

    named = [one.inner_text() for one in page.locator(".together .chip .switch").all()]
    people = [re.sub(r"[+✓\s]+", " ", one).strip() for one in named]
    often = [one for one in people if not one.endswith(" 1")]
    assert len(often) < len(people)
    said = [re.sub(r" (\d+)$", r" in \1", one) for one in often]
    said[0] += " of the documents"
    assert f"**{', '.join(said)}**" in WALK

    page.click(".by-year summary")
    row = page.locator(".by-year tbody tr", has_text="2023").locator(".number")
    here_vi, here_zh, across_vi, across_zh = map(int, row.all_inner_texts())
    assert f"{here_vi} are of the Vietnamese side and {across_vi} of the Chinese" in WALK
    assert f"the Chinese ones {here_zh} and {across_zh}" in WALK
    assert f"named {here_vi + here_zh} times" in WALK
    assert f"the Chinese one {across_vi + across_zh} times" in WALK

    left_out = page.locator(".chips .chip:not(.on)", has_text="left out: something else")
    assert " ".join(left_out.locator(".switch").inner_text().split()).lstrip("+ ") in WALK

    page.click(".downloads summary")
    reader = Reader(Profile(Who("en", 1280, "light", scripts=True), page, Heard()), demo_address)
    download = reader.saved(page.locator('.downloads button[value="csv"]'))
    text = download.path().read_text("utf-8-sig")
    about = [line for line in text.splitlines() if line.startswith("# ")]
    assert [line.partition(",")[0] for line in about[-2:]] == ["# made", "# index"]
    assert " ".join(about[:-2]) in WALK
    assert len(reader.rows(page.locator('.downloads button[value="csv"]'))) == vi + zh
    context.close()


def test_every_picture_of_the_walk_is_there() -> None:
    pictures = re.findall(r"\]\((pictures/[\w.-]+)\)", WALK)
    assert len(pictures) == 6
    assert [name for name in pictures if not (DOCS / name).is_file()] == []
