"""A linear model for gate, place and other, tried beside the rules:
``python -m bench.gate_model CORPORA --labels FILE FILE … [--held-back FILE …]``.

The features are what the rules of ``indexer/linking/`` ask. The model learns from the labels, and
from *silver* ones of the same corpora: mentions that a word beside them decides (*cửa khẩu A*,
东兴口岸), the word cut out of the text. It decides what no such word decides (``UNDECIDED``), the
rules the rest ("both"), or all ("model"). Printed is what each is worth on documents and on sources
that the model has not seen (a document that says no source is of its file), and on the silver ones,
of which the rules have seen no more than the model. ``--held-back`` labels are only measured:
nothing of their documents is learnt.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from bench.gate_features import Place, Seen, seen_in
from bench.linear_model import FOLDS, Example, LinearModel, difference, train, unseen
from corpus.document import Document
from indexer.linking.mention import GATE, OTHER, PLACE, TOWN, Mention
from indexer.linking.name_matcher import NameMatcher, name_matcher
from indexer.linking.rules_vi import PLACE_WORD_ELSEWHERE
from indexer.linking.rules_zh import NOTHING_NEAR
from songngu.bootstrap import Counts, f1, shown
from songngu.commands.eval_mentions import Label, read_labels
from songngu.labels import read_documents
from synonyms import gazetteer

LABELS: Final = (GATE, PLACE, OTHER)
UNDECIDED: Final = frozenset(
    (
        TOWN,
        NOTHING_NEAR,
        PLACE_WORD_ELSEWHERE,
        "elsewhere_in_document",
        "gate_in_document",
        "only_a_gate",
        "passing",
    )
)
"""Reasons of mentions that no word beside them, and no longer name, decides."""
HIDDEN: Final = {"gate_word": GATE, "place_word": PLACE, "other_word": OTHER, "person_word": OTHER}
"""Reasons whose words are hidden to make silver labels."""
SILVER_WEIGHT: Final = 0.3
SHRINKING: Final = 1.0
MARGIN: Final = 1.5
"""How much surer than of what the rules say the model must be to overrule them, as a logarithm.
Tried were silver weights 0, .3 and 1, shrinking .1, .3, 1 and 3, margins 0, .7 and 1.5: with none
of the 36 is the model as good as the rules where documents are left out."""
MOST: Final = 6
"""Silver mentions of one document."""
REACH: Final = 60
"""Characters beside a mention in which the word that decided it is sought."""


@dataclass
class Trial:
    """All that is compared: by document its group of each kind, its mentions, labels, and silver
    mentions, each with the label that the hidden word gave."""

    documents: dict[str, str] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    seen: dict[str, dict[Place, Seen]] = field(default_factory=dict)
    labels: dict[str, list[Label]] = field(default_factory=lambda: defaultdict(list))
    silver: dict[str, list[tuple[str, Seen]]] = field(default_factory=dict)

    def learnt(self, left_out: Collection[str]) -> LinearModel:
        """Learn from all documents but some."""
        return train(list(self._examples(left_out)), LABELS, SHRINKING)

    def _examples(self, left_out: Collection[str]) -> Iterator[Example]:
        for doc in sorted(self.documents.keys() - left_out):
            for label in self.labels.get(doc, ()):
                seen = self.seen[doc].get((label.field, label.start))
                if seen is not None:
                    yield Example(seen.features, label.label, doc)
            for wanted, seen in self.silver[doc]:
                yield Example(seen.features, wanted, doc, SILVER_WEIGHT)


def told(trial: Trial, doc: str, model: LinearModel | None, *, only_undecided: bool) -> list[str]:
    """Return what each labelled occurrence of a document is told to be: by the rules, or by a
    model, which may be asked about what is undecided only."""
    found = []
    for label in trial.labels[doc]:
        seen = trial.seen[doc].get((label.field, label.start))
        if seen is None:
            found.append(OTHER)
        elif model is None or (only_undecided and seen.mention.reason not in UNDECIDED):
            found.append(seen.mention.label)
        else:
            found.append(overruled(model, seen) if only_undecided else model.best(seen.features))
    return found


def overruled(model: LinearModel, seen: Seen) -> str:
    """Return what the model says of a mention if it is surer by ``MARGIN``, or what the rules
    say."""
    scores = model.scores(seen.features)
    best = max(LABELS, key=lambda label: scores[label])
    ours = seen.mention.label
    return best if scores[best] - scores[ours] > MARGIN else ours


def silver_of(
    matcher: NameMatcher, document: Document, seen: Iterable[Seen]
) -> list[tuple[str, Seen]]:
    """Return the mentions that a word beside them decides, as they look without that word; those
    that something else decides then are left out."""
    found: list[tuple[str, Seen]] = []
    for mention in (one.mention for one in seen if one.mention.reason in HIDDEN):
        text = getattr(document, mention.field)
        cut = _cut(text, mention)
        if cut is None or len(found) >= MOST:
            continue
        without = {mention.field: text[: cut.start] + text[cut.stop :]}
        start = mention.start - (len(cut) if cut.start < mention.start else 0)
        again = seen_in(matcher, replace(document, **without)).get((mention.field, start))
        if again is not None and again.mention.reason in UNDECIDED:
            found.append((mention.label, again))
    return found


def _cut(text: str, mention: Mention) -> range | None:
    """Return the place of the word that decided a mention, with what stands between them and is no
    other name; None where it is not beside it."""
    word = re.escape(mention.detail).replace(r"\ ", r"\s+")
    if not word:
        return None
    before = text[max(0, mention.start - REACH) : mention.start]
    heads = list(re.finditer(rf"(?<!\w){word}(?!\w)", before))
    if heads:
        head, first = heads[-1], mention.start - len(before)
        is_beside = before[head.end() :].islower() or not before[head.end() :].strip()
        return range(first + head.start(), mention.start if is_beside else first + head.end())
    behind = re.compile(word).match(text, mention.end)
    return range(mention.end, behind.end()) if behind else None


def gathered(documents: Iterable[Document], labels: Iterable[Label]) -> Trial:
    """Read what is compared: the documents that are labelled or hold a silver mention."""
    trial = Trial()
    for label in labels:
        trial.labels[label.doc].append(label)
    matcher = name_matcher(gazetteer.load())
    for document in documents:
        seen = seen_in(matcher, document)
        silver = silver_of(matcher, document, seen.values())
        if silver or document.id in trial.labels:
            trial.documents[document.id] = document.id
            trial.sources[document.id] = document.source or Path(document.path).name
            trial.seen[document.id], trial.silver[document.id] = seen, silver
    return trial


Told = Mapping[str, Sequence[str]]


def counts(wanted: Told, told: Told, positive: Collection[str]) -> dict[str, Counts]:
    """Count by document what is one of these labels, by hand and as it was told."""
    found = {}
    for doc, its in wanted.items():
        pairs = list(zip(its, told[doc], strict=True))
        found[doc] = Counts(
            sum(one in positive and other in positive for one, other in pairs),
            sum(other in positive for _, other in pairs),
            sum(one in positive for one, _ in pairs),
        )
    return found


def print_row(name: str, wanted: Told, told: Told, rules: Told) -> None:
    """Print F1 of each label with its interval, and how much better than the rules it is."""
    cells = []
    for positive in ((GATE,), (PLACE,), (GATE, PLACE)):
        ours, theirs = (counts(wanted, one, positive) for one in (told, rules))
        better = difference(ours, theirs) if told is not rules else "–"
        its = list(ours.values())
        found = f1(its)
        figure = "–" if found is None else f"{found:.3f}"
        cells.append(f"{figure} | {shown(its)} | {better}")
    print(f"| {name} | {sum(map(len, wanted.values()))} | {' | '.join(cells)} |")


def print_worth(trial: Trial) -> None:
    """Print the rules, the model and both, by documents and by sources left out; of the silver
    mentions, none of which the rules are certain of, the rules and both."""
    wanted = {doc: [one.label for one in its] for doc, its in trial.labels.items()}
    rules = {doc: told(trial, doc, None, only_undecided=False) for doc in wanted}
    print_row("rules", wanted, rules, rules)
    silver = {doc: [one for one, _ in its] for doc, its in trial.silver.items() if its}
    said = {doc: [seen.mention.label for _, seen in trial.silver[doc]] for doc in silver}
    rows = []
    for what, groups, at_most in (
        ("documents", trial.documents, FOLDS),
        ("each source", trial.sources, len(trial.sources)),
    ):
        models = unseen(groups, trial.learnt, at_most)
        for name, only in (("model", False), ("both", True)):
            found = {doc: told(trial, doc, models[doc], only_undecided=only) for doc in wanted}
            print_row(f"{name}, {what} left out", wanted, found, rules)
        ours = {
            doc: [overruled(models[doc], seen) for _, seen in trial.silver[doc]] for doc in silver
        }
        rows.append((f"silver: both, {what} left out", ours))
    print_row("silver: rules", silver, said, said)
    for row, ours in rows:
        print_row(row, silver, ours, said)


def print_held_back(trial: Trial, model: LinearModel) -> None:
    """Print the rules and both on labels of which nothing was learnt."""
    wanted = {doc: [one.label for one in its] for doc, its in trial.labels.items()}
    rules = {doc: told(trial, doc, None, only_undecided=False) for doc in wanted}
    both = {doc: told(trial, doc, model, only_undecided=True) for doc in wanted}
    print_row("held back: rules", wanted, rules, rules)
    print_row("held back: both", wanted, both, rules)


def main() -> None:
    """Print the table and the strongest features."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--labels", nargs="+", type=Path, required=True)
    parser.add_argument("--held-back", nargs="*", type=Path, default=[])
    args = parser.parse_args()
    labels = [label for file in args.labels for label in read_labels(file)]
    held = [label for file in args.held_back for label in read_labels(file)]
    unmet = {one.doc for one in held}
    trial = gathered((one for one in read_documents(args.corpora) if one.id not in unmet), labels)
    print("| | of | gate F1 | within | better by | place F1 | within | better by ", end="")
    print("| gate or place F1 | within | better by |\n|" + "---|" * 11)
    print_worth(trial)
    model = trial.learnt(())
    if held:
        later = gathered((one for one in read_documents(args.corpora) if one.id in unmet), held)
        print_held_back(later, model)
    for label in LABELS:
        print(f"\n{label}: {model.strongest(label)}")


if __name__ == "__main__":
    main()
