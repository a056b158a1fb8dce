"""The model that is tried beside rules: it learns what there is to learn, and never sees what it is
judged on."""

from __future__ import annotations

from collections.abc import Collection

from bench.linear_model import Example, LinearModel, difference, folds, train, unseen
from songngu.bootstrap import Counts

LABELS = ("gate", "place", "other")


def _examples(documents: Collection[str]) -> list[Example]:
    return [
        Example(frozenset((f"says {label}", "says nothing")), label, document)
        for document in sorted(documents)
        for label in LABELS
    ]


def test_it_learns_what_tells_and_says_so() -> None:
    model = train(_examples([f"d{n}" for n in range(9)]), LABELS, shrinking=0.1)
    for label in LABELS:
        assert model.best((f"says {label}", "says nothing", "never met")) == label
        assert model.strongest(label).startswith(f"says {label} ")


def test_a_feature_of_few_documents_is_not_learnt() -> None:
    model = train(_examples(["d1", "d2"]), LABELS, shrinking=0.1)
    assert not model.weights


def test_the_same_examples_give_the_same_weights() -> None:
    one, other = (train(_examples(["d1", "d2", "d3"]), LABELS, 1.0) for _ in range(2))
    assert one.scores(("says gate",)) == other.scores(("says gate",))


def test_folds_keep_groups_together_and_leave_each_document_out_once() -> None:
    groups = {f"d{n}": f"source {n % 7}" for n in range(40)}
    parts = list(folds(groups, 4))
    assert sorted(one for part in parts for one in part) == sorted(groups)
    assert all(
        len({groups[one] for one in part} & {groups[one] for one in groups.keys() - part}) == 0
        for part in parts
    )


def test_each_document_is_judged_by_a_model_that_has_not_seen_it() -> None:
    groups = {f"d{n}": f"d{n}" for n in range(8)}
    left_out_of: dict[int, Collection[str]] = {}

    def learnt(left_out: Collection[str]) -> LinearModel:
        model = train(_examples(groups.keys() - left_out), LABELS, 1.0)
        left_out_of[id(model)] = left_out
        return model

    models = unseen(groups, learnt, 4)
    assert models.keys() == groups.keys()
    assert all(document in left_out_of[id(model)] for document, model in models.items())


def test_the_difference_of_a_method_to_itself_is_nothing() -> None:
    counts = {f"d{n}": Counts(n % 3, 3, 3) for n in range(12)}
    assert difference(counts, counts) == "+0.000 to +0.000"
    better = {document: Counts(3, 3, 3) for document in counts}
    assert difference(better, counts).startswith("+0.")
