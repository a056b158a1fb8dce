"""The page in a real browser: a reader's walk, a telephone, and scripts switched off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    Fresh = Callable[..., Page]


def number(page: Page) -> int:
    return int("".join(filter(str.isdigit, page.inner_text(".list-head h1"))))


def walk(page: Page) -> None:
    """Ask, open, go from match to match, come back, leave out a form, narrow, widen."""
    page.goto("/")
    page.fill("#q", "luu ninh")
    page.press("#q", "Enter")
    page.wait_for_url("**/search?q=luu+ninh")
    everything = number(page)

    row = page.locator(".hit").nth(2)
    anchor = row.get_attribute("id")
    row.locator("h2 a").click()
    page.wait_for_selector("article mark:target")
    assert page.inner_text("article mark:target") in ("刘宁", "劉寧", "Lưu Ninh")
    if page.locator("article mark").count() > 1:
        page.click("mark:target + .hop a[href='#hit-2']")
        page.wait_for_selector("#hit-2:target")
    page.click(".back")
    page.wait_for_selector(f"#{anchor}:target")
    assert number(page) == everything

    page.click(".chip.zh.on")
    page.wait_for_url("**off=**")
    assert 0 < number(page) < everything
    page.click(".chip.zh:not(.on)")
    page.wait_for_url(lambda url: "off=" not in url)
    assert number(page) == everything


def test_a_reader_asks_opens_walks_and_comes_back(page: Page) -> None:
    walk(page)
    page.click(".facet a:has-text('Tiếng Việt')")
    page.wait_for_url("**lang=vi**")
    assert set(page.locator(".hit .badge").all_inner_texts()) == {"VI"}
    page.click(".active .filter")
    page.wait_for_url(lambda url: "lang=" not in url)


def test_without_scripts_it_is_the_same_walk(scriptless: Page) -> None:
    walk(scriptless)


def test_back_of_the_browser_leads_to_the_results(page: Page) -> None:
    page.goto("/search?q=luu+ninh")
    page.locator(".hit h2 a").first.click()
    page.wait_for_selector("article mark:target")
    page.keyboard.press("n")
    page.wait_for_selector("#hit-2:target")
    page.keyboard.press("p")
    page.wait_for_selector("#hit-1:target")
    page.go_back()
    page.wait_for_url("**/search?q=luu+ninh")


def test_the_keyboard_moves_through_the_hits(page: Page) -> None:
    page.goto("/search?q=luu+ninh")
    second = page.locator(".hit h2 a").nth(1).get_attribute("href")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url(lambda url: "/doc/" in url)
    assert second is not None
    assert second.partition("?")[0] in page.url
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search?q=luu+ninh",
        "/search?q=luu+ninh&lang=vi&year=2023&from=2019&show=all",
        "/search?q=",
        "/search?q=zxqvw",
        "/search?q=" + "x" * 300,
        "/search?q=Hữu+Nghị&pair=1",
        "/search?q=Bằng+Tường+có+bao+nhiêu+cửa+khẩu+vì+sao+dừng+thông+quan+nông+sản&offset=10",
        "/doc/mau-url?q=刘宁#hit-3",
        "/nowhere",
    ],
)
def test_a_telephone_never_scrolls_sideways(fresh: Fresh, path: str) -> None:
    page = fresh(viewport={"width": 390, "height": 844}, is_mobile=True)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_on_a_telephone_the_facets_wait_behind_one_button(phone: Page) -> None:
    phone.goto("/search?q=luu+ninh&lang=vi")
    assert phone.inner_text(".filters .number") == "1"
    assert not phone.locator(".facet").first.is_visible()
    phone.click(".filters > summary")
    assert phone.locator(".facet").first.is_visible()


def test_on_a_wide_page_the_facets_stand_open(page: Page) -> None:
    page.goto("/search?q=luu+ninh")
    assert page.locator(".facet").first.is_visible()
    assert not page.locator(".filters > summary").is_visible()


EVERY_PAGE = [
    *(
        "/",
        "/search?q=luu+ninh",
        "/search?q=zxqvw",
        "/doc/mau-url?q=刘宁",
        "/concordance?q=luu+ninh",
    ),
    *(
        "/gates",
        "/gates/huu-nghi",
        "/people",
        "/people/liu-ning",
        "/corrections",
        "/lists",
        "/add",
        "/nowhere",
    ),
    "/names?names=luu+ninh%0A刘宁",
    *("/compare?e=huu-nghi&e=liu-ning", "/sides?e=liu-ning", "/specimens"),
    *("/network", "/people/liu-ning/network", "/gates/huu-nghi/timeline", "/gates?all=1"),
]

FRAME = """() => {
  const box = document.querySelector('.box').getBoundingClientRect();
  const button = getComputedStyle(document.querySelector('.box button'));
  const ground = getComputedStyle(document.documentElement);
  return {
    left: Math.min(...[...document.querySelectorAll('main, main h1')].map(one =>
      one.getBoundingClientRect().left + parseFloat(getComputedStyle(one).paddingLeft))),
    right: document.documentElement.clientWidth - box.right,
    button: [button.backgroundColor, button.color],
    page: [ground.color, ground.backgroundColor],
  }
}"""
"""Where the text of a page begins, what is right of its search box, and the button's colours."""


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("width", [1280, 390])
def test_every_page_has_the_same_margins_and_the_same_button(
    fresh: Fresh, path: str, width: int
) -> None:
    page = fresh(viewport={"width": width, "height": 900}, locale="vi-VN")
    page.goto(path)
    frame = page.evaluate(FRAME)
    assert frame["left"] >= 16
    assert frame["right"] >= 16
    # Paper on ink, the other way round than the page: the one button that is always there.
    assert frame["button"] == frame["page"]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours ``#rrggbb`` (WCAG 2.2, 1.4.3)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_pass_aa_on_both_grounds(fresh: Fresh, scheme: str) -> None:
    page = fresh(color_scheme=scheme)
    page.goto("/")

    def colour(name: str) -> str:
        style = f"getComputedStyle(document.documentElement).getPropertyValue('--{name}')"
        return str(page.evaluate(style)).strip()

    for ground in ("paper", "raised"):
        for ink in ("ink", "soft", "vi", "zh"):
            assert contrast(colour(ink), colour(ground)) >= 4.5, (ink, ground)
    for accent in ("vi", "zh"):
        assert contrast(colour("ink"), colour(f"{accent}-tint")) >= 4.5
        assert contrast(colour(accent), colour(f"{accent}-tint")) >= 3
    assert contrast(colour("pressed"), colour("press")) >= 4.5
    assert contrast(colour("zh-bar"), colour("vi")) >= 1.2


def test_on_a_telephone_two_companions_stand_on_a_line(phone: Page) -> None:
    phone.goto("/gates/youyiguan")
    chips = phone.locator(".together .chip").all()
    boxes = [box for box in (one.bounding_box() for one in chips) if box]
    lines = Counter(round(box["y"] + box["height"] / 2) for box in boxes)
    assert len(boxes) > 8
    assert len(lines) == -(-len(boxes) // 2)
    assert min(box["height"] for box in boxes) >= 44
    assert max(box["x"] + box["width"] for box in boxes) <= 390 - 16
