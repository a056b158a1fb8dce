"""A linear model for Chinese people, tried beside the rules:
``python -m bench.chinese_person_model CORPORA --index INDEX --labels FILE … --fresh FILE …``.

``bench/chinese_candidates.py`` says what may be a name; the features are what the rules ask about
it (``indexer/ner/chinese/``). The model learns from the labels, and from *silver* ones of other
documents of the same corpora: names beside a title, all titles of these names cut out of the text,
and against them what neither the rules nor LAC took for a name. Whom the gazetteer knows and whom a
title names is certain; the model decides the rest ("both"), or all ("model"). Printed is what each
is worth on ``--fresh`` labels, with which no rule was written: on documents, and on years of a
source, that the model has not seen. ``--held-back`` labels are only measured: nothing of their
documents is learnt.
"""

from __future__ import annotations

import argparse
import random
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Final

from msgspec.structs import replace

from bench.chinese_candidates import Archive, Candidate, Span, place_of
from bench.linear_model import FOLDS, Example, LinearModel, difference, train, unseen
from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.linking.overlaps import Spans
from indexer.ner.chinese.lexicon import office_before, titles_pattern
from indexer.ner.chinese.standing import LONGEST_OFFICE
from indexer.ner.evidence.known_people import People
from indexer.storage.fingerprint import data_folder
from songngu.bootstrap import Counts, f1, shown
from songngu.commands.eval_people import Labels
from songngu.labels import read_documents, read_json_lines
from synonyms.spelling import simplified_table

NAME: Final = "name"
NONE: Final = "none"
SILVER_DOCUMENTS: Final = 600
SILVER_WEIGHT: Final = 0.1
SHRINKING: Final = 10.0
LEAST: Final = 1.0
"""The least logarithm of the odds of a name. Tried on the documents and years left out were silver
weights 0 and .1, shrinking .3, 1, 3 and 10, and odds of -.5, 0, .5 and 1: F1 of "both" was from
.932 to .940."""
ROUNDS: Final = 3
"""Times that the cost is measured."""


@dataclass
class Trial:
    """All that is compared: by document itself, its source and year, its candidates, and the spans
    of full names and of parts of names, by hand; and the silver examples with their sources."""

    documents: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    full: dict[str, set[Span]] = field(default_factory=lambda: defaultdict(set))
    parts: dict[str, set[Span]] = field(default_factory=lambda: defaultdict(set))
    silver: list[tuple[Example, str]] = field(default_factory=list)

    def learnt(self, left_out: Collection[str]) -> LinearModel:
        """Learn from all documents but some, and from no silver ones of sources that are left out
        whole."""
        kept = {source for doc, source in self.sources.items() if doc not in left_out}
        gone = set(self.sources.values()) - kept
        examples = [
            Example(one.features, NAME if one.span in self.full[doc] else NONE, doc)
            for doc in sorted(self.documents.keys() - left_out)
            for one in self.candidates[doc]
            if one.span not in self.parts[doc]
        ]
        examples += [example for example, source in self.silver if source not in gone]
        return train(examples, (NAME, NONE), SHRINKING)

    def told(self, model: LinearModel, doc: str, *, only_undecided: bool) -> set[Span]:
        """Return the full names of a document by a model."""
        asked = self.candidates[doc]
        odds = [_odds(model, one) for one in asked]
        of_word: dict[str, list[float]] = defaultdict(list)
        for one, score in zip(asked, odds, strict=True):
            of_word[one.word].append(score)
        ranked = []
        for one, score in zip(asked, odds, strict=True):
            its = of_word[one.word]
            # What is a person in one sentence is one in the next.
            weighed = (score + sum(its) / len(its)) / 2
            is_certain = only_undecided and one.is_certain
            if is_certain or weighed > LEAST:
                ranked.append((not is_certain, -weighed, one.span))
        found: set[Span] = set()
        for _, _, span in sorted(ranked):
            if not any(s[0] == span[0] and s[1] < span[2] and span[1] < s[2] for s in found):
                found.add(span)
        return found

    def by_rules(self, doc: str) -> set[Span]:
        """Return the full names of a document by the rules."""
        return {one.span for one in self.candidates[doc] if one.is_ruled}

    def counts(self, told: Mapping[str, set[Span]]) -> dict[str, Counts]:
        """Count by document what was told; a part of a name that is told is neither right nor
        wrong."""
        return {
            doc: Counts(
                len(spans & self.full[doc]),
                len(spans - self.parts[doc]),
                len(self.full[doc]),
            )
            for doc, spans in told.items()
        }


def _odds(model: LinearModel, one: Candidate) -> float:
    scores = model.scores(one.features)
    return scores[NAME] - scores[NONE]


def silver_of(archive: Archive, document: Document) -> Iterator[Example]:
    """Yield what a document teaches by its titles, which are cut out of it."""
    names: set[Span] = set()
    ruled = [one.span for one in archive.candidates(Analysed.of(document)) if one.is_ruled]
    texts: dict[str, str] = {}
    for name in ("title", "body"):
        text = getattr(document, name)
        plain = text.translate(simplified_table())
        beside = {span: _title(plain, span) for span in ruled if span[0] == name}
        gone = {at for title in beside.values() for at in title}
        texts[name] = "".join(char for at, char in enumerate(text) if at not in gone)
        for (_, start, end), title in beside.items():
            if title and gone.isdisjoint(range(start, end)):
                moved = sum(at < start for at in gone)
                names.add((name, start - moved, end - moved))
    if not names:
        return
    titled = Spans(place_of(*span) for span in names)
    without = replace(document, title=texts["title"], body=texts["body"])
    for one in archive.candidates(Analysed.of(without)):
        # What the rules or LAC took for a name without a title teaches nothing.
        is_none = titled.overlap(place_of(*one.span)) or not (one.is_ruled or one.is_tagged)
        if one.span in names or is_none:
            label = NAME if one.span in names else NONE
            yield Example(one.features, label, document.id, SILVER_WEIGHT)


