"""``python -m bench.papers``: a long PDF from its file to a hit, and characters recognised right.

The papers are the sample corpus as Chromium prints it, with a running head and page numbers: the
long PDF in two columns, what is recognised in one.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import cycle, islice
from pathlib import Path
from typing import Any, Final

import pypdfium2
from msgspec.structs import replace
from playwright.sync_api import Page, sync_playwright

from corpus.document import Document
from corpus.formats.options import ReadOptions
from corpus.readers import read_paths
from corpus.sample_corpus import sample_corpus

PLANTED: Final = "Cột mốc 1217 bên suối Khuổi Đeng"
"""A sentence that stands on one page only."""

STYLE: Final = """@page { size: A4; margin: 2cm }
body { font: 10pt/1.4 "DejaVu Serif", "Noto Serif CJK SC"; margin: 0; text-align: justify }
article { columns: COLUMNS; column-gap: 6mm } p { margin: 0; text-indent: 2em }
h2 { font-size: 13pt; margin: 8pt 0 4pt }"""

HEAD: Final = (
    "<div style='font-size:8pt;width:100%;text-align:center'>Báo Biên giới, 28/2/2023</div>"
)
DPI: Final = (300, 150)
"""Dots per inch of a good and of a poor scan."""

FOOT: Final = (
    "<div style='font-size:8pt;width:100%;text-align:center'>"
    "Trang <span class=pageNumber></span></div>"
)


def main() -> int:
    """Print times and shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=300, help="pages of the long PDF; 0: none")
    parser.add_argument("--recognised", type=int, default=3, help="pages that are recognised")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        browser = started.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        page = browser.new_page()
        if args.pages:
            _to_hit(page, Path(folder), args.pages)
        for name in ("vi", "zh-Hans", "zh-Hant"):
            _recognised(page, Path(folder), name, args.recognised)
        browser.close()
    return 0


def _samples(name: str) -> list[Document]:
    """Return the long sample documents of a language and script."""
    found = [one for one in read_paths([sample_corpus()]) if isinstance(one, Document)]
    return [
        one
        for one in found
        if one.lang == name[:2] and ("-fanti" in one.path) == (name == "zh-Hant")
    ]


def _article(document: Document) -> str:
    lines = "".join(f"<p>{html.escape(line)}" for line in document.body.split("\n") if line)
    return f"<article><h2>{html.escape(document.title)}</h2>{lines}</article>"


def _print(page: Page, documents: Sequence[Document], columns: int) -> bytes:
    style = STYLE.replace("COLUMNS", str(columns))
    page.set_content(f"<style>{style}</style>{''.join(map(_article, documents))}")
    return page.pdf(
        prefer_css_page_size=True,
        display_header_footer=True,
        header_template=HEAD,
        footer_template=FOOT,
    )


def _to_hit(page: Page, folder: Path, pages: int) -> None:
    """Print how long a PDF of so many pages takes to be read, indexed and found in."""
    samples = _samples("vi")
    one = _pages(_print(page, samples, 2))
    many = list(islice(cycle(samples), max(1, len(samples) * pages // one)))
    middle = len(many) // 2
    many[middle] = replace(many[middle], body=f"{PLANTED}.\n{many[middle].body}")
    path = folder / "long.pdf"
    path.write_bytes(_print(page, many, 2))
    with _Timed("read"):
        (document,) = (one for one in read_paths([path]) if isinstance(one, Document))
    index = folder / "index"
    command = [sys.executable, "-m", "songngu"]
    with _Timed("songngu index, from start to end"):
        subprocess.run(
            [*command, "index", "--index", str(index), str(path)], check=True, capture_output=True
        )
    with _Timed("songngu search, from start to end"):
        asked = [*command, "search", "--index", str(index), "--json", f'"{PLANTED}"']
        answer = json.loads(subprocess.run(asked, check=True, capture_output=True).stdout)
    (hit,) = answer["hits"]
    size = path.stat().st_size / 1e6
    print(
        f"{len(document.pages) + 1} pages, {size:.1f} MB, {len(document.body):,} characters; "
        f"found on page {hit['page']}, stands on {_page_with(path, 'Khuổi')}"
    )


class _Timed:
    """Prints how much of the processor a block took, with the programs that it ran: what passes on
    the clock depends on what else the machine does."""

    def __init__(self, what: str) -> None:
        self._what = what

    def __enter__(self) -> None:
        self._start = sum(os.times()[:4])

    def __exit__(self, *_: object) -> None:
        print(f"{self._what}: {sum(os.times()[:4]) - self._start:.1f} s of processor")


def _pages(data: bytes) -> int:
    return len(pypdfium2.PdfDocument(data))


def _page_with(path: Path, word: str) -> int:
    pdf = pypdfium2.PdfDocument(path.read_bytes())
    return next(
        (at for at, page in enumerate(pdf, 1) if word in page.get_textpage().get_text_range()), 0
    )


def _recognised(page: Page, folder: Path, name: str, pages: int) -> None:
    """Print what share of the characters is right when pages are recognised, drawn as a good and a
    poor scan have them."""
    pdf = pypdfium2.PdfDocument(_print(page, _samples(name), 1))
    for dpi in DPI:
        start = sum(os.times()[:4])
        right: list[str] = []
        found: list[str] = []
        confidence: list[int] = []
        for number in range(min(pages, len(pdf))):
            right.append(pdf[number].get_textpage().get_text_range())
            path = folder / f"{name}-{number}.png"
            path.write_bytes(_png(pdf[number], dpi))
            (one,) = _documents(path)
            found.append(f"{one.title}\n{one.body}")
            confidence += one.confidence
        seconds = (sum(os.times()[:4]) - start) / len(found)
        share = _alike("".join(right), "".join(found))
        print(
            f"{name}, {dpi} dpi: {share:.3f} right, {seconds:.1f} s of processor a page, "
            f"sure {'/'.join(map(str, confidence))} %"
        )


def _documents(path: Path) -> Iterator[Document]:
    for item in read_paths([path], options=ReadOptions(ocr=True)):
        if isinstance(item, Document):
            yield item
        else:
            print(item.reason, file=sys.stderr)


def _png(page: Any, dpi: int) -> bytes:
    """Draw a page in grey as PNG, which no library here writes."""
    rows = page.render(scale=dpi / 72, grayscale=True).to_numpy()
    height, width = rows.shape[:2]
    lines = b"".join(b"\0" + rows[at].tobytes() for at in range(height))
    parts = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"pHYs", struct.pack(">IIB", round(dpi / 0.0254), round(dpi / 0.0254), 1)),
        (b"IDAT", zlib.compress(lines, 1)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )


def _alike(right: str, found: str) -> float:
    """Return the share of the characters, without blanks, that stand in both in one order."""
    plain, other = "".join(right.split()), "".join(found.split())
    blocks = SequenceMatcher(None, plain, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(plain)


if __name__ == "__main__":
    sys.exit(main())
