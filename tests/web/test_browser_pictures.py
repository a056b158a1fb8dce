"""Pictures in a real browser: nothing covers anything in the browser's own letters, PNG, print."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

Fresh = Callable[..., "Page"]

PICTURES = [
    *("/gates", "/gates?all=1", "/network", "/gates/huu-nghi/network"),
    *("/gates/huu-nghi/timeline?side=both", "/people/liu-ning/timeline"),
]

COVERED = """() => {
  const box = (one) => one.getBoundingClientRect();
  // A box is as high as its line: letters leave 2 pixels of it free above and below.
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4;
  const texts = [...document.querySelectorAll('.frame text')];
  const dots = [...document.querySelectorAll('.frame a :is(circle, rect, path)')];
  return texts.flatMap((one, at) => [...texts.slice(at + 1), ...dots]
    .filter((other) => meet(box(one), box(other)))
    .map((other) => `${one.textContent} ${other.textContent}`));
}"""


@pytest.mark.parametrize("path", PICTURES)
@pytest.mark.parametrize("language", ["vi", "zh"])
def test_no_name_covers_a_dot_or_another_name(fresh: Fresh, path: str, language: str) -> None:
    page = fresh(viewport={"width": 1280, "height": 900}, locale=language)
    page.goto(path)
    assert page.locator(".frame text").count() > 3
    assert page.evaluate(COVERED) == []


def test_a_picture_is_saved_as_png(page: Page, tmp_path: Path) -> None:
    page.goto("/gates")
    with page.expect_download() as download:
        page.get_by_role("button", name="PNG").click()
    assert download.value.suggested_filename == "gates.png"
    saved = tmp_path / "gates.png"
    download.value.save_as(saved)
    content = saved.read_bytes()
    assert content.startswith(b"\x89PNG")
    # Width and height of the header: twice the file's.
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    assert width == 2 * (960 + 48)
    assert height > width / 3
    assert len(content) > 20_000


def test_without_scripts_the_picture_and_its_svg_are_there(scriptless: Page) -> None:
    scriptless.goto("/gates")
    assert scriptless.locator(".frame circle").count() > 3
    assert scriptless.get_by_role("link", name="SVG").count() == 1
    assert scriptless.locator(".files button").count() == 0


def test_on_a_telephone_the_border_is_a_strip(phone: Page) -> None:
    phone.goto("/gates")
    assert not phone.locator(".frame").is_visible()
    assert phone.locator(".strip li").first.is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("path", PICTURES[2:])
def test_on_a_telephone_a_picture_scrolls_in_its_own_frame(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert phone.evaluate("(f => f.scrollWidth > f.clientWidth)(document.querySelector('.frame'))")


def test_on_paper_the_numbers_are_open_and_the_files_gone(page: Page) -> None:
    page.goto("/gates/huu-nghi/timeline")
    page.emulate_media(media="print")
    assert page.locator(".numbers td").first.is_visible()
    assert not page.locator(".files").is_visible()
