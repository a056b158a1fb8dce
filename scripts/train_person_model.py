"""Learn the weights that review Vietnamese names (indexer/ner/vietnamese/name_model.py).

    python scripts/train_person_model.py CORPORA --index INDEX --labels FILE FILE … [--write]

``CORPORA`` hold the documents of the labels (tests/gold/README.md), ``INDEX`` is made of all of
them: what an archive says of names comes from it. Printed is what the rules and the model find in
the documents of ``--fresh`` labels, by whose errors no rule was made: each fifth of the documents,
and each source, by a model that has seen the others only. ``--write`` writes the weights of a model
that has seen all.

A logistic regression: AdaGrad over the labelled runs in a shuffled order that is the same each
time, weights drawn to nothing by ``SHRINKING``.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence.known_people import People
from indexer.ner.vietnamese.document_names import RecognisedRun
from indexer.ner.vietnamese.name_model import (
    WEIGHTS,
    NameModel,
    Question,
    Ruled,
    RulesAlone,
    questions,
)
from indexer.ner.vietnamese.run_features import DocumentRuns
from indexer.storage.fingerprint import data_folder
from songngu.labels import read_documents, read_json_lines
from synonyms import gazetteer
from synonyms.word_lists import list_file

TIMES: Final = 2
"""Labelled documents that a feature must stand in."""
ROUNDS: Final = 12
STEP: Final = 0.3
SHRINKING: Final = 100.0
"""Chosen on the fresh labels among 5, 20, 50, 100 and 200; from 50 on F1 is the same to .003."""
FOLDS: Final = 5
LEAST: Final = 0.05
"""Smaller weights are not written."""
SHOWN: Final = 15

HEAD: Final = """\
# What a feature of a capitalised run says for its being a person's name, or against it.
# Learnt by scripts/train_person_model.py; read by indexer/ner/vietnamese/name_model.py.
# run_features.py says what each feature is.
weight	words
"""

Span = tuple[str, int, int]
"""Field, start, end."""


@dataclass(slots=True)
class Labels:
    """What is labelled: the documents that were read, and by document the spans of names with
    whether each is only a part."""

    documents: dict[str, bool] = field(default_factory=dict)
    names: dict[str, dict[Span, bool]] = field(default_factory=lambda: defaultdict(dict))

    def read(self, file: Path, *, fresh: bool) -> None:
        """Add the Vietnamese labels of a file."""

        def add(row: dict[str, Any]) -> None:
            if row.get("labelled") and row["lang"] == "vi":
                self.documents[row["doc"]] = fresh
            if "surface" in row:
                span = row["field"], row["start"], row["start"] + len(row["surface"])
                self.names[row["doc"]][span] = row["partial"]

        read_json_lines(file, add)


@dataclass(frozen=True, slots=True)
class Text:
    """One field of a labelled document: its runs as the rules left them, and what a model is asked
    about them."""

    document: str
    source: str
    field: str
    ruled: Sequence[Ruled]
    asked: Sequence[Question]
    labelled: dict[Span, bool]

    def span(self, one: Ruled) -> Span:
        """Return the span of a run, with the dot behind it where the label has it."""
        run, tokens = one.candidate.run, one.candidate.tokens
        start, end = tokens.starts[run.first], tokens.ends[run.last - 1]
        dotted = self.field, start, end + 1
        return dotted if dotted in self.labelled else (self.field, start, end)

    def is_name(self, one: Ruled) -> bool:
        """Tell whether a run is labelled as a name or a part of one."""
        return self.span(one) in self.labelled

    def by_rules(self) -> list[Ruled]:
        """Return what the rules take for names."""
        return [one for one in self.ruled if one.reason]

    def by_model(self, model: NameModel) -> list[Ruled]:
        """Return what the rules take for certain, and what the model takes of the rest."""
        certain = [one for one in self.ruled if one.is_certain]
        return [*certain, *(one.ruled for one in model.answered(self.asked))]


@dataclass(frozen=True)
class Recorder(RulesAlone):
    """Takes what the rules took, and keeps what a model would be asked: of each text in turn."""

    asked: list[tuple[Sequence[Ruled], Sequence[Question]]] = field(default_factory=list)

    def names(self, ruled: Iterable[Ruled], said: DocumentRuns) -> list[RecognisedRun]:
        """Keep what is asked."""
        ruled = list(ruled)
        self.asked.append((ruled, questions(ruled, said)))
        return super().names(ruled, said)


def texts_of(documents: Iterable[Document], labels: Labels, people: People) -> Iterator[Text]:
    """Yield the texts of the labelled documents."""
    recorder = Recorder()
    annotator = Annotator(gazetteer.load(), people, model=recorder)
    for document in documents:
        if document.id not in labels.documents:
            continue
        recorder.asked.clear()
        annotator.annotation(Analysed.of(document))
        labelled = labels.names[document.id]
        for where, (ruled, asked) in zip(("title", "body"), recorder.asked, strict=True):
            own = {span: part for span, part in labelled.items() if span[0] == where}
            yield Text(document.id, document.source, where, ruled, asked, own)


def train(texts: Sequence[Text]) -> NameModel:
    """Learn weights from the runs of labelled texts."""
    runs = [(one.features, text.is_name(one.ruled)) for text in texts for one in text.asked]
    of_documents: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        of_documents[text.document].update(*(one.features for one in text.asked))
    times = Counter(word for words in of_documents.values() for word in words)
    known = {word: at for at, word in enumerate(sorted(w for w, n in times.items() if n >= TIMES))}
    rows = [np.array([known[w] for w in sorted(words) if w in known], int) for words, _ in runs]
    wanted = [float(is_name) for _, is_name in runs]
    # The last weight is that of every run.
    weights, seen = np.zeros(len(known) + 1), np.full(len(known) + 1, 1e-6)
    order = list(range(len(runs)))
    chance = random.Random(1)
    for _ in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            row = rows[at]
            miss = 1 / (1 + np.exp(-(weights[row].sum() + weights[-1]))) - wanted[at]
            slope = miss + SHRINKING * weights[row] / len(runs)
            seen[row] += slope * slope
            weights[row] -= STEP * slope / np.sqrt(seen[row])
            seen[-1] += miss * miss
            weights[-1] -= STEP * miss / np.sqrt(seen[-1])
    return NameModel({word: float(weights[at]) for word, at in known.items()}, float(weights[-1]))


class Counts:
    """Sums of what was found, and what it is worth."""

    def __init__(self) -> None:
        self.right = self.wrong = self.full = self.parts = self.right_parts = 0

    def add(self, text: Text, taken: Iterable[Ruled]) -> None:
        """Add what was taken for names in a text."""
        found = set(map(text.span, taken))
        full = {span for span, is_part in text.labelled.items() if not is_part}
        self.right += len(found & full)
        self.wrong += len(found - text.labelled.keys())
        self.full += len(full)
        self.parts += len(text.labelled) - len(full)
        self.right_parts += len(found & (text.labelled.keys() - full))

    def __str__(self) -> str:
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.full)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        part = self.right_parts / max(1, self.parts)
        return f"{precision:.3f} | {recall:.3f} | {f1:.3f} | {part:.3f}"


def print_worth(texts: Sequence[Text], fresh: Collection[str]) -> None:
    """Print what the rules and the model are worth, by documents and by sources left out."""
    print("| | names | P | R | F1 | parts, R |\n|---|---|---|---|---|---|")
    judged = [text for text in texts if text.document in fresh]
    rules, model, by_source = Counts(), Counts(), Counts()
    for text in judged:
        rules.add(text, text.by_rules())
    documents = sorted(fresh)
    random.Random(5).shuffle(documents)
    fold = {document: at % FOLDS for at, document in enumerate(documents)}
    for number in range(FOLDS):
        _judge(texts, judged, {one for one, its in fold.items() if its == number}, model)
    of_source = defaultdict(set)
    for text in judged:
        of_source[text.source].add(text.document)
    for its in of_source.values():
        _judge(texts, judged, its, by_source)
    print(f"| rules | {rules.full} | {rules} |")
    print(f"| model, documents left out | {model.full} | {model} |")
    print(f"| model, each source left out | {by_source.full} | {by_source} |")


def _judge(
    texts: Sequence[Text], judged: Sequence[Text], left_out: Collection[str], counts: Counts
) -> None:
    learnt = train([text for text in texts if text.document not in left_out])
    for text in judged:
        if text.document in left_out:
            counts.add(text, text.by_model(learnt))


def write(model: NameModel) -> None:
    """Write the weights, the strongest first."""
    rows = defaultdict(list)
    for word, weight in model.weights.items():
        if abs(weight) >= LEAST:
            rows[round(weight, 1)].append(word)
    rows[round(model.bias, 1)].append("every run")
    lines = [f"{weight}\t{' | '.join(sorted(rows[weight]))}\n" for weight in sorted(rows)[::-1]]
    list_file(WEIGHTS).write_text(HEAD + "".join(lines), "utf-8")


def main() -> None:
    """Print what the model is worth; write it if told to."""
    parser = argparse.ArgumentParser(description="Learn the weights that review Vietnamese names.")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--index", required=True, type=Path)
    parser.add_argument("--labels", nargs="*", type=Path, default=[])
    parser.add_argument("--fresh", nargs="+", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    labels = Labels()
    for file in args.labels:
        labels.read(file, fresh=False)
    for file in args.fresh:
        labels.read(file, fresh=True)
    people = People.load(data_folder(args.index))
    texts = list(texts_of(read_documents(args.corpora), labels, people))
    fresh = {document for document, is_fresh in labels.documents.items() if is_fresh}
    print_worth(texts, fresh)
    model = train(texts)
    strongest = sorted(model.weights, key=lambda word: model.weights[word])
    for words in (strongest[: -SHOWN - 1 : -1], strongest[:SHOWN]):
        print(", ".join(f"{word} {model.weights[word]:.1f}" for word in words))
    if args.write:
        write(model)


if __name__ == "__main__":
    main()
