"""Parts of foreign names with their Chinese spellings: Guterres 古特雷斯.

From labels of Wikidata, by ``scripts/build_transliterations.py``. The table has 60,863 lines and is
searched as one text: 1 ms a look-up, and nothing to build before the first.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Final

from synonyms.spelling import toneless

Listed = tuple[tuple[str, int], ...]
"""Spellings with the number of labels that have them, most first."""

# Letters that no combining mark makes; as in scripts/build_transliterations.py.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)


@lru_cache(maxsize=1)
def _table() -> str:
    return "\n" + files("synonyms").joinpath("data", "transliterations.tsv").read_text("utf-8")


def plain_letters(key: str) -> str:
    """Return a key of Latin letters as the table has it: without marks."""
    return toneless(key).translate(_PLAIN)


@lru_cache(maxsize=1)
def parts_of_names() -> dict[str, int]:
    """Return how many labels have each part of a name, whatever its spelling: for who asks of very
    many words (30 ms and 5 MB)."""
    found: dict[str, int] = {}
    for line in _table().splitlines():
        cells = line.split("\t")
        if len(cells) == 3:
            found[cells[0]] = found.get(cells[0], 0) + int(cells[2])
    return found


@lru_cache(maxsize=4096)
def han_of_part(latin: str) -> Listed:
    """Return the Chinese spellings of a part of a name, a key without marks."""
    table = _table()
    found: list[tuple[str, int]] = []
    at = table.find(f"\n{latin}\t")
    while at >= 0 and table.startswith(f"\n{latin}\t", at):
        end = table.index("\n", at + 1)
        _, han, count = table[at + 1 : end].split("\t")
        found.append((han, int(count)))
        at = end
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


@lru_cache(maxsize=4096)
def parts_of_han(han: str) -> Listed:
    """Return the parts of names, without marks, that are spelt so in Chinese."""
    table = _table()
    found: list[tuple[str, int]] = []
    at = table.find(f"\t{han}\t")
    while at >= 0:
        first = table.rindex("\n", 0, at) + 1
        end = table.index("\n", at)
        latin, _, count = table[first:end].split("\t")
        found.append((latin, int(count)))
        at = table.find(f"\t{han}\t", end)
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))
