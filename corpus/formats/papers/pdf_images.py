"""Pages of a PDF as images: which are, and how they are drawn."""

from __future__ import annotations

from itertools import islice
from typing import Any, Final

from corpus.read_errors import ReadError

DPI: Final = 300
"""Dots per inch at which pages are recognised: what tesseract was trained for."""

MOST_PIXELS: Final = 40 << 20
"""Pixels of a page that is recognised; a newspaper's page at 300 dpi has 30 million. Larger ones
are made smaller."""

OUTLINES: Final = 200
"""Lines and shapes of a page without text from which they may be its letters: some programs write
letters as shapes."""

MOST_OBJECTS: Final = 2_000
"""Objects of a page that are looked at."""

COVERED: Final = 0.5
"""Part of a page that an image covers if the page is one."""

POINTS: Final = 72
"""Points of an inch."""


def is_image(page: Any, letters: int) -> bool:
    """Tell whether images cover most of a page, or, of one without any ``letters``, whether it has
    so many lines that these may be letters."""
    import pypdfium2.raw as pdfium

    width, height = page.get_size()
    kinds = [pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_PATH]
    covered, paths = 0.0, 0
    for one in islice(page.get_objects(filter=kinds, max_depth=3), MOST_OBJECTS):
        if one.type == pdfium.FPDF_PAGEOBJ_PATH:
            paths += 1
            continue
        left, bottom, right, top = one.get_bounds()
        across = min(right, width) - max(left, 0)
        covered += max(0.0, across) * max(0.0, min(top, height) - max(bottom, 0))
    return bool(covered >= COVERED * width * height) or (not letters and paths >= OUTLINES)


def rendered(page: Any) -> tuple[bytes, int]:
    """Return a page as a grey image (PGM), and its dots per inch.

    Raise ``ReadError`` for one that is a line.
    """
    width, height = page.get_size()
    pixels = width * height * (DPI / POINTS) ** 2
    dpi = DPI if pixels <= MOST_PIXELS else int(DPI * (MOST_PIXELS / pixels) ** 0.5)
    if dpi < 1 or min(width, height) * dpi < POINTS:
        raise ReadError(f"the page is {width:,.0f} by {height:,.0f} points and cannot be drawn")
    bitmap = page.render(scale=dpi / POINTS, grayscale=True)
    try:
        rows = bitmap.to_numpy()
        head = f"P5 {rows.shape[1]} {rows.shape[0]} 255\n".encode()
        return head + rows.tobytes(), dpi
    finally:
        bitmap.close()
