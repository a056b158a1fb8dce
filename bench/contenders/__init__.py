"""The search engines that ``bench.run`` compares: Song Ngữ on both of its engines, and plain ones.

contender.py says what each is asked; one file for each of them.
"""

from __future__ import annotations

from typing import Final

from bench.contenders.contender import Contender
from bench.contenders.plain_tantivy import PLAIN_TANTIVY
from bench.contenders.plain_whoosh import PLAIN_WHOOSH
from bench.contenders.song_ngu import song_ngu
from bench.contenders.sqlite_fts5 import FTS5, FTS5_TRIGRAMS
from bench.contenders.xapian_database import XAPIAN

CONTENDERS: Final[tuple[Contender, ...]] = (
    song_ngu("tantivy"),
    song_ngu("tantivy", 2),
    song_ngu("tantivy", mentions=False),
    PLAIN_TANTIVY,
    FTS5,
    FTS5_TRIGRAMS,
    XAPIAN,
    song_ngu("whoosh"),
    PLAIN_WHOOSH,
)
