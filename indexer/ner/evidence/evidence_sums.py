"""What the documents of one part of an archive say of people's names, all together, in one file: so
that parts which are indexed on different machines are decided with the evidence of all of them.

Evidence adds up: counts are sums, and of texts and windows those of the smallest digests are
needed, which are among the smallest of each part. A part hands over some MB, and no documents.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Final

from msgspec import DecodeError, Raw, Struct, msgpack

from indexer.index_errors import IndexMismatch
from indexer.ner.chinese.known_names import CandidateWindows
from indexer.ner.evidence.evidence_store import VERSION
from indexer.whole_files import write_whole

BEGINS: Final = b"songngu evidence\n"
"""The first bytes of such a file."""


class SampleSum(Struct, frozen=True, array_like=True):
    """A text that may be in the sample: its digest, its characters, and how often the part has
    it."""

    digest: str
    length: int
    times: int


class EvidenceSums(Struct, frozen=True):
    """The evidence of the part of this name, which has so many documents.

    ``person`` and ``other`` count by run, its keys joined; ``samples`` are the texts of the
    smallest digests, in order, and ``texts`` what they say; ``candidates`` are the Chinese words
    that may be names, ``windows`` the texts of the windows named there, and ``words`` the
    candidates in each of these.
    """

    part: str
    documents: int
    person: dict[str, int]
    other: dict[str, int]
    samples: tuple[SampleSum, ...]
    texts: dict[str, str]
    candidates: dict[str, CandidateWindows]
    windows: dict[str, str]
    words: dict[str, tuple[str, ...]]

    def save(self, path: Path) -> None:
        """Write it to a file, whole or not at all; ``load`` reads it. Raises ``OSError``."""
        write_whole(path, self.packed())

    def packed(self) -> bytes:
        """Encode it; ``of`` decodes it."""
        return BEGINS + zlib.compress(msgpack.encode((VERSION, self)))

    @classmethod
    def load(cls, path: Path) -> EvidenceSums:
        """Read what was saved. Raises ``IndexMismatch`` for any other file, and ``OSError``."""
        return cls.of(path.read_bytes(), str(path))

    @classmethod
    def of(cls, content: bytes, name: str) -> EvidenceSums:
        """Decode what ``packed`` encoded; ``name`` says in errors what it is. Raises
        ``IndexMismatch``."""
        try:
            if not content.startswith(BEGINS):
                raise ValueError
            plain = zlib.decompress(content[len(BEGINS) :])
            version, sums = msgpack.decode(plain, type=tuple[str, Raw])
            if version == VERSION:
                return msgpack.decode(sums, type=cls)
        except (ValueError, zlib.error, DecodeError):
            raise IndexMismatch(
                f"{name} is no evidence of a part, or damaged. Gather it anew: songngu parts gather"
            ) from None
        raise IndexMismatch(
            f"{name} was gathered by another version of this program. Gather it anew: songngu "
            "parts gather"
        )
