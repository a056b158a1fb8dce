"""Ask trafilatura which blocks of a page are the article.

It is only asked about pages of common size. Its time grows with the page, some 60 µs a tag at the
worst of 28 hostile pages (1 to 4 thousand repetitions); a text beyond these limits is given whole.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from typing import Final

from corpus.formats.web.html_blocks import Block

MOST_CHARACTERS: Final = 2_000_000
"""Code points of the markup of a page that is asked about."""

MOST_TAGS: Final = 50_000
"""Tags of a page that is asked about: three seconds, at the worst."""

DEEPEST: Final = 200
"""Open block elements of a page that is asked about. libxml2 reads 256 levels and leaves out the
rest without a word."""

_WHITE: Final = re.compile(r"\s+")
_SHINGLE: Final = 8
"""Code points of a shingle: some two syllables or eight characters. Not measured."""
_STEP: Final = 4
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_MOST: Final = 0.7
"""Share of the shingles of a block that is seen; what trafilatura trims are links and blanks."""

# It logs pages without text as errors; they are no errors here.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def is_of_common_size(page: str, tags: int, depth: int) -> bool:
    """Tell whether trafilatura may be asked about a page."""
    return len(page) <= MOST_CHARACTERS and tags <= MOST_TAGS and depth <= DEEPEST


def seen_blocks(page: str, blocks: Sequence[Block]) -> list[bool]:
    """Return, of each block of a page, whether trafilatura takes it for the article.

    It measures texts in letters, and a Chinese one of three sentences is too short for it. So it is
    shown each Han character three times, as often as what it says takes letters elsewhere.
    """
    text = _article(_widened(page))
    bare = _WHITE.sub("", text)
    shingles = {bare[at : at + _SHINGLE] for at in range(len(bare) - _SHINGLE + 1)}
    lines = {_WHITE.sub("", line).strip("-|") for line in text.splitlines()}
    return [_is_seen(_WHITE.sub("", _widened(block.text)), shingles, lines) for block in blocks]


def _widened(text: str) -> str:
    return _HAN.sub(r"\g<0>\g<0>\g<0>", text)


def _article(page: str) -> str:
    # Here, because it takes a quarter of a second, and many archives have no web page.
    import trafilatura

    # Nothing is removed as a duplicate: speeches and laws repeat themselves.
    found = trafilatura.extract(page, include_comments=False, deduplicate=False)
    return found if isinstance(found, str) else ""


def _is_seen(bare: str, shingles: set[str], lines: set[str]) -> bool:
    if len(bare) < 2 * _SHINGLE:
        return bare in lines
    own = [bare[at : at + _SHINGLE] for at in range(0, len(bare) - _SHINGLE + 1, _STEP)]
    return sum(one in shingles for one in own) >= _MOST * len(own)
