"""Measure what office formats keep of a text, and the way of a long DOCX in VNI from file to hit.

    python -m bench.office_formats [CORPUS.jsonl] [--most N] [--words N]

Write each Vietnamese document of a corpus (default: the samples of the project) as a file of every
format, in Unicode and in old fonts, with its text cut into runs of one to seven letters; read the
files, and print how many of their words come back in their order, and the time of a file. Then
write one DOCX of so many words in VNI, index it and search in it. Times are of the processor: those
of the clock depend on what else runs.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from html import escape
from pathlib import Path
from typing import Final

import docx
import openpyxl
from openpyxl.styles import Font

from corpus.decoding.legacy_fonts import to_tcvn3, to_vni
from corpus.document import Document
from corpus.readers import read_paths
from corpus.sample_corpus import sample_corpus

FONTS: Final[dict[str, Callable[[str], str]]] = {
    "Times New Roman": str,
    ".VnTime": to_tcvn3,
    "VNI-Times": to_vni,
}
WORDS_A_PAGE: Final = 450
SEARCHED: Final = '"Hữu Nghị Quan"'


def runs(text: str) -> Iterator[str]:
    """Cut a text as programs do that checked its spelling: anywhere."""
    at = 0
    while at < len(text):
        size = random.randint(1, 7)
        yield text[at : at + size]
        at += size


def write_docx(path: Path, paragraphs: Sequence[str], font: str) -> None:
    """Write each paragraph with a run for each piece."""
    made = docx.Document()
    for text in paragraphs:
        paragraph = made.add_paragraph()
        for run in runs(FONTS[font](text)):
            paragraph.add_run(run).font.name = font
    made.save(str(path))


def write_rtf(path: Path, paragraphs: Sequence[str], font: str) -> None:
    """Write old fonts as bytes of Windows-1252, and Unicode as Word does."""
    lines = []
    for text in paragraphs:
        for run in runs(FONTS[font](text)):
            if font in (".VnTime", "VNI-Times"):
                piece = "".join(map(_rtf_code, run))
            else:
                piece = "".join(one if one.isascii() else f"\\u{ord(one)}?" for one in run)
            lines.append(f"{{\\f0 {piece}}}")
        lines.append("\\par\n")
    head = f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 {font};}}}}\n"
    path.write_text(head + "".join(lines) + "}", "ascii")


def _rtf_code(char: str) -> str:
    data = char.encode("cp1252", "ignore")
    if char.isascii():
        return char
    return f"\\'{data[0]:02x}" if data else f"\\u{ord(char)}?"


def write_odt(path: Path, paragraphs: Sequence[str], font: str) -> None:
    """Write each paragraph with a span for each piece."""
    oasis = "urn:oasis:names:tc:opendocument:xmlns"
    body = "".join(
        "<text:p>"
        + "".join(
            f'<text:span text:style-name="T">{escape(run)}</text:span>'
            for run in runs(FONTS[font](text))
        )
        + "</text:p>"
        for text in paragraphs
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{oasis}:office:1.0" '
            f'xmlns:text="{oasis}:text:1.0" xmlns:style="{oasis}:style:1.0">'
            '<office:automatic-styles><style:style style:name="T" style:family="text">'
            f'<style:text-properties style:font-name="{font}"/></style:style>'
            f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
        )


def write_xlsx(path: Path, paragraphs: Sequence[str], font: str) -> None:
    """Write the document as one row."""
    book = openpyxl.Workbook()
    book.active.append(["title", "body"])
    book.active.append([FONTS[font](text) for text in (paragraphs[0], "\n".join(paragraphs[1:]))])
    for cell in book.active[2]:
        cell.font = Font(name=font)
    book.save(path)


def write_csv(path: Path, paragraphs: Sequence[str], _: str) -> None:
    """Write the document as one row, in UTF-8."""
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["title", "body"])
        writer.writerow([paragraphs[0], "\n".join(paragraphs[1:])])


WRITERS: Final = {
    ".docx": (write_docx, FONTS),
    ".rtf": (write_rtf, FONTS),
    ".odt": (write_odt, FONTS),
    ".xlsx": (write_xlsx, FONTS),
    ".csv": (write_csv, ["Times New Roman"]),
}


def kept(expected: str, found: str) -> int:
    """Count the words that come back in their order; of TCVN3 capitals come back as small ones."""
    one, two = expected.casefold().split(), found.casefold().split()
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def measure(texts: list[list[str]], folder: Path) -> None:
    """Print a line for each format and font."""
    for ending, (write, fonts) in WRITERS.items():
        for font in fonts:
            words = good = 0
            seconds = 0.0
            for paragraphs in texts:
                path = folder / f"a{ending}"
                write(path, paragraphs, font)
                begun = time.process_time()
                read = [one for one in read_paths([path]) if isinstance(one, Document)]
                seconds += time.process_time() - begun
                expected = "\n".join(paragraphs)
                words += len(expected.split())
                good += kept(expected, "\n".join(f"{one.title}\n{one.body}" for one in read))
            each = 1000 * seconds / len(texts)
            print(f"{ending:6} {font:16} {good:,} of {words:,} words, {each:.1f} ms a file")


def long_document(texts: list[list[str]], words: int, folder: Path) -> None:
    """Print the times of a long DOCX in VNI, from file to hit."""
    paragraphs: list[str] = []
    count = 0
    while count < words:
        for text in texts:
            paragraphs += text
            count += sum(len(one.split()) for one in text)
    path, index = folder / "long.docx", folder / "index"
    write_docx(path, paragraphs, "VNI-Times")
    size = path.stat().st_size / 1e6
    print(f"\none DOCX in VNI: {count:,} words, {count // WORDS_A_PAGE} pages, {size:.1f} MB")
    begun = time.process_time()
    (read,) = read_paths([path])
    print(f"read {time.process_time() - begun:.1f} s, {getattr(read, 'repaired', read)}")
    for name, command in (
        ("indexed", ["index", str(path), "--index", str(index)]),
        ("searched", ["search", SEARCHED, "--index", str(index)]),
    ):
        begun = _children()
        done = subprocess.run(
            [sys.executable, "-m", "songngu", *command], capture_output=True, text=True, check=True
        )
        print(f"{name} {_children() - begun:.1f} s (a process of its own)")
    print(done.stdout[:600])


def _children() -> float:
    """Return the processor time of the processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Measure as the module says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, default=sample_corpus())
    parser.add_argument("--most", type=int, default=60, help="documents")
    parser.add_argument("--words", type=int, default=300 * WORDS_A_PAGE, help="of the long DOCX")
    given = parser.parse_args()
    random.seed(12)
    texts: list[list[str]] = []
    for one in read_paths([given.corpus]):
        if isinstance(one, Document) and one.lang == "vi" and len(texts) < given.most:
            lines = f"{one.title}\n{one.body}".split("\n")
            texts.append([line for line in lines if line.strip()])
    folder = Path(tempfile.mkdtemp())
    try:
        measure(texts, folder)
        long_document(texts, given.words, folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
