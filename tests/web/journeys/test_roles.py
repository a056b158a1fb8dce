"""What a user of each role sees, and may do by clicking. What an operator may do besides is walked
in ``test_adding.py``."""

from __future__ import annotations

from tests.web.journeys.conftest import Staffed
from tests.web.journeys.reader import Reader

CORRECTIONS = '.bottom a[href="/corrections"]'
FORMS = ".correcting, .fix, button[name=said]"


def test_a_reader_reads_and_sees_no_form(reader: Reader, staffed: Staffed) -> None:
    page = reader.page
    staffed.let_in(reader, "reader")
    reader.goto("/gates/huu-nghi")
    assert page.locator(".lines > li").count() > 0
    assert page.locator(FORMS).count() == 0
    assert page.locator('.bottom a[href="/add"]').count() == 0
    page.click(CORRECTIONS)
    reader.arrive("**/corrections")
    assert page.locator(FORMS).count() == 0
    reader.refused("/add", 403)
    assert page.inner_text("main p").strip() == reader.texts["error_not_allowed"]


def test_a_corrector_corrects_and_takes_it_back(reader: Reader, staffed: Staffed) -> None:
    page = reader.page
    staffed.let_in(reader, "corrector")
    reader.goto("/gates/huu-nghi")
    assert page.locator('.bottom a[href="/add"]').count() == 0
    page.locator(".lines .fix summary").first.click()
    reader.look()
    page.locator(".lines .fix button").first.click()
    reader.arrive("**/gates/huu-nghi?kept=**")
    assert page.locator(".notice[role=status]").first.is_visible()
    page.click(CORRECTIONS)
    reader.arrive("**/corrections")
    assert "corrector" in page.inner_text(".correction-list .meta")
    page.click(".correction-list button")
    reader.arrive("**/corrections?undone=**")
    assert page.inner_text(".notice[role=status]") == reader.texts["correction_undone"]
    assert page.inner_text("main > .meta") == reader.texts["corrections_none"]
    reader.refused("/add", 403)
