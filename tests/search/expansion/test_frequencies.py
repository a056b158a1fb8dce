"""Counts of forms: the same whether each is asked alone or those that have documents together."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis.tokens import analyse
from indexer.budget import Budget, BudgetedReader
from indexer.engines.protocol import NO_FILTERS, Reader
from indexer.pipeline.indexing import build
from indexer.plan import Plan
from search.archive import Archive
from search.expansion.frequencies import form_counts
from search.terms.forms import ANY, CAP, Form, FormKind

# Of four characters, so that no frequency tells the count; the last two stand nowhere.
WRITTEN = ["广西凭祥", "凭祥友谊", "友谊关口", "口岸友谊", "祥广友西"]


def forms() -> list[Form]:
    latin = ["cửa khẩu hữu nghị", "Lưu Ninh Bí thư", "không ai viết thế"]
    return [
        *(Form(tuple(text), ANY, FormKind.TYPED) for text in WRITTEN),
        *(Form(tuple(analyse(text).keys), ANY, FormKind.TYPED) for text in latin),
        Form(("lưu", "ninh"), CAP, FormKind.TYPED),
    ]


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_guessed_forms_have_the_counts_of_others(reader: Reader, size: int) -> None:
    alone = form_counts(reader, forms())
    assert 1 < len(alone) < len(forms())
    for some in combinations(forms(), size):
        together = form_counts(reader, some, are_guessed=True)
        assert together == {form: alone[form] for form in some if form in alone}


def test_guessed_forms_that_nobody_wrote_are_counted_once(tmp_path: Path) -> None:
    asked: list[Plan] = []

    class Noting(BudgetedReader):
        def count(self, plan: Plan, filters: Mapping[str, Plan] = NO_FILTERS) -> int:
            asked.append(plan)
            return super().count(plan, filters)

    # All pairs of the forms stand in one text or the other, and no text has a form.
    texts = ("中越友谊。", "友谊长存。")
    build([Document(str(n), "", text, "zh") for n, text in enumerate(texts)], tmp_path / "index")
    nobody = [Form(tuple(text), ANY, FormKind.TYPED) for text in ("中越友谊长存", "越友谊长")]
    with Archive(tmp_path / "index").reading() as opened:
        assert form_counts(Noting(opened, Budget()), nobody, are_guessed=True) == {}
    assert len(asked) == 1
