"""A text with the names found in it, and one candidate in it: what the rules look at."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, STOP, Tokens
from indexer.linking.cue_words import table
from indexer.linking.name_matcher import Lexicon, NameMatch
from indexer.linking.sentence import Sentence
from indexer.linking.text_regions import BOTH_SIDES, REGIONS, Regions
from synonyms.gazetteer import Entity

_CAPITALISED: Final = re.compile(f"[{CAPITAL}{EITHER}]+")


class Scene:
    """One stored field.

    What a rule asks about a whole sentence or the whole text is found out once and kept here: a
    text may name one gate a hundred thousand times.
    """

    def __init__(self, lexicon: Lexicon, text: str, tokens: Tokens) -> None:
        self.lexicon = lexicon
        self.text = text
        self.tokens = tokens
        self.found, self.gates = lexicon.find(tokens)
        self.said_before: dict[int, tuple[str, str] | None] = {}
        """By token what the words before it say; the Vietnamese rules fill it."""
        self._sentences: dict[int, Sentence] = {}

    @cached_property
    def _firsts(self) -> list[int]:
        """Where the names found begin."""
        return [one.first for one in self.found]

    @cached_property
    def regions(self) -> Regions:
        """Where the names of the whole text lie, each name counted once."""
        return Regions(self.lexicon, {id(one.named): one for one in self.found}.values())

    @cached_property
    def _by_keys(self) -> dict[tuple[str, ...], NameMatch]:
        """One place of each name found."""
        keys = self.tokens.keys
        return {tuple(keys[one.first : one.last]): one for one in self.found}

    def like(self, found: NameMatch) -> NameMatch | None:
        """A name of the text that names just what this one does, if there is one."""
        same = self._by_keys.get(tuple(self.tokens.keys[found.first : found.last]))
        return same if same is not None and same.named == found.named else None

    @cached_property
    def stops(self) -> list[int]:
        """The marks that end a sentence."""
        return [at for at, key in enumerate(self.tokens.keys) if key == STOP]

    @cached_property
    def at_border(self) -> bool:
        """Whether the text is about the border."""
        keys = self.tokens.keys
        return any(
            tuple(keys[at : at + len(words)]) == words
            for lang in ("vi", "zh")
            for words in table(lang, "document")
            for at in (one for one, key in enumerate(keys) if key == words[0])
        )

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """Where runs of capitalised tokens begin and end."""
        spans = [match.span() for match in _CAPITALISED.finditer(self.tokens.classes)]
        return [start for start, _ in spans], [end for _, end in spans]

    def run_start(self, at: int) -> int:
        """Where the capitalised tokens that end before a token begin; the token itself if the one
        before it is not capitalised."""
        starts, ends = self._runs
        place = bisect_left(starts, at) - 1
        return starts[place] if place >= 0 and at <= ends[place] else at

    def sentence(self, at: int) -> Sentence:
        """The sentence that holds the token ``at``."""
        place = bisect_right(self.stops, at)
        known = self._sentences.get(place)
        if known is None:
            first = self.stops[place - 1] + 1 if place else 0
            last = self.stops[place] if place < len(self.stops) else len(self.tokens.keys)
            named = list(self.between(first, last))
            known = Sentence(self.lexicon, self.tokens, first, last, named)
            self._sentences[place] = known
        return known

    def between(self, first: int, last: int) -> Iterator[NameMatch]:
        """The names found that lie within these tokens."""
        for place in range(bisect_left(self._firsts, first), len(self.found)):
            one = self.found[place]
            if one.last > last:
                return
            yield one

    def around(self, found: NameMatch) -> NameMatch | None:
        """The longer name that holds a name, if there is one."""
        one = self._covering(found.first)
        is_longer = one is not None and one.last - one.first > found.last - found.first
        return one if one is not None and is_longer and found.last <= one.last else None

    def beginning_at(self, at: int) -> NameMatch | None:
        """The name that begins at a token."""
        one = self._covering(at)
        return one if one is not None and one.first == at else None

    def ending_at(self, at: int) -> NameMatch | None:
        """The name that ends before a token."""
        one = self._covering(at - 1)
        return one if one is not None and one.last == at else None

    def _covering(self, at: int) -> NameMatch | None:
        """The name that holds a token: names found stand apart, in order."""
        place = bisect_right(self._firsts, at)
        one = self.found[place - 1] if place else None
        return one if one is not None and at < one.last else None

    def raw(self, at: int) -> str:
        """A token as it stands in the text."""
        return self.tokens.pieces[2 * at + 1]

    def gap(self, at: int) -> str:
        """What stands between a token and the one before it."""
        return self.tokens.pieces[2 * at]


@dataclass(frozen=True)
class Candidate:
    """A gate's name in a scene. ``towns`` are places of this very name, ``home`` the places that
    speak for the gate; an ``ambiguous`` name needs something that does."""

    scene: Scene
    found: NameMatch
    gate: Entity
    towns: tuple[Entity, ...]
    home: frozenset[str]
    ambiguous: bool

    @property
    def first(self) -> int:
        """The first token."""
        return self.found.first

    @property
    def last(self) -> int:
        """The token behind the last."""
        return self.found.last

    @property
    def sentence(self) -> Sentence:
        """Its sentence."""
        return self.scene.sentence(self.first)

    @property
    def in_its_place(self) -> NameMatch | None:
        """The name found where it stands; None inside of a longer one."""
        return self.found if self.scene.beginning_at(self.first) is self.found else None

    @cached_property
    def town(self) -> Entity | None:
        """The place of this name that is the gate's own town or county."""
        around = self.scene.lexicon.around
        return next((one for one in self.towns if not self.home.isdisjoint(around(one))), None)

    @property
    def home_in_text(self) -> bool:
        """Whether the text names a place that speaks for the gate."""
        return self.scene.regions.any_in(self.home, beside=self.scene.like(self.found))

    def side(self, found: NameMatch) -> str:
        """Whether a name speaks for the gate (``home``), against it (``away``) or neither."""
        ids = {entity.id for entity, _ in found.named}
        lexicon = self.scene.lexicon
        if any(not self.home.isdisjoint(lexicon.around(one)) for one, _ in found.named):
            return "home"
        regions = [one for one, _ in found.named if one.facts.get("type") in REGIONS]
        away = [one for one in regions if one.id not in BOTH_SIDES]
        return "away" if away and not ids & BOTH_SIDES else ""

    def side_of_country(self, found: NameMatch) -> str:
        """``home`` for the country that the gate lies in (Đông Hưng, Trung Quốc)."""
        country = {"VN": "vietnam", "CN": "china"}.get(self.gate.facts.get("side", ""), "")
        return "home" if any(entity.id == country for entity, _ in found.named) else ""

    def surface(self) -> str:
        """The name as it stands."""
        tokens = self.scene.tokens
        return self.scene.text[tokens.starts[self.first] : tokens.ends[self.last - 1]]


def candidates(scene: Scene) -> Iterator[Candidate]:
    """The gates' names in a scene, in order."""
    named = {(one.first, one.last): one for one in scene.found}
    for found in scene.gates:
        gate, name = found.named[0]
        whole = named.get((found.first, found.last), found)
        towns = [(entity, other) for entity, other in whole.named if entity.kind == "place"]
        home = scene.lexicon.home(gate)
        # The bare name of a town is ambiguous only between the town and its gate.
        own = any(
            "ambiguous" not in other.flags and not home.isdisjoint(scene.lexicon.around(town))
            for town, other in towns
        )
        ambiguous = "ambiguous" in name.flags and not own
        yield Candidate(scene, whole, gate, tuple(town for town, _ in towns), home, ambiguous)
