"""The head of every page in a real browser: on a phone, by the keyboard, without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import PATIENCE
from tests.web.test_browser import EVERY_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    Fresh = Callable[..., Page]


@pytest.fixture(scope="module", params=["vi", "zh", "en"])
def narrow(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """One profile of each language for all pages: nothing that they keep is of interest here."""
    size = {"width": 320, "height": 700}
    context = browser.new_context(
        base_url=address, viewport=size, locale=request.param, has_touch=True
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_nothing_scrolls_sideways_at_320_pixels(narrow: Page, path: str) -> None:
    narrow.goto(path)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize(
    "query", ["luu ninh", "刘宁", "huu nghi", "Bằng Tường", "hợp tác", "Hữu Nghii"]
)
def test_the_first_hit_of_a_phone_is_above_300_pixels(phone: Page, query: str) -> None:
    phone.goto(f"/search?q={query}")
    box = phone.locator(".hit").first.bounding_box()
    assert box is not None
    assert box["y"] < 300


def test_filters_and_order_stay_in_view_on_a_phone(phone: Page) -> None:
    phone.goto("/search?q=luu+ninh")
    phone.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    for part in (".filters > summary", ".list-head"):
        box = phone.locator(part).bounding_box()
        assert box is not None
        assert box["y"] == 0
        assert box["height"] >= 44
    assert phone.locator(".list-head").evaluate("one => getComputedStyle(one).overflowX") == "auto"


def test_the_card_is_folded_on_a_phone_and_open_on_a_wide_page(phone: Page, fresh: Fresh) -> None:
    phone.goto("/search?q=刘宁")
    assert not phone.locator(".entity").is_visible()
    phone.tap(".recognised > summary")
    assert phone.locator(".entity").is_visible()
    wide = fresh(viewport={"width": 1440, "height": 900})
    wide.goto("/search?q=刘宁")
    card, hit = wide.locator(".entity").bounding_box(), wide.locator(".hit").first.bounding_box()
    assert card is not None
    assert hit is not None
    assert card["x"] >= hit["x"] + hit["width"]


def test_the_other_pages_are_one_press_away_on_a_phone(phone: Page) -> None:
    phone.goto("/search?q=luu+ninh")
    assert not phone.locator(".rooms").is_visible()
    phone.tap(".corner > summary")
    phone.tap(".rooms a[href='/gates']")
    phone.wait_for_url("**/gates")


def test_the_first_hit_is_two_tabs_away(page: Page) -> None:
    page.goto("/search?q=luu+ninh")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement.closest('.hit') === document.querySelector('.hit')"
    )
    page.goto("/search?q=luu+ninh")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.side') !== null")


def test_one_spelling_alone_is_reached_by_keyboard_without_scripts(scriptless: Page) -> None:
    scriptless.goto("/search?q=luu+ninh")
    scriptless.locator(".chip .switch").first.focus()
    scriptless.keyboard.press("Tab")
    only = scriptless.locator(".chip .only").first
    assert only.evaluate("one => one === document.activeElement")
    assert only.evaluate("one => getComputedStyle(one).opacity") == "1"
    scriptless.keyboard.press("Enter")
    scriptless.wait_for_url("**off=**")
    assert scriptless.locator(".chip.on").count() == 1


def test_a_question_mark_opens_the_keys_and_escape_closes_them(page: Page) -> None:
    page.goto("/gates")
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    assert page.locator("dialog dt").count() > 5
    page.keyboard.press("Escape")
    assert not page.locator("dialog").is_visible()
    page.click(".help")
    page.click("dialog button")
    assert not page.locator("dialog").is_visible()


def test_without_scripts_the_keys_are_a_part_of_the_page(scriptless: Page) -> None:
    scriptless.goto("/gates")
    scriptless.click(".bottom .fold > summary")
    assert scriptless.locator("#keys dt").first.is_visible()


def test_the_keys_move_through_the_lines_of_a_dossier(page: Page) -> None:
    page.goto("/people/liu-ning")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".lines .form").nth(1)
    assert second.evaluate("one => one === document.activeElement")
