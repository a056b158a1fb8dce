"""Find the gazetteer's names in tokens, by a tree of keys.

The tree is entered only where the first key of a name stands, which is one token in ten; these are
found by ``map`` and ``compress``, in C. The Aho-Corasick automaton of pyahocorasick over the same
keys takes ten times as long: it looks through the thousands of first keys one by one at every token
(1.0 µs a token against 0.1).

Only the core of a name is looked for: a name that holds another name of the same entity (Cửa khẩu
quốc tế Hữu Nghị, 友谊关口岸) is found by the shorter one, and its other words are context.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import compress, count
from typing import Any, Final, NamedTuple

from msgspec import Struct

from indexer.analysis.name_keys import Keys, keys_of
from indexer.analysis.tokens import CAPITAL, LOWER, MARKS, Tokens, analyse
from synonyms.gazetteer import Entity, Gazetteer
from synonyms.gazetteer_rows import RELATED, Name
from synonyms.spelling import is_syllable

KINDS: Final = ("gate", "place", "organisation")
"""Kinds that are found by name; people are recognised without a list (indexer/ner)."""

WAYS: Final = frozenset(("expressway", "railway"))
"""Types of places that are named for their ends."""

_DASHES: Final = frozenset("-–—")

_Node = dict[str, Any]
"""Key → the node behind it; under ``_END`` the entities that the keys so far name, and which of the
keys needs a capital (-1: none)."""

_END: Final = ""
"""No token has this key."""


class EntityOfName(NamedTuple):
    """An entity, and by which of its names it is named."""

    entity: Entity
    name: Name


NamedEntities = tuple[EntityOfName, ...]


class NameMatch(Struct, frozen=True):
    """A name in a text: its tokens from ``first`` to before ``last``, and the entities that it may
    name."""

    first: int
    last: int
    entities: NamedEntities


class FoundNames(NamedTuple):
    """The names in a text; apart from these the names of gates, which are mentions inside of longer
    names too (*thành phố Lào Cai*), and roads and railways, which are named for what they join:
    *Nội Bài* in *cao tốc Nội Bài - Lào Cai* is what it is without the road."""

    matches: list[NameMatch]
    gates: list[NameMatch]
    ways: list[NameMatch]


class NameMatcher:
    """All names of a gazetteer's gates, places and organisations, and where these lie."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        by_keys: dict[Keys, list[EntityOfName]] = defaultdict(list)
        for kind in KINDS:
            for entity in gazetteer.of_kind(kind):
                for keys, name in _cores(entity):
                    # Over the dash between the ends of a road, too: a mark where blanks are.
                    dashed = (tuple(analyse(name.text).keys),) if _is_way(entity) else ()
                    for way in dict.fromkeys((keys, *dashed)):
                        by_keys[way].append(EntityOfName(entity, name))
        self._tree: _Node = {}
        common: set[str] = set()
        for keys, found in by_keys.items():
            node = self._tree
            for key in keys:
                node = node.setdefault(key, {})
            capital = max(_first_capital(name) for _, name in found)
            node[_END] = tuple(found), capital
            if capital:
                common.add(keys[0])
        self._proper = frozenset(self._tree.keys() - common)
        """First keys of names that are all written with a capital there."""
        self._homes: dict[str, frozenset[str]] = {}
        self._around: dict[str, frozenset[str]] = {}
        self._places: dict[int, tuple[NamedEntities, frozenset[str]]] = {}

    def find(self, tokens: Tokens) -> FoundNames:
        """Find the names in a text. Each list is in order; of overlapping names the longest is
        taken (黄河|内蒙古段 holds no 河内), then the first."""
        matches: list[NameMatch] = []
        ways: list[NameMatch] = []
        for one in self._matches(tokens):
            (ways if _is_way(one.entities[0].entity) else matches).append(one)
        gates = [
            NameMatch(one.first, one.last, own)
            for one in matches
            if (own := tuple(named for named in one.entities if named.entity.kind == "gate"))
        ]
        return FoundNames(
            _without_overlaps(matches), _without_overlaps(gates), _without_overlaps(ways)
        )

    def _matches(self, tokens: Tokens) -> Iterator[NameMatch]:
        """Find every name, also those inside of others."""
        keys, classes, tree = tokens.keys, tokens.classes, self._tree
        for first in compress(count(), map(tree.__contains__, keys)):
            if classes[first] == LOWER and keys[first] in self._proper:
                continue
            node = tree[keys[first]]
            last = first + 1
            while node is not None:
                found = node.get(_END)
                if found is not None:
                    entities, capital = found
                    is_written = capital < 0 or _is_capitalised(tokens, first + capital, last)
                    if is_written and _is_dashed(tokens, first, last):
                        yield NameMatch(first, last, entities)
                node = node.get(keys[last]) if last < len(keys) else None
                last += 1

    def home(self, gate: Entity) -> frozenset[str]:
        """Return the ids of the places that speak for a gate: those that it and its counterpart lie
        in."""
        known = self._homes.get(gate.id)
        if known is None:
            known = self._homes[gate.id] = _home(self.gazetteer, gate)
        return known

    def around(self, entity: Entity) -> frozenset[str]:
        """Return the ids of an entity and of the places that it lies in, countries left out."""
        known = self._around.get(entity.id)
        if known is None:
            known = frozenset((entity.id, *_upwards(self.gazetteer, entity.id)))
            self._around[entity.id] = known
        return known

    def places_of(self, found: NameMatch) -> frozenset[str]:
        """Return the ids of all that a name may name and of the places around these."""
        known = self._places.get(id(found.entities))
        if known is None or known[0] is not found.entities:
            around = frozenset().union(*(self.around(entity) for entity, _ in found.entities))
            known = found.entities, around
            self._places[id(found.entities)] = known
        return known[1]


