"""The nouns: one correction, as a line of the user's file, and all that are in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from hashlib import blake2b
from types import MappingProxyType
from typing import Final

MENTION: Final = "mention"
"""One mention is something else: ``label`` says what, ``other`` the place it names if one."""
SAME: Final = "same"
"""Two people are one: what is ``other`` counts as ``entity``; ``surface`` lists their forms."""
APART: Final = "apart"
"""Two people are two: mentions of ``entity`` in the form ``surface``, in the document ``doc``, or
both, are ``other``."""
UNDO: Final = "undo"
"""The correction whose id is ``other`` is taken back."""

WHATS: Final = (MENTION, SAME, APART, UNDO)

BETWEEN: Final = " | "
"""Between the forms of ``SAME``."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing said. ``start`` counts code points of the stored field; ``context`` is the mention
    with some text around it, by which it is found again where the text has moved. ``when`` is a
    day, ``YYYY-MM-DD``; ``note`` is the reader's own."""

    what: str
    entity: str = ""
    other: str = ""
    label: str = ""
    doc: str = ""
    field: str = ""
    start: int = 0
    surface: str = ""
    context: str = ""
    when: str = ""
    note: str = ""

    @property
    def id(self) -> str:
        """Names the correction for undoing; follows from what it says, note and day aside."""
        said = [str(getattr(self, name)) for name in COLUMNS if name not in ("when", "note")]
        return blake2b("\t".join(said).encode(), digest_size=4).hexdigest()

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that ``SAME`` lists."""
        return tuple(one for one in self.surface.split(BETWEEN) if one)


COLUMNS: Final = tuple(one.name for one in fields(Correction))


class Corrections:
    """The corrections in force, in the order they were said."""

    def __init__(self, said: Iterable[Correction] = ()) -> None:
        self.said = tuple(said)
        force: dict[str, Correction] = {}
        for one in self.said:
            if one.what == UNDO:
                force.pop(one.other, None)
            else:
                force[one.id] = one
        self.in_force: Mapping[str, Correction] = MappingProxyType(force)
        self.apart = tuple(one for one in force.values() if one.what == APART)
        self._mentions: dict[str, list[Correction]] = {}
        self._one: dict[str, Correction] = {}
        for one in force.values():
            if one.what == MENTION:
                self._mentions.setdefault(one.doc, []).append(one)
            elif one.what == SAME and self.one_of(one.entity) != one.other:
                # A circle would have no name: the one that closes it does not act.
                self._one[one.other] = one

    def __reduce__(self) -> tuple[type[Corrections], tuple[tuple[Correction, ...]]]:
        return Corrections, (self.said,)

    def __iter__(self) -> Iterator[Correction]:
        return iter(self.in_force.values())

    def __len__(self) -> int:
        return len(self.in_force)

    def of_document(self, doc: str) -> list[Correction]:
        """What was said of single mentions of a document."""
        return self._mentions.get(doc, [])

    def one_of(self, entity: str) -> str:
        """The id that an id counts as."""
        while entity in self._one:
            entity = self._one[entity].entity
        return entity

    def joining(self, entity: str) -> Correction | None:
        """The correction by which an id counts as another."""
        return self._one.get(entity)

    def joined(self) -> Mapping[str, Correction]:
        """Ids that count as another, each with the correction that says so."""
        return MappingProxyType(self._one)

    def about(self, entity: str) -> tuple[Correction, ...]:
        """Those that name an entity, or another that counts as it."""
        return tuple(
            one
            for one in self
            if entity in (one.entity, one.other, self.one_of(one.entity), self.one_of(one.other))
        )
