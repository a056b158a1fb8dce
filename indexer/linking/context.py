"""What the rules for gates look at: a text with the names in it, and one gate's name in it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, STOP, Tokens
from indexer.linking.cue_words import Cue, cues
from indexer.linking.name_matcher import NameMatch, NameMatcher
from indexer.linking.sentence import Sentence
from indexer.linking.text_regions import BOTH_SIDES, REGIONS, Regions
from synonyms.gazetteer import Entity

_CAPITALISED: Final = re.compile(f"[{CAPITAL}{EITHER}]+")


class FieldContext:
    """One field of a document with the names of the gazetteer that stand in it.

    What a rule asks about a whole sentence or the whole text is found out once and kept here: a
    text may name one gate a hundred thousand times.
    """

    def __init__(self, matcher: NameMatcher, text: str, tokens: Tokens) -> None:
        self.matcher = matcher
        self.text = text
        self.tokens = tokens
        self.matches, self.gate_matches, self.ways = matcher.find(tokens)
        self.cues_before: dict[int, Cue | None] = {}
        """By token the cue before it; the Vietnamese rules fill it."""
        self._sentences: dict[int, Sentence] = {}

    @cached_property
    def _firsts(self) -> list[int]:
        """The first token of each match."""
        return [one.first for one in self.matches]

    @cached_property
    def regions(self) -> Regions:
        """The places that the names of the whole text lie in, each name counted once."""
        return Regions(self.matcher, {id(one.entities): one for one in self.matches}.values())

    @cached_property
    def _by_keys(self) -> dict[tuple[str, ...], NameMatch]:
        """One match of each name."""
        keys = self.tokens.keys
        return {tuple(keys[one.first : one.last]): one for one in self.matches}

    def same_name(self, match: NameMatch) -> NameMatch | None:
        """Return a match of the text with the same keys and entities, if there is one."""
        same = self._by_keys.get(tuple(self.tokens.keys[match.first : match.last]))
        return same if same is not None and same.entities == match.entities else None

    @cached_property
    def stops(self) -> list[int]:
        """The tokens that end a sentence."""
        return [at for at, key in enumerate(self.tokens.keys) if key == STOP]

    @cached_property
    def at_border(self) -> bool:
        """Whether the text is about the border."""
        keys = self.tokens.keys
        return any(
            tuple(keys[at : at + len(words)]) == words
            for lang in ("vi", "zh")
            for words in cues(lang, "document")
            for at in (one for one, key in enumerate(keys) if key == words[0])
        )

    @cached_property
    def _runs(self) -> tuple[list[int], list[int]]:
        """The first token of each run of capitalised tokens, and the one behind each."""
        spans = [match.span() for match in _CAPITALISED.finditer(self.tokens.classes)]
        return [start for start, _ in spans], [end for _, end in spans]

    def run_start(self, at: int) -> int:
        """Return the first of the capitalised tokens that end before a token; the token itself if
        the one before it is not capitalised."""
        starts, ends = self._runs
        place = bisect_left(starts, at) - 1
        return starts[place] if place >= 0 and at <= ends[place] else at

    def sentence(self, at: int) -> Sentence:
        """Return the sentence that holds a token."""
        place = bisect_right(self.stops, at)
        known = self._sentences.get(place)
        if known is None:
            first = self.stops[place - 1] + 1 if place else 0
            last = self.stops[place] if place < len(self.stops) else len(self.tokens.keys)
            matches = list(self.between(first, last))
            known = Sentence(self.matcher, self.tokens, first, last, matches)
            self._sentences[place] = known
        return known

    def between(self, first: int, last: int) -> Iterator[NameMatch]:
        """Yield the matches that lie within these tokens."""
        for place in range(bisect_left(self._firsts, first), len(self.matches)):
            one = self.matches[place]
            if one.last > last:
                return
            yield one

    def around(self, match: NameMatch) -> NameMatch | None:
        """Return the longer name that holds a name, if there is one."""
        one = self._covering(match.first)
        is_longer = one is not None and one.last - one.first > match.last - match.first
        return one if one is not None and is_longer and match.last <= one.last else None

    def beginning_at(self, at: int) -> NameMatch | None:
        """Return the name that begins at a token, if there is one."""
        one = self._covering(at)
        return one if one is not None and one.first == at else None

    def ending_at(self, at: int) -> NameMatch | None:
        """Return the name that ends before a token, if there is one."""
        one = self._covering(at - 1)
        return one if one is not None and one.last == at else None

    def _covering(self, at: int) -> NameMatch | None:
        """Return the name that holds a token; matches stand in order and do not overlap."""
        place = bisect_right(self._firsts, at)
        one = self.matches[place - 1] if place else None
        return one if one is not None and at < one.last else None

    def raw(self, at: int) -> str:
        """Return a token as it stands in the text."""
        return self.tokens.pieces[2 * at + 1]

    def gap(self, at: int) -> str:
        """Return what stands between a token and the one before it."""
        return self.tokens.pieces[2 * at]

    def words(self, first: int, last: int, between: str) -> str:
        """Return the tokens from ``first`` to before ``last`` as they stand, with ``between``
        between them."""
        return between.join(self.tokens.pieces[2 * first + 1 : 2 * last : 2])


@dataclass(frozen=True)
class GateCandidate:
    """A gate's name in a text. ``towns`` are places of this very name, ``home`` the ids of the
    places that speak for the gate; an ``ambiguous`` name needs something that does."""

    context: FieldContext
    match: NameMatch
    gate: Entity
    towns: tuple[Entity, ...]
    home: frozenset[str]
    ambiguous: bool

    @property
    def first(self) -> int:
        """The first token."""
        return self.match.first

    @property
    def last(self) -> int:
        """The token behind the last."""
        return self.match.last

    @property
    def sentence(self) -> Sentence:
        """The sentence it stands in."""
        return self.context.sentence(self.first)

    @property
    def in_its_place(self) -> NameMatch | None:
        """The match where it stands; None inside of a longer one."""
        return self.match if self.context.beginning_at(self.first) is self.match else None

    @cached_property
    def town(self) -> Entity | None:
        """The place of this name that is the gate's own town or county."""
        around = self.context.matcher.around
        return next((one for one in self.towns if not self.home.isdisjoint(around(one))), None)

    @property
    def home_in_text(self) -> bool:
        """Whether the text names a place that speaks for the gate."""
        return self.context.regions.any_in(self.home, beside=self.context.same_name(self.match))

    @property
    def is_border_text(self) -> bool:
        """Whether the text is about the border or the gate's own region."""
        return self.context.at_border or self.home_in_text

    def side(self, match: NameMatch) -> str:
        """Tell whether a name speaks for the gate (``home``), against it (``away``) or neither
        (empty)."""
        ids = {entity.id for entity, _ in match.entities}
        matcher = self.context.matcher
        if any(not self.home.isdisjoint(matcher.around(one)) for one, _ in match.entities):
            return "home"
        regions = [one for one, _ in match.entities if one.facts.get("type") in REGIONS]
        away = [one for one in regions if one.id not in BOTH_SIDES]
        return "away" if away and not ids & BOTH_SIDES else ""

    def side_of_country(self, match: NameMatch) -> str:
        """Return ``home`` for the country that the gate lies in (Đông Hưng, Trung Quốc)."""
        country = {"VN": "vietnam", "CN": "china"}.get(self.gate.facts.get("side", ""), "")
        return "home" if any(entity.id == country for entity, _ in match.entities) else ""

    @property
    def surface(self) -> str:
        """The name as it stands in the text."""
        tokens = self.context.tokens
        return self.context.text[tokens.starts[self.first] : tokens.ends[self.last - 1]]


def gate_candidates(context: FieldContext) -> Iterator[GateCandidate]:
    """Yield the gates' names in a text, in order."""
    by_place = {(one.first, one.last): one for one in context.matches}
    for match in context.gate_matches:
        gate, name = match.entities[0]
        whole = by_place.get((match.first, match.last), match)
        towns = [(entity, other) for entity, other in whole.entities if entity.kind == "place"]
        home = context.matcher.home(gate)
        # The bare name of a town is ambiguous only between the town and its gate.
        own = any(
            "ambiguous" not in other.flags and not home.isdisjoint(context.matcher.around(town))
            for town, other in towns
        )
        ambiguous = "ambiguous" in name.flags and not own
        yield GateCandidate(context, whole, gate, tuple(town for town, _ in towns), home, ambiguous)
