"""``songngu eval mentions``: gates told apart, against labels made by hand.

A labelled occurrence that is no mention counts as told to be something else. Beside the figures
stand the naive baseline, every exact string being the gate, and a validation across aliases: each
alias is told apart without the words that, of all labels, decided only its own. That is what the
lists of words would be had its labels never been seen.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.document import Document
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.analysis.tokens import analyse
from indexer.annotation.annotator import Annotator
from indexer.linking.cue_words import without
from indexer.linking.mention import GATE, OTHER, PLACE
from synonyms import gazetteer

Pair = tuple[str, str]
"""Label by hand, label told."""


Keys = tuple[str, ...]
Place = tuple[str, str, int]
"""Document, field, start."""

Told = tuple[str, str, Keys]
"""Label, reason, and the words that decided."""

NOTHING: Final[Told] = OTHER, "no mention", ()


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
    documents = [
        Analysed.of(item)
        for item in read_paths(corpus)
        if isinstance(item, Document) and item.id in wanted
    ]
    told = _told(annotator, documents)
    by_group: dict[str, list[Pair]] = defaultdict(list)
    by_alias: dict[str, list[Pair]] = defaultdict(list)
    for row in labels:
        label, reason, _ = told.get(_place(row), NOTHING)
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
    _print("each alias left out", _across(annotator, documents, labels, told))
    print()
    _head("alias")
    for alias in sorted(by_alias, key=lambda name: -len(by_alias[name])):
        _print(alias, by_alias[alias])
    return 0


def _place(row: Label) -> Place:
    return row.doc, row.field, row.start


def _told(annotator: Annotator, documents: Iterable[Analysed]) -> dict[Place, Told]:
    """What each mention of a gate is told to be."""
    return {
        (one.document.id, mention.field, mention.start): (
            mention.label,
            mention.reason,
            tuple(analyse(mention.detail.lower()).keys),
        )
        for one in documents
        for mention in annotator.annotation(one).mentions
        if mention.kind == "gate"
    }


def _across(
    annotator: Annotator,
    documents: Sequence[Analysed],
    labels: Sequence[Label],
    told: Mapping[Place, Told],
) -> list[Pair]:
    """All labels, each alias told apart without the words that only it shows."""
    deciding: dict[Keys, set[str]] = defaultdict(set)
    for row in labels:
        deciding[told.get(_place(row), NOTHING)[2]].add(row.surface)
    found: list[Pair] = []
    for alias in dict.fromkeys(row.surface for row in labels):
        own = [row for row in labels if row.surface == alias]
        ids = {row.doc for row in own}
        with without({words for words, aliases in deciding.items() if aliases == {alias}}):
            again = _told(annotator, [one for one in documents if one.document.id in ids])
        found += [(row.label, again.get(_place(row), NOTHING)[0]) for row in own]
    return found


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
