"""Read ``.pdf``: a paper is one document, its pages counted.

1. Each page gives words with their places (pdf_words.py); those in fonts from before Unicode are
   converted (corpus/decoding/font_runs.py).
2. A page without words, or with words that are none (text_layer.py), is one that was scanned. With
   ``--ocr`` it is recognised (tesseract.py), otherwise it is reported.
3. Words become lines in reading order (page_layout.py), without running heads, feet and page
   numbers (page_furniture.py), and lines paragraphs (page_paragraphs.py).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Final

from msgspec import Struct, field

from corpus.date_origins import GUESSED
from corpus.dates import read_date
from corpus.decoding.font_runs import encoding_of_font, from_font
from corpus.decoding.legacy_fonts import from_tcvn3
from corpus.decoding.syllables import is_syllable
from corpus.document import Document, Failure
from corpus.formats.outside_parsers import outside_parser
from corpus.formats.papers.page_furniture import without_furniture
from corpus.formats.papers.page_layout import Line, Word, lines_of
from corpus.formats.papers.page_paragraphs import body_of, paragraphs_of
from corpus.formats.papers.paper_title import titled
from corpus.formats.papers.pdf_images import POINTS, is_image, rendered
from corpus.formats.papers.pdf_words import LINE_HYPHEN, words_of
from corpus.formats.papers.tesseract import Recogniser
from corpus.formats.papers.text_layer import is_broken
from corpus.formats.record import LONGEST_TEXT, HowRead, documents
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError

LARGEST_PDF: Final = 256 << 20
"""Bytes of a PDF. A page that was scanned has 50 KB to 1 MB, so these are books."""

MOST_PAGES: Final = 5_000
"""Pages that are read. At 3,000 characters a page, ``LONGEST_TEXT`` ends a paper before."""

FEW_LETTERS: Final = 200
"""Characters up to which a page that is an image has no text of its own: a stamp, the name of who
signed it."""


def read_pdf(source: Source) -> Iterator[Document | Failure]:
    """Give the document of a PDF and a ``Failure`` for pages that could not be read, or one for the
    whole file."""
    try:
        data = source.whole(LARGEST_PDF)
        if not data:
            raise ReadError("the file is empty; copy it again, or remove it")
        with outside_parser("pdfium", "PDF"):
            paper = _read(data, source.options.ocr)
    except ReadError as error:
        yield Failure(source.shown, 0, str(error))
        return
    yield from documents(paper.record(), source, how=paper.how())
    for problem in paper.problems():
        yield Failure(source.shown, 0, problem, lost=False)


class _Paper(Struct):
    """What is read of a PDF: the lines and height of each page, the confidence of those that were
    recognised (0 for others), the numbers of the pages that were not read, by their reason, and
    whether any was."""

    title: str
    date: str
    lines: list[list[Line]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    confidence: list[int] = field(default_factory=list)
    repaired: set[str] = field(default_factory=set)
    unread: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    has_text: bool = False
    body: str = ""
    pages: tuple[int, ...] = ()

    def record(self) -> dict[str, object]:
        """Return the record of its document."""
        return {"title": self.title, "body": self.body, "date": self.date}

    def how(self) -> HowRead:
        """Return what is known besides."""
        return HowRead(
            date_origin=GUESSED,
            repaired="; ".join(sorted(self.repaired)),
            pages=self.pages,
            confidence=tuple(self.confidence) if any(self.confidence) else (),
        )

    def problems(self) -> list[str]:
        """Return a sentence for each reason for which pages were not read."""
        return [f"{_pages_text(pages)}: {reason}" for reason, pages in self.unread.items()]


class _Page(Struct):
    """What is read of a page, and why not all of it was; empty if it was. A page that was scanned
    may have a stamp or a heading as text of its own."""

    lines: list[Line]
    confidence: int = 0
    problem: str = ""


def _read(data: bytes, ocr: bool) -> _Paper:
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise ReadError(_REFUSED.get(error.err_code, _DAMAGED)) from error
    try:
        stated = pdf.get_metadata_dict()
        paper = _Paper(stated.get("Title", ""), _date(stated.get("CreationDate", "")))
        reading = _Reading(paper, ocr)
        for number in range(min(len(pdf), MOST_PAGES)):
            reading.read(pdf, number)
        if len(pdf) > MOST_PAGES:
            reason = f"only {MOST_PAGES:,} pages of a PDF are read; split it"
            paper.unread[reason] = list(range(MOST_PAGES + 1, len(pdf) + 1))
    finally:
        pdf.close()
    if not paper.has_text:
        raise ReadError(_no_text(paper, ocr))
    paragraphs = paragraphs_of(without_furniture(paper.lines, paper.heights))
    paper.title, paragraphs = titled(paragraphs, paper.title)
    paper.body, paper.pages = body_of(paragraphs, len(paper.lines))
    return paper


def _no_text(paper: _Paper, ocr: bool) -> str:
    """Return why a paper has no text at all."""
    if not paper.unread and ocr:
        return "no characters were recognised on its pages; scan them larger and sharper"
    if not paper.unread:
        return "the PDF has no pages with text or images; remove it"
    reason, pages = max(paper.unread.items(), key=lambda item: len(item[1]))
    if len(paper.unread) == 1 and len(pages) == len(paper.lines):
        return reason if len(pages) == 1 else f"all {len(pages):,} pages: {reason}"
    return "; ".join(paper.problems())


class _Reading:
    """Reads one page after the other."""

    def __init__(self, paper: _Paper, ocr: bool) -> None:
        self._paper = paper
        self._ocr = ocr
        self._recogniser: Recogniser | None = None
        self._letters = 0

    def read(self, pdf: Any, number: int) -> None:
        """Add a page to the paper. Raise ``ReadError`` if there is more text than a document may
        have."""
        paper = self._paper
        found, height = _Page([]), 1.0
        try:
            with outside_parser("pdfium", "page"):
                page = _loaded(pdf, number)
                try:
                    height = page.get_height()
                    found = self._page(page)
                finally:
                    page.close()
        except ReadError as error:
            found.problem = str(error)
        if found.problem:
            paper.unread[found.problem].append(number + 1)
        paper.has_text |= bool(found.lines) and not found.problem
        paper.lines.append(found.lines)
        paper.heights.append(height)
        paper.confidence.append(found.confidence)
        self._letters += sum(len(line.text) for line in found.lines)
        if self._letters > LONGEST_TEXT:
            raise ReadError(
                f"the text of {number + 1:,} of its {len(pdf):,} pages has more than "
                f"{LONGEST_TEXT:,} characters, the most that a document may have: split it at its "
                "chapters"
            )

    def _page(self, page: Any) -> _Page:
        words = self._converted(words_of(page))
        letters = sum(len(word.text) for word in words)
        scanned = letters <= FEW_LETTERS and is_image(page, letters)
        broken = not scanned and is_broken(words)
        found = _Page([] if broken else lines_of(words))
        if not (scanned or broken):
            return found
        if not self._ocr:
            found.problem = _BROKEN_LAYER if broken else _NO_LAYER
            return found
        try:
            return self._recognised(page)
        except ReadError as error:
            found.problem = str(error)
            return found

    def _recognised(self, page: Any) -> _Page:
        """Recognise a page. Raise ``ReadError`` if that is not possible."""
        if self._recogniser is None:
            self._recogniser = Recogniser()
        image, dpi = rendered(page)
        found = self._recogniser.pages(image, dpi)[0]
        points, height = POINTS / dpi, page.get_height()
        return _Page([line.scaled(points, height) for line in found.lines], found.confidence)

    def _converted(self, words: Sequence[Word]) -> list[Word]:
        """Return the words with those in fonts from before Unicode converted, those of one font
        together: from more text it is surer whether they are in their font's encoding at all."""
        encodings = {font: encoding_of_font(font) for font in {word.font for word in words}}
        converted = [_with_hyphen(word, encodings[word.font]) for word in words]
        for font in [font for font, encoding in encodings.items() if encoding]:
            places = [at for at, word in enumerate(words) if word.font == font]
            text, encoding = from_font(font, "\n".join(converted[at].text for at in places))
            if encoding:
                self._paper.repaired.add(encoding)
                for at, word in zip(places, text.split("\n"), strict=True):
                    converted[at] = words[at]._replace(text=word, is_code=False)
        return converted


