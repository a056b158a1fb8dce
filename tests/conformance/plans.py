"""Plans of every shape, over the words of documents.py and some that no document has."""

from __future__ import annotations

from documents import WORDS
from hypothesis import strategies as st

from indexer import fields
from indexer.plan import And, AnyOf, Everything, Not, Nothing, Or, Phrase, Plan, Prefix, Range

words = st.sampled_from([*WORDS[:24], "lưu", "ninh", "a", "b", "𠀀", ".", "không-có"])
terms = st.lists(words, max_size=4).map(tuple)
joined = st.tuples(words, words).map("_".join)
days = st.none() | st.dates().map(lambda day: f"{day.year:04d}{day.month:02d}{day.day:02d}")
leaves: st.SearchStrategy[Plan] = st.one_of(
    st.just(Everything()),
    st.just(Nothing()),
    st.builds(AnyOf, st.just(fields.BODY), terms),
    st.builds(AnyOf, st.just(fields.PAIR), st.lists(joined, max_size=4).map(tuple)),
    st.builds(AnyOf, st.just(fields.TITLE_PAIR), st.lists(joined, max_size=2).map(tuple)),
    st.builds(AnyOf, st.just(fields.LANG), st.just(("vi",)) | st.just(("zh", "en"))),
    st.builds(Prefix, st.sampled_from([fields.BODY, fields.PAIR]), words.map(lambda key: key[:2])),
    st.builds(Phrase, st.lists(terms, min_size=1, max_size=4).map(tuple)),
    st.builds(Range, st.just(fields.DATE), days, days),
    st.builds(Range, st.just(fields.SOURCE), st.none() | words, st.none() | words),
)
plans: st.SearchStrategy[Plan] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(And, st.lists(inner, max_size=4).map(tuple)),
        st.builds(Or, st.lists(inner, max_size=4).map(tuple)),
    ),
    max_leaves=8,
)
