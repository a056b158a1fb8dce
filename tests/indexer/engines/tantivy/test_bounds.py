"""No plan finds more documents than its bound says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import fields
from indexer.engines.protocol import Record
from indexer.engines.tantivy.bounds import at_most
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.reader import TantivyReader
from indexer.plan import And, AnyOf, Everything, Not, Nothing, Or, Phrase, Plan, Prefix, Range

LETTERS = "abcd"
WORDS = st.sampled_from((*LETTERS, "z"))
"""Of the documents, and one that none has."""

leaves: st.SearchStrategy[Plan] = st.one_of(
    st.just(Everything()),
    st.just(Nothing()),
    st.builds(AnyOf, st.just(fields.BODY), st.lists(WORDS, max_size=3).map(tuple)),
    st.builds(Prefix, st.just(fields.BODY), WORDS),
    st.builds(Range, st.just(fields.DATE), st.none() | st.just("20240110"), st.none()),
    st.builds(
        Phrase,
        st.lists(st.lists(WORDS, min_size=1, max_size=2).map(tuple), min_size=1, max_size=3).map(
            tuple
        ),
    ),
)
plans: st.SearchStrategy[Plan] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyReader]:
    """Twenty documents of up to six letters, of which one was replaced and one deleted."""
    engine = TantivyEngine(tmp_path_factory.mktemp("bounds") / "engine")
    for numbers in (range(20), range(3, 4)):
        with engine.writing() as writer:
            for number in numbers:
                writer.add(document(number))
    with engine.writing() as writer:
        writer.delete("d5")
    with engine.reading() as opened:
        yield opened


def document(number: int) -> Record:
    """Return a document of letters that its number tells."""
    date = f"202401{number + 1:02d}"
    return Record(
        id=f"d{number}",
        tokenised={fields.BODY: " ".join(LETTERS[number // n % 4] for n in range(1, number % 7))},
        keywords={
            **dict.fromkeys(fields.SINGLE, fields.UNKNOWN),
            fields.ID: f"d{number}",
            fields.DATE: date,
        },
        stored="",
        order=f"{99999999 - int(date)}d{number}",
    )


@given(plan=plans)
def test_no_plan_finds_more_than_its_bound(reader: TantivyReader, plan: Plan) -> None:
    assert reader.count(plan) <= at_most(reader._searcher, plan) <= reader.size + 2


def test_a_bound_is_near_where_terms_tell(reader: TantivyReader) -> None:
    rare = AnyOf(fields.BODY, ("d",))
    found = reader.count(rare)
    assert 0 < found < at_most(reader._searcher, Everything())
    assert at_most(reader._searcher, And((Everything(), rare))) <= found + 2
    assert at_most(reader._searcher, Phrase((("z",), ("a",)))) == 0
