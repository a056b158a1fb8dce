"""Tell how far a foreign name goes that is written with the characters of transliterations.

The model and the segmenter cut what they do not know (萨特巴尔|季耶夫, 赫尔|曼德省). The characters
themselves tell: those of ``sounds()`` stand in transliterations at least three times as often as in
running text. A run of them, with the dots and hyphens within and the generation behind (胡安-卡洛斯
一世), is one name, but for the words of everyday at its ends (尼科利奇|夫妇, 俄罗斯|普京).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from indexer.analysis.segmenters import dictionary_zh
from indexer.ner.chinese.lexicon import sounds
from synonyms.spelling import is_han

JOINTS: Final = frozenset("·-－‐")
"""What stands between the parts of one name; a dash does not."""

_JOINT: Final = re.compile("[·－‐-]")

_GENERATION: Final = re.compile("[一二三四五六七八九十]{1,3}世")

LONGEST_RUN: Final = 24
"""Characters of the longest run that is looked for: 圣多美和普林西比 has 8, a royal name 20."""


class Span(NamedTuple):
    """A part of a text, from ``start`` to before ``end``."""

    start: int
    end: int


def run_behind(plain: str, start: int) -> int:
    """Return where the run ends that goes on from a place; ``start`` itself if none does."""
    end, last = start, min(len(plain), start + LONGEST_RUN)
    known = sounds()
    while end < last:
        if plain[end] in known:
            end += 1
        elif plain[end] in JOINTS and _begins_part(plain, end + 1):
            end += 2
        else:
            break
    return _with_generation(plain, end) if end > start else end


def run_before(plain: str, end: int) -> int:
    """Return where the run begins that ends at a place; ``end`` itself if none does."""
    start, first = end, max(0, end - LONGEST_RUN)
    known = sounds()
    while start > first:
        if plain[start - 1] in known:
            start -= 1
        elif plain[start - 1] in JOINTS and start > 1 and plain[start - 2] in known:
            start -= 2
        else:
            break
    return start


def _begins_part(plain: str, at: int) -> bool:
    """Tell whether a part of a name begins behind a hyphen: its first character may be a rare one
    (加西亚-培尼亚)."""
    known = sounds()
    following = plain[at : at + 1]
    return following in known or (is_han(following) and plain[at + 1 : at + 2] in known)


def _with_generation(plain: str, end: int) -> int:
    match = _GENERATION.match(plain, end)
    return match.end() if match else end


def without_word_behind(plain: str, start: int, end: int) -> int:
    """Return where a run ends whose last character begins a word of everyday: 尼科利奇|夫妇."""
    if end - start > 1 and plain[end : end + 2] not in dictionary_zh():
        for size in (2, 3):
            if plain[end - 1 : end - 1 + size] in dictionary_zh():
                return end - 1
    return end


def whole_run(
    plain: str, name: Span, borders: Sequence[int], is_named: Callable[[str], bool]
) -> Span:
    """Return the run that a name is a part of, or the name.

    ``borders`` are those of the sentence's words in order. ``is_named`` tells of what is a place or
    another person: that does not belong to the name, nor does a word of everyday.
    """
    end = run_behind(plain, name.end) if goes_on(plain, name.end) else name.end
    end = _with_generation(plain, end)
    if end > name.end and not _GENERATION.fullmatch(plain, name.end, end):
        end = without_word_behind(plain, name.end - 1, end)
        end = _first_apart(plain, name.end, end, borders, is_named)
        end = word_end(plain, name.end, end, borders)
    start = run_before(plain, name.start)
    if start < name.start:
        start = _last_apart(plain, start, name.start, borders, is_named)
    return Span(start, end)


def goes_on(plain: str, at: int) -> bool:
    """Tell whether a foreign name may go on where a piece of it ends."""
    if _GENERATION.match(plain, at):
        return True
    known = sounds()
    here = plain[at : at + 1]
    return here in known or (here in JOINTS and _begins_part(plain, at + 1))


def parts_of(name: str) -> list[str]:
    """Return the parts of a name between its dots and hyphens."""
    return _JOINT.split(name)


def ends_before(plain: str, at: int) -> bool:
    """Tell whether a foreign name may have begun before a piece of it."""
    known = sounds()
    here = plain[at - 1 : at]
    return here in known or (here in JOINTS and plain[at - 2 : at - 1] in known)


def _first_apart(
    plain: str, start: int, end: int, borders: Sequence[int], is_named: Callable[[str], bool]
) -> int:
    """Return where the first part that is apart begins."""
    if plain[start] in JOINTS:
        return end
    if end - start < 2 or is_named(plain[start:end]):
        return start
    for first, last in _words(borders, start, end):
        if last - first > 1 and (
            is_named(plain[first:last]) or plain[first:last] in dictionary_zh()
        ):
            return first if first - start > 1 else start
    return end


def word_end(plain: str, start: int, end: int, borders: Sequence[int]) -> int:
    """Return where the word ends that a part behind a hyphen begins with: 威廉-亚|历山大."""
    if JOINTS.isdisjoint(plain[start:end]):
        return end
    at = bisect_left(borders, end)
    before, after = borders[at - 1], borders[min(at, len(borders) - 1)]
    return after if plain[before - 1] in JOINTS else end


def _last_apart(
    plain: str, start: int, end: int, borders: Sequence[int], is_named: Callable[[str], bool]
) -> int:
    """Return where the last part that is apart ends."""
    if plain[end - 1] in JOINTS:
        return start
    if end - start < 2 or is_named(plain[start:end]):
        return end
    cut = start
    for first, last in _words(borders, start, end):
        if (
            last <= end
            and last - first > 1
            and (is_named(plain[first:last]) or plain[first:last] in dictionary_zh())
        ):
            cut = last
    return cut if end - cut > 1 else end


def _words(borders: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the words that begin between two places."""
    for at in range(bisect_left(borders, start), bisect_right(borders, end - 1)):
        if at + 1 < len(borders):
            yield borders[at], borders[at + 1]
