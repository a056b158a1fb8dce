"""The gazetteer's names found in tokens: a tree of keys, entered where a name's first key stands.

Which tokens these are is found natively; they are one in ten. The Aho-Corasick automaton of
pyahocorasick over the same keys takes ten times as long: it looks through the thousands of first
keys one by one at every token (1.0 µs a token against 0.1).

Only the core of a name is looked for: what holds another name of the same entity (Cửa khẩu quốc tế
Hữu Nghị, 友谊关口岸) is found by it, and its other words are context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import Any, Final

from indexer.analysis.tokens import CAPITAL, LOWER, MARKS, Tokens, analyse
from synonyms.gazetteer import RELATED, Entity, Gazetteer, Name
from synonyms.spelling import is_syllable

Keys = tuple[str, ...]

KINDS: Final = ("gate", "place", "organisation")
"""Kinds that are found by name; people are found without a list (indexer/people)."""

_Node = dict[str, Any]
"""Key → what may follow; under ``_END`` what the keys so far name."""

_END: Final = ""
"""No token has this key."""


Named = tuple[tuple[Entity, Name], ...]
"""What a name may name, and by which of its names."""


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text: its tokens from ``first`` to before ``last``, and what it may name."""

    first: int
    last: int
    named: Named


class Lexicon:
    """All names of a gazetteer's gates, places and organisations."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        named: dict[Keys, list[tuple[Entity, Name]]] = defaultdict(list)
        for kind in KINDS:
            for entity in gazetteer.of_kind(kind):
                for keys, name in _cores(entity):
                    named[keys].append((entity, name))
        self._tree: _Node = {}
        common: set[str] = set()
        for keys, found in named.items():
            node = self._tree
            for key in keys:
                node = node.setdefault(key, {})
            is_proper = any(_is_proper(name) for _, name in found)
            node[_END] = tuple(found), is_proper
            if not is_proper:
                common.add(keys[0])
        self._proper = frozenset(self._tree.keys() - common)
        """First keys of names that are all written with capitals."""
        self._homes: dict[str, frozenset[str]] = {}
        self._around: dict[str, frozenset[str]] = {}
        self._places: dict[int, tuple[Named, frozenset[str]]] = {}

    def find(self, tokens: Tokens) -> tuple[list[NameMatch], list[NameMatch]]:
        """The names in a text, and those of gates alone, which are mentions inside of longer names
        too (*thành phố Lào Cai*).

        Each in order; of overlapping names the longest (黄河|内蒙古段 holds no 河内), then the
        first.
        """
        matches = list(self._matches(tokens))
        gates = [
            NameMatch(one.first, one.last, own)
            for one in matches
            if (own := tuple(pair for pair in one.named if pair[0].kind == "gate"))
        ]
        return _apart(matches), _apart(gates)

    def _matches(self, tokens: Tokens) -> Iterator[NameMatch]:
        """Every name, also those inside of others."""
        keys, classes, tree = tokens.keys, tokens.classes, self._tree
        for first in compress(count(), map(tree.__contains__, keys)):
            if classes[first] == LOWER and keys[first] in self._proper:
                continue
            node = tree[keys[first]]
            last = first + 1
            while node is not None:
                found = node.get(_END)
                if found is not None:
                    named, is_proper = found
                    if not is_proper or _is_capitalised(tokens, first, last):
                        yield NameMatch(first, last, named)
                node = node.get(keys[last]) if last < len(keys) else None
                last += 1

    def home(self, gate: Entity) -> frozenset[str]:
        """The ids of the places that speak for a gate: those it and its counterpart lie in."""
        known = self._homes.get(gate.id)
        if known is None:
            known = self._homes[gate.id] = _home(self.gazetteer, gate)
        return known

    def around(self, entity: Entity) -> frozenset[str]:
        """The ids of an entity and of the places it lies in, countries left out."""
        known = self._around.get(entity.id)
        if known is None:
            known = frozenset((entity.id, *_upwards(self.gazetteer, entity.id)))
            self._around[entity.id] = known
        return known

    def places_of(self, found: NameMatch) -> frozenset[str]:
        """The ids of all that a name may name and of the places around these."""
        known = self._places.get(id(found.named))
        if known is None or known[0] is not found.named:
            around = frozenset().union(*(self.around(entity) for entity, _ in found.named))
            known = found.named, around
            self._places[id(found.named)] = known
        return known[1]


def _apart(matches: list[NameMatch]) -> list[NameMatch]:
    matches.sort(key=lambda one: (one.first - one.last, one.first))
    taken: set[int] = set()
    found: list[NameMatch] = []
    for one in matches:
        place = range(one.first, one.last)
        if taken.isdisjoint(place):
            taken.update(place)
            found.append(one)
    found.sort(key=lambda one: one.first)
    return found


def _is_proper(name: Name) -> bool:
    """Whether a name is written with capitals: then lower case is not a mention of it."""
    return CAPITAL in analyse(name.text).classes


def _is_capitalised(tokens: Tokens, first: int, last: int) -> bool:
    """Whether the first word has its capital (*Hữu nghị*, not *hữu nghị*); of a name of one
    syllable also, whether it stands alone (*Mỹ* and *Mỹ James Mattis*, not *Tân Mỹ*)."""
    classes = tokens.classes
    if classes[first] == LOWER:
        return False
    if last - first > 1 or classes[first] != CAPITAL:
        return True
    beside = [at for at in (first - 1, last) if 0 <= at < len(classes)]
    return not any(classes[at] == CAPITAL and is_syllable(tokens.keys[at]) for at in beside)


def _cores(entity: Entity) -> Iterator[tuple[Keys, Name]]:
    """The entity's names that do not hold another of its names."""
    usable = [
        (keys, name)
        for name in entity.names
        if name.tier != RELATED
        and (keys := tuple(key for key in analyse(name.text).keys if key not in MARKS))
        and (len(keys) > 1 or name.searched)
    ]
    sequences = {keys for keys, _ in usable}
    for keys, name in usable:
        if not any(keys != other and _holds(keys, other) for other in sequences):
            yield keys, name


def _holds(keys: Sequence[str], part: Sequence[str]) -> bool:
    length = len(part)
    return any(tuple(keys[at : at + length]) == part for at in range(len(keys) - length + 1))


def _home(gazetteer: Gazetteer, gate: Entity) -> frozenset[str]:
    sides: Iterable[Entity | None] = (gate, gazetteer.counterpart(gate))
    found: set[str] = set()
    for side in sides:
        if side is None:
            continue
        found.add(side.id)
        for fact in ("county", "province"):
            for place in side.facts.get(fact, "").split("|"):
                found |= set(_upwards(gazetteer, place.strip()))
    found.discard("")
    return frozenset(found)


def _upwards(gazetteer: Gazetteer, place: str) -> Iterator[str]:
    """A place and the places around it, not the country."""
    while place:
        entity = gazetteer.entities.get(place)
        if entity is None or entity.facts.get("type") == "country":
            return
        yield place
        place = entity.facts.get("parent", "")
