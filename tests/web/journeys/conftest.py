"""Three readers who walk every journey: each language, width, ground, and with and without
scripts, once at least."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest

from tests.web.conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Download, Locator, Page


@dataclass(frozen=True)
class Who:
    """What a reader reads with."""

    language: str
    width: int
    scheme: Literal["light", "dark"]
    scripts: bool


READERS = {
    "vi, 360, dark, no scripts": Who("vi", 360, "dark", scripts=False),
    "zh, 390, light": Who("zh", 390, "light", scripts=True),
    "en, 1440, dark": Who("en", 1440, "dark", scripts=True),
}


def number(text: str) -> int:
    """The number in a text, whatever groups its digits."""
    return int(re.sub(r"\D", "", text))


@dataclass
class Reader:
    """A page in the hands of one of them."""

    who: Who
    page: Page

    @property
    def total(self) -> int:
        """How many documents the list of results says."""
        return number(self.page.inner_text(".list-head h1"))

    def open(self, selector: str) -> None:
        """Unfold what is folded on a screen of this width, and not where it stands open."""
        summary = self.page.locator(selector).first
        if summary.is_visible() and not summary.evaluate("one => one.parentElement.open"):
            summary.click()

    def saved(self, button: Locator) -> Download:
        """Press what gives a file."""
        with self.page.expect_download() as download:
            button.click()
        return download.value

    def rows(self, button: Locator) -> list[dict[str, str]]:
        """Press what gives a CSV; return its rows."""
        text = self.saved(button).path().read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(re.sub(r"(?m)\A(#.*\n)+", "", text))))


@pytest.fixture(params=READERS.values(), ids=READERS)
def reader(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Reader]:
    """Fails if the page asks another host, says anything to the console, or scrolls sideways."""
    who: Who = request.param
    context = browser.new_context(
        base_url=address,
        locale=who.language,
        viewport={"width": who.width, "height": 800},
        color_scheme=who.scheme,
        java_script_enabled=who.scripts,
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    elsewhere: list[str] = []
    said: list[str] = []
    page.on("request", lambda one: elsewhere.append(one.url))
    page.on("console", lambda one: said.append(one.text))
    page.on("pageerror", lambda one: said.append(str(one)))
    yield Reader(who, page)
    language = page.locator("html").get_attribute("lang") or who.language
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    context.close()
    assert [url for url in elsewhere if not url.startswith((f"{address}/", "blob:"))] == []
    assert said == []
    assert language.startswith(who.language)
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 200) == (who.scheme == "dark")
