"""Take the pictures of the pages that README and docs show, with the Chromium of the system.

    songngu index corpus/samples --index build/demo-index --anew
    python scripts/take_screenshots.py build/demo-index             docs/pictures/*.png
    python scripts/take_screenshots.py INDEX --set dossiers         docs/dossiers/*.png

The pages are served by this script from the index, read-only, as a reader without a profile sees
them. Sizes, languages and addresses are fixed, so that a picture changes only with what it shows.
"""

from __future__ import annotations

import argparse
import shutil
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import uvicorn

from search.archive import Archive
from web.app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser

DOCS: Final = Path(__file__).resolve().parents[1] / "docs"
LARGEST: Final = 200_000
"""Most bytes of a picture."""

# Letters without coloured edges: the files are smaller by a quarter, and fit any screen.
FLAGS: Final = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    "--disable-lcd-text",
)
WIDE: Final = (1280, 720)
READING: Final = (1200, 620)
"""Of pages full of text, so that their pictures are no larger than others."""
LINES: Final = (1200, 380)
PHONE: Final = (390, 780)
BOTH_SIDES: Final = (1280, 1064)
"""Of a crossing down to what is named for it."""
NAMESAKES: Final = (1280, 890)
"""Of a person down to who else may bear the name."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file, the page that it is of, and who looks at it."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    language: str = "vi"
    scheme: Literal["light", "dark"] = "light"
    opened: str = ""
    """What is pressed before, as a selector."""
    shown: str = ""
    """What stands at the top of the picture, as a selector."""


PAGES: Final = (
    Picture("home", "/"),
    Picture("results", "/search?q=luu+ninh", READING),
    Picture("results-phone", "/search?q=luu+ninh", PHONE),
    Picture("results-dark", "/search?q=luu+ninh", READING, language="zh", scheme="dark"),
    Picture("dossier", "/people/liu-ning"),
    Picture("crossing", "/gates/huu-nghi?side=both", language="zh"),
    Picture("document", "/search?q=luu+ninh&lang=vi&year=2023", READING, opened=".hit h2 a"),
    Picture("concordance", "/concordance?q=luu+ninh", LINES),
    Picture("map", "/gates"),
    Picture("network", "/network", READING, language="zh"),
    Picture("compare", "/compare?e=huu-nghi&e=mong-cai&e=tan-thanh"),
    Picture("two-sides", "/sides?e=huu-nghi", language="en"),
    # The walk of docs/walkthrough.md, in English as the document is.
    Picture("walk-1-gates", "/gates", language="en", shown=".scroll table"),
    Picture("walk-2-gate", "/gates/huu-nghi", language="en"),
    Picture("walk-3-both-sides", "/gates/huu-nghi?side=both", language="en"),
    Picture("walk-4-year", "/gates/huu-nghi?side=both&year=2023", language="en"),
    Picture(
        "walk-5-numbers",
        "/gates/huu-nghi?side=both&year=2023",
        language="en",
        opened=".by-year summary",
        shown=".by-year",
    ),
    Picture(
        "walk-6-download",
        "/gates/huu-nghi?side=both&year=2023",
        READING,
        language="en",
        opened=".downloads summary",
        shown="#mentions",
    ),
)

DOSSIERS: Final = (
    Picture("huu-nghi", "/gates/huu-nghi?side=both", BOTH_SIDES, shown=".dossier-head"),
    Picture("mong-cai", "/gates/mong-cai?side=both", BOTH_SIDES, "zh", shown=".dossier-head"),
    Picture("luu-ninh", "/people/liu-ning", shown=".dossier-head"),
    # A head of the Kremlin's office and a president of Macedonia.
    Picture("namesakes", "/people/伊万诺夫", NAMESAKES, "zh", shown=".dossier-head"),
)

SETS: Final = {"pages": (PAGES, DOCS / "pictures"), "dossiers": (DOSSIERS, DOCS / "dossiers")}


@contextmanager
def serving(index: Path) -> Iterator[str]:
    """Serve an index on a free port of this machine; gives the address."""
    archive = Archive(index)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(archive, read_only=True), log_level="warning")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()


def take(browser: Browser, address: str, picture: Picture) -> bytes:
    """Return a picture as PNG. Raises ``RuntimeError`` where the page is not there."""
    width, height = picture.size
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale=picture.language,
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    answer = page.goto(picture.path, wait_until="networkidle")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{picture.path}: no such page in this index")
    if picture.opened:
        page.locator(picture.opened).first.click()
        page.wait_for_load_state("networkidle")
    if picture.shown:
        page.locator(picture.shown).first.evaluate("one => one.scrollIntoView()")
    content = page.screenshot()
    context.close()
    return content


def main() -> int:
    """Take one set; the exit status is 1 if a picture is too large."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path, help="folder of the index that is shown")
    parser.add_argument("--set", choices=SETS, default="pages", help="which pictures (pages)")
    given = parser.parse_args()
    pictures, folder = SETS[given.set]
    from playwright.sync_api import sync_playwright  # Only for who takes pictures.

    folder.mkdir(exist_ok=True)
    large = 0
    with serving(given.index) as address, sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        for picture in pictures:
            content = take(browser, address, picture)
            (folder / f"{picture.name}.png").write_bytes(content)
            print(f"{picture.name}.png {len(content):,} bytes")
            large += len(content) > LARGEST
        browser.close()
    if large:
        print(f"{large} pictures have more than {LARGEST:,} bytes", file=sys.stderr)
    return int(large > 0)


if __name__ == "__main__":
    sys.exit(main())
