"""Recognising scanned pages and images: what comes of them, and that a bad image ends nothing."""

from __future__ import annotations

import base64
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from corpus.document import Document, Failure
from corpus.formats.options import ReadOptions
from corpus.formats.papers import tesseract
from corpus.formats.papers.image import read_image
from corpus.formats.papers.pdf import read_pdf
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError
from tests.corpus.formats.papers.pdf_maker import Image, Pdf, Text
from tests.web.conftest import FLAGS, missing

VI = ("Bí thư Lưu Ninh thăm Lạng Sơn", "Chiều 28/2, đoàn đại biểu đã đến Hữu Nghị.")
ZH = ("广西党委书记访问谅山", "二月二十八日下午，代表团抵达友谊关口岸。")
SCANNED = Image(60, 80, b"\xff" * 4800)


def page_of(lines: tuple[str, ...]) -> str:
    heading, *text = lines
    return (
        '<body style=\'margin:20px;font:24px/1.5 "DejaVu Serif","Noto Serif CJK SC"\'>'
        f"<h1 style='font-size:36px'>{heading}</h1>{'<br>'.join(text)}"
    )


@pytest.fixture(scope="module")
def drawing() -> Iterator[Page]:
    """A page of a browser, to draw text with."""
    chromium = shutil.which("chromium")
    if chromium is None:
        missing("Chromium is not installed: apt-get install chromium")
    if shutil.which("tesseract") is None:
        missing(f"tesseract is not installed: {tesseract.INSTALL}")
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser.new_page(viewport={"width": 800, "height": 180})
        browser.close()


def drawn(drawing: Page, lines: tuple[str, ...]) -> bytes:
    """Return an image of lines of text, as PNG."""
    drawing.set_content(page_of(lines))
    return drawing.screenshot()


def read(folder: Path, name: str, data: bytes, *, ocr: bool = True) -> Document | Failure:
    path = folder / name
    path.write_bytes(data)
    source = Source(path, name, options=ReadOptions(ocr=ocr))
    (found,) = read_pdf(source) if name.endswith(".pdf") else read_image(source)
    return found


@pytest.mark.parametrize(("lines", "lang"), [(VI, "vi"), (ZH, "zh")])
def test_an_image_is_recognised_in_its_language(
    tmp_path: Path, drawing: Page, lines: tuple[str, ...], lang: str
) -> None:
    found = read(tmp_path, "a.png", drawn(drawing, lines))
    assert isinstance(found, Document)
    assert found.lang == lang
    text = f"{found.title} {found.body}"
    # Tesseract may take a character for another, and sets blanks between Han characters.
    alike = SequenceMatcher(None, text.replace(" ", ""), "".join(lines).replace(" ", ""))
    assert alike.ratio() > 0.9
    (confidence,) = found.confidence
    assert confidence > tesseract.SURE


def test_a_scanned_page_among_others_is_recognised(tmp_path: Path, drawing: Page) -> None:
    image = base64.b64encode(drawn(drawing, VI)).decode()
    # Chromium prints an image as an image: a page without text.
    drawing.set_content(
        "<style>@page{margin:0}*{margin:0}div{break-before:page}</style><p>Trang một.</p>"
        f"<div><img style='width:100%;height:99vh' src='data:image/png;base64,{image}'></div>"
    )
    data = drawing.pdf(height="180px", width="800px")
    without = read_pdf(_source(tmp_path, data, ocr=False))
    assert [item.reason for item in without if isinstance(item, Failure)] == [
        "page 2: no text layer: the page is an image; index it again with --ocr"
    ]
    (found,) = read_pdf(_source(tmp_path, data, ocr=True))
    assert isinstance(found, Document)
    assert "Lưu Ninh" in found.body
    assert found.page_at(found.body.index("Lưu Ninh")) == 2
    assert found.confidence[0] == 0
    assert found.confidence[1] > tesseract.MIXED


def _source(folder: Path, data: bytes, *, ocr: bool) -> Source:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return Source(path, "a.pdf", options=ReadOptions(ocr=ocr))


def test_an_image_needs_ocr(tmp_path: Path) -> None:
    found = read(tmp_path, "a.jpg", b"anything", ocr=False)
    assert isinstance(found, Failure)
    assert found.reason == "an image has no text; index it with --ocr"


def test_what_is_no_image_is_reported(tmp_path: Path, drawing: Page) -> None:
    whole = drawn(drawing, VI)
    for data in (b"no image", whole[: len(whole) // 3], b""):
        found = read(tmp_path, "a.png", data)
        assert isinstance(found, Failure)
        assert found.reason


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program of this name first on the path of programs."""

    def put(script: str) -> None:
        path = tmp_path / "bin" / "tesseract"
        path.parent.mkdir()
        path.write_text(
            "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then printf 'List\\nvie\\n'; exit; fi\n"
            + script
        )
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{path.parent}{os.pathsep}{os.environ['PATH']}")

    tesseract.installed.cache_clear()
    monkeypatch.setattr(tesseract, "SECONDS", 5)
    return put


def test_a_program_that_hangs_is_ended(
    program: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    program("exec sleep 600")
    recogniser = tesseract.Recogniser()
    monkeypatch.setattr(tesseract, "SECONDS", 0.1)
    with pytest.raises(ReadError, match="took more than"):
        recogniser.pages(b"image")


def test_a_program_that_fails_says_why(program: Callable[[str], None]) -> None:
    program("echo 'Error in pixRead: image too large' >&2; exit 1")
    with pytest.raises(ReadError, match="cannot read the image: Error in pixRead"):
        tesseract.Recogniser().pages(b"image")


def test_without_tesseract_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tesseract.installed.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    pdf = Pdf([[SCANNED], [Text(50, 700, "Chiều nay, hai bên đã hội đàm.")]])
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf.bytes())
    found, failure = read_pdf(Source(path, "a.pdf", options=ReadOptions(ocr=True)))
    assert isinstance(found, Document)
    assert isinstance(failure, Failure)
    assert not failure.lost
    assert failure.reason.startswith("page 1: --ocr needs the program tesseract")
    assert "apt-get install tesseract-ocr" in failure.reason


@pytest.fixture(autouse=True)
def _looked_for_again() -> Iterator[None]:
    yield
    tesseract.installed.cache_clear()
