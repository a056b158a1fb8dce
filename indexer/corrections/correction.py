"""One correction: a line of the user's file."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from msgspec import Struct

MENTION: Final = "mention"
"""One mention is something else: ``label`` says what, ``other`` the place it names if one."""
SAME: Final = "same"
"""Two people are one: what is ``other`` counts as ``entity``; ``surface`` lists their forms
(indexer/corrections/same_person_sets.py)."""
APART: Final = "apart"
"""Two people are two: mentions of ``entity`` in the form ``surface``, in the document ``doc``, or
both, are ``other``."""
UNDO: Final = "undo"
"""The correction whose id is ``other`` is taken back."""

WHATS: Final = (MENTION, SAME, APART, UNDO)

BETWEEN: Final = " | "
"""Between the forms of ``SAME``."""


class Correction(Struct, frozen=True):
    """One correction. ``start`` counts code points of the stored field; ``context`` is the mention
    with some text around it, by which it is found again where the text has moved. ``when`` is a
    day, ``YYYY-MM-DD``; ``note`` is the reader's own, ``who`` their name where it was asked for."""

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
    who: str = ""

    @property
    def id(self) -> str:
        """Names the correction for undoing; follows from what it says. Of 50,000 corrections two
        may share one: then undoing takes both back."""
        text = "\t".join(map(str, self.says)).encode("utf-8", "surrogatepass")
        return blake2b(text, digest_size=4).hexdigest()

    @property
    def says(self) -> tuple[str | int, ...]:
        """What tells it from others: all but note, day and name."""
        return (
            *(self.what, self.entity, self.other, self.label, self.doc),
            *(self.field, self.start, self.surface, self.context),
        )

    @property
    def forms(self) -> tuple[str, ...]:
        """The forms that ``SAME`` lists."""
        return tuple(one for one in self.surface.split(BETWEEN) if one)


COLUMNS: Final = Correction.__struct_fields__
