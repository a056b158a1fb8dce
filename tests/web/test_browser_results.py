"""What a query names, and documents with only a part of it, in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def number(page: Page) -> int:
    return int("".join(filter(str.isdigit, page.inner_text(".list-head h1"))))


def test_this_side_and_the_pair_are_a_click_apart(scriptless: Page) -> None:
    scriptless.goto("/search?q=cửa+khẩu+Hữu+Nghị")
    assert scriptless.inner_text(".entity h2 .form.vi") == "Hữu Nghị"
    this = number(scriptless)
    scriptless.click(".sides a")
    scriptless.wait_for_url("**pair=1**")
    assert number(scriptless) > this
    scriptless.click(".sides a")
    scriptless.wait_for_url(lambda url: "pair" not in url)
    assert number(scriptless) == this


def test_a_mention_that_is_no_form_of_the_query_is_marked_and_walked_to(page: Page) -> None:
    page.goto("/search?q=cửa+khẩu+Hữu+Nghị&pair=1&lang=zh")
    row = page.locator(".hit", has=page.locator("mark", has_text="友谊关")).first
    row.locator("h2 a").click()
    page.wait_for_selector("article mark:target")
    assert page.locator("article mark", has_text="友谊关").count() > 0


def test_where_the_parts_begin_is_seen_and_what_is_missing_struck(phone: Page) -> None:
    phone.goto("/search?q=Bằng+Tường+có+bao+nhiêu+cửa+khẩu&limit=100")
    border = phone.locator("h2.border")
    assert border.count() == 1
    assert border.is_visible()
    before = border.bounding_box()
    first = phone.locator(".hit:has(.parts)").first.bounding_box()
    assert before is not None
    assert first is not None
    assert before["y"] < first["y"]
    struck = phone.locator(".parts s").first
    assert "line-through" in struck.evaluate("one => getComputedStyle(one).textDecorationLine")
    assert phone.locator(".hit").count() > phone.locator(".hit:has(.parts)").count() > 0
