"""Many names at once in a real browser: a list that no address holds keeps its names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = "\n".join(["刘宁", "Lưu Ninh", *(f"Nguyễn Văn An {number}" for number in range(300))])


def typed(page: Page) -> str:
    return page.input_value("#names")


def test_languages_filters_and_files_keep_a_long_list(scriptless: Page) -> None:
    page = scriptless
    page.goto("/names?lang=zh")
    page.fill("#names", NAMES)
    page.click("form.many p.do > button")
    page.wait_for_selector("table")
    assert page.url.endswith("/names")
    assert typed(page) == NAMES
    if not page.is_visible(".tongues"):
        page.click(".corner > summary")
    page.click(".tongues button[value=zh]")
    page.wait_for_selector("html[lang=zh-Hans] table")
    assert typed(page) == NAMES
    assert page.locator("button.filter").count() == 1
    page.click("button.filter")
    page.wait_for_selector("html[lang=zh-Hans] body:not(:has(.filter)) table")
    assert typed(page) == NAMES
    with page.expect_download() as loading:
        page.click("form.many button[value=csv]")
    rows = Path(loading.value.path()).read_text("utf-8-sig").splitlines()
    assert rows[-1].startswith('"Nguyễn Văn An 299",')
