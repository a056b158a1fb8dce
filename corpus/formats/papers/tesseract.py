"""Recognise the characters of an image, by the program ``tesseract`` where it is installed.

It runs as a process of its own, without a shell, with a bound on its time and memory; nothing is
written to the disk. Its languages are tried alone first: of a page in one language the mean
confidence is 92 to 96 percent, with the model of the other 6 to 80 (docs/measurements.md,
"Papers").
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from msgspec import Struct

from corpus.formats.lines.joined_lines import blank_between
from corpus.formats.papers.page_layout import Line
from corpus.read_errors import ReadError

LANGUAGES: Final = ("vie", "chi_sim", "chi_tra")
"""The models that are used, of those that are installed. That of Vietnamese has all letters of
English."""

SECONDS: Final = 120
"""Longest time for one page and one model; a page of A4 at 300 dpi takes 5 to 15 seconds."""

MEMORY: Final = 2 << 30
"""Bytes that the process may ask for, where the system can limit it (Linux). A page of A4 at
300 dpi takes 160 MB with two models; an image that unpacks to more than this is none to read."""

SURE: Final = 85
"""Percent of confidence from which no other model is tried. Simplified characters have 92 with
their own model and 87 with that of traditional ones, these 68 with that of the simplified, so that
comes first; Vietnamese has 77 to 80 with both."""

LIKELY: Final = 60
"""Percent from which the model of the page before is kept if that of Vietnamese is less sure: pages
of traditional characters have 78 with their own model, 10 with that of Vietnamese."""

MIXED: Final = 75
"""Percent below which the best model is tried together with that of Vietnamese: the page may have
both languages, which takes up to four times as long."""

HEADING: Final = 1.6
"""From how many times the usual height of its page a line is a heading. The height depends on the
letters, so lesser differences say nothing."""

CHINESE_GAP: Final = 0.5
"""What gaps beside Han characters count: tesseract gives their places not exactly."""

INSTALL: Final = (
    "apt-get install tesseract-ocr tesseract-ocr-vie tesseract-ocr-chi-sim tesseract-ocr-chi-tra"
)


class Recognised(Struct, frozen=True):
    """The lines of an image in reading order, in pixels with y upwards, and the mean confidence of
    their characters in percent; 0 if there are none."""

    lines: tuple[Line, ...]
    confidence: int


class Recogniser:
    """Recognises the pages of one paper, each first with the model that was right before."""

    def __init__(self) -> None:
        """Raise ``ReadError`` if tesseract or its models are not installed."""
        self._languages = [one for one in LANGUAGES if one in installed()]
        if not self._languages:
            raise ReadError(
                "tesseract is installed without Vietnamese and Chinese, which --ocr needs: "
                f"{INSTALL}, or the packages of these names on your system"
            )
        self._right = ""

    def pages(self, image: bytes, dpi: int = 0) -> list[Recognised]:
        """Return what is on an image; a TIFF may have many pages. ``dpi`` 0 leaves it to the image.

        Raise ``ReadError`` if tesseract cannot read it, or takes too long.
        """
        found: dict[str, list[Recognised]] = {}
        for name in self._in_order():
            found[name] = _recognised(image, name, dpi)
            surest = max(map(_mean, found.values()))
            if surest >= SURE or (self._right and len(found) == 2 and surest >= LIKELY):
                break
        best = max(found, key=lambda name: _mean(found[name]))
        if _mean(found[best]) < MIXED and best.startswith("chi") and "vie" in self._languages:
            mixed = f"vie+{best}"
            found[mixed] = _recognised(image, mixed, dpi)
            if _mean(found[mixed]) > _mean(found[best]):
                return found[mixed]
        if found[best]:
            self._right = best
        return found[best]

    def _in_order(self) -> list[str]:
        """Return the model that was right for the page before, that of Vietnamese, the others."""
        return sorted(self._languages, key=lambda name: name != self._right)


def _mean(pages: list[Recognised]) -> float:
    """Return the confidence of all pages, each as much as it has characters."""
    sizes = [sum(len(line.text) for line in page.lines) for page in pages]
    total = sum(page.confidence * size for page, size in zip(pages, sizes, strict=True))
    return total / sum(sizes) if sum(sizes) else 0.0


@cache
def installed() -> frozenset[str]:
    """Return the models that are installed; raise ``ReadError`` if tesseract is not."""
    program = shutil.which("tesseract")
    if program is None:
        raise ReadError(
            f"--ocr needs the program tesseract, which is not installed: {INSTALL}, or the "
            "packages of these names on your system"
        )
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, timeout=SECONDS, check=False
    )
    return frozenset(listed.stdout.decode("utf-8", "replace").split("\n")[1:])


def _recognised(image: bytes, language: str, dpi: int) -> list[Recognised]:
    # -psm 3: the columns of the page are found by tesseract too.
    options = ["--psm", "3", "-l", language, *(("--dpi", str(dpi)) if dpi else ())]
    table = _run(["tesseract", "stdin", "stdout", *options, "tsv"], image)
    return list(_pages(table))


def _run(command: list[str], image: bytes) -> str:
    # Several files are read at once, each in a process: one thread each is faster than four.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    ) as process:
        _limit(process.pid)
        try:
            output, errors = process.communicate(image, timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            process.kill()
            raise ReadError(
                f"tesseract took more than {SECONDS} seconds; give a smaller image"
            ) from error
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        said = errors.decode("utf-8", "replace").strip().splitlines()
        why = said[-1][:200] if said else f"it ended with {process.returncode}"
        raise ReadError(f"tesseract cannot read the image: {why}")
    return output.decode("utf-8", "replace")


def _limit(process: int) -> None:
    if sys.platform == "linux":
        import resource  # other systems have none, or cannot limit others

        resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))


class _Row(NamedTuple):
    """A row of what ``tesseract … tsv`` prints: a page, block, paragraph, line or word, by level;
    pixels, y downwards."""

    level: int
    page: int
    block: int
    paragraph: int
    line: int
    word: int
    left: int
    top: int
    width: int
    height: int
    confidence: float
    text: str


_PAGE, _LINE, _WORD = 1, 4, 5


def _pages(table: str) -> Iterator[Recognised]:
    rows: list[_Row] = []
    for line in table.split("\n")[1:]:
        cells = line.split("\t", 11)
        if len(cells) != 12:
            continue
        level, page, block, paragraph, at, word, left, top, width, height = map(int, cells[:10])
        place = (level, page, block, paragraph, at, word, left, top, width, height)
        row = _Row(*place, float(cells[10]), cells[11].strip())
        if row.level == _PAGE and rows:
            yield _page(rows)
            rows = []
        rows.append(row)
    if rows:
        yield _page(rows)


def _page(rows: list[_Row]) -> Recognised:
    words = [row for row in rows if row.level == _WORD and row.text]
    letters = sum(len(word.text) for word in words)
    certain = sum(len(word.text) * max(word.confidence, 0) for word in words)
    return Recognised(tuple(_lines(rows)), round(certain / letters) if letters else 0)


def _lines(rows: list[_Row]) -> Iterator[Line]:
    """Give the lines. Their letters are of one size: that of a line depends on its letters."""
    heights = [row.height for row in rows if row.level == _LINE]
    usual = float(median(heights)) if heights else 0.0
    of_line: dict[tuple[int, int, int], list[_Row]] = {}
    for row in rows:
        if row.level == _WORD and row.text:
            of_line.setdefault((row.block, row.paragraph, row.line), []).append(row)
    for row in rows:
        words = of_line.get((row.block, row.paragraph, row.line), [])
        if row.level == _LINE and words:
            size = usual if row.height < HEADING * usual else float(row.height)
            yield _line(row, words, size)


def _line(row: _Row, words: list[_Row], size: float) -> Line:
    text = words[0].text
    for before, word in pairwise(words):
        gap = CHINESE_GAP * (word.left - before.left - before.width) / (size or 1)
        text += blank_between(text, word.text, gap) + word.text
    first = words[0].width if words[0].text[0] < "\u2e80" else min(size, words[0].width)
    return Line(
        text=text,
        left=row.left,
        bottom=-(row.top + row.height),
        right=row.left + row.width,
        top=-row.top,
        size=size,
        first=first,
        column=row.block,
    )
