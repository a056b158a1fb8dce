"""Files added on the page, to finding them; and where none are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.conftest import PATIENCE
from tests.web.journeys.conftest import Staffed
from tests.web.journeys.reader import Reader

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload

ADD = '.bottom a[href="/add"]'


def test_an_operator_adds_a_file_and_finds_it(reader: Reader, staffed: Staffed) -> None:
    page, word = reader.page, reader.who.word
    # No names: others would be decided again for them.
    text = f"tin vắn\n\nsáng nay trên đường có {word}.".encode()
    files: list[FilePayload] = [
        {"name": f"{word}.txt", "mimeType": "text/plain", "buffer": text},
        {"name": f"{word}.xyz", "mimeType": "application/octet-stream", "buffer": b"x"},
    ]
    staffed.let_in(reader, "operator")
    reader.goto("/")
    page.click(ADD)
    reader.arrive("**/add")
    page.set_input_files("#files", files)
    page.fill("#source", f"Báo {word}")
    page.click(".adding button")
    reader.arrive("**/add?**")
    kept, refused = page.locator("#sent li").all_inner_texts()
    assert kept.startswith(f"{word}.txt {reader.texts['add_as']}")
    assert refused == f"{word}.xyz {reader.texts['upload_kind']}"
    assert staffed.indexing.wait(PATIENCE / 1_000)
    if page.locator("#indexing .reload").count():
        # The same address: what was read of the run before must not be read again.
        with page.expect_navigation():
            page.click("#indexing .reload")
    assert page.inner_text("#indexing p") == reader.texts["indexing_done"]
    reader.look()
    page.fill("#q", word)
    page.press("#q", "Enter")
    reader.arrive(f"**/search?q={word}")
    assert reader.total == 1
    assert f"Báo {word}" in page.inner_text(".hit")


def test_a_server_that_was_given_no_folder_takes_no_files(
    reader: Reader, demo_address: str
) -> None:
    reader.visit(demo_address)
    reader.goto("/")
    assert reader.page.locator(ADD).count() == 0
    reader.refused("/add", 404)
    assert reader.page.inner_text("main p").strip() == reader.texts["error_no_page"]
