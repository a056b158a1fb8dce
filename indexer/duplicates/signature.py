"""Sign a document, so that its copies are found: MinHash over the shingles of its text.

1. The keys of the text without its marks, from the one token function: case, the place of a tone
   mark, traditional and simplified characters and line breaks are folded already. A token is a
   syllable of Vietnamese, a character of Chinese.
2. A shingle is ``min_hash.SHINGLE`` keys in a row, as one number of 64 bits.
3. Each of ``ROWS`` permutations gives the least number of all shingles; its last byte is kept. Two
   texts agree in a row as often as shingles of both are shingles of each (their Jaccard
   similarity; b-bit minwise hashing: Li and König, WWW 2010).
4. ``BAND`` rows in a row are a term of the index (``fields.BANDS``). Texts that are alike share one
   or more, so copies are found by asking for terms.

Titles take no part: a story that is printed again often gets another one. A text of fewer than
``LEAST`` keys is signed by title and text together, whole: short texts of a series differ by a word
or by nothing (*Bản tin Toàn cảnh 17h cập nhật tin tức …* stands under other titles every day).

A signature depends on its document alone, so an index says the same of copies whatever its history.
rensa, which computes MinHash in Rust, is not used: its signatures are those of a version (0.4.1 and
0.5.0 differ in every row for the same tokens and seed), and an index outlives versions. What is
here is integer arithmetic that is the same everywhere; raise the layout version
(indexer/storage/fingerprint.py) with any change.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from hashlib import blake2b
from operator import eq
from typing import Final

from msgspec import Struct

from indexer.analysis.analysed_document import Analysed
from indexer.analysis.tokens import MARKS, Tokens

ROWS: Final = 128
BAND: Final = 4
BANDS: Final = 12
"""Of the first 48 rows. ``python -m bench.duplicates`` measures these four: see
docs/measurements.md."""

LEAST: Final = 60
"""Fewest keys of a text that is signed by its shingles: of the headlines with a line of text (23 to
72 keys, 7,547 of them) as many pairs that are alike belong to a series as are copies."""

_EXACT: Final = "="
_WORD: Final = 8


class Signature(Struct, frozen=True):
    """``exact`` is the same for texts with the same keys (16 hexadecimal digits; empty without any
    key), ``rows`` has a byte a permutation; none of a short text."""

    exact: str
    rows: bytes = b""

    @property
    def terms(self) -> tuple[str, ...]:
        """The values of ``fields.BANDS``: that of the whole text, and those of the bands."""
        whole = (self.exact_term,) if self.exact else ()
        return (*whole, *self.band_terms)

    @property
    def exact_term(self) -> str:
        """The term of all texts with the same keys."""
        return _EXACT + self.exact

    @property
    def band_terms(self) -> tuple[str, ...]:
        """The term of each band; none of a short text."""
        bands = range(BANDS if self.rows else 0)
        return tuple(f"{at:x}{self.rows[BAND * at : BAND * (at + 1)].hex()}" for at in bands)

    def likeness(self, another: Signature) -> float:
        """Estimate the Jaccard similarity of the shingles of two texts: its standard error is .04
        where it is .7. It is 0 where one is short."""
        if not self.rows or not another.rows:
            return 0.0
        agreeing: float = sum(map(eq, self.rows, another.rows)) / ROWS
        # Two different numbers have the same last byte by chance.
        return max((agreeing - 1 / 256) / (1 - 1 / 256), 0.0)

    def text(self) -> str:
        """Write the signature; ``from_text`` reads it."""
        return self.exact + b64encode(self.rows).decode()

    @classmethod
    def from_text(cls, text: str) -> Signature:
        """Read a signature that ``text`` wrote."""
        return cls(text[: 2 * _WORD], b64decode(text[2 * _WORD :]))


def signature_of(analysed: Analysed) -> Signature:
    """Sign a document."""
    keys = _words(analysed.body)
    if len(keys) >= LEAST:
        from indexer.duplicates.min_hash import (
            least_bytes,  # numpy: only those who sign wait for it
        )

        return Signature(_exact(keys), least_bytes(keys, ROWS))
    keys = [*_words(analysed.title), "", *keys]
    return Signature(_exact(keys) if any(keys) else "")


def _words(tokens: Tokens) -> list[str]:
    return [key for key in tokens.keys if key not in MARKS]


def _exact(keys: Sequence[str]) -> str:
    return blake2b(" ".join(keys).encode(), digest_size=_WORD).hexdigest()
