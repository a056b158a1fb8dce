"""Read images of papers (``.png``, ``.jpg``, ``.tif``): their characters are recognised."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document, Failure
from corpus.formats.papers.page_furniture import without_furniture
from corpus.formats.papers.page_paragraphs import body_of, paragraphs_of
from corpus.formats.papers.paper_title import titled
from corpus.formats.papers.tesseract import Recogniser
from corpus.formats.record import HowRead, Parsed, one_document
from corpus.formats.source_file import Source
from corpus.read_errors import ReadError


def read_image(source: Source) -> Iterator[Document | Failure]:
    """Give the document of an image, or a ``Failure``; without ``--ocr`` always that."""
    if not source.options.ocr:
        yield Failure(source.shown, 0, "an image has no text; index it with --ocr")
        return
    yield from one_document(source, _record)


def _record(data: bytes) -> Parsed:
    if not data:
        raise ReadError("the file is empty; copy it again, or remove it")
    pages = Recogniser().pages(data)
    lines = [list(page.lines) for page in pages]
    if not any(lines):
        raise ReadError("no characters were recognised on the image; scan it larger and sharper")
    heights = [-min((line.bottom for line in page), default=0.0) for page in lines]
    upright = [
        [line.scaled(1.0, height) for line in page]
        for page, height in zip(lines, heights, strict=True)
    ]
    paragraphs = paragraphs_of(without_furniture(upright, heights))
    title, paragraphs = titled(paragraphs, "")
    body, offsets = body_of(paragraphs, len(pages))
    confidence = tuple(page.confidence for page in pages)
    return {"title": title, "body": body}, HowRead(pages=offsets, confidence=confidence)
