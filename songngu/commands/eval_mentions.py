"""``songngu eval mentions``: measure how border gates are recognised, against labels by hand.

A labelled occurrence that is no mention counts as ``other``. The tables also show

- a baseline that knows no context: every exact string is the gate;
- a validation across names: each name is decided without the cue words that decided no other
  name. Its result is what the lists of cue words would give for a name whose labels nobody saw.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from indexer.analysis.analysed_document import Analysed
from indexer.analysis.tokens import analyse
from indexer.annotation.annotator import Annotator
from indexer.linking.cue_words import without
from indexer.linking.mention import GATE, OTHER, PLACE
from songngu.environment import Settings
from songngu.labels import add_label_arguments, read_documents, read_json_lines
from synonyms import gazetteer

Keys = tuple[str, ...]
"""The search keys of some words."""

Place = tuple[str, str, int]
"""Document, field, start."""


class Judged(NamedTuple):
    """A labelled occurrence: the label by hand, and the label that was decided."""

    wanted: str
    decided: str


class LabelDecision(NamedTuple):
    """What a mention was decided to be, the reason, and the keys of the words that decided."""

    label: str
    reason: str
    words: Keys


NO_MENTION: Final = LabelDecision(OTHER, "no mention", ())


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled occurrence."""

    corpus: str
    doc: str
    field: str
    start: int
    surface: str
    label: str

    @property
    def place(self) -> Place:
        """Where it is."""
        return self.doc, self.field, self.start


def add_arguments(parser: argparse.ArgumentParser, _: Settings) -> None:
    """Add the arguments of the command."""
    add_label_arguments(parser)


def read_labels(file: Path) -> list[Label]:
    """Return the labels of a file of JSON lines; raise ``BadFile`` if it holds something else."""
    labels: list[Label] = []

    def take(row: dict[str, Any]) -> None:
        labels.append(Label(**{name: row[name] for name in Label.__slots__}))

    read_json_lines(file, take)
    return labels


def run(args: argparse.Namespace) -> int:
    """Print the tables; return 0. Raises ``BadFile`` for a file that holds no labels."""
    labels = read_labels(args.file)
    wanted = {label.doc for label in labels}
    annotator = Annotator(gazetteer.load())
    documents = [Analysed.of(one) for one in read_documents(args.corpus) if one.id in wanted]
    decisions = _decisions(annotator, documents)
    if args.misses:
        _print_misses(labels, decisions)
    by_group: dict[str, list[Judged]] = defaultdict(list)
    by_name: dict[str, list[Judged]] = defaultdict(list)
    for label in labels:
        judged = Judged(label.label, decisions.get(label.place, NO_MENTION).label)
        for group in ("all", label.corpus):
            by_group[group].append(judged)
        by_name[label.surface].append(judged)
    _print_head("labels")
    for group in ("all", "vi", "zh"):
        _print_row(group, by_group[group])
    _print_row("exact string", [Judged(one.wanted, GATE) for one in by_group["all"]])
    _print_row("each alias left out", _across_names(annotator, documents, labels, decisions))
    print()
    _print_head("alias")
    for name in sorted(by_name, key=lambda name: -len(by_name[name])):
        _print_row(name, by_name[name])
    return 0


def _decisions(annotator: Annotator, documents: Iterable[Analysed]) -> dict[Place, LabelDecision]:
    """Return what each mention of a gate was decided to be."""
    return {
        (one.document.id, mention.field, mention.start): LabelDecision(
            mention.label, mention.reason, tuple(analyse(mention.detail.lower()).keys)
        )
        for one in documents
        for mention in annotator.annotation(one).mentions
        if mention.kind == "gate"
    }


def _across_names(
    annotator: Annotator,
    documents: Sequence[Analysed],
    labels: Sequence[Label],
    decisions: Mapping[Place, LabelDecision],
) -> list[Judged]:
    """Judge all labels, each name without the words that decided no other name."""
    names_by_words: dict[Keys, set[str]] = defaultdict(set)
    for label in labels:
        names_by_words[decisions.get(label.place, NO_MENTION).words].add(label.surface)
    judged: list[Judged] = []
    for name in dict.fromkeys(label.surface for label in labels):
        own = [label for label in labels if label.surface == name]
        ids = {label.doc for label in own}
        with without({words for words, names in names_by_words.items() if names == {name}}):
            again = _decisions(annotator, [one for one in documents if one.document.id in ids])
        judged += [Judged(one.label, again.get(one.place, NO_MENTION).label) for one in own]
    return judged


def scores(
    judged: Iterable[Judged], positive: Collection[str]
) -> tuple[float, float, float] | None:
    """Return precision, recall and F1 of these labels against all others.

    None if no occurrence has one of them, by hand or decided.
    """
    right = decided = wanted = 0
    for one in judged:
        right += one.wanted in positive and one.decided in positive
        decided += one.decided in positive
        wanted += one.wanted in positive
    if not decided and not wanted:
        return None
    precision = right / decided if decided else 0.0
    recall = right / wanted if wanted else 0.0
    return precision, recall, 2 * right / (decided + wanted)


def _print_misses(labels: Iterable[Label], decisions: Mapping[Place, LabelDecision]) -> None:
    for label in labels:
        decided = decisions.get(label.place, NO_MENTION)
        if decided.label != label.label:
            where = f"{label.doc} {label.field}:{label.start} {label.surface}"
            print(f"{where}: {label.label}, told {decided.label} ({decided.reason})")


def _print_head(first: str) -> None:
    print(f"| {first} | of | gate or place P | R | F1 | gate P | R | F1 | place P | R | F1 |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")


def _print_row(name: str, judged: Sequence[Judged]) -> None:
    cells = []
    for positive in ((GATE, PLACE), (GATE,), (PLACE,)):
        found = scores(judged, positive)
        cells += [f"{one:.3f}" for one in found] if found else ["–"] * 3
    print(f"| {name} | {len(judged)} | {' | '.join(cells)} |")
