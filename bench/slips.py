"""``python -m bench.slips INDEX [NAMES]``: what is offered for slips, and how often without one.

Prints the table of forty slips (bench/slip_cases.py). With NAMES, a table of names in both
languages with the columns ``name_vi`` and ``name_zh_hans``, also: how often a name that is typed
right is offered another, and how often the right one is offered first for slips made at random by
the rules.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.slip_cases import SLIPS
from search.answer.models import Results, Suggestion
from search.archive import Archive
from search.request import Request
from search.slips.corrections import may_be_syllable
from search.slips.han_slips import character_slips
from search.slips.letter_slips import dropped, swapped
from search.slips.syllable_slips import syllable_slips
from synonyms.spelling import is_han, toneless

SEED: Final = 11
RUNS: Final = 3
"""Slips of each spelling of a name."""


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("names", nargs="?", type=Path)
    args = parser.parse_args()
    archive = Archive(args.index)
    archive.prepare()
    _print_table(archive)
    if args.names:
        _print_figures(archive, args.names)
    return 0


def near(results: Results) -> list[Suggestion]:
    """Return the offers for slips of an answer."""
    return [one for one in results.suggestions if one.sort == "near"]


def _print_table(archive: Archive) -> None:
    print("| typed | slip | found | offered |\n|---|---|---|---|")
    first = 0
    for typed, meant, slip in SLIPS:
        results = archive.results(Request(typed))
        offers = near(results)
        first += bool(offers) and offers[0].text.casefold() == meant.casefold()
        shown = ", ".join(f"{one.text} ({one.count:,})" for one in offers)
        print(f"| {typed} | {slip} | {results.total:,} | {shown or '–'} |")
    print(f"\nThe one meant is offered first for {first} of {len(SLIPS)}.")


def _print_figures(archive: Archive, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    for column, spell in (("name_vi", str), ("name_vi", _plain), ("name_zh_hans", str)):
        names = sorted({spell(row[column]) for row in rows})
        label = "without tones" if spell is _plain else column
        print(f"\n{label}: {len(names)} names")
        _print_false(archive, names)
        _print_random(archive, names)


def _plain(name: str) -> str:
    return " ".join(map(toneless, name.lower().split()))


def _print_false(archive: Archive, names: Sequence[str]) -> None:
    """Print how often a name that some document has is offered another."""
    there = [name for name in names if archive.results(Request(name, limit=0)).total]
    seconds, false = [], []
    for name in there:
        begun = time.perf_counter()
        offers = near(archive.results(Request(name, limit=0)))
        seconds.append(time.perf_counter() - begun)
        if offers:
            false.append(f"{name} → {offers[0].text}")
    print(f"- typed right and found: {len(there)}, offered another: {len(false)} {false}")
    print(f"- median of an answer: {1000 * statistics.median(seconds):.1f} ms")


def _print_random(archive: Archive, names: Sequence[str]) -> None:
    """Print how often the right name is offered first."""
    chance = random.Random(SEED)
    places: Counter[str] = Counter()
    missed = []
    for name in names:
        right = archive.results(Request(name, limit=0))
        if not any((row.lang == "zh") == is_han(name[0]) for row in right.forms):
            continue
        for typed in _slips(chance, name):
            results = archive.results(Request(typed, limit=0))
            offers = [one.text for one in near(results)]
            wanted = name
            if name.isascii():
                wanted = name.lower()
                offers = [toneless(one.lower()) for one in offers]
            place = "first" if offers[:1] == [wanted] else "later" if wanted in offers else "not"
            if place == "not" and {row.form for row in right.forms} & {
                row.form for row in results.forms
            }:
                place = "found as typed"
            places[place] += 1
            if place == "not":
                missed.append(
                    f"{typed} {results.total} ({name} {right.total}): {', '.join(offers) or '–'}"
                )
    total = sum(places.values())
    print(f"- slips at random: {total}; " + ", ".join(f"{k} {v}" for k, v in places.items()))
    for line in chance.sample(missed, min(12, len(missed))):
        print(f"  - {line}")


def _slips(chance: random.Random, name: str) -> Iterator[str]:
    """Yield a name with one slip, each a different one."""
    keys = list(name) if is_han(name[0]) else name.split()
    made = set()
    for _ in range(RUNS):
        at = chance.randrange(len(keys))
        options = [one for one in _one_slip(keys[at]) if one != keys[at]]
        if name.isascii():
            options = sorted({toneless(one) for one in options} - {keys[at]})
        if options:
            spelt = [*keys[:at], chance.choice(options), *keys[at + 1 :]]
            made.add(("" if is_han(name[0]) else " ").join(spelt))
    yield from sorted(made)


def _one_slip(key: str) -> list[str]:
    if is_han(key):
        return sorted(one for one, cost in character_slips(key).items() if cost < 1)
    lower = key.lower()
    near = sorted(syllable_slips(lower)) if may_be_syllable(lower) else []
    edits = [one for one in (*dropped(lower), *swapped(lower)) if len(one) > 1]
    return [one.capitalize() if key[0].isupper() else one for one in [*near, *edits]]


if __name__ == "__main__":
    raise SystemExit(main())
