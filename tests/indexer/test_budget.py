"""A request's budget: it ends the work, is shared by its steps, and hides nothing."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.budget import Abandoned, Budget, BudgetedReader, Looked, OutOfTime
from indexer.engines import open_engine
from indexer.engines.protocol import Engine, ReadRequest
from indexer.near import BATCH, resolved
from indexer.pipeline.indexing import build
from indexer.plan import And, AnyOf, Everything, Near, Not, Or, Phrase
from indexer.storage.fingerprint import data_folder
from indexer.storage.generations import ENGINE

DOCUMENTS = 6 * BATCH
LIMIT = 4 * BATCH
READ = 3 * BATCH
"""Of the limit, what near's share and its last batch come to."""
A, B = (Phrase((("cửa",),)),), (Phrase((("khẩu",),)),)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder = tmp_path_factory.mktemp("budget")
    texts = [f"cửa khẩu số {number}" for number in range(DOCUMENTS)]
    build(
        [
            Document(f"d{number:03d}", "", text, "vi", f"{2000 + number // 12}-01-01")
            for number, text in enumerate(texts)
        ],
        folder,
    )
    return open_engine("tantivy", data_folder(folder) / ENGINE)


def test_no_limit_is_never_over() -> None:
    budget = Budget()
    budget.spend(1 << 40)
    budget.check()
    budget.part(0.1).check()


def test_time_and_documents_end_it() -> None:
    with pytest.raises(OutOfTime):
        Budget(seconds=0).check()
    budget = Budget(documents=2)
    budget.spend(1)
    budget.check()
    budget.spend(1)
    with pytest.raises(OutOfTime):
        budget.check()


def test_a_step_ends_before_its_request_and_spends_for_it() -> None:
    budget = Budget(documents=100)
    budget.spend(50)
    part = budget.part(0.5)
    part.spend(25)
    assert part.over
    assert not budget.over
    part.spend(25)
    assert budget.over


def test_a_stopped_request_stops_its_steps_with_the_first_reason() -> None:
    budget = Budget()
    part = budget.part(0.5)
    budget.stop(Abandoned())
    budget.stop(ValueError())
    with pytest.raises(Abandoned):
        part.check()


def test_every_answer_of_a_reader_asks_the_budget(engine: Engine) -> None:
    with engine.reading() as reader:
        budget = Budget(documents=BATCH)
        asked = BudgetedReader(reader, budget)
        assert asked.run(ReadRequest(Everything())).total == DOCUMENTS
        hits = asked.every(Everything())
        assert next(hits).id == f"d{DOCUMENTS - 12:03d}"
        assert len(asked.fetch([f"d{number:03d}" for number in range(BATCH)])) == BATCH
        for ask in (
            lambda: asked.run(ReadRequest(Everything())),
            lambda: asked.known("pair", ["cửa_khẩu"]),
            lambda: asked.fetch(["d000"]),
            lambda: list(hits),
        ):
            with pytest.raises(OutOfTime):
                ask()


def test_others_are_asked_for_through_the_budget_too(engine: Engine) -> None:
    with engine.reading() as reader:
        asked = BudgetedReader(reader, Budget())
        hits = list(asked.every(AnyOf("id", ("d003",)), others=Everything(), most=2))
        assert [hit.beyond for hit in hits] == [False, True, True]
        assert hits[0].id == "d003"


def test_near_says_of_how_many_documents_it_speaks(engine: Engine) -> None:
    with engine.reading() as reader:
        for documents, read in ((None, DOCUMENTS), (LIMIT, READ)):
            budget = Budget(documents=documents)
            asked = BudgetedReader(reader, budget)
            plan, looked = resolved(asked, Near(A, B, 0), budget)
            assert isinstance(plan, AnyOf)
            assert len(plan.terms) == looked.documents == read
            assert looked == Looked(read, DOCUMENTS)
            # The newest are read first.
            assert ("d000" in plan.terms) is (documents is None)


def test_several_nears_share_one_budget(engine: Engine) -> None:
    with engine.reading() as reader:
        budget = Budget(documents=LIMIT)
        plan = Or((Near(A, B, 0), And((Everything(), Near(B, A, 1)))))
        _, looked = resolved(BudgetedReader(reader, budget), plan, budget)
        assert looked == Looked(READ, 2 * DOCUMENTS)


def test_what_must_be_taken_away_is_never_half_looked_for(engine: Engine) -> None:
    with engine.reading() as reader:
        budget = Budget(documents=LIMIT)
        with pytest.raises(OutOfTime):
            resolved(BudgetedReader(reader, budget), Not(Near(A, B, 0)), budget)
        plan, looked = resolved(reader, Not(Near(A, B, 0)), Budget())
        assert not looked.left_out
        assert reader.count(plan) == 0


def test_the_work_of_near_grows_with_the_text_and_not_with_its_square() -> None:
    """A word a hundred thousand times on each side: 10^10 pairs, none near."""
    from indexer.near import is_near

    keys = ["cửa"] * 100_000 + ["x"] * 200 + ["khẩu"] * 100_000
    assert not is_near(keys, Near(A, B, 100))
    assert is_near(keys, Near(A, B, 200))
