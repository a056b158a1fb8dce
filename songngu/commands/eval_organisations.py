"""``songngu eval organisations``: measure organisations found by their heads against documents read
in full by hand.

Spans must be exact. What the gazetteer found counts where it is labelled, and is not wrong where it
is not: WTO has no head.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import Any, Final

from msgspec import Struct, field

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import ORGANISATION
from indexer.organisations.organisation_mentions import BY_PATTERN
from songngu.bootstrap import Counts, f1, shown
from songngu.environment import Settings
from songngu.labels import (
    add_evidence_argument,
    add_label_arguments,
    evidence_of,
    ratio,
    read_documents,
    read_json_lines,
)
from synonyms import gazetteer

Place = tuple[str, str, int, str]
"""Document, field, start, surface."""

_DEVELOPED: Final = "developed with"


def add_arguments(parser: argparse.ArgumentParser, _: Settings) -> None:
    """Add the arguments of the command."""
    add_label_arguments(parser)
    add_evidence_argument(parser)


class Labels(Struct):
    """The group and language of each document that was read in full, and the labelled names."""

    documents: dict[str, tuple[str, str]] = field(default_factory=dict)
    names: set[Place] = field(default_factory=set)

    def add(self, row: dict[str, Any]) -> None:
        """Add a line of the file: a name, or ``labelled`` for a document that was read in full."""
        if row.get("labelled"):
            group = f"{_DEVELOPED if row['dev'] else 'held back'}, draw {row['set']}"
            self.documents[row["doc"]] = (row["lang"], group)
        if "surface" in row:
            self.names.add((row["doc"], row["field"], row["start"], row["surface"]))


def run(args: argparse.Namespace) -> int:
    """Print the table; return 0. Raises ``BadFile`` for a file that holds no labels."""
    labels = Labels()
    read_json_lines(args.file, labels.add)
    annotator = Annotator(gazetteer.load(), evidence_of(args))
    labelled = [one for one in read_documents(args.corpus) if one.id in labels.documents]
    found = _found(annotator, labelled, labels.names)
    _print_table(labels, found)
    if args.misses:
        _print_misses(labels, found)
    return 0


def _found(annotator: Annotator, documents: Iterable[Document], wanted: set[Place]) -> set[Place]:
    """Return the organisations that are found by their heads, and those of the gazetteer that are
    labelled."""
    found: set[Place] = set()
    for document in documents:
        for mention in annotator.annotation(Analysed.of(document)).mentions:
            place = document.id, mention.field, mention.start, mention.surface
            is_counted = mention.reason == BY_PATTERN or place in wanted
            if mention.label == ORGANISATION and is_counted:
                found.add(place)
    return found


def _print_table(labels: Labels, found: set[Place]) -> None:
    print("| language | labels | documents | organisations | P | R | F1 | within |")
    print("|---|---|---|---|---|---|---|---|")
    for lang, group in sorted(set(labels.documents.values())):
        documents = [doc for doc, own in labels.documents.items() if own == (lang, group)]
        counts = [_counts(labels.names, found, doc) for doc in documents]
        right, told, wanted = (sum(one) for one in zip(*counts, strict=True))
        ratios = (ratio(right, told), ratio(right, wanted), f"{f1(counts) or 0:.3f}")
        cells = (len(documents), wanted, *ratios, shown(counts))
        print(f"| {lang} | {group} | {' | '.join(map(str, cells))} |")


def _counts(wanted: set[Place], found: set[Place], doc: str) -> Counts:
    own = {place for place in wanted if place[0] == doc}
    its = {place for place in found if place[0] == doc}
    return Counts(len(own & its), len(its), len(own))


def _print_misses(labels: Labels, found: set[Place]) -> None:
    """Print what was missed or wrong, of the documents that the rules were developed with only: the
    others stay unseen."""
    for what, places in (("missed", labels.names - found), ("wrong", found - labels.names)):
        for doc, field_name, start, surface in sorted(places):
            if labels.documents[doc][1].startswith(_DEVELOPED):
                print(f"{what} {doc} {field_name}:{start} {surface}")
