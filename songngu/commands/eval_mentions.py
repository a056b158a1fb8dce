"""``songngu eval mentions``: measure how border gates are recognised, against labels by hand.

A labelled occurrence that is no mention counts as ``other``. The tables also show

- a baseline that knows no context: every exact string is the gate;
- a validation across names, and one across sources: each name (source) is decided without the cue
  words that decided no other name (no document of another source). Its result is what the lists of
  cue words would give for a name or a source whose labels nobody saw;
- within what each F1 lies when documents are drawn again (songngu/bootstrap.py).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from msgspec import Struct

from indexer.analysis.analysed_document import Analysed
from indexer.analysis.tokens import analyse
from indexer.annotation.annotator import Annotator
from indexer.linking.cue_words import without
from indexer.linking.mention import GATE, OTHER, PLACE
from songngu.bootstrap import Counts, shown
from songngu.environment import Settings
from songngu.labels import add_label_arguments, read_documents, read_json_lines
from synonyms import gazetteer

Keys = tuple[str, ...]
"""The search keys of some words."""

Place = tuple[str, str, int]
"""Document, field, start."""


class Judged(NamedTuple):
    """A labelled occurrence: the label by hand, the label that was decided, the document."""

    wanted: str
    decided: str
    doc: str


class LabelDecision(NamedTuple):
    """What a mention was decided to be, the reason, and the keys of the words that decided."""

    label: str
    reason: str
    words: Keys


NO_MENTION: Final = LabelDecision(OTHER, "no mention", ())


class Label(Struct, frozen=True):
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
        labels.append(Label(**{name: row[name] for name in Label.__struct_fields__}))

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
        judged = Judged(label.label, decisions.get(label.place, NO_MENTION).label, label.doc)
        for group in ("all", label.corpus):
            by_group[group].append(judged)
        by_name[label.surface].append(judged)
    _print_head("labels")
    for group in ("all", "vi", "zh"):
        _print_row(group, by_group[group])
    _print_row("exact string", [one._replace(decided=GATE) for one in by_group["all"]])
    sources = {one.document.id: one.document.source for one in documents}
    for what, group_of in (
        ("alias", lambda label: label.surface),
        # A document that says no source is one of its own.
        ("source", lambda label: sources.get(label.doc) or label.doc),
    ):
        judged_again = _across(group_of, annotator, documents, labels, decisions)
        _print_row(f"each {what} left out", judged_again)
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


def _across(
    group_of: Callable[[Label], str],
    annotator: Annotator,
    documents: Sequence[Analysed],
    labels: Sequence[Label],
    decisions: Mapping[Place, LabelDecision],
) -> list[Judged]:
    """Judge all labels, each group without the words that decided in no other group."""
    groups_by_words: dict[Keys, set[str]] = defaultdict(set)
    for label in labels:
        words = decisions.get(label.place, NO_MENTION).words
        groups_by_words[words].add(group_of(label))
    judged: list[Judged] = []
    for group in dict.fromkeys(map(group_of, labels)):
        own = [label for label in labels if group_of(label) == group]
        ids = {label.doc for label in own}
        with without({words for words, groups in groups_by_words.items() if groups == {group}}):
            again = _decisions(annotator, [one for one in documents if one.document.id in ids])
        judged += [
            Judged(one.label, again.get(one.place, NO_MENTION).label, one.doc) for one in own
        ]
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


def _by_document(judged: Iterable[Judged], positive: Collection[str]) -> list[Counts]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        found[one.doc].append(one)
    return [
        Counts(
            sum(one.wanted in positive and one.decided in positive for one in of_one),
            sum(one.decided in positive for one in of_one),
            sum(one.wanted in positive for one in of_one),
        )
        for of_one in found.values()
    ]


def _print_misses(labels: Iterable[Label], decisions: Mapping[Place, LabelDecision]) -> None:
    for label in labels:
        decided = decisions.get(label.place, NO_MENTION)
        if decided.label != label.label:
            where = f"{label.doc} {label.field}:{label.start} {label.surface}"
            print(f"{where}: {label.label}, told {decided.label} ({decided.reason})")


def _print_head(first: str) -> None:
    print(
        f"| {first} | of | gate or place P | R | F1 | within | gate P | R | F1 | within "
        "| place P | R | F1 | within |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|")


def _print_row(name: str, judged: Sequence[Judged]) -> None:
    cells = []
    for positive in ((GATE, PLACE), (GATE,), (PLACE,)):
        found = scores(judged, positive)
        cells += [f"{one:.3f}" for one in found] if found else ["–"] * 3
        cells.append(shown(_by_document(judged, positive)))
    print(f"| {name} | {len(judged)} | {' | '.join(cells)} |")
