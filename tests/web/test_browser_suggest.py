"""Suggestions below the search box in a real browser: the combobox pattern of WAI-ARIA, by keys,
mouse and finger."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

LIST = "#suggestions"


def type_in(page: Page, text: str) -> None:
    """All of it at once: key by key, a slow machine shows a list for half of it first."""
    page.locator("#q").fill(text)
    page.wait_for_selector(f"{LIST} [role=option]")


def state(page: Page, name: str) -> str | None:
    return page.locator("#q").get_attribute(name)


@pytest.mark.parametrize("path", ["/", "/gates"])
def test_arrows_choose_and_enter_opens_what_was_counted(page: Page, path: str) -> None:
    page.goto(path)
    assert state(page, "role") == "combobox"
    assert state(page, "aria-expanded") == "false"
    type_in(page, "luu nin")
    assert state(page, "aria-expanded") == "true"
    assert state(page, "aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    first = page.locator(f"{LIST} [role=option]").first
    assert state(page, "aria-activedescendant") == first.get_attribute("id")
    assert first.get_attribute("aria-selected") == "true"
    assert page.locator("#q").input_value() == "Lưu Ninh"
    assert [part.strip() for part in first.locator("span").all_inner_texts()][1:] == [
        "Lưu Ninh",
        "刘宁",
    ]
    count = first.locator("b").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**people=liu-ning**")
    assert page.inner_text(".list-head h1").startswith(count)


def test_past_the_last_one_what_was_typed_comes_back(page: Page) -> None:
    page.goto("/")
    type_in(page, "luu nin")
    page.keyboard.press("ArrowUp")
    options = page.locator(f"{LIST} [role=option]")
    assert state(page, "aria-activedescendant") == options.last.get_attribute("id")
    page.keyboard.press("ArrowDown")
    assert page.locator("#q").input_value() == "luu nin"
    assert state(page, "aria-activedescendant") is None
    page.keyboard.press("Enter")
    page.wait_for_url("**q=luu+nin")


def test_escape_closes_the_list_and_keeps_what_was_typed(page: Page) -> None:
    page.goto("/")
    type_in(page, "luu nin")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert not page.locator(LIST).is_visible()
    assert page.locator("#q").input_value() == "luu nin"
    assert state(page, "aria-expanded") == "false"


def test_a_finger_opens_one_and_nothing_on_the_page_moves(phone: Page) -> None:
    phone.goto("/")
    before = phone.locator(".archive").bounding_box()
    phone.tap("#q")
    type_in(phone, "luu nin")
    assert phone.locator(".archive").bounding_box() == before
    row = phone.locator(f"{LIST} [role=option]").first
    box = row.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    row.tap()
    phone.wait_for_url("**people=liu-ning**")


def test_an_older_answer_never_takes_the_place_of_a_newer(page: Page) -> None:
    page.goto("/")
    held: list[Route] = []
    page.route("**/api/suggest*q=lu", lambda route: held.append(route))
    with page.expect_request("**/api/suggest*q=lu"):
        page.locator("#q").press_sequentially("lu")
    # What "l" alone has may be on the list until then.
    page.locator("#q").fill("luu nin")
    first = page.locator(f"{LIST} [role=option]:first-child .names")
    first.filter(has_text="Lưu Ninh").wait_for()
    (old,) = held
    # The page has given it up.
    assert old.request.failure == "net::ERR_ABORTED"


def test_without_scripts_the_box_is_a_plain_box(scriptless: Page) -> None:
    scriptless.goto("/")
    assert state(scriptless, "role") is None
    assert not scriptless.locator(LIST).is_visible()