def _title(plain: str, span: Span) -> range:
    """Return the place of the title before or behind a name, or an empty one."""
    _, start, end = span
    before = office_before().search(plain, max(start - LONGEST_OFFICE, 0), start)
    found = before or titles_pattern().match(plain, end)
    return range(*found.span()) if found else range(0)


def source_of(document: Document) -> str:
    """Return the source and the year: all our Chinese documents are of one programme."""
    return f"{document.source or Path(document.path).name} {document.date[:4]}"


def gathered(
    archive: Archive, documents: Iterable[Document], labels: Labels, held: Collection[str]
) -> Trial:
    """Read what is compared, and the silver examples of documents drawn at random."""
    trial = Trial()
    others: list[Document] = []
    for document in documents:
        source = source_of(document)
        if document.id in labels.languages and labels.languages[document.id] == "zh":
            trial.documents[document.id] = document.id
            trial.sources[document.id] = source
            trial.candidates[document.id] = archive.candidates(Analysed.of(document))
        elif document.lang == "zh" and document.id not in held:
            others.append(document)
    for places, found in ((labels.names.full, trial.full), (labels.names.parts, trial.parts)):
        for doc, name, start, surface in places:
            found[doc].add((name, start, start + len(surface)))
    for document in random.Random(3).sample(others, min(SILVER_DOCUMENTS, len(others))):
        source = source_of(document)
        trial.silver += [(example, source) for example in silver_of(archive, document)]
    return trial


def print_row(name: str, ours: Mapping[str, Counts], rules: Mapping[str, Counts]) -> None:
    """Print precision, recall and F1 with its interval, and how much better than the rules it
    is."""
    its = list(ours.values())
    right, found, wanted = (sum(one) for one in zip(*its, strict=True))
    better = difference(ours, rules) if ours is not rules else "–"
    cells = f"{right / max(1, found):.3f} | {right / max(1, wanted):.3f} | {f1(its) or 0:.3f}"
    print(f"| {name} | {wanted} | {cells} | {shown(its)} | {better} |")


def print_worth(trial: Trial, fresh: Collection[str]) -> None:
    """Print the rules, the model and both on ``fresh`` documents, by documents and by sources left
    out."""
    rules = trial.counts({doc: trial.by_rules(doc) for doc in sorted(fresh)})
    print_row("rules", rules, rules)
    for what, groups, at_most in (
        ("documents", trial.documents, FOLDS),
        ("each year", trial.sources, len(trial.sources)),
    ):
        models = unseen(groups, trial.learnt, at_most)
        for name, only in (("model", False), ("both", True)):
            told = {doc: trial.told(models[doc], doc, only_undecided=only) for doc in rules}
            judged = trial.counts(told)
            print_row(f"{name}, {what} left out", judged, rules)


def print_cost(archive: Archive, documents: Iterable[Document]) -> None:
    """Print what finding the candidates with their features adds to deciding the mentions, in time
    of the processor; adding up their weights comes on top of that."""
    analysed = [Analysed.of(one) for one in documents]
    spent = {"mentions": [0.0], "candidates": [0.0]}
    for what in [*spent] * (ROUNDS + 1):
        started = process_time()
        for one in analysed:
            if what == "mentions":
                archive.annotator.annotation(one)
            else:
                archive.candidates(one)
        spent[what].append(process_time() - started)
    # The first round makes the tables; to find candidates, the mentions are decided too.
    mentions, whole = (min(its[2:]) for its in spent.values())
    print(f"\ncandidates: {whole / mentions - 1:.0%} more than the mentions of {len(analysed)}")


def read_labels(files: Iterable[Path]) -> Labels:
    """Return the labels of some files."""
    labels = Labels()
    for file in files:
        read_json_lines(file, labels.add)
    return labels


def main() -> None:
    """Print the table and the strongest features."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--index", required=True, type=Path)
    parser.add_argument("--labels", nargs="*", type=Path, default=[])
    parser.add_argument("--fresh", nargs="+", type=Path, required=True)
    parser.add_argument("--held-back", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    archive = Archive(People.load(data_folder(args.index)))
    fresh, held = read_labels(args.fresh), read_labels(args.held_back)
    labels = read_labels([*args.labels, *args.fresh])
    documents = list(read_documents(args.corpora))
    trial = gathered(archive, documents, labels, held.languages.keys() - labels.languages.keys())
    print("| | names | P | R | F1 | within | better by |\n|" + "---|" * 7)
    print_worth(trial, trial.documents.keys() & fresh.languages.keys())
    model = trial.learnt(())
    if args.held_back:
        unmet = gathered(archive, documents, held, {one.id for one in documents})
        rules = unmet.counts({doc: unmet.by_rules(doc) for doc in unmet.documents})
        print_row("held back: rules", rules, rules)
        for name, only in (("model", False), ("both", True)):
            found = {doc: unmet.told(model, doc, only_undecided=only) for doc in unmet.documents}
            print_row(f"held back: {name}", unmet.counts(found), rules)
    print_cost(archive, [one for one in documents if one.id in fresh.languages])
    for label in (NAME, NONE):
        print(f"\n{label}: {model.strongest(label)}")


if __name__ == "__main__":
    main()
