"""What may be a full Chinese name in a document, with what the rules ask about it: for
``bench.chinese_person_model``.

Candidates are the names that the rules found, the words that LAC took for a person anywhere, and
from the beginning of each word on what may be a name by its characters.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from math import log2
from typing import NamedTuple

import ahocorasick

from indexer.analysis.analysed_document import Analysed
from indexer.analysis.segmenters import dictionary_rows_zh, dictionary_zh, places_zh
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import OTHER, PERSON, Mention
from indexer.linking.overlaps import Spans
from indexer.ner.chinese.borders import Borders
from indexer.ner.chinese.candidates import CANDIDATE_SIZES, DOT, SENTENCE, is_candidate, is_name
from indexer.ner.chinese.foreign_runs import ends_before, goes_on, run_behind
from indexer.ner.chinese.lexicon import (
    behind_places,
    closings,
    double_surnames,
    ends,
    little_characters,
    ordinary,
    sayings,
    sounds,
    titles_pattern,
)
from indexer.ner.chinese.lexicon_words import lexicon_words
from indexer.ner.chinese.standing import PAUSES, is_thing, office_stands_before
from indexer.ner.evidence.known_people import People
from synonyms import gazetteer
from synonyms.spelling import simplified_table
from synonyms.surnames import SURNAMES_ZH

Span = tuple[str, int, int]
"""Field, start, end."""


class Candidate(NamedTuple):
    """What may be a full name: whether the rules took it, whether they are certain, the features
    that it has, and whether LAC took the word for a person anywhere."""

    span: Span
    word: str
    is_ruled: bool
    is_certain: bool
    features: frozenset[str]
    is_tagged: bool


class Archive:
    """What an archive knows of Chinese names, and the rules that use it."""

    def __init__(self, people: People) -> None:
        names = gazetteer.load()
        self.annotator = Annotator(names, people)
        self.gazetteer_people = {one.id for one in names.of_kind("person")}
        self.known = people.chinese
        self.names = frozenset(self.known.names())
        self.given: Counter[str] = Counter(
            char
            for name in self.names
            if name[0] in SURNAMES_ZH and len(name) <= 3
            for char in name[1:]
        )
        self.tagged = ahocorasick.Automaton()
        for name in self.known.person:
            self.tagged.add_word(name, name)
        self.tagged.make_automaton()

    def candidates(self, analysed: Analysed) -> list[Candidate]:
        """Return the candidates of a document, in order."""
        mentions = self.annotator.annotation(analysed).mentions
        people = [one for one in mentions if one.label == PERSON]
        fixed = Spans(one for one in mentions if one.partial or one.label not in (PERSON, OTHER))
        found = []
        for name in ("title", "body"):
            # One character for one: offsets are those of the text.
            plain = getattr(analysed.document, name).translate(simplified_table())
            ruled = {(m.start, m.end): m for m in people if m.field == name and not m.partial}
            text = _Text(self, name, plain, ruled)
            for start, end in sorted({*ruled, *text.others()}):
                place = place_of(name, start, end)
                if (start, end) in ruled or not fixed.overlap(place):
                    found.append(text.candidate(start, end))
        return found


class _Text:
    """One field of a document: what may be names in it, and their features."""

    def __init__(
        self, archive: Archive, name: str, plain: str, ruled: Mapping[tuple[int, int], Mention]
    ) -> None:
        self._archive, self._name, self._plain, self._ruled = archive, name, plain, ruled
        self._borders = Borders(plain)
        self._names = Counter(plain[start:end] for start, end in ruled)
        self._titled = {plain[s:e] for (s, e), mention in ruled.items() if mention.title}

    def others(self) -> Iterator[tuple[int, int]]:
        """Yield the places of what may be a name, whatever the rules say."""
        plain = self._plain
        for match in SENTENCE.finditer(plain):
            for start, end in pairwise(self._borders.around(match.start()).places):
                if is_candidate(plain[start:end]) or plain[start:end] in people_of_dictionary():
                    yield start, end
                yield from self._beginning(start)
        for last, name in self._archive.tagged.iter(plain):
            start = last - len(name) + 1
            if len(name) in CANDIDATE_SIZES and start in self._borders.around(start).borders:
                yield start, last + 1

    def _beginning(self, start: int) -> Iterator[tuple[int, int]]:
        """Yield what may be a name from the beginning of a word on: a surname with one or two
        characters, or a run of foreign sounds."""
        plain = self._plain
        if plain[start] in SURNAMES_ZH:
            sizes = (3, 4) if plain[start : start + 2] in double_surnames() else (2, 3)
            for size in sizes:
                word = plain[start : start + size]
                if is_name(word) and word not in dictionary_zh():
                    yield start, start + len(word)
        end = run_behind(plain, start)
        if end - start > 1:
            borders = self._borders.around(start).borders
            for at in range(start + 2, end + 1):
                word = plain[start:at]
                if (at == end or at in borders) and word not in dictionary_zh():
                    yield start, at

    def candidate(self, start: int, end: int) -> Candidate:
        """Return the candidate at a place."""
        mention, word = self._ruled.get((start, end)), self._plain[start:end]
        is_certain = mention is not None and (
            bool(mention.title) or mention.entity in self._archive.gazetteer_people
        )
        own, around = self._of_word(word), self._of_place(start, end)
        words = frozenset((*own, *around, *self._of_words_beside(start, end)))
        is_tagged = word in self._archive.known.person
        span = self._name, start, end
        return Candidate(span, word, mention is not None, is_certain, words, is_tagged)

    def _of_words_beside(self, start: int, end: int) -> Iterator[str]:
        """Yield the words before and behind a place, where it begins and ends with words."""
        places = self._borders.around(start).places
        first, last = bisect_left(places, start), bisect_left(places, end)
        if places[first] == start and first:
            yield f"word before {self._plain[places[first - 1] : start]}"
        if last + 1 < len(places) and places[last] == end:
            yield f"word behind {self._plain[end : places[last + 1]]}"

    def _of_word(self, word: str) -> Iterator[str]:
        """Yield what a word is by itself, and in the archive."""
        known, archive = self._archive.known, self._archive
        is_foreign = sounds().issuperset(word.replace(DOT, ""))
        kind = "foreign" if is_foreign or DOT in word else "unlike"
        if word[0] in SURNAMES_ZH and len(word) <= 4:
            kind = "surname that is a word" if word[0] in ordinary() else "surname"
            kind += " of foreign sounds" if is_foreign else ""
            rare = min(_size(archive.given[char]) for char in word[1:])
            yield f"rarest given character {rare}"
        yield f"{kind}, {min(len(word), 5)} characters"
        yield f"ends with {word[-1]}"
        yield f"begins with {word[0]}"
        said, other = known.person[word], known.other[word]
        yield f"LAC: person {_size(said)}, other {_size(other)}"
        yield f"LAC: of {min(len(word), 4)} {'mostly' if said > other else 'not mostly'} a person"
        if word in archive.names:
            yield "known"
        for what, words in (
            ("dictionary", dictionary_zh()),
            ("places of the dictionary", places_zh()),
            ("lexicon", lexicon_words()),
        ):
            if word in words:
                yield f"in the {what}"
        if word[-1] in (closings() if len(word) == 3 else ends()):
            yield "its end ends no name"
        yield f"in the text {_size(self._plain.count(word))} times"
        yield f"in the text by the rules {_size(self._names[word])} times"
        if word in self._titled:
            yield "titled in the text"

    def _of_place(self, start: int, end: int) -> Iterator[str]:
        """Yield what stands around a place."""
        plain, borders = self._plain, self._borders.around(start).borders
        yield "rules: " + (
            "name"
            if (start, end) in self._ruled
            else "in a name"
            if any(first < end and start < last for first, last in self._ruled)
            else "none"
        )
        yield f"borders {start in borders} {end in borders}"
        before, behind = plain[start - 1 : start], plain[end : end + 1]
        yield f"before {before if before not in PAUSES else 'a pause'}"
        yield f"behind {behind if behind not in PAUSES else 'a pause'}"
        yield f"behind two {plain[end : end + 2]}"
        yield f"before two {plain[max(0, start - 2) : start]}"
        for what, holds in (
            ("office before", office_stands_before(plain, start)),
            ("office behind", bool(titles_pattern().match(plain, end))),
            ("says something", plain.startswith(sayings(), end)),
            ("place word behind", plain.startswith(behind_places(), end)),
            ("little word behind", behind in little_characters()),
            ("is a thing", is_thing(plain, start, end)),
            ("foreign sounds go on", goes_on(plain, end) or ends_before(plain, start)),
            ("in a list", "、" in (before, behind)),
        ):
            if holds:
                yield what


@lru_cache(maxsize=1)
def people_of_dictionary() -> frozenset[str]:
    """Return the words that jieba's dictionary has as people."""
    rows = dictionary_rows_zh()
    return frozenset(word for word, _, tag in rows if tag.startswith("nr") and len(word) > 1)


def _size(count: int) -> str:
    """Return a count as one of few sizes: 0, 1, 2, 4, 8 …"""
    return str(2 ** int(log2(count))) if count else "0"


def place_of(name: str, start: int, end: int) -> Mention:
    """Return a mention of somebody at a place, to ask what overlaps it."""
    return Mention(name, start, end, "", "", "", PERSON, "")
