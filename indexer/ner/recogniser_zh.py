"""Recognise people's names in Chinese text: the names known from the archive, where they are words.

1. Known names (indexer/ner/known_names_zh.py, and the gazetteer's) are found by an Aho-Corasick
   automaton.
2. A name of two characters must be a word of its sentence (陈刚 in 陈刚出席, not in 陈|刚刚).
3. A surname before a title, or behind 老 or 小, stands for a full name of the document (习主席).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import accumulate, chain
from typing import Final, NamedTuple

import ahocorasick

from indexer.analysis.segmenters import words_zh
from indexer.ner.candidates_zh import DOT, SENTENCE
from indexer.ner.lexicon_zh import office_before, things, titles_pattern
from indexer.ner.person_name import PersonName
from synonyms.spelling import simplified_table
from synonyms.surnames import SURNAMES_ZH

LONGEST_OFFICE: Final = 16
"""Characters in which an office before a name is looked for."""

_PAUSES = frozenset("，。、；：！？“”《》（）\n\u3000 ")
_BREAKS: Final = re.compile("[。！？\n]")
_DOTS = str.maketrans(dict.fromkeys("•・‧", DOT))


class _Borders:
    """The borders of a text's words; each sentence that is asked for is cut once."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._breaks = [match.end() for match in _BREAKS.finditer(plain)]
        self._known: dict[int, frozenset[int]] = {}

    def around(self, at: int) -> tuple[int, frozenset[int]]:
        """Return where the sentence around a place begins, and the borders of its words."""
        place = bisect_right(self._breaks, at)
        first = self._breaks[place - 1] if place else 0
        known = self._known.get(first)
        if known is None:
            match = SENTENCE.match(self._plain, first)
            known = self._known[first] = frozenset(_borders(match[0], first) if match else (first,))
        return first, known


def _borders(sentence: str, first: int) -> Iterator[int]:
    return accumulate(map(len, words_zh(sentence)), initial=first)


class NameAt(NamedTuple):
    """A full name, and the offset at which it begins."""

    start: int
    name: str

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.name)


class ChinesePeople:
    """Recognises people by ``names``; ``forbidden`` are names of places and organisations."""

    def __init__(self, names: Iterable[str], forbidden: Iterable[str] = ()) -> None:
        self._automaton = ahocorasick.Automaton()
        closed = frozenset(forbidden)
        for name in names:
            if name not in closed and not _holds_place(name, closed):
                self._automaton.add_word(name, name)
        self._automaton.make_automaton()

    def people(self, text: str) -> list[PersonName]:
        """Return the people named in a text, in order."""
        # One character for one: offsets are those of the text.
        plain = text.translate(simplified_table()).translate(_DOTS)
        borders = _Borders(plain)
        full = self._full(plain, borders)
        wholes = _wholes(dict.fromkeys(name for _, name in full))
        found = [
            PersonName(
                start=start,
                end=start + len(name),
                surface=text[start : start + len(name)],
                partial=name in wholes,
                full=wholes.get(name, ""),
                title=(title := _title_beside(plain, start, start + len(name))),
                reason="known_name",
                detail=title,
            )
            for start, name in full
        ]
        found += _surnames(text, plain, full)
        found += _familiar(text, plain, full, borders)
        return sorted(found, key=lambda one: one.start)

    def _full(self, plain: str, borders: _Borders) -> list[NameAt]:
        if not len(self._automaton):
            return []
        matches = [NameAt(end - len(name) + 1, name) for end, name in self._automaton.iter(plain)]
        matches.sort(key=lambda match: (-len(match.name), match.start))
        taken: set[int] = set()
        found: list[NameAt] = []
        for match in matches:
            place = range(match.start, match.end)
            if taken.isdisjoint(place) and _stands(plain, match, borders):
                taken.update(place)
                found.append(match)
        return sorted(found)


def _holds_place(name: str, closed: frozenset[str]) -> bool:
    """Tell whether a name of three only seems one: 国|文莱."""
    return len(name) == 3 and (name[1:] in closed or name[:2] in closed)


def _wholes(names: Collection[str]) -> dict[str, str]:
    """Return the names that are the beginning or end of a longer one, with the first of these: 安倍
    of 安倍晋三."""
    wholes: dict[str, str] = {}
    for other in names:
        beginnings = (other[:end] for end in range(1, len(other) - 1))
        ends = (other[at + 1 :] for at, char in enumerate(other) if at and char == DOT)
        for part in chain(beginnings, ends):
            if part in names:
                wholes.setdefault(part, other)
    return wholes


def _stands(plain: str, match: NameAt, words: _Borders) -> bool:
    """Tell whether a name is a name where it stands."""
    start, name, end = match.start, match.name, match.end
    if any(plain.startswith(thing, end) for thing in things()):
        return False
    if DOT in (plain[start - 1 : start], plain[end : end + 1]):
        # A part of a longer foreign name.
        return False
    if len(name) > 3:
        return True
    first, borders = words.around(start)
    if start in borders and end in borders:
        return True
    if start == first or (start and plain[start - 1] in _PAUSES) or plain[end : end + 1] in _PAUSES:
        # jieba knows few foreign names (，通|伦向人民英雄纪念碑); a pause is a border too.
        return start in borders or end in borders or start == first or plain[start - 1] in _PAUSES
    # jieba may glue a name to its neighbour; three characters are hardly chance.
    return len(name) == 3 and (start in borders or end in borders)


def _title_beside(plain: str, start: int, end: int) -> str:
    """Return the office before or behind a name, with the organ it is of (自治区党委书记)."""
    before = office_before().search(plain, max(start - LONGEST_OFFICE, 0), start)
    if before is not None:
        return before[0]
    behind = titles_pattern().match(plain, end)
    return behind[0] if behind is not None else ""


def _surnames(text: str, plain: str, full: list[NameAt]) -> list[PersonName]:
    """Find surnames that stand for a full name before a title: 习主席."""
    if not full:
        return []
    starts = [start for start, _ in full]
    # The first of each surname.
    wholes = {name[0]: name for _, name in reversed(full)}
    found: list[PersonName] = []
    for match in titles_pattern().finditer(plain, 1):
        at, title = match.start(), match[0]
        surname = plain[at - 1]
        if surname not in SURNAMES_ZH:
            continue
        inside = bisect_right(starts, at - 1)
        is_inside = inside > 0 and at - 1 < full[inside - 1].end
        whole = wholes.get(surname, "")
        if whole and not is_inside:
            found.append(
                PersonName(
                    start=at - 1,
                    end=at,
                    surface=text[at - 1],
                    partial=True,
                    title=title,
                    full=whole,
                    reason="surname_title",
                    detail=title,
                )
            )
    return found


def _familiar(text: str, plain: str, full: list[NameAt], words: _Borders) -> list[PersonName]:
    """Find surnames of the document's names behind 老 or 小: 老汪 of 汪玉良."""
    wholes: dict[str, str] = {}
    for _, name in full:
        if name[0] in SURNAMES_ZH and len(name) <= 3:
            wholes.setdefault(name[0], name)
    if not wholes:
        return []
    found: list[PersonName] = []
    for match in re.finditer(f"[老小]([{''.join(wholes)}])", plain):
        start, end = match.span()
        _, borders = words.around(start)
        if start in borders and end in borders:
            whole = wholes[match[1]]
            found.append(
                PersonName(
                    start=end - 1,
                    end=end,
                    surface=text[end - 1],
                    partial=True,
                    full=whole,
                    reason="familiar",
                )
            )
    return found
