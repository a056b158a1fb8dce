"""PDFs that cannot be read, or not all of them, and what is said of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.formats.papers.pdf import MOST_PAGES, read_pdf
from corpus.formats.source_file import Source
from tests.corpus.formats.papers.pdf_maker import Image, Pdf, Shapes, Text

WHITE = Image(60, 80, b"\xff" * 4800)
LEADING = 12


def read(folder: Path, data: bytes) -> list[Document | Failure]:
    path = folder / "a.pdf"
    path.write_bytes(data)
    return list(read_pdf(Source(path, "a.pdf")))


def document(folder: Path, pdf: Pdf) -> Document:
    (found,) = read(folder, pdf.bytes())
    assert isinstance(found, Document), found
    return found


def text_of(found: Document) -> str:
    return f"{found.title}\n{found.body}".strip()


def column(x: float, top: float, *lines: str, size: float = 10, font: str = "Times") -> list[Text]:
    """Lines below each other. A letter of these PDFs has half the width of its height."""
    return [Text(x, top - LEADING * at, line, size, font) for at, line in enumerate(lines)]


def refused(folder: Path, data: bytes) -> str:
    (found,) = read(folder, data)
    assert isinstance(found, Failure)
    assert found.lost
    return found.reason


def test_a_scanned_paper_is_reported(tmp_path: Path) -> None:
    assert "no text layer: the page is an image; index it again with --ocr" in refused(
        tmp_path, Pdf([[WHITE]]).bytes()
    )
    # Who signed it writes that as text on the image.
    signed = [[WHITE, Text(400, 800, "Người ký: Văn phòng UBND")]] * 3
    assert refused(tmp_path, Pdf(signed).bytes()).startswith("all 3 pages: no text layer")


def test_scanned_pages_of_a_paper_are_named(tmp_path: Path) -> None:
    text = column(50, 700, "Chiều nay, hai bên đã hội đàm.")
    pdf = Pdf([text, [WHITE], [WHITE], text, [WHITE]])
    found, failure = read(tmp_path, pdf.bytes())
    assert isinstance(found, Document)
    assert isinstance(failure, Failure)
    assert not failure.lost
    assert failure.reason.startswith("pages 2-3 and 5: no text layer")
    assert len(found.pages) == 4


def test_what_little_text_a_scanned_page_has_is_kept_beside_others(tmp_path: Path) -> None:
    cover = [WHITE, Text(100, 800, "Tạp chí Biên giới, số 5", 20)]
    found, failure = read(tmp_path, Pdf([cover, column(50, 700, "Một câu.")]).bytes())
    assert isinstance(found, Document)
    assert found.title == "Tạp chí Biên giới, số 5"
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("page 1: no text layer")


def test_letters_that_are_shapes_are_no_text_layer(tmp_path: Path) -> None:
    assert "no text layer" in refused(tmp_path, Pdf([[Shapes(300)]]).bytes())
    assert "no pages with text" in refused(tmp_path, Pdf([[Shapes(3)]]).bytes())


def test_glyphs_without_characters_are_no_text(tmp_path: Path) -> None:
    lines = ["Chiều nay đoàn đại biểu đã đến thăm"] * 3
    codes = ["".join(chr(ord(char) - 29) for char in line) for line in lines]
    assert "the text layer is unreadable" in refused(
        tmp_path, Pdf([column(50, 700, *codes)], maps=False).bytes()
    )
    # The same font with the codes of Unicode reads well, whatever the file says.
    assert text_of(document(tmp_path, Pdf([column(50, 700, *lines)], maps=False)))


ENCRYPTED = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
    b"11" * 32,
    b"22" * 32,
)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    whole = Pdf([column(50, 700, "Chiều nay, hai bên đã hội đàm.")] * 9)
    assert "password" in refused(tmp_path, Pdf(whole.pages, extra=ENCRYPTED).bytes())
    assert "the file is empty" in refused(tmp_path, b"")
    assert "the PDF is damaged" in refused(tmp_path, b"%PDF-1.7 nonsense")
    assert "the PDF is damaged" in refused(tmp_path, whole.bytes()[:1000])
    assert "no pages with text" in refused(tmp_path, Pdf([[], []]).bytes())


def test_a_damaged_file_gives_the_pages_that_are_left(tmp_path: Path) -> None:
    whole = Pdf([column(50, 700, f"Trang {at} có một câu.") for at in range(9)]).bytes()
    # A piece in the middle is lost, with it a page and the places of all that follows.
    begin = whole.index(b"/Type/Page/") - 20
    found, failure = read(tmp_path, whole[:begin] + whole[begin + 120 :])
    assert isinstance(found, Document)
    assert "Trang 8" in found.body
    assert isinstance(failure, Failure)
    assert failure.reason == "page 1: the file is damaged or cut off there; copy it again"


def test_a_tree_of_pages_that_lies_about_their_number_ends(tmp_path: Path) -> None:
    lying = Pdf([column(50, 700, "Chiều nay.")]).bytes().replace(b"/Count 1", b"/Count 9000000")
    items = read(tmp_path, lying)
    assert isinstance(items[0], Document | Failure)


def test_pages_beyond_the_most_are_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.formats.papers.pdf.MOST_PAGES", 3)
    found, failure = read(tmp_path, Pdf([column(50, 700, "Một câu.")] * 5).bytes())
    assert isinstance(found, Document)
    assert isinstance(failure, Failure)
    assert failure.reason == "pages 4-5: only 3 pages of a PDF are read; split it"
    assert MOST_PAGES > 1_000


def test_a_page_with_too_many_characters_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.formats.papers.pdf_words.MOST_CHARACTERS", 20)
    pdf = Pdf([column(50, 700, "Một câu."), column(50, 700, "Một câu dài hơn hai mươi chữ.")])
    found, failure = read(tmp_path, pdf.bytes())
    assert isinstance(found, Document)
    assert isinstance(failure, Failure)
    assert failure.reason.startswith("page 2: has ")
