"""Look up the words of the lexicon by their keys: chống buôn lậu 打击走私."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from indexer.analysis.cutting_files import cutting_files
from indexer.analysis.name_keys import Keys, keys_of
from indexer.analysis.segmenters import dictionary_vi, dictionary_zh
from search.terms.forms import ANY, OFFERED, Form, FormKind
from synonyms.kept_tables import kept_table
from synonyms.lexicon import FILE, LexiconEntry, lexicon_entries
from synonyms.parted_tables import Lookup, PartedTable, Parts, parted
from synonyms.spelling import character_key, is_han, syllable_key, toneless
from synonyms.word_lists import word_rows

FUNCTION_WORD: Final = "part"
"""The part of speech of words that stand in half of all documents: what they are in the other
language (và: 以及, 并且) is offered. Searched, it makes *và near/1 và* take 30 s instead of 8."""

BEHIND: Final = 1
"""Weight of a wording that is searched, but whose documents come behind: one that is not the
commonest of its line or whose line has a commoner word than the one asked for, one of the same
language, and a single syllable for several characters (*kho* for 仓库), which means much else."""


@lru_cache(maxsize=100_000)
def _plain_keys(text: str) -> Keys:
    """Return the keys of a wording; those of plain words without going through the whole analysis,
    which takes ten times as long for all of the lexicon."""
    if text.replace(" ", "").isalpha():
        if all(map(is_han, text)):
            return tuple(map(character_key, text))
        if not any(map(is_han, text)):
            return tuple(map(syllable_key, text.split()))
    return keys_of(text)


def _holds(keys: Keys, part: Keys) -> bool:
    """Tell whether keys hold others: *tình hữu nghị* holds *hữu nghị*."""
    width = len(part)
    return any(keys[at : at + width] == part for at in range(len(keys) - width + 1))


Line: TypeAlias = tuple[tuple[str, ...], tuple[str, ...], str, tuple[str, ...], str]
"""A ``LexiconEntry`` as it is kept."""

Places: TypeAlias = tuple[int, ...]
"""The places of the lines that have a wording."""

Tonings: TypeAlias = tuple[Keys, ...]
"""The wordings that are the same keys without their tones."""


def _places_and_tonings(
    lines: Iterable[Line],
) -> tuple[dict[Keys, Places], dict[Keys, Tonings]]:
    places: dict[Keys, list[int]] = defaultdict(list)
    for at, (vi, zh, *_) in enumerate(lines):
        for wording in dict.fromkeys((*vi, *zh)):
            places[_plain_keys(wording)].append(at)
    tonings: dict[Keys, set[Keys]] = defaultdict(set)
    for keys in places:
        if not is_han(keys[0]):
            tonings[tuple(map(toneless, keys))].add(keys)
    return (
        {keys: tuple(found) for keys, found in places.items()},
        {plain: tuple(sorted(found)) for plain, found in tonings.items()},
    )


class Lexicon:
    """Lookups from keys to the other wordings of a word."""

    def __init__(
        self,
        lines: Lookup[int, Line],
        places: Lookup[Keys, Places],
        tonings: Lookup[Keys, Tonings],
        longest: int,
    ) -> None:
        self._lines = lines
        self._places = places
        self._tonings = tonings
        self.longest = longest

    @classmethod
    def of(cls, lines: Iterable[Line]) -> Lexicon:
        """Make a lexicon of lines."""
        numbered = dict(enumerate(lines))
        places, tonings = _places_and_tonings(numbered.values())
        return cls(numbered, places, tonings, _longest(places))

    def read_all(self) -> None:
        """Read all of it, so that no query waits for a part."""
        for table in (self._lines, self._places, self._tonings):
            if isinstance(table, PartedTable):
                table.read_all()

    def knows(self, keys: Keys) -> bool:
        """Tell whether this is a word of the lexicon."""
        return keys in self._places

    def entries(self, keys: Keys) -> Sequence[LexiconEntry]:
        """Return the lines that have this word."""
        lines = map(self._lines.get, self._places.get(keys) or ())
        return [LexiconEntry(*line) for line in lines if line]

    def toned(self, keys: Keys) -> Iterable[Keys]:
        """Return the words that are these keys when their tones are taken away."""
        return self._tonings.get(keys) or ()

    def forms(self, keys: Keys) -> tuple[Form, ...]:
        """Return the other wordings of a word in both languages, then the related ones, which are
        offered."""
        found: dict[Keys, Form] = {}
        for wording, weight in self._others(keys):
            other = _plain_keys(wording)
            if other and other != keys:
                if len(other) == 1 and is_han(other[0]):
                    weight = OFFERED  # It stands inside any word: 价 in 代价, 评价.
                form = Form(other, ANY, FormKind.LEXICON, weight, text=wording)
                known = found.setdefault(other, form)
                if known.weight > weight:
                    found[other] = form
        return tuple(found.values())

    def are_false_friends(self, keys: Keys, reading: Keys) -> bool:
        """Tell whether a word and its reading in the other language are words of the lexicon that
        have nothing to do with each other: no wording of the one holds the other."""
        if not (self.knows(keys) and self.knows(reading)):
            return False
        return not any(_holds(form.keys, reading) for form in self.forms(keys)) and not any(
            _holds(form.keys, keys) for form in self.forms(reading)
        )

    def _others(self, keys: Keys) -> Iterator[tuple[str, int]]:
        own, other = ("zh", "vi") if is_han(keys[0]) else ("vi", "zh")
        for entry in self.entries(keys):
            if entry.pos == FUNCTION_WORD:
                yield from ((one, OFFERED) for one in (*entry.vi, *entry.zh, *entry.related))
                continue
            mine: tuple[str, ...] = getattr(entry, own)
            theirs: tuple[str, ...] = getattr(entry, other)
            is_first = bool(mine) and _plain_keys(mine[0]) == keys
            for place, wording in enumerate(theirs):
                is_short = own == "zh" and len(keys) > 1 and " " not in wording
                yield wording, 0 if is_first and not place and not is_short else BEHIND
            yield from ((wording, BEHIND) for wording in mine)
            yield from ((wording, OFFERED) for wording in entry.related)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lexicon, read once."""
    lines, places, tonings, longest = kept_table("lexicon", _kept, [FILE, *cutting_files()])
    return Lexicon(PartedTable(lines), PartedTable(places), PartedTable(tonings), longest)


def _kept() -> tuple[Parts, Parts, Parts, int]:
    lines: dict[int, Line] = {at: (*entry,) for at, entry in enumerate(lexicon_entries())}
    places, tonings = _places_and_tonings(lines.values())
    return parted(lines), parted(places), parted(tonings), _longest(places)


def _longest(places: Iterable[Keys]) -> int:
    return max(map(len, places), default=0)


@lru_cache(maxsize=1)
def _little() -> frozenset[Keys]:
    return frozenset(_plain_keys(word) for row in word_rows("little_words") for word in row.words)


def is_little(keys: Keys) -> bool:
    """Tell whether this is a little word, one that says nothing of the topic (là gì, bao nhiêu,
    什么)."""
    return keys in _little()


def is_word(keys: Keys) -> bool:
    """Tell whether this is a common word of its language: of the lexicon, or of the dictionary of
    the segmenter, which has only words of two syllables for Vietnamese."""
    if lexicon().knows(keys):
        return True
    if is_han(keys[0]):
        return "".join(keys) in dictionary_zh()
    return len(keys) == 2 and keys in dictionary_vi()
