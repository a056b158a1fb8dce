"""Review what the rules took for names, and what they left, with a linear model.

The rules decide by what is certain; of the rest (a surname that is a word too, a foreign name that
nobody introduces, a firm behind a title) many small things tell, none of them alone. The model adds
up the weights of a run's features (run_features.py). ``synonyms/data/person_weights_vi.tsv`` has
the weights, learnt from labelled news by ``scripts/train_person_model.py``, which also says what
the model is worth on documents and sources that it has not seen (docs/measurements.md, People).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from indexer.ner.vietnamese.document_names import RecognisedRun
from indexer.ner.vietnamese.run_candidate import RunCandidate
from indexer.ner.vietnamese.run_features import Beside, DocumentRuns, features
from synonyms.word_lists import word_rows

WEIGHTS: Final = "person_weights_vi"

REASON: Final = "model"
"""The reason of a run that the model takes for a name and no rule did."""

KEPT: Final = 0.0
TAKEN: Final = 0.5
"""The least score of a run that a rule took for a name, and of one that none did."""

CERTAIN: Final = frozenset(("surname", "title_before", "title_after", "byline", "named"))
WHOLE: Final = 3
"""Reasons that hold for a Vietnamese name of so many syllables, surname and all, whatever the model
says: where it spoke against them it was wrong as often as right."""

NEAR: Final = 3
"""Tokens between two runs up to which they stand beside each other, as those of a list do."""


class Ruled(NamedTuple):
    """A run, and the reason of the rule that took it for a name or a part of one, or nothing."""

    candidate: RunCandidate
    reason: str


@dataclass(frozen=True)
class NameModel:
    """The weight of each feature; ``bias`` is what every run has."""

    weights: Mapping[str, float] = field(default_factory=dict)
    bias: float = 0.0

    def names(self, ruled: Iterable[Ruled], said: DocumentRuns) -> list[RecognisedRun]:
        """Return the runs of a text that are names."""
        ruled = sorted(ruled, key=lambda one: one.candidate.run.first)
        alone = [self._sum(words) for words in features_of(ruled, said)]
        return [
            RecognisedRun(one.candidate.run, one.reason or REASON)
            for one, score in zip(ruled, with_others(ruled, alone), strict=True)
            if is_name(one, score)
        ]

    def _sum(self, words: Iterable[str]) -> float:
        weights = self.weights
        return self.bias + sum(weights[word] for word in words if word in weights)


def is_name(one: Ruled, score: float) -> bool:
    """Tell whether a run with this score is a name."""
    c = one.candidate
    if one.reason in CERTAIN and c.is_vietnamese and c.is_sure and len(c.run) >= WHOLE:
        return True
    return score > (KEPT if one.reason else TAKEN)


def features_of(ruled: Sequence[Ruled], said: DocumentRuns) -> list[frozenset[str]]:
    """Return the features of each run; the runs are in order."""
    found = []
    for at, one in enumerate(ruled):
        beside = Beside(
            _beside(ruled[at - 1], ruled[at - 1], one) if at else "far",
            _beside(ruled[at + 1], one, ruled[at + 1]) if at + 1 < len(ruled) else "far",
        )
        found.append(frozenset(features(one.candidate, said, one.reason, beside)))
    return found


def with_others(ruled: Sequence[Ruled], scores: Sequence[float]) -> list[float]:
    """Return the score of each run by itself, weighed with those of the same name in the text:
    what is a person in one sentence is one in the next."""
    by_keys: dict[tuple[str, ...], list[float]] = defaultdict(list)
    for one, score in zip(ruled, scores, strict=True):
        by_keys[one.candidate.keys].append(score)
    of_name = {keys: (max(all_) + sum(all_) / len(all_)) / 2 for keys, all_ in by_keys.items()}
    return [
        (score + of_name[one.candidate.keys]) / 2 for one, score in zip(ruled, scores, strict=True)
    ]


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
