"""A linear model that is learnt from features, and how it is tried beside rules: what
``bench.gate_model`` and ``bench.chinese_person_model`` share.

Softmax regression over sets of words: AdaGrad over all examples at once, from nothing, so that the
same examples always give the same weights. Each model is judged on groups (documents, sources) that
it has not seen, and how much better than the rules it is lies within an interval of documents drawn
again (songngu/bootstrap.py).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.bootstrap import DRAWS, SHARE, Counts, f1

TIMES: Final = 3
"""Documents that a feature must stand in."""
ROUNDS: Final = 150
STEP: Final = 0.3
FOLDS: Final = 10
SHOWN: Final = 12
"""Features that are printed of each label."""


class Example(NamedTuple):
    """What is learnt from: features, the label, the document, and how much it counts."""

    features: frozenset[str]
    label: str
    document: str
    weight: float = 1.0


@dataclass(frozen=True)
class LinearModel:
    """The weights of each feature, one for each label; ``bias`` is what everything has."""

    labels: tuple[str, ...]
    weights: Mapping[str, NDArray[Any]]
    bias: NDArray[Any]

    def scores(self, features: Iterable[str]) -> dict[str, float]:
        """Return what speaks for each label, as logarithms of probabilities."""
        known = (self.weights[word] for word in sorted(features) if word in self.weights)
        total = sum(known, self.bias)
        total = total - total.max()
        return dict(zip(self.labels, total - np.log(np.exp(total).sum()), strict=True))

    def best(self, features: Iterable[str]) -> str:
        """Return the likeliest label."""
        scores = self.scores(features)
        return max(self.labels, key=lambda label: scores[label])

    def strongest(self, label: str) -> str:
        """Return the features that speak most for a label, each with its weight above the mean of
        all labels."""
        at = self.labels.index(label)
        above = {word: float(its[at] - its.mean()) for word, its in self.weights.items()}
        words = sorted(above, key=lambda word: (-above[word], word))[:SHOWN]
        return ", ".join(f"{word} {above[word]:.1f}" for word in words)


def train(examples: Sequence[Example], labels: Sequence[str], shrinking: float) -> LinearModel:
    """Learn weights; ``shrinking`` says how strongly they are drawn to nothing."""
    stands = Counter(word for word, _ in {(w, e.document) for e in examples for w in e.features})
    known = {word: at for at, word in enumerate(sorted(w for w, n in stands.items() if n >= TIMES))}
    # The last feature is that of every example, so that no row is empty.
    every = len(known)
    rows = [[*sorted(known[w] for w in e.features if w in known), every] for e in examples]
    cells = np.concatenate([np.array(row, int) for row in rows])
    starts = np.cumsum([0, *(len(row) for row in rows[:-1])])
    row_of = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    wanted = np.array([[one.label == label for label in labels] for one in examples], float)
    counts = np.array([[one.weight] for one in examples])
    weights = np.zeros((every + 1, len(labels)))
    seen = np.full_like(weights, 1e-6)
    for _ in range(ROUNDS):
        sums = np.add.reduceat(weights[cells], starts)
        chances = np.exp(sums - sums.max(axis=1, keepdims=True))
        misses = (chances / chances.sum(axis=1, keepdims=True) - wanted) * counts
        slopes = np.stack(
            [np.bincount(cells, misses[row_of, at], every + 1) for at in range(len(labels))], axis=1
        )
        slopes[:every] = slopes[:every] + shrinking * weights[:every]
        seen = seen + slopes * slopes
        weights = weights - STEP * slopes / np.sqrt(seen)
    return LinearModel(tuple(labels), {w: weights[at] for w, at in known.items()}, weights[every])


def folds(groups: Mapping[str, str], at_most: int = FOLDS) -> Iterator[set[str]]:
    """Yield the documents to leave out at a time: of ``groups``, which says the group of each, as
    many at once as make ``at_most`` folds of about the same size."""
    sizes = Counter(groups.values())
    names = sorted(sizes)
    random.Random(5).shuffle(names)
    parts: list[list[str]] = [[] for _ in range(min(at_most, len(names)))]
    for name in sorted(names, key=lambda name: -sizes[name]):
        min(parts, key=lambda part: sum(sizes[one] for one in part)).append(name)
    for part in parts:
        yield {document for document, group in groups.items() if group in part}


def unseen(
    groups: Mapping[str, str],
    learnt: Callable[[Collection[str]], LinearModel],
    at_most: int = FOLDS,
) -> dict[str, LinearModel]:
    """Return for each document the model that was ``learnt`` without its fold."""
    found: dict[str, LinearModel] = {}
    for left_out in folds(groups, at_most):
        found.update(dict.fromkeys(left_out, learnt(left_out)))
    return found


def difference(ours: Mapping[str, Counts], theirs: Mapping[str, Counts]) -> str:
    """Write within what F1 of ``ours`` less that of ``theirs`` lies, both by document, when the
    same documents are drawn again."""
    chance = random.Random(0)
    documents = sorted(ours)
    drawn = []
    for _ in range(DRAWS):
        draw = chance.choices(documents, k=len(documents))
        one, other = (f1([counts[doc] for doc in draw]) for counts in (ours, theirs))
        drawn.append((one or 0.0) - (other or 0.0))
    drawn.sort()
    outside = round((1 - SHARE) / 2 * DRAWS)
    return f"{drawn[outside]:+.3f} to {drawn[-1 - outside]:+.3f}"
