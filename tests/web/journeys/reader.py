"""A page in the hands of a reader, and what must be true of each page that they come to.

pytest explains the assertions of tests only: these say themselves what they found.
"""

from __future__ import annotations

import csv
import io
import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from tests.web.conftest import PATIENCE
from tests.web.console import is_fault
from tests.web.journeys.settings import Who
from web.i18n.negotiation import TAGS
from web.i18n.texts import Texts, all_texts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Download, Frame, Locator, Page

LOOK = """() => {
  const root = document.documentElement;
  return [root.scrollWidth, root.lang, getComputedStyle(root).backgroundColor];
}"""

BEYOND = """(width) => [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > width + 1)
  .map((one) => `${one.tagName} ${one.className} ${one.textContent.slice(0, 40)}`).slice(0, 9)"""
"""What reaches beyond the screen, for whoever reads the failure."""


def number(text: str) -> int:
    """The number in a text, whatever groups its digits."""
    return int(re.sub(r"\D", "", text))


def without_place(url: str) -> str:
    """An address without the place on its page."""
    return url.partition("#")[0]


@dataclass
class Heard:
    """What a page asked for, said, and where it went, since somebody began to listen."""

    asked: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    visited: set[str] = field(default_factory=set)

    def listen(self, page: Page) -> None:
        page.on("request", lambda one: self.asked.append(one.url))
        page.on("console", self._hear)
        page.on("pageerror", lambda one: self.said.append(str(one)))
        page.on("framenavigated", self._follow)

    def _follow(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            self.visited.add(without_place(frame.url))

    def _hear(self, message: ConsoleMessage) -> None:
        if is_fault(message):
            self.said.append(f"{message.text} {message.location.get('url', '')}")

    def forget(self) -> None:
        """Begin a further journey."""
        self.asked.clear()
        self.said.clear()
        self.visited.clear()


@dataclass
class Profile:
    """A page of a profile of its own. To open one costs as much as six pages, so it is kept from
    journey to journey."""

    who: Who
    page: Page
    heard: Heard

    @classmethod
    def opened(cls, browser: Browser, address: str, who: Who, **options: object) -> Profile:
        context = browser.new_context(
            base_url=address,
            locale=who.language,
            viewport={"width": who.width, "height": 800},
            color_scheme=who.scheme,
            java_script_enabled=who.scripts,
            reduced_motion="reduce",
            is_mobile=who.is_phone,
            has_touch=who.is_phone,
            **options,  # type: ignore[arg-type]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        heard = Heard()
        heard.listen(page)
        return cls(who, page, heard)


class Reader:
    """One who walks a journey. Every page that they come to is looked at: it is in their language
    and on their ground, and nothing scrolls sideways."""

    def __init__(self, profile: Profile, address: str) -> None:
        self.who = profile.who
        self.page = profile.page
        self.language = profile.who.language
        self._addresses = [address]
        self._heard = profile.heard
        self._looked_at: set[str] = set()

    @property
    def texts(self) -> Texts:
        """The texts of the page in the language that it speaks now."""
        return all_texts()[self.language]

    @property
    def total(self) -> int:
        """How many documents the list of results says."""
        return number(self.page.inner_text(".list-head h1"))

    def visit(self, address: str, user: str = "", password: str = "") -> None:
        """Go on at another server, with the name and password that it asks for."""
        self._addresses.append(address)
        known = b64encode(f"{user}:{password}".encode()).decode()
        headers = {"authorization": f"Basic {known}"} if user else {}
        # As the browser sends them once they were typed; its box for them is out of reach.
        self.page.context.set_extra_http_headers(headers)

    def goto(self, path: str) -> None:
        """Come to a page by its address."""
        self.page.goto(f"{self._addresses[-1]}{path}")
        self.look()

    def arrive(self, url: str | Callable[[str], bool]) -> None:
        """Wait until a click has led to this page."""
        self.page.wait_for_url(url)
        self.look()

    def go_back(self) -> None:
        """Come back to the page before."""
        self.page.go_back()
        self.look()

    def refused(self, path: str, status: int) -> None:
        """Come to a page that is not there for them. That the browser says so is no fault."""
        answer = self.page.goto(f"{self._addresses[-1]}{path}")
        assert answer is not None
        assert answer.status == status, (path, answer.status)
        self.look()
        assert self.page.inner_text("h1") == self.texts["title_wrong"]
        told = [one for one in self._heard.said if str(status) in one and one.endswith(path)]
        self._heard.said = [one for one in self._heard.said if one not in told]

    def look(self) -> None:
        """What must be true of every page is true of this one as it stands now."""
        width, language, ground = self.page.evaluate(LOOK)
        if width > self.who.width:
            pytest.fail(f"{self.page.url}: {self.page.evaluate(BEYOND, self.who.width)}")
        assert language == TAGS[self.language], (self.page.url, language)
        is_dark = sum(map(int, re.findall(r"\d+", ground)[:3])) < 200
        assert is_dark == (self.who.scheme == "dark"), (self.page.url, ground)
        self._looked_at.add(without_place(self.page.url))

    def end(self) -> None:
        """No page of the journey asked another host or said anything, and all were looked at."""
        self.look()
        here = (*(f"{one}/" for one in self._addresses), "blob:")
        elsewhere = [url for url in self._heard.asked if not url.startswith(here)]
        unseen = self._heard.visited - self._looked_at
        assert not elsewhere, elsewhere
        assert not self._heard.said, self._heard.said
        assert not unseen, unseen

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
