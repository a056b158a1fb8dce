"""The bilingual lexicon: words and set phrases that are no names, in both languages.

``data/lexicon.tsv`` has one concept a line: its wordings in Vietnamese and in Chinese, ``|``
between them and the commonest first; its part of speech; ``related`` wordings that are broader,
narrower or of another register; and a note where a word is ambiguous. A word with two meanings has
two lines.
What is a name stands in the gazetteer (synonyms/gazetteer.py).
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

FILE: Final = Path(__file__).with_name("data") / "lexicon.tsv"

COLUMNS: Final = ("vi", "zh", "pos", "related", "note")

PARTS_OF_SPEECH: Final = ("n", "v", "a", "adv", "phrase", "num", "part")
"""``num`` are numerals and units, ``part`` are function words."""


class LexiconEntry(NamedTuple):
    """One concept with its wordings; ``related`` are wordings of either language."""

    vi: tuple[str, ...]
    zh: tuple[str, ...]
    pos: str
    related: tuple[str, ...] = ()
    note: str = ""


@lru_cache(maxsize=1)
def lexicon_entries() -> tuple[LexiconEntry, ...]:
    """Return all entries in the order of the file. Raises ``ValueError`` for a line that is none,
    with its number."""
    text = FILE.read_text("utf-8")
    found = []
    header: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            header = cells
            if tuple(header) != COLUMNS:
                raise ValueError(f"lexicon.tsv:{number}: the columns must be {' '.join(COLUMNS)}")
            continue
        if len(cells) != len(COLUMNS) or not cells[0] or not cells[1]:
            raise ValueError(f"lexicon.tsv:{number}: a line has vi, zh and three more cells")
        vi, zh, pos, related, note = cells
        if pos not in PARTS_OF_SPEECH:
            raise ValueError(f"lexicon.tsv:{number}: unknown part of speech {pos!r}")
        found.append(LexiconEntry(_wordings(vi), _wordings(zh), pos, _wordings(related), note))
    return tuple(found)


def _wordings(cell: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in cell.split("|") if one.strip())
