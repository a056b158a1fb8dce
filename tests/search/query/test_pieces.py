"""Words of a term as its segmenter cuts them, and what it joins without knowing it."""

from __future__ import annotations

import pytest

from indexer.analysis.tokens import analyse
from search.query.pieces import words_in
from search.terms.query_term import term_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # 愿同 is no word, and 同 is a little one.
        ("愿同各国合作", ["愿", "同", "各国", "合作"]),
        ("中国经济合作", ["中国", "经济", "合作"]),
        # A surname begins a name, though 于 is a little word too.
        ("于丹讲论语", ["于丹", "讲", "论语"]),
    ],
)
def test_what_the_segmenter_made_up_is_two_words(text: str, words: list[str]) -> None:
    tokens = analyse(text)
    term = term_of(text, tokens, 0, len(tokens.keys))
    assert [one.text for one in words_in(term, term.keys)] == words
