"""The corrections in force."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import asdict

from indexer.corrections.correction import COLUMNS, Correction
from indexer.corrections.in_force import Corrections

CORRECTION_COLUMNS: Final = ("id", *COLUMNS)


class CorrectionLine(Struct, frozen=True):
    """One correction, with the id that takes it back."""

    correction: Correction

    def shape(self) -> dict[str, object]:
        """Return the row for a file."""
        return {"id": self.correction.id, **asdict(self.correction)}


def correction_lines(corrections: Corrections) -> Iterator[list[CorrectionLine]]:
    """Yield all corrections, in the order they were said."""
    yield list(map(CorrectionLine, corrections))
