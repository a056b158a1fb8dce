"""What only a browser shows of facets and histogram: dragging, arrows, lists that follow what is
typed, and all of it without script."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


def number(text: str) -> int:
    return int(re.sub(r"\D", "", text) or 0)


def bars_of(page: Page) -> list[tuple[str, int]]:
    """The bars with documents: year or month, and how many."""
    found = page.eval_on_selector_all(".bars a", "all => all.map(a => [a.dataset.at, a.dataset.n])")
    return [(at, int(count)) for at, count in found]


def total(page: Page) -> int:
    return number(page.inner_text(".list-head h1"))


def drag(page: Page, first: int, last: int) -> None:
    """Press on a bar, and let go over another."""
    boxes = [page.locator(".bars a .reach").nth(at).bounding_box() for at in (first, last)]
    (start, end) = (box for box in boxes if box)
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + 25, steps=5)
    assert page.inner_text(".span")
    page.mouse.up()


@pytest.mark.parametrize(("first", "last"), [(1, 3), (3, 1)])
def test_dragging_over_bars_narrows_to_their_span(page: Page, first: int, last: int) -> None:
    page.goto("/search?q=")
    span = bars_of(page)[min(first, last) : max(first, last) + 1]
    with page.expect_navigation():
        drag(page, first, last)
    assert f"from={span[0][0]}&to={span[-1][0]}" in page.url
    assert total(page) == sum(count for _, count in span)
    page.go_back()
    assert "from=" not in page.url


def test_months_are_brushed_too(page: Page) -> None:
    page.goto("/search?q=&year=2023")
    span = bars_of(page)[:2]
    with page.expect_navigation():
        drag(page, 0, 1)
    assert f"from={span[0][0]}&to={span[1][0]}" in page.url
    assert "year=" not in page.url
    assert total(page) == sum(count for _, count in span)


def test_a_press_without_a_drag_follows_the_link_of_the_bar(page: Page) -> None:
    page.goto("/search?q=")
    year, count = bars_of(page)[1]
    page.locator(".bars a .reach").nth(1).click()
    page.wait_for_url(f"**year={year}*")
    assert total(page) == count


def test_arrows_with_shift_choose_a_span_and_enter_takes_it(page: Page) -> None:
    page.goto("/search?q=")
    span = bars_of(page)[1:3]
    page.locator(".bars a").first.focus()
    assert page.locator('.bars a[tabindex="0"]').count() == 1
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert number(page.inner_text(".span").split(":")[1]) == sum(count for _, count in span)
    page.keyboard.press("Escape")
    assert not page.locator(".span").is_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert f"from={span[0][0]}&to={span[1][0]}" in page.url


def test_a_long_facet_follows_what_is_typed_and_enter_asks_for_the_rest(page: Page) -> None:
    page.goto("/search?q=")
    facet = page.locator(".facet", has=page.locator('input[name="find.people"]'))
    facet.locator("summary").click()
    facet.locator('input[name="find.people"]').fill("luu ninh")
    shown = [row.inner_text() for row in facet.locator("li").all() if row.is_visible()]
    assert shown
    assert all("Lưu Ninh" in row for row in shown)
    facet.locator('input[name="find.people"]').press("Enter")
    page.wait_for_url("**find.people=luu*")
    assert "Lưu Ninh" in page.locator(".facet", has=page.locator(".finder a")).inner_text()


def test_without_script_bars_fields_and_facets_narrow(scriptless: Page) -> None:
    page = scriptless
    page.goto("/search?q=")
    all_documents = total(page)
    facet = page.locator(".facet").first
    count = number(facet.locator("li b").first.inner_text())
    facet.locator("li button").first.click()
    assert "-lang=" in page.url
    assert total(page) == all_documents - count
    page.locator(".facet .out a").first.click()
    assert total(page) == all_documents
    page.locator(".under summary").click()
    page.fill('.dates input[name="from"]', "2023")
    page.click(".dates button")
    assert "from=2023" in page.url
    assert 0 < total(page) < all_documents
    page.click(".active .filter")
    assert total(page) == all_documents


@pytest.mark.parametrize("path", ["/search?q=&-lang=en&year=2023", "/concordance?q=hội đàm", "/"])
def test_nothing_reaches_beyond_a_narrow_screen(phone: Page, path: str) -> None:
    phone.set_viewport_size({"width": 320, "height": 700})
    phone.goto(path)
    folded = ".narrowing > summary, .filters > summary, .under summary, .years summary"
    for summary in phone.locator(folded).all():
        summary.click()
    wide = phone.evaluate(
        """() => [...document.querySelectorAll('.years, .side, .active')]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
            .map((one) => one.className)"""
    )
    assert wide == []


def test_what_narrows_is_large_enough_for_a_finger(phone: Page) -> None:
    phone.goto("/search?q=")
    phone.locator(".filters > summary").click()
    for box in (one.bounding_box() for one in phone.locator(".facet li > *").all()[:12]):
        assert box
        assert box["height"] >= 44
        assert box["width"] >= 44
