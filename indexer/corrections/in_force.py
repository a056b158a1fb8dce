"""The corrections that are in force: those of a file that were not taken back, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from indexer.corrections.correction import APART, MENTION, SAME, UNDO, Correction
from indexer.corrections.same_person_sets import PersonSets

Said = tuple[str | int, ...]
"""What a correction says, note and day aside."""


def _in_force(said: Iterable[Correction]) -> tuple[dict[Said, Correction], set[str]]:
    """Return the corrections in force, in the order in which they were said, and the ids that were
    ever taken back."""
    force: dict[Said, Correction] = {}
    by_id: dict[str, dict[Said, None]] = {}
    undone: set[str] = set()
    for one in said:
        if one.what == UNDO:
            undone.add(one.other)
            for says in by_id.pop(one.other, ()):
                del force[says]
        else:
            # What was said before keeps its place: said again, it says nothing new.
            force[one.says] = one
            by_id.setdefault(one.id, {})[one.says] = None
    return force, undone


class Corrections:
    """The corrections in force, in the order they were said.

    ``problems`` are the lines of their file that could not be taken, each with its number and
    the reason.
    """

    def __init__(self, said: Iterable[Correction] = (), problems: Iterable[str] = ()) -> None:
        self.said = tuple(said)
        self.problems = tuple(problems)
        force, undone = _in_force(self.said)
        self._force = force
        self.in_force: Mapping[str, Correction] = MappingProxyType(
            {one.id: one for one in force.values()}
        )
        self._undone = undone - self.in_force.keys()
        self._same = PersonSets(one for one in force.values() if one.what == SAME)
        self._related = PersonSets(one for one in force.values() if one.what in (SAME, APART))
        self._mentions: dict[str, list[Correction]] = {}
        self._apart: dict[tuple[str, str, str], tuple[int, Correction]] = {}
        for order, one in enumerate(force.values()):
            if one.what == MENTION:
                self._mentions.setdefault(one.doc, []).append(one)
            elif one.what == APART:
                self._apart[self.one_of(one.entity), one.doc, one.surface] = order, one

    def __reduce__(self) -> tuple[type[Corrections], tuple[tuple[object, ...], ...]]:
        return Corrections, (self.said, self.problems)

    def __iter__(self) -> Iterator[Correction]:
        return iter(self._force.values())

    def __len__(self) -> int:
        return len(self._force)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Corrections):
            return NotImplemented
        return (self.said, self.problems) == (other.said, other.problems)

    def __hash__(self) -> int:
        return hash((self.said, self.problems))

    def holds(self, one: Correction) -> bool:
        """Tell whether things are as this line says: it is in force or, if it takes one back, that
        one is not."""
        return one.other not in self.in_force if one.what == UNDO else one.says in self._force

    def was_undone(self, correction_id: str) -> bool:
        """Tell whether a correction was taken back and not said again."""
        return correction_id in self._undone

    def of_document(self, doc: str) -> list[Correction]:
        """Return the corrections of single mentions of a document."""
        return self._mentions.get(doc, [])

    def leaving(self, entity: str, doc: str, surface: str) -> list[Correction]:
        """Return the ``APART`` by which a mention leaves its person, and maybe the next one.

        The narrowest holds, of two of one kind that said last; a mention that has left is moved
        on only by what was said later, so that no way is endless.
        """
        found: list[Correction] = []
        at = -1
        while True:
            one = self.one_of(entity)
            scopes = ((one, doc, surface), (one, doc, ""), (one, "", surface))
            said = (self._apart[scope] for scope in scopes if scope in self._apart)
            order, moved = next((pair for pair in said if pair[0] > at), (at, None))
            if moved is None:
                return found
            at = order
            found.append(moved)
            entity = moved.other

    def one_of(self, entity: str) -> str:
        """Return the id that an id counts as."""
        return self._same.one_of(entity)

    def related(self, one: Correction) -> frozenset[str]:
        """Return all ids under which mentions may stand that a correction speaks of, whether it has
        acted on them or is still to, or is just taken back: what it joins or parts, and all that
        others join with these or part from them."""
        return self._related.members(one.entity) | self._related.members(one.other)

    def joined(self) -> Mapping[str, Correction]:
        """Return ids that count as another, each with the correction by which it came to."""
        return self._same.links

    def about(self, entity: str) -> tuple[Correction, ...]:
        """Return the corrections that name an entity, or another that counts as it."""
        return tuple(
            one
            for one in self
            if entity in (one.entity, one.other, self.one_of(one.entity), self.one_of(one.other))
        )
