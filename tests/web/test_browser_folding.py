"""Reprints in a real browser: folded, unfolded by a click, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi import FastAPI

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Page

PARTS = ("sáng sớm", "giữa trưa", "chiều muộn", "tối trời", "nửa đêm", "rạng đông", "chợ phiên")
STORY = " ".join(f"Xe hàng qua cửa khẩu Tân Thanh vào buổi {part} rất đông." for part in PARTS)
PAPERS = ("Báo Lạng Sơn", "VnExpress", "Nhân Dân")


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    folder = tmp_path_factory.mktemp("browser") / "index"
    printed = [
        Document(f"d{day}", f"Tân Thanh {day}", STORY, "vi", f"2024-05-0{day}", source=paper)
        for day, paper in enumerate(PAPERS, 1)
    ]
    other = Document("other", "Tân Thanh vắng", "Cửa khẩu Tân Thanh vắng xe.", "vi", "2024-04-01")
    build([*printed, other], folder)
    return create_app(Archive(folder))


def test_reprints_are_a_click_away_and_back(scriptless: Page) -> None:
    scriptless.goto("/search?q=Tân+Thanh&sort=newest&ui=vi")
    assert scriptless.locator(".hit").count() == 2
    assert "4" in scriptless.inner_text(".list-head h1")
    copies = scriptless.locator("a.copies")
    assert copies.count() == 1
    assert copies.inner_text() == "+2 bản in lại"
    copies.click()
    assert scriptless.locator(".hit").count() == 3
    assert scriptless.locator("a.copies").count() == 0
    scriptless.click("a.filter")
    assert scriptless.locator(".hit").count() == 2
    scriptless.click(".sorts a[href*='folded=0']")
    assert scriptless.locator(".hit").count() == 4


def test_on_a_phone_the_count_stands_within_the_page(phone: Page) -> None:
    phone.goto("/search?q=Tân+Thanh&sort=newest")
    box = phone.locator("a.copies").bounding_box()
    assert box is not None
    size = phone.viewport_size
    assert size is not None
    assert box["x"] + box["width"] <= size["width"]


def test_a_document_leads_to_its_other_printings(scriptless: Page) -> None:
    scriptless.goto("/doc/d2?ui=en")
    links = scriptless.locator("ul.copies a")
    assert [one.split(" · ")[0] for one in links.all_inner_texts()] == [PAPERS[0], PAPERS[2]]
    links.first.click()
    assert scriptless.url.endswith("/doc/d1")
