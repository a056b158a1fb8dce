"""Find the article among the blocks of a page: without menus, asides, related news and footers.

1. A witness, trafilatura, says what the article is (corpus/formats/web/article_witness.py). It
   drops captions, leads and short paragraphs, joins cells, and takes lists of headlines for text.
   So the text is always ours: a block was *seen* if the witness has most of it.
2. Each block has a score: text counts for it, more if it was seen; links, elements that stand
   apart, headings of other news and small print count against it.
3. The article is the run of blocks with the largest sum, the maximum subsequence of Pasternack and
   Roth (WWW 2009). So the links to other news in the midst of an article are bridged, and those
   behind it end it. Of the run, what counts against it is left out.

Nothing here depends on where a page is from. The scores were chosen on ten pages' furniture and
tried on five others (docs/measurements.md, "Web pages").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto
from typing import Final

from corpus.formats.lines.furniture_lines import (
    ends_sentence,
    is_end_mark,
    is_list_heading,
    is_small_print,
    is_stamp,
    states_a_day,
)
from corpus.formats.web.html_blocks import Block

_HAN: Final = re.compile(r"[\u3400-\u9fff]")

MOSTLY_LINKS: Final = 0.5
"""Share of linked characters above which a block is a link to elsewhere."""

_AGAINST: Final = -40.0
"""Score of a block that is no text of the article: some four outweigh a short paragraph. Between
-30 and -60 the F1 of the ten furnitures changes by .003."""

_UNSEEN: Final = 0.25
"""Share of its length that text counts for which the witness did not see."""

TOO_LITTLE: Final = 0.15
"""Share of the text of a page that is no link. Of 680 pages of ten furnitures, the witness saw .28
at least where it found the article, and 0 elsewhere; the article is .24 at least."""

_TEXT: Final = 80
"""Letters of a block that is text even if it does not end as a sentence does."""

_SENTENCE: Final = 30
"""Letters of a sentence that is text."""


class Kind(Enum):
    """What a block is by its form."""

    TEXT = auto()
    SHORT = auto()
    LINKS = auto()
    APART = auto()
    TEASER = auto()
    LIST_HEADING = auto()
    EDITOR = auto()
    STATEMENT = auto()
    SMALL_PRINT = auto()


_KEPT: Final = (Kind.TEXT, Kind.SHORT)
_KEPT_WITHIN: Final = (*_KEPT, Kind.STATEMENT, Kind.SMALL_PRINT)
"""Kinds of blocks that are kept between the first and the last of the article: a line with a day or
an address is small print at the edges of a page, and a part of the article in its midst."""

_FURNITURE: Final = (Kind.LINKS, Kind.APART, Kind.LIST_HEADING)
"""A page without any of these is no page of a site, but a letter or a table saved by Word: all of
it is text."""

_ABOVE: Final = 3
"""Most short blocks above the first text that belong to it: the number and the subject of a letter.
The title is among them where it is no heading."""


def main_blocks(
    blocks: Sequence[Block], parents: Sequence[int], seen: Sequence[bool]
) -> list[Block]:
    """Return the blocks of the article. None if the page has no furniture or no text, or if what
    was found is less than ``TOO_LITTLE`` of its text: then all of it is meant.

    ``parents`` are those of the elements apart (``Blocks.parents``); ``seen`` says of each block
    whether the witness saw it.
    """
    text = [_kind(block, apart=False) in _KEPT for block in blocks]
    least = TOO_LITTLE * _weight(blocks, text)
    if _weight(blocks, [a and b for a, b in zip(text, seen, strict=True)]) < least:
        # A witness that saw next to nothing is not heard.
        seen = [block.linked <= MOSTLY_LINKS for block in blocks]
    kinds = _kinds(blocks, parents, seen)
    if not any(kind in _FURNITURE for kind in kinds):
        return []
    scores = [
        _score(kind, block, was_seen)
        for kind, block, was_seen in zip(kinds, blocks, seen, strict=True)
    ]
    first, last = _best_run(scores)
    while first < last < len(blocks) and kinds[last] is Kind.SHORT and seen[last]:
        last += 1  # a list or verses at the end
    lowest = max(0, first - _ABOVE)
    while lowest < first < last and kinds[first - 1] is Kind.SHORT and seen[first - 1]:
        first -= 1
    found = [first <= at < last and kind in _KEPT_WITHIN for at, kind in enumerate(kinds)]
    if _weight(blocks, found) < least:
        return []
    return [block for block, is_found in zip(blocks, found, strict=True) if is_found]


def _weight(blocks: Sequence[Block], those: Sequence[bool]) -> int:
    return sum(weight(one.text) for one, counts in zip(blocks, those, strict=True) if counts)


def _kinds(blocks: Sequence[Block], parents: Sequence[int], seen: Sequence[bool]) -> list[Kind]:
    apart = _apart(blocks, parents, seen)
    kinds = [_kind(block, apart[block.apart]) for block in blocks]
    _find_teasers(kinds)
    return kinds


def weight(text: str) -> int:
    """Return the length of a text in letters; a Han character says as much as three."""
    return len(text) + 2 * len(_HAN.findall(text))


def _apart(blocks: Sequence[Block], parents: Sequence[int], seen: Sequence[bool]) -> list[bool]:
    """Return, of each element apart, whether it is so: not one that holds most of what was seen,
    like the ``<div class="sidebar-left">`` beside which a page has nothing else."""
    sizes = [0] * len(parents)
    for block, was_seen in zip(blocks, seen, strict=True):
        if was_seen and block.linked <= MOSTLY_LINKS:
            sizes[block.apart] += weight(block.text)
    total = sum(sizes)
    for number in range(len(sizes) - 1, 0, -1):
        sizes[parents[number]] += sizes[number]
    apart = [False]
    for number in range(1, len(parents)):
        apart.append(apart[parents[number]] or not total or 2 * sizes[number] < total)
    return apart


def _kind(block: Block, apart: bool) -> Kind:
    text = block.text
    tests = (
        (Kind.APART, apart),
        (Kind.LIST_HEADING, is_list_heading(text)),
        (Kind.EDITOR, is_end_mark(text)),
        (Kind.LINKS, block.linked > MOSTLY_LINKS),
        (Kind.STATEMENT, is_stamp(text) or states_a_day(text)),
        (Kind.SMALL_PRINT, is_small_print(text)),
        (Kind.TEXT, weight(text) >= (_SENTENCE if ends_sentence(text) else _TEXT)),
    )
    return next((kind for kind, is_so in tests if is_so), Kind.SHORT)


def _find_teasers(kinds: list[Kind]) -> None:
    """Mark the teasers in a list of links: single texts between links, two of them at least in a
    row. Short blocks (a day, a name) do not part them."""
    single: list[int] = []
    texts: list[int] = []
    runs: list[list[int]] = []
    linked = False
    for at, kind in enumerate((*kinds, Kind.LINKS)):
        if kind is Kind.TEXT:
            texts.append(at)
        elif kind is Kind.LINKS:
            if len(texts) == 1 and linked:
                single.append(texts[0])
            elif texts:
                runs.append(single)
                single = []
            texts, linked = [], True
        elif kind is Kind.LIST_HEADING and texts:
            linked = False
    runs.append(single)
    for run in runs:
        if len(run) > 1:
            for at in run:
                kinds[at] = Kind.TEASER


def _score(kind: Kind, block: Block, seen: bool) -> float:
    if kind is Kind.TEXT:
        return weight(block.text) * (1.0 if seen else _UNSEEN)
    if kind is Kind.SHORT:
        return 0.0
    return _AGAINST


def _best_run(scores: Sequence[float]) -> tuple[int, int]:
    """Return the first and the end of the run with the largest sum; an empty one if no score counts
    for anything."""
    best, found = 0.0, (0, 0)
    total, first = 0.0, 0
    for at, score in enumerate(scores):
        if total <= 0:
            total, first = 0.0, at
        total += score
        if total > best:
            best, found = total, (first, at + 1)
    return found
