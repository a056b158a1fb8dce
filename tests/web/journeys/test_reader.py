"""What is looked at on every page would be noticed: checks that never fail would say nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.web.journeys.reader import Profile, Reader
from tests.web.journeys.settings import Who

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Profile]:
    found = Profile.opened(browser, address, Who("en", 360, "light", scripts=True))
    yield found
    found.page.context.close()


@pytest.fixture
def walking(opened: Profile, address: str) -> Reader:
    opened.heard.forget()
    found = Reader(opened, address)
    found.goto("/names")
    return found


def test_a_page_that_scrolls_sideways_is_noticed(walking: Reader) -> None:
    walking.page.evaluate("document.querySelector('main').style.minWidth = '900px'")
    with pytest.raises(pytest.fail.Exception, match="MAIN"):
        walking.look()


def test_a_page_in_another_language_is_noticed(walking: Reader) -> None:
    with pytest.raises(AssertionError, match="zh-Hans"):
        walking.goto("/names?ui=zh")
    walking.page.context.clear_cookies()


def test_a_page_that_nobody_looked_at_is_noticed(walking: Reader) -> None:
    walking.page.goto("/lists")
    walking.goto("/names")
    with pytest.raises(AssertionError, match="/lists"):
        walking.end()


def test_what_the_page_says_is_noticed(walking: Reader) -> None:
    walking.page.evaluate("console.error('zorx')")
    with pytest.raises(AssertionError, match="zorx"):
        walking.end()


def test_another_host_is_noticed(walking: Reader, address: str) -> None:
    walking.page.goto(address.replace("127.0.0.1", "localhost"))
    walking.goto("/names")
    with pytest.raises(AssertionError, match="localhost"):
        walking.end()
