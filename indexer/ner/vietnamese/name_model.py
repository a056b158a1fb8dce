"""Review what the rules took for names, and what they left, with a linear model.

The rules decide by what is certain; of the rest (a surname that is a word too, a foreign name that
nobody introduces, a firm behind a title) many small things tell, none of them alone. The model adds
up the weights of a run's features (run_features.py). ``synonyms/data/person_weights_vi.tsv`` has
the weights, learnt from labelled news by ``scripts/train_person_model.py``, which also says what
the model is worth on documents and sources that it has not seen (docs/measurements.md, People).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import fsum
from typing import Final, NamedTuple

from indexer.ner.vietnamese.document_names import RecognisedRun
from indexer.ner.vietnamese.run_candidate import RunCandidate
from indexer.ner.vietnamese.run_features import Beside, DocumentRuns, features
from indexer.ner.vietnamese.title_counts import Keys
from synonyms.word_lists import word_rows

WEIGHTS: Final = "person_weights_vi"

REASON: Final = "model"
"""The reason of a run that the model takes for a name and no rule did."""

KEPT: Final = 0.0
TAKEN: Final = 0.5
"""The least score of a run that a rule took for a name, and of one that none did."""

_CERTAIN: Final = {"title_before": 2, "title_after": 2, "surname": 3, "byline": 3, "named": 3}
"""Reasons that hold for a Vietnamese name of so many syllables, surname and all, whatever the model
would say."""

NEAR: Final = 3
"""Tokens between two runs up to which they stand beside each other, as those of a list do."""


class Ruled(NamedTuple):
    """A run, and the reason of the rule that took it for a name or a part of one, or nothing.
    ``is_certain``: the model is not asked."""

    candidate: RunCandidate
    reason: str
    is_certain: bool


class Question(NamedTuple):
    """A run that the model is asked about, and its features."""

    ruled: Ruled
    features: frozenset[str]


@dataclass(frozen=True)
class NameModel:
    """The weight of each feature; ``bias`` is what every run has."""

    weights: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0

    def names(self, ruled: Iterable[Ruled], said: DocumentRuns) -> list[RecognisedRun]:
        """Return the runs of a text that are names."""
        ruled = list(ruled)
        certain = [one for one in ruled if one.is_certain]
        taken = [one.ruled for one in self.answered(questions(ruled, said))]
        return [
            RecognisedRun(one.candidate.run, one.reason or REASON) for one in (*certain, *taken)
        ]

    def answered(self, asked: Sequence[Question]) -> Iterator[Question]:
        """Yield the questions of a text that the model answers with yes."""
        weights = self.weights
        # Exact sums: each process has its own order of a set, and would have its own last digit.
        scores = [
            fsum((self.bias, *(weights[word] for word in one.features if word in weights)))
            for one in asked
        ]
        for one, score in zip(asked, _with_others(asked, scores), strict=True):
            if score > (KEPT if one.ruled.reason else TAKEN):
                yield one


class RulesAlone(NameModel):
    """Takes what the rules took: to measure what these are worth by themselves."""

    def names(self, ruled: Iterable[Ruled], said: DocumentRuns) -> list[RecognisedRun]:
        """Return the runs that a rule took."""
        return [RecognisedRun(one.candidate.run, one.reason) for one in ruled if one.reason]


def is_certain(c: RunCandidate, reason: str, known: Container[Keys]) -> bool:
    """Tell whether the rule that took a run for a name is not to be doubted: it is that of a
    ``known`` person, or whole."""
    least = _CERTAIN.get(reason)
    is_whole = least is not None and len(c.run) >= least and c.is_sure and c.is_vietnamese
    return bool(reason) and (is_whole or c.keys in known)


def questions(ruled: Iterable[Ruled], said: DocumentRuns) -> list[Question]:
    """Return what a model is asked about the runs of a text, in order."""
    ruled = sorted(ruled, key=lambda one: one.candidate.run.first)
    certain = {one.candidate.keys for one in ruled if one.is_certain}
    found = []
    for at, one in enumerate(ruled):
        if one.is_certain:
            continue
        beside = Beside(
            _beside(ruled[at - 1], ruled[at - 1], one) if at else "far",
            _beside(ruled[at + 1], one, ruled[at + 1]) if at + 1 < len(ruled) else "far",
        )
        words = frozenset(features(one.candidate, said, one.reason, beside))
        if one.candidate.keys in certain:
            words |= {"certain elsewhere"}
        found.append(Question(one, words))
    return found


def _with_others(asked: Sequence[Question], scores: Sequence[float]) -> Iterator[float]:
    """Yield the score of each run by itself, weighed with those of the same name in the text:
    what is a person in one sentence is one in the next."""
    by_keys: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for one, score in zip(asked, scores, strict=True):
        by_keys[one.ruled.candidate.keys].append(score)
    of_name = {keys: (max(all_) + sum(all_) / len(all_)) / 2 for keys, all_ in by_keys.items()}
    for one, score in zip(asked, scores, strict=True):
        yield (score + of_name[one.ruled.candidate.keys]) / 2


def _beside(one: Ruled, first: Ruled, second: Ruled) -> str:
    """Say what the rules took a run for that stands before or behind another."""
    if second.candidate.run.first - first.candidate.run.last > NEAR:
        return "far"
    return "name" if one.reason else "none"


@lru_cache(maxsize=1)
def our_model() -> NameModel:
    """Read the weights."""
    weights = {word: float(row.labels[0]) for row in word_rows(WEIGHTS) for word in row.words}
    return NameModel(weights, weights.pop("every run"))
