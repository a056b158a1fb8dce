"""What reading one file may cost."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What one file may cost: seconds, of which a larger file has more, and bytes of memory beyond
    those of the program itself."""

    seconds: float = 300.0
    seconds_a_megabyte: float = 10.0
    memory: int = 2 << 30

    def seconds_of(self, size: int, *, ocr: bool) -> float:
        """Return the seconds that a file may take. To recognise the characters of a page takes some
        3 s on one core, of a file of 100 KB a page."""
        factor = 30 if ocr else 1
        return factor * (self.seconds + self.seconds_a_megabyte * max(size, 0) / (1 << 20))


USUAL: Final = Limits()
"""Not measured on a corpus: ten times what the slowest of our own test files take, at least."""
