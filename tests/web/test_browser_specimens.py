"""The page of specimens: in a browser everything has the size that it says, and no search engine
or page of ours leads there."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from web.http.assets import FOLDER, load_assets
from web.pages.specimens.scales import LINES, space_steps, type_steps

if TYPE_CHECKING:
    from playwright.sync_api import Page

Fresh = Callable[..., "Page"]

STYLE_SHEET = load_assets()["style.css"].content.decode()
OWN = (FOLDER / "specimens.css").read_text("utf-8")
DESIGN = (Path(__file__).parents[2] / "docs" / "design.md").read_text("utf-8")

PARTS = {
    "Card": ".card.sheet-facts",
    "Chip": ".chip.zh.on, .chip.vi.on, .chip:not(.on), .chip.offered, .chip .only, .chip .onward",
    "Answer": "details.recognised[open] .entity",
    "Bar": ".list-head .sorts",
    "Filter": ".active .filter, .active .filter.out",
    "Menu": "details.menu > summary",
    "Pair of bars": "svg.pairs rect.vi, svg.pairs rect.zh",
    "Picture": "figure.picture .frame svg",
    "Table": "table.register td.number",
    "Hit": ".hit .passage, .hit .why",
    "Notice": ".notice",
    "Field": ".finder input",
    "Button": "main button:not(.quiet), main button.quiet",
    "Focus": "a.focused, button.focused",
    "Badge": ".badge.vi, .badge.zh, mark.vi, mark.zh",
}
"""The parts of docs/design.md, each with what must be there of it."""


def test_nothing_leads_there_and_nobody_lists_it(client: TestClient) -> None:
    page = client.get("/specimens").text
    assert '<meta name="robots" content="noindex">' in page
    assert " style=" not in page
    for path in ("/", "/search?q=luu+ninh", "/people", "/gates", "/people/liu-ning"):
        other = client.get(path).text
        assert "/specimens" not in other
        assert "specimens." not in other


def test_every_part_of_the_document_is_shown(page: Page) -> None:
    named = set(re.findall(r"(?m)^- \*\*([\w ]+)\*\*", DESIGN))
    assert named == set(PARTS)
    page.goto("/specimens")
    for part, selectors in PARTS.items():
        for selector in selectors.split(", "):
            assert page.locator(f"main {selector.removeprefix('main ')}").count(), (part, selector)


def test_each_line_has_the_size_that_it_says(page: Page) -> None:
    page.goto("/specimens")
    for step in type_steps(STYLE_SHEET):
        lines = page.locator(f".at-{step.name.removeprefix('t-')}")
        assert [one.get_attribute("lang") for one in lines.all()] == [lang for lang, _ in LINES]
        size = lines.first.evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
        assert size == pytest.approx(step.pixels, abs=0.01)
    for step, drawn in zip(
        space_steps(STYLE_SHEET), page.locator(".spaces rect").all(), strict=True
    ):
        box = drawn.bounding_box()
        assert box is not None
        assert box["width"] == step.pixels


def test_no_class_of_its_style_sheet_is_unused(client: TestClient) -> None:
    rules = re.sub(r"/\*.*?\*/", "", OWN, flags=re.DOTALL)
    styled = set(re.findall(r"\.([a-z][\w-]*)", " ".join(re.findall(r"([^{}]+)\{", rules))))
    page = client.get("/specimens").text
    has = {name for value in re.findall(r'class="([^"]*)"', page) for name in value.split()}
    assert styled - has == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_ring_of_the_keyboard_is_seen(fresh: Fresh, scheme: str) -> None:
    """The class shows what a real focus has, two pixels of the colour of what can be pressed."""
    page = fresh(color_scheme=scheme)
    page.goto("/specimens")
    ring = "one => { const s = getComputedStyle(one); return [s.outlineWidth, s.outlineColor] }"
    shown = page.locator("a.focused").evaluate(ring)
    assert shown[0] == "2px"
    ink = page.evaluate("getComputedStyle(document.documentElement).color")
    assert shown[1] == ink
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "brand"
    assert page.locator(".brand").evaluate(ring) == shown


def test_fields_and_buttons_are_as_high_as_a_finger(phone: Page) -> None:
    """Fields, buttons, chips and filters; ``phone`` is touched, not pointed at."""
    phone.goto("/specimens")
    what = "main :is(.finder input, .finder button, .chip, .filter, .reading, .menu > summary)"
    heights = phone.locator(what).evaluate_all(
        "found => found.map(one => one.getBoundingClientRect().height)"
    )
    assert len(heights) > 8
    assert min(heights) >= 44