def _with_hyphen(word: Word, encoding: str) -> Word:
    """Return a word with the hyphen that ends its line; in fonts of TCVN3 it may be an ư, which has
    the code of the soft hyphen (nh­ is như)."""
    if not word.text.endswith(LINE_HYPHEN):
        return word
    begin = word.text[:-1]
    if encoding == "tcvn3" and is_syllable(from_tcvn3(f"{begin}\u00ad".lstrip(_MARKS))):
        return word._replace(text=f"{begin}\u00ad")
    return word._replace(text=f"{begin}-")


_MARKS: Final = "\"'([{<“‘-"


def _loaded(pdf: Any, number: int) -> Any:
    import pypdfium2

    try:
        return pdf[number]
    except pypdfium2.PdfiumError as error:
        raise ReadError("the file is damaged or cut off there; copy it again") from error


def _date(stated: str) -> str:
    """Return the day of a date as PDF writes it (``D:20230228``), empty if there is none."""
    digits = stated.removeprefix("D:")[:8]
    written = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return "" if not digits.isdigit() or read_date(written).problem else written


def _pages_text(pages: Sequence[int]) -> str:
    """Return numbers of pages in words: ``pages 3-7 and 9``."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], page]
        else:
            runs.append([page])
    texts = ["-".join(map(str, run)) for run in runs[:_LISTED]]
    if len(runs) > _LISTED:
        texts.append(f"{sum(run[-1] - run[0] + 1 for run in runs[_LISTED:]):,} more")
    listed = " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)
    return f"{'page' if len(pages) == 1 else 'pages'} {listed}"


_LISTED: Final = 10
"""Runs of pages that are listed; the rest is counted."""

_NO_LAYER: Final = "no text layer: the page is an image; index it again with --ocr"
_BROKEN_LAYER: Final = (
    "the text layer is unreadable, its fonts do not tell their characters; "
    "index it again with --ocr"
)
_DAMAGED: Final = "the PDF is damaged, or is none; copy it again, or save it anew"
_REFUSED: Final = {
    4: "the PDF is protected with a password; save it without one",
    5: "the PDF is protected in a way that cannot be read; save it without protection",
}
"""What is said for the errors of pdfium (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY)."""
