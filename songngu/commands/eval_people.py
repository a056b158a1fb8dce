"""``songngu eval people``: measure people's names against documents read in full by hand."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from msgspec import Struct, field

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import PERSON
from indexer.ner.evidence.known_people import People, gather
from indexer.ner.vietnamese.name_model import NameModel, RulesAlone
from songngu.bootstrap import Counts, shown
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


def add_arguments(parser: argparse.ArgumentParser, _: Settings) -> None:
    """Add the arguments of the command."""
    add_label_arguments(parser)
    add_evidence_argument(parser)
    parser.add_argument(
        "--each-source-out",
        action="store_true",
        help="also find the names of each source with evidence from all others (documents that say "
        "none are one source); this gathers the evidence of the corpus once for each",
    )
    parser.add_argument(
        "--rules-alone", action="store_true", help="without the model that reviews Vietnamese names"
    )


class Names(Struct):
    """Places of people's names: full names, and parts of names (a surname, a given name)."""

    full: set[Place] = field(default_factory=set)
    parts: set[Place] = field(default_factory=set)

    def add(self, place: Place, *, is_part: bool) -> None:
        """Add one name."""
        (self.parts if is_part else self.full).add(place)

    @property
    def all(self) -> set[Place]:
        """Full names and parts of names."""
        return self.full | self.parts

    def within(self, documents: Collection[str]) -> Names:
        """Return the names in these documents."""
        return Names(
            {place for place in self.full if place[0] in documents},
            {place for place in self.parts if place[0] in documents},
        )


class Labels(Struct):
    """The labelled names, and the language of each document that was read in full."""

    languages: dict[str, str] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    def add(self, row: dict[str, Any]) -> None:
        """Add a line of the file: a name, or ``labelled`` for a document that was read in full."""
        if row.get("labelled"):
            self.languages[row["doc"]] = row["lang"]
        if "surface" in row:
            place = row["doc"], row["field"], row["start"], row["surface"]
            self.names.add(place, is_part=row["partial"])


def run(args: argparse.Namespace) -> int:
    """Print the table; return 0. Raises ``BadFile`` for a file that holds no labels."""
    labels = Labels()
    read_json_lines(args.file, labels.add)
    people = evidence_of(args)
    model = RulesAlone() if args.rules_alone else None
    annotator = Annotator(gazetteer.load(), people, model=model)
    labelled = [one for one in read_documents(args.corpus) if one.id in labels.languages]
    found = _found(annotator, labelled)
    _print_head()
    _print(labels, found)
    if args.each_source_out:
        _print(labels, _each_source_out(args, people, labelled, model), " each source left out")
    if args.misses:
        _print_misses(labels.names, found)
    return 0


def _found(annotator: Annotator, documents: Iterable[Document]) -> Names:
    """Return the names of people that the annotator finds."""
    found = Names()
    for document in documents:
        for mention in annotator.annotation(Analysed.of(document)).mentions:
            if mention.label == PERSON:
                place = document.id, mention.field, mention.start, mention.surface
                found.add(place, is_part=mention.partial)
    return found


def _each_source_out(
    args: argparse.Namespace,
    people: People,
    labelled: Sequence[Document],
    model: NameModel | None,
) -> Names:
    """Return the names that are found in each source with the evidence of all others. What the
    Chinese model has read once it is not asked again; what the Vietnamese one has learnt it
    keeps."""
    found = Names()
    for source in dict.fromkeys(one.source for one in labelled):
        others = gather(
            (one for one in read_documents(args.corpus) if one.source != source), people
        )
        annotator = Annotator(gazetteer.load(), others, model=model)
        own = _found(annotator, (one for one in labelled if one.source == source))
        found = Names(found.full | own.full, found.parts | own.parts)
    return found


def _print_head() -> None:
    print("| language | documents | full names | P | R | F1 | within | parts of names | R |")
    print("|---|---|---|---|---|---|---|---|---|")


def _print(labels: Labels, found: Names, how: str = "") -> None:
    """Print precision, recall and F1 of full names, and recall of parts, by language. What stands
    where a part is labelled is neither right nor wrong."""
    for lang in sorted(set(labels.languages.values())):
        documents = {doc for doc, its in labels.languages.items() if its == lang}
        wanted = labels.names.within(documents)
        told = found.within(documents)
        spans = told.all - wanted.parts
        right = len(wanted.full & spans)
        cells = (
            len(documents),
            len(wanted.full),
            ratio(right, len(spans)),
            ratio(right, len(wanted.full)),
            ratio(2 * right, len(spans) + len(wanted.full)),
            shown([_counts(wanted, told, doc) for doc in documents]),
            len(wanted.parts),
            ratio(len(wanted.parts & told.all), len(wanted.parts)),
        )
        print(f"| {lang}{how} | {' | '.join(map(str, cells))} |")


def _counts(wanted: Names, told: Names, doc: str) -> Counts:
    own = wanted.within((doc,))
    spans = told.within((doc,)).all - own.parts
    return Counts(len(own.full & spans), len(spans), len(own.full))


def _print_misses(wanted: Names, found: Names) -> None:
    """Print names that were missed, names that are none, and parts that were missed."""
    for what, places in (
        ("missed", wanted.full - found.all),
        ("wrong", found.all - wanted.all),
        ("missed part", wanted.parts - found.all),
    ):
        for doc, field_name, start, surface in sorted(places):
            print(f"{what} {doc} {field_name}:{start} {surface}")
