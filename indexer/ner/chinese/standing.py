"""Tell whether a known Chinese name is a person where it stands in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from indexer.analysis.segmenters import dictionary_zh, places_zh
from indexer.ner.chinese.borders import Borders
from indexer.ner.chinese.candidates import DOT, is_name
from indexer.ner.chinese.lexicon import (
    little_characters,
    memorials,
    office_before,
    particles,
    place_ends,
    role_before,
    sayings,
    sounds,
    things,
    titles_pattern,
)
from indexer.ner.chinese.lexicon_words import lexicon_words
from synonyms.surnames import SURNAMES_ZH

LONGEST_OFFICE: Final = 16
"""Characters in which an office before a name is looked for."""

PAUSES: Final = frozenset("，。、；：！？“”《》（）\n\u3000 ")
"""What no name goes on over."""

_COVER: Final = 2
"""Characters on each side of a name in which a word that holds it may begin or end: 平方公里."""

_QUOTES: Final = frozenset(("“”", "‘’", '""', "「」", "『』"))

LEAST_PLACES: Final = 3
"""Places of a name in a document that tell where it ends."""


class NameAt(NamedTuple):
    """A full name, and the offset at which it begins."""

    start: int
    name: str

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.name)


def stands(plain: str, match: NameAt, words: Borders) -> bool:
    """Tell whether a name is a name where it stands."""
    start, name, end = match.start, match.name, match.end
    if is_thing(plain, start, end) or _is_covered(plain, start, end, words):
        return False
    if _runs_into_title(plain, start, end):
        return False
    if DOT in (plain[start - 1 : start], plain[end : end + 1]):
        # A part of a longer foreign name.
        return False
    if len(name) > 3:
        return True
    return _is_word(plain, match, words)


def _runs_into_title(plain: str, start: int, end: int) -> bool:
    """Tell whether an office begins within a name and goes on behind it: 习|总书记 is no 习总书."""
    inside = (titles_pattern().match(plain, at) for at in range(start + 1, end))
    return any(title is not None and title.end() > end for title in inside)


def _is_word(plain: str, match: NameAt, words: Borders) -> bool:
    """Tell whether a name of two or three characters is a word of its sentence."""
    start, name, end = match.start, match.name, match.end
    first, places, borders = words.around(start)
    if start in borders and end in borders:
        return True
    if len(name) == 2 and start in borders and plain[end : end + 1] in little_characters():
        # jieba takes it for the end of the name: 韩俊为, 穆虹作.
        return True
    if start not in borders and _crossing(plain, start, places) in places_zh():
        # 巴黎|和平.
        return False
    if start == first or (start and plain[start - 1] in PAUSES) or plain[end : end + 1] in PAUSES:
        # jieba knows few foreign names (，通|伦向人民英雄纪念碑); a pause is a border too.
        return start in borders or end in borders or start == first or plain[start - 1] in PAUSES
    # jieba may glue a name to its neighbour; three characters are hardly chance.
    return len(name) == 3 and (start in borders or end in borders)


def _crossing(plain: str, at: int, places: Sequence[int]) -> str:
    """Return the word in which a place is."""
    after = bisect_right(places, at)
    return plain[places[after - 1] : places[after]] if 0 < after < len(places) else ""


def is_thing(plain: str, start: int, end: int) -> bool:
    """Tell whether what stands behind a name makes it a thing or a place: 阿克萨|清真寺,
    “罗斯福”号. It must be a word: 习近平号召 is no ship.
    """
    is_quoted = plain[start - 1 : start] + plain[end : end + 1] in _QUOTES
    at = end + is_quoted
    title = titles_pattern().match(plain, at)
    if title is not None and plain.startswith(memorials(), title.end()):
        return True
    if not plain.startswith(things(), at):
        return False
    is_foreign = sounds().issuperset(plain[start:end].replace(DOT, ""))
    return any(
        plain.startswith(thing, at) and not _is_longer_word(plain, at, thing, is_foreign)
        for thing in things()
    )


def _is_longer_word(plain: str, at: int, thing: str, is_foreign: bool) -> bool:
    """Tell whether the thing only begins a word that is none: 号召. Behind a foreign name 市 is the
    city's (罗利|市民众), unless it begins a place's name (莫迪|江苏之行)."""
    longer = [plain[at : at + size] for size in range(len(thing) + 1, len(thing) + 3)]
    words = places_zh() if is_foreign and thing in place_ends() else dictionary_zh()
    return any(word in words and not word.endswith(things()) for word in longer)


def _is_covered(plain: str, start: int, end: int, words: Borders) -> bool:
    """Tell whether a word of everyday holds the name and more: 平|方公里.

    The dictionary has 和普京 too, so three characters count only where the segmenter finds no
    border. How far foreign sounds go is told elsewhere (foreign_runs.py).
    """
    is_cut = {start, end} <= words.around(start).borders
    return any(
        _is_everyday(plain[first:last]) and not sounds().issuperset(plain[first:last])
        for first in range(max(0, start - _COVER), start + 1)
        for last in range(end, min(end + _COVER, len(plain)) + 1)
        if last - first > max(end - start, 3 if is_cut else 0)
    )


def _is_everyday(word: str) -> bool:
    return word in dictionary_zh() or word in lexicon_words()


def without_straddlers(plain: str, matches: list[NameAt], words: Borders) -> Iterator[NameAt]:
    """Leave out names of three of which two are a name, where the third begins another name or a
    word, or is a particle: 蔡奇|丁薛祥, 李希|同志, 韩正|在."""
    by_start: dict[int, set[int]] = {}
    for one in matches:
        by_start.setdefault(one.start, set()).add(one.end)
    for one in matches:
        at = one.end - 1
        if len(one.name) == 3 and at in by_start[one.start]:
            is_name = any(end > one.end for end in by_start.get(at, ()))
            sentence = words.around(at)
            is_crossed = one.end not in sentence.borders
            word = _crossing(plain, one.end, sentence.places) if is_crossed else ""
            if is_name or word in dictionary_zh() or plain[at] in particles():
                continue
        yield one


def has_cue(plain: str, start: int, end: int) -> bool:
    """Tell whether an office or a role stands beside a run, or what it says behind it."""
    return (
        office_stands_before(plain, start)
        or bool(titles_pattern().match(plain, end))
        or plain.startswith(sayings(), end)
    )


def office_stands_before(plain: str, start: int) -> bool:
    """Tell whether an office or a role stands before a place."""
    begins = max(start - LONGEST_OFFICE, 0)
    at = start - (plain[start - 1 : start] in (" ", "\u3000"))
    return bool(
        office_before().search(plain, begins, at) or role_before().search(plain, begins, at)
    )


def with_last_character(
    plain: str, matches: list[NameAt], words: Borders, closed: Collection[str]
) -> Iterator[NameAt]:
    """Yield the names, and give those of two characters a third that the model cut off: 刘恩连.

    It is the same at each of its places, of which there are several, and what follows differs: then
    the name does not end before it.
    """
    places: dict[str, list[int]] = {}
    for one in matches:
        if len(one.name) == 2 and one.name[0] in SURNAMES_ZH:
            places.setdefault(one.name, []).append(one.end)
    longer: dict[str, str] = {}
    for name, ends in places.items():
        thirds = {plain[end : end + 1] for end in ends}
        behind = {plain[end + 1 : end + 2] for end in ends}
        whole = name + thirds.pop()
        is_same = len(ends) >= LEAST_PLACES and not thirds and len(behind) > 2
        if is_same and is_name(whole) and whole not in closed and not sounds().issuperset(whole):
            is_word = any(
                {end - 2, end + 1} <= words.around(end - 2).borders
                and not is_thing(plain, end - 2, end)
                for end in ends
            )
            if is_word and whole not in dictionary_zh():
                longer[name] = whole
    for one in matches:
        yield NameAt(one.start, longer.get(one.name, one.name))
