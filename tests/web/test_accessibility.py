"""What axe-core finds by the rules of WCAG 2.2, levels A and AA, on every page: nothing, for three
readers who differ in language, screen and ground."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.conftest import PATIENCE
from tests.web.test_browser import EVERY_PAGE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

READERS = {
    "vi, light, wide": {"locale": "vi-VN", "color_scheme": "light", "width": 1440},
    "zh, dark, phone": {"locale": "zh-CN", "color_scheme": "dark", "width": 390},
    "en, light, phone": {"locale": "en-GB", "color_scheme": "light", "width": 390},
}

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    # This rule of WCAG 2.2 is off by default: 24 pixels or room around.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}

FOLDED = "for (const one of document.querySelectorAll('details')) one.open = true"
"""Opens whatever waits behind a word: axe passes over what is not shown."""


@pytest.fixture(scope="module", params=READERS.values(), ids=READERS)
def reader(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """One profile for all pages: nothing that they keep is of interest here."""
    options = dict(request.param)
    size = {"width": options.pop("width"), "height": 900}
    context = browser.new_context(
        base_url=address, viewport=size, reduced_motion="reduce", **options
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    yield page
    context.close()


@pytest.fixture(scope="module")
def axe() -> str:
    """The script of axe-core."""
    base = pytest.importorskip("axe_playwright_python.base", reason="axe-core is not installed")
    return str(base.AXE_SCRIPT)


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds on a page as it stands, a line each: rule, element, why."""
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(f"axe.run({json.dumps(RULES)})")
    return [
        f"{broken['id']}: {' '.join(map(str, node['target']))}: {node['failureSummary']}"
        for broken in found["violations"]
        for node in broken["nodes"]
    ]


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_axe_finds_nothing(reader: Page, axe: str, path: str) -> None:
    answer = reader.goto(path)
    assert answer is not None
    assert answer.status == (404 if path == "/nowhere" else 200)
    reader.evaluate(FOLDED)
    assert violations(reader, axe) == []


def test_axe_finds_what_is_wrong(reader: Page, axe: str) -> None:
    """A check that never fails would say nothing."""
    reader.goto("/")
    reader.evaluate("document.querySelector('#q').removeAttribute('aria-label')")
    reader.evaluate("document.querySelectorAll('label[for=q]').forEach((one) => one.remove())")
    reader.evaluate("document.querySelector('#q').removeAttribute('placeholder')")
    reader.evaluate("document.documentElement.removeAttribute('lang')")
    rules = {line.split(":")[0] for line in violations(reader, axe)}
    assert {"html-has-lang", "label"} <= rules
