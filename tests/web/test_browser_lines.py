"""Lines of a concordance and spans of a document in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Fresh = Callable[..., Page]

CUT = """() => [...document.querySelectorAll('.lines .left, .lines .right')]
  .filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent)"""
"""Contexts that the edge of their column cuts."""

VISIBLE = """() => [...document.querySelectorAll('.lines li')]
  .filter(one => one.getBoundingClientRect().bottom <= innerHeight).length"""

SELECT = """() => {
  const line = document.querySelector('article > p:not(.meta)');
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest('.hop')) texts.push(walker.currentNode);
  }
  getSelection().setBaseAndExtent(texts[0], 2, texts.at(-1), 1);
  return getSelection().toString();
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1440])
def test_no_context_is_cut_by_the_edge_and_nothing_scrolls(fresh: Fresh, width: int) -> None:
    page = fresh(viewport={"width": width, "height": 900})
    page.goto("/concordance?q=Hữu+Nghị")
    assert page.locator(".lines li").count() > 10
    assert page.evaluate(CUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_screen_has_thirty_lines(fresh: Fresh) -> None:
    page = fresh(viewport={"width": 1440, "height": 900})
    page.goto("/concordance?q=Hữu+Nghị")
    assert page.evaluate(VISIBLE) >= min(30, page.locator(".lines li").count())


def test_on_a_telephone_a_line_has_two_rows(phone: Page) -> None:
    phone.goto("/concordance?q=Hữu+Nghị")
    box = phone.locator(".lines li").first.bounding_box()
    assert box is not None
    assert 44 <= box["height"] <= 56


def test_keys_move_show_why_open_and_switch(page: Page) -> None:
    page.goto("/concordance?q=Hữu+Nghị")
    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".lines li").nth(1)
    assert second.locator(".form").evaluate("one => one === document.activeElement")
    why = second.locator(".why").bounding_box()
    assert why is not None
    assert why["height"] > 20
    form = second.locator(".form").inner_text()
    page.keyboard.press("o")
    page.wait_for_url("**/doc/**")
    assert page.locator(".cited, mark:target").first.inner_text() == form
    page.go_back()
    page.keyboard.press("c")
    page.wait_for_url("**/search?**")


def test_a_selection_gets_a_link_that_marks_it(page: Page) -> None:
    page.goto("/doc/mau-url?q=刘宁")
    selected = page.evaluate(SELECT)
    page.wait_for_selector(".passage-link:visible")
    href = page.get_attribute(".passage-link", "href")
    assert href is not None
    found = re.search(r"#c(\d+)-(\d+)", href)
    assert found is not None
    body = page.evaluate("fetch('/api/doc/mau-url').then(one => one.json())")["body"]
    assert body[int(found[1]) : int(found[2])] == selected
    page.click(".passage-link")
    page.wait_for_selector(".cited")
    assert "".join(page.locator(".cited").all_text_contents()) == selected


def test_an_anchor_alone_is_enough_with_scripts(page: Page) -> None:
    page.goto("/doc/mau-url#c3-9")
    page.wait_for_selector("#c3-9")


def test_a_span_is_marked_without_scripts(scriptless: Page) -> None:
    scriptless.goto("/doc/mau-url?span=3-9#c3-9")
    body = scriptless.request.get("/api/doc/mau-url").json()["body"]
    assert "".join(scriptless.locator(".cited").all_text_contents()) == body[3:9]
