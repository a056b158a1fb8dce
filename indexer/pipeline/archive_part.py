"""One part of an archive that several machines index: which of its files are of it.

A file is of the part that a digest of its path below the given folder names, so every machine knows
its own without asking the others, wherever the folder is mounted.
"""

from __future__ import annotations

import os
import re
from hashlib import blake2b
from typing import Final

from msgspec import Struct

from corpus.formats.source_file import Source

MOST: Final = 1_000
"""Parts of an archive: an index of the cluster each."""

_NAME: Final = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


class Part(Struct, frozen=True):
    """The part ``number``, counted from 1, of ``count``."""

    number: int
    count: int

    @classmethod
    def of(cls, text: str) -> Part:
        """Read ``2/4``. Raises ``ValueError``."""
        found = _NAME.fullmatch(text)
        if found is None or not int(found[1]) <= int(found[2]) <= MOST:
            raise ValueError(f"{text!r} is no part: write 2/4 for the second of four")
        return cls(int(found[1]), int(found[2]))

    @property
    def name(self) -> str:
        """The name of the part."""
        return f"{self.number}/{self.count}"

    def has(self, source: Source) -> bool:
        """Tell whether a file is of this part."""
        path = os.path.relpath(source.path, source.root or source.path.parent)
        digest = blake2b(os.fsencode(path.replace(os.sep, "/")), digest_size=8).digest()
        return int.from_bytes(digest) % self.count == self.number - 1

    def others(self) -> list[str]:
        """Return the names of the other parts."""
        every = (Part(number, self.count).name for number in range(1, self.count + 1))
        return [name for name in every if name != self.name]
