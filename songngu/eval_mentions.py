"""``songngu eval mentions``: gates told apart, against labels made by hand.

A labelled occurrence that is no mention counts as told to be something else. Beside the figures
stands the naive baseline: every exact string is the gate.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.readers import read_paths
from indexer.analysed import Analysed
from indexer.annotation import Annotator
from indexer.mentions.mention import GATE, OTHER, PLACE
from synonyms import gazetteer

Pair = tuple[str, str]
"""Label by hand, label told."""


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled occurrence."""

    corpus: str
    doc: str
    field: str
    start: int
    surface: str
    label: str


def read_labels(file: Path) -> list[Label]:
    """The labels of a file of JSON lines."""
    rows = (json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip())
    names = Label.__slots__
    return [Label(**{name: row[name] for name in names}) for row in rows]


def run(file: Path, corpus: Sequence[Path], *, misses: bool = False) -> int:
    """Print the tables; 0."""
    labels = read_labels(file)
    wanted = {one.doc for one in labels}
    annotator = Annotator(gazetteer.load())
    told: dict[tuple[str, str, int], tuple[str, str]] = {}
    for item in read_paths(corpus):
        if isinstance(item, Document) and item.id in wanted:
            for one in annotator.annotation(Analysed.of(item)).mentions:
                if one.kind == "gate":
                    told[item.id, one.field, one.start] = one.label, one.reason
    by_group: dict[str, list[Pair]] = defaultdict(list)
    by_alias: dict[str, list[Pair]] = defaultdict(list)
    for row in labels:
        place = row.doc, row.field, row.start
        label, reason = told.get(place, (OTHER, "no mention"))
        for group in ("all", row.corpus):
            by_group[group].append((row.label, label))
        by_alias[row.surface].append((row.label, label))
        if misses and label != row.label:
            where = f"{row.doc} {row.field}:{row.start} {row.surface}"
            print(f"{where}: {row.label}, told {label} ({reason})")
    _head("labels")
    for group in ("all", "vi", "zh"):
        _print(group, by_group[group])
    _print("exact string", [(label, GATE) for label, _ in by_group["all"]])
    print()
    _head("alias")
    for alias in sorted(by_alias, key=lambda name: -len(by_alias[name])):
        _print(alias, by_alias[alias])
    return 0


def scores(pairs: Iterable[Pair], positive: Collection[str]) -> tuple[float, float, float] | None:
    """Precision, recall and F1 of telling these labels from the others; None without any."""
    right = told = meant = 0
    for label, said in pairs:
        right += label in positive and said in positive
        told += said in positive
        meant += label in positive
    if not told and not meant:
        return None
    precision = right / told if told else 0.0
    recall = right / meant if meant else 0.0
    return precision, recall, 2 * right / (told + meant)


def _head(first: str) -> None:
    print(f"| {first} | of | gate or place P | R | F1 | gate P | R | F1 | place P | R | F1 |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")


def _print(name: str, pairs: Sequence[Pair]) -> None:
    cells = []
    for positive in ((GATE, PLACE), (GATE,), (PLACE,)):
        found = scores(pairs, positive)
        cells += [f"{one:.3f}" for one in found] if found else ["–"] * 3
    print(f"| {name} | {len(pairs)} | {' | '.join(cells)} |")
