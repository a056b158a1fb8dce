"""What a page costs who comes for the first time: bytes, jumps of the layout, and room on a narrow
screen. On every page of the sample corpus."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import PATIENCE
from tests.web.test_browser import EVERY_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Request

    Fresh = Callable[..., Page]

HTML = 60_000
"""Most bytes of a page itself."""

IN_ALL = 120_000
"""Most bytes of a first load, the style sheet, the scripts and the icon with it."""

STILL = 0.01
"""The layout shift (web.dev/articles/cls) below which nobody sees anything move; 0.1 is called
good."""

SHIFTS = """new Promise((say) => {
  let moved = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) moved += one.value;
  }).observe({ type: 'layout-shift', buffered: true });
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => say(moved))));
})"""
"""The sum of all shifts since the page began; what was observed before is handed on first."""

HEAVY = [
    *("/search?q=", "/concordance?q=hội+đàm", "/gates/huu-nghi?side=both"),
    "/search?q=Bằng+Tường+có+bao+nhiêu+cửa+khẩu+vì+sao+dừng+thông+quan+nông+sản",
]
"""Pages with as much on them as the sample corpus gives, without asking for more on a page."""


@pytest.mark.parametrize("path", [*EVERY_PAGE, *HEAVY])
@pytest.mark.parametrize("width", [1440, 390])
def test_a_first_load_is_small_and_still(fresh: Fresh, address: str, path: str, width: int) -> None:
    locale = "vi-VN" if width < 400 else "en-GB"
    page = fresh(viewport={"width": width, "height": 900}, is_mobile=width < 400, locale=locale)
    asked: list[Request] = []
    page.on("requestfinished", lambda request: asked.append(request))
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == (404 if path == "/nowhere" else 200)
    assert len(answer.body()) <= HTML
    assert [one.url for one in asked if not one.url.startswith(f"{address}/")] == []
    sent = {one.url.removeprefix(address): one.sizes()["responseBodySize"] for one in asked}
    assert len(sent) >= 4
    assert sum(sent.values()) <= IN_ALL, sent
    assert page.evaluate(SHIFTS) < STILL


def test_a_layout_that_jumps_is_noticed(fresh: Fresh) -> None:
    """A measure that is always nought would say nothing."""
    page = fresh(viewport={"width": 1280, "height": 900})
    page.goto("/gates")
    page.evaluate(
        """() => {
          const room = document.createElement('p');
          room.style.setProperty('height', '300px');
          document.body.prepend(room);
        }"""
    )
    assert page.evaluate(SHIFTS) > STILL


BEYOND = """() => [...document.querySelectorAll('main *, .top *, .side *, .answer *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll'))
  .map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`)"""
"""What reaches beyond the screen, for whoever reads the failure."""


@pytest.fixture(scope="module")
def narrow(browser: Browser, address: str) -> Iterator[Page]:
    size = {"width": 320, "height": 700}
    context = browser.new_context(base_url=address, viewport=size, locale="vi-VN")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.mark.parametrize("path", [*EVERY_PAGE, *HEAVY])
def test_at_320_pixels_nothing_scrolls_sideways(narrow: Page, path: str) -> None:
    """WCAG 2.2, 1.4.10; tables and pictures may, in a frame of their own."""
    narrow.goto(path)
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, narrow.evaluate(BEYOND)
    narrow.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, narrow.evaluate(BEYOND)
