"""Rebuild the tables of foreign names: ``synonyms/data/transliterations.tsv`` and what it teaches.

    python scripts/build_transliterations.py LIST.tsv    both tables, from a list of name parts
    python scripts/build_transliterations.py [--check]   the sounds alone, from the table of names

The list has a Latin name part, its Chinese spelling and how often, tab-separated: labels of
Wikidata (CC0). Parts become as they are searched: lower case without marks, simplified characters.

The sounds are learnt from the names: each character stands for one to five letters, in order. Which
letters is found by expectation maximisation over all ways to cut a name (40 s).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from generated_table import write_or_check

from synonyms.spelling import character_key, syllable_key, toneless

DATA: Final = Path(__file__).resolve().parents[1] / "synonyms" / "data"
NAMES: Final = DATA / "transliterations.tsv"
SOUNDS: Final = DATA / "transliteration_sounds.tsv"

ROUNDS: Final = 8
"""After as many the table hardly changes."""

LONGEST: Final = 5
"""Most letters of a character: *bourg* 堡."""

LEAST: Final = 3.0
"""Least expected number of times that a chunk stands for a character; rarer is misaligned."""

_QUOTES: Final = re.compile(r"[「」“”\"'.,。，\u200b-\u200f\s]+")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")
_LETTERS: Final = re.compile(r"[a-z]+")
# Letters that no combining mark makes.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ı": "i"}
)

Pairs = dict[tuple[str, str], int]


def cleaned(lines: Iterable[str]) -> Pairs:
    """Return (Latin, Han) → how often."""
    found: Counter[tuple[str, str]] = Counter()
    for line in lines:
        cells = line.rstrip("\n").split("\t")
        if line.startswith("#") or len(cells) != 3 or not cells[2].isdigit():
            continue
        # Titles and comments behind a comma or in brackets: 弗洛里，弗洛里男爵.
        han = _QUOTES.sub("", re.split(r"[，(（]", cells[1])[0])
        han = "".join(map(character_key, han))
        latin = toneless(syllable_key(_QUOTES.sub("", cells[0]))).translate(_PLAIN)
        latin = re.sub(r"[-ʻ’‘‑]", "", latin)
        if _HAN.fullmatch(han) and _LETTERS.fullmatch(latin) and len(latin) > 1:
            found[latin, han] += int(cells[2])
    return dict(found)


def learnt(pairs: Pairs) -> dict[tuple[str, str], float]:
    """Return (character, letters) → expected number of times that they stand for each other."""
    weights: dict[tuple[str, str], float] = {}
    data = [
        (latin, han)
        for latin, han in pairs
        if 1 < len(han) <= len(latin) <= LONGEST * len(han) and len(latin) <= 16
    ]
    for _ in range(ROUNDS):
        counts: dict[tuple[str, str], float] = defaultdict(float)
        for latin, han in data:
            _align(latin, han, weights, counts)
        by_char: dict[str, float] = defaultdict(float)
        by_chunk: dict[str, float] = defaultdict(float)
        for (char, chunk), count in counts.items():
            by_char[char] += count
            by_chunk[chunk] += count
        # A chunk is as likely as the character makes it, and the character as the chunk.
        weights = {
            key: count / by_char[key[0]] * (count / by_chunk[key[1]]) ** 0.5
            for key, count in counts.items()
            if count > 0.05
        }
    return {key: count for key, count in counts.items() if count >= LEAST}


def _align(
    latin: str,
    han: str,
    weights: dict[tuple[str, str], float],
    counts: dict[tuple[str, str], float],
) -> None:
    """Add the expected alignments of one pair (forward and backward)."""
    size, length = len(latin), len(han)
    forward = [[0.0] * (size + 1) for _ in range(length + 1)]
    backward = [[0.0] * (size + 1) for _ in range(length + 1)]
    forward[0][0] = backward[length][size] = 1.0
    edges: list[list[tuple[int, int, tuple[str, str], float]]] = []
    for step, char in enumerate(han):
        own = []
        left, rest = forward[step], length - step - 1
        for first in range(step, size - rest):
            if not left[first]:
                continue
            for last in range(first + 1, min(first + LONGEST, size - rest) + 1):
                key = (char, latin[first:last])
                weight = (
                    weights.get(key, 1e-9) if weights else 0.1 ** abs(last - first - size / length)
                )
                own.append((first, last, key, weight))
                forward[step + 1][last] += left[first] * weight
        edges.append(own)
    whole = forward[length][size]
    if whole <= 0:
        return
    for step in range(length - 1, -1, -1):
        for first, last, _, weight in edges[step]:
            backward[step][first] += weight * backward[step + 1][last]
    for step, own in enumerate(edges):
        for first, last, key, weight in own:
            share = forward[step][first] * weight * backward[step + 1][last] / whole
            if share > 0.01:
                counts[key] += share


def names_written(pairs: Pairs) -> str:
    """Return the table of names: sorted, a pair a line."""
    lines = [
        "# Made by scripts/build_transliterations.py from labels of Wikidata (CC0); do not edit.",
        "# A part of a foreign name, its Chinese spelling, in how many labels.",
        *(f"{latin}\t{han}\t{count}" for (latin, han), count in sorted(pairs.items())),
    ]
    return "\n".join(lines) + "\n"


def sounds_written() -> str:
    """Return the table of sounds, a character a line, learnt from the table of names."""
    counts = learnt(cleaned(NAMES.read_text("utf-8").splitlines()))
    by_char: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (char, chunk), count in counts.items():
        by_char[char].append((-round(count), chunk))
    lines = [
        "# Made by scripts/build_transliterations.py from transliterations.tsv; do not edit.",
        "# A character, and the letters it stands for in foreign names with how often.",
    ]
    for char, found in sorted(by_char.items()):
        lines.append(f"{char}\t" + " ".join(f"{chunk} {-count}" for count, chunk in sorted(found)))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if len(sys.argv) == 2 and not sys.argv[1].startswith("-"):
        source = Path(sys.argv.pop()).read_text("utf-8")
        NAMES.write_text(names_written(cleaned(source.splitlines())), "utf-8")
    sys.exit(write_or_check(SOUNDS, sounds_written))