def _without_overlaps(matches: list[NameMatch]) -> list[NameMatch]:
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


def _first_capital(name: Name) -> int:
    """Return the place of a name's first word with a capital: in lower case it is no mention of the
    name (*cao tốc Hữu Nghị - Chi Lăng*: 2); -1 where it has none. A word of two syllables for its
    kind may be written either way (*Thành phố Hồ Chí Minh*: 2)."""
    classes = analyse(name.text).classes
    first = classes.find(CAPITAL)
    has_kind = classes[first + 1 : first + 3] == LOWER + CAPITAL
    return first + 2 if has_kind else first


def _is_capitalised(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether the first word has its capital (*Hữu nghị*, not *hữu nghị*); of a name of one
    syllable also whether it stands alone (*Mỹ* and *Mỹ James Mattis*, not *Tân Mỹ*)."""
    classes = tokens.classes
    if classes[first] == LOWER:
        return False
    if last - first > 1 or classes[first] != CAPITAL or not is_syllable(tokens.keys[first]):
        return True  # Campuchia Hun Sen: no Vietnamese name goes on from such a word.
    beside = [at for at in (first - 1, last) if 0 <= at < len(classes)]
    return not any(classes[at] == CAPITAL and is_syllable(tokens.keys[at]) for at in beside)


@lru_cache(maxsize=4)
def name_matcher(gazetteer: Gazetteer) -> NameMatcher:
    """Return the matcher of a gazetteer, made once: that takes 80 ms, and one run of indexing has
    several annotators."""
    return NameMatcher(gazetteer)


def _cores(entity: Entity) -> Iterator[tuple[Keys, Name]]:
    """Yield the entity's names that do not hold another of its names."""
    usable = [
        (keys, name)
        for name in entity.names
        if name.tier != RELATED
        and (keys := keys_of(name.text))
        and (len(keys) > 1 or name.searched)
    ]
    sequences = {keys for keys, _ in usable}
    for keys, name in usable:
        if not any(keys != other and _holds(keys, other) for other in sequences):
            yield keys, name


def _is_way(entity: Entity) -> bool:
    return entity.kind == "place" and entity.facts.get("type") in WAYS


def _is_dashed(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether all marks among these tokens are dashes."""
    return all(
        tokens.pieces[2 * at + 1] in _DASHES
        for at in range(first, last)
        if tokens.keys[at] in MARKS
    )


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
            for place in side.values(fact):
                found |= set(_upwards(gazetteer, place))
    return frozenset(found)


def _upwards(gazetteer: Gazetteer, place: str) -> Iterator[str]:
    """Yield a place and the places around it, without the country."""
    while place:
        entity = gazetteer.entities.get(place)
        if entity is None or entity.facts.get("type") == "country":
            return
        yield place
        place = entity.facts.get("parent", "")
