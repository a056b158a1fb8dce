"""Recognise people's names in Chinese text: the names known from the archive, where they are words.

1. Known names (known_names.py, and the gazetteer's) are found by an Aho-Corasick
   automaton; those that no longer name, word or thing holds stand (standing.py).
2. A name of two characters must be a word of its sentence (陈刚 in 陈刚出席, not in 陈|刚刚).
3. A foreign name is the whole run of its sounds (foreign_runs.py); beside an office it need not
   be known (beside_office.py); and it is no town of the document's (document_cues.py).
4. A surname before a title, or behind 老 or 小, stands for a full name of the document (习主席).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

import ahocorasick

from indexer.analysis.segmenters import dictionary_zh, places_zh
from indexer.ner.chinese.beside_office import beside_office
from indexer.ner.chinese.borders import Borders
from indexer.ner.chinese.candidates import DOT
from indexer.ner.chinese.document_cues import without_places
from indexer.ner.chinese.foreign_runs import (
    Span,
    ends_before,
    goes_on,
    parts_of,
    run_before,
    whole_run,
)
from indexer.ner.chinese.lexicon import (
    behind_places,
    pair_words,
    roles,
    short_countries,
    sounds,
    things,
    titles,
    titles_pattern,
)
from indexer.ner.chinese.name_places import NamePlaces
from indexer.ner.chinese.standing import (
    NameAt,
    has_cue,
    is_thing,
    stands,
    with_last_character,
    without_straddlers,
)
from indexer.ner.chinese.titles_beside import title_beside
from indexer.ner.person_name import PersonName
from synonyms.spelling import simplified_table
from synonyms.surnames import SURNAMES_ZH

_DOTS = str.maketrans(dict.fromkeys("•・‧", DOT))


class ChinesePeople:
    """Recognises people by ``names``; ``forbidden`` are names of places and organisations."""

    def __init__(self, names: Iterable[str], forbidden: Iterable[str] = ()) -> None:
        self._closed = closed = frozenset(forbidden)
        self._automaton = _automaton(
            name
            for name in map(_without_title, names)
            if not (name in closed or _holds_place(name, closed) or _is_thing(name, closed))
        )

    def people(self, text: str) -> list[PersonName]:
        """Return the people named in a text, in order."""
        # One character for one: offsets are those of the text.
        plain = text.translate(simplified_table()).translate(_DOTS)
        borders = Borders(plain)
        full = self._full(plain, borders)
        wholes = _wholes(dict.fromkeys(name for _, name in full))
        found = [
            PersonName(
                start=start,
                end=start + len(name),
                surface=text[start : start + len(name)],
                partial=name in wholes,
                full=wholes.get(name, ""),
                title=(title := title_beside(plain, start, start + len(name))),
                reason="known_name",
                detail=title,
            )
            for start, name in full
        ]
        found += _surnames(text, plain, full)
        found += _familiar(text, plain, full, borders)
        return sorted(found, key=lambda one: one.start)

    def _full(self, plain: str, borders: Borders) -> list[NameAt]:
        matches = list(_found(self._automaton, plain))
        places = NamePlaces(matches)
        matches = list(with_last_character(plain, matches, borders, self._closed))
        matches = sorted(
            without_straddlers(plain, matches, borders),
            key=lambda match: (-len(match.name), match.start),
        )
        # In a row of names without commas jieba finds few borders.
        starts, ends = {one.start for one in matches}, {one.end for one in matches}
        taken: set[int] = set()
        found: list[NameAt] = []
        doubtful: list[NameAt] = []
        for match in matches:
            place = range(match.start, match.end)
            is_between = match.start in ends and match.end in starts
            if not taken.isdisjoint(place) or not (is_between or stands(plain, match, borders)):
                continue
            whole = self._whole(plain, match, borders, places)
            if not taken.isdisjoint(range(whole.start, whole.end)):
                whole = match
            if whole != match and not self._is_person(plain, whole):
                doubtful.append(whole)
                taken.update(range(whole.start, whole.end))
                continue
            found.append(whole)
            taken.update(range(whole.start, whole.end))
        for one in beside_office(plain, borders, self._closed):
            place = range(one.start, one.end)
            if taken.isdisjoint(place):
                taken.update(place)
                found.append(one)
        found = without_places(plain, found)
        sure = {one.name for one in found}
        found += [one for one in doubtful if one.name in sure]
        found += self._again(plain, sure, taken, borders, places)
        return sorted(found)

    def _again(
        self,
        plain: str,
        names: Collection[str],
        taken: set[int],
        borders: Borders,
        places: NamePlaces,
    ) -> Iterator[NameAt]:
        """Yield the other places of names that only an office told."""
        told = _automaton(name for name in names if name not in self._automaton)
        for one in sorted(_found(told, plain), key=lambda one: (-len(one.name), one.start)):
            place = range(one.start, one.end)
            if not taken.isdisjoint(place) or not stands(plain, one, borders):
                continue
            if self._whole(plain, one, borders, places) == one:
                taken.update(place)
                yield one

    def _whole(self, plain: str, match: NameAt, borders: Borders, places: NamePlaces) -> NameAt:
        """Return the run of foreign sounds that a known name is a piece of, or the name."""
        is_foreign = sounds().issuperset(match.name.replace(DOT, ""))
        if not is_foreign or not (goes_on(plain, match.end) or ends_before(plain, match.start)):
            return match

        def is_named(part: str) -> bool:
            # Two names that only stand together are two pieces: 萨特巴尔|季耶夫.
            return part in self._closed or (
                part in self._automaton and places.is_apart(part, match.name)
            )

        words = borders.around(match.start).places
        start, end = whole_run(plain, Span(match.start, match.end), words, is_named)
        return NameAt(start, plain[start:end])

    def _is_person(self, plain: str, run: NameAt) -> bool:
        """Tell whether a run that holds a known name, and more, is a person."""
        if run.name in self._closed or run.name in dictionary_zh():
            return False
        if is_thing(plain, run.start, run.end):
            return False
        parts = parts_of(run.name)
        if len(parts) > 1 and all(part in self._automaton for part in parts):
            return True
        return has_cue(plain, run.start, run.end)


def _automaton(names: Iterable[str]) -> ahocorasick.Automaton:
    """Return the automaton that finds these names in one pass."""
    made = ahocorasick.Automaton()
    for name in names:
        made.add_word(name, name)
    made.make_automaton()
    return made


def _found(automaton: ahocorasick.Automaton, plain: str) -> Iterator[NameAt]:
    """Yield the names of an automaton in a text, those inside of others too."""
    for end, name in automaton.iter(plain) if len(automaton) else ():
        yield NameAt(end - len(name) + 1, name)


def _without_title(name: str) -> str:
    """Return a foreign name without the title that the model took for its end: 萨拉·兰蒂|女士."""
    if DOT not in name:
        return name
    return next((name.removesuffix(one) for one in titles() if name.endswith(one)), name)


def _holds_place(name: str, closed: frozenset[str]) -> bool:
    """Tell whether a name of three only seems one: 国|文莱. A day is no place (陈|国庆)."""
    return len(name) == 3 and any(
        part in closed and (part in places_zh() or part not in dictionary_zh())
        for part in (name[1:], name[:2])
    )


def _is_thing(name: str, closed: frozenset[str]) -> bool:
    """Tell whether a name ends with what makes it a thing (郑万高铁), or is what a country has
    (黎|南部, 伊|核)."""
    if name.endswith(tuple(thing for thing in things() if len(thing) > 1)):
        return True
    if len(name) > 2 and short_countries().issuperset(name):
        return True  # 孟中印缅经济走廊
    rest = name[1:]
    its = (*behind_places(), *pair_words(), *titles(), *roles())
    return name in roles() or (name[0] in short_countries() and (rest in its or rest in closed))


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
        is_inner = surname in sounds() and run_before(plain, at - 1) < at - 2
        if surname not in SURNAMES_ZH or is_inner:
            # 那不勒斯|司令部 too.
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


def _familiar(text: str, plain: str, full: list[NameAt], words: Borders) -> list[PersonName]:
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
        borders = words.around(start).borders
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
