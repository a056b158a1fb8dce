"""Vectors are of the title and the lead."""

from __future__ import annotations

import pytest

from corpus.document import Document
from indexer.meaning.passages import digest_of, lead, passages_of


def test_a_short_document_is_taken_whole() -> None:
    assert passages_of(Document("a", "Tin", "Một câu.", "vi")) == ("Tin\nMột câu.",)
    assert passages_of(Document("a", "Tin", "", "vi")) == ("Tin",)
    assert passages_of(Document("a", "", "Một câu.", "vi")) == ("Một câu.",)


@pytest.mark.parametrize(
    ("sentence", "least", "most"),
    [("Hàng hoá qua cửa khẩu tăng. ", 870, 900), ("口岸货运量增长。", 300, 325)],
)
def test_of_a_long_one_as_many_whole_sentences_as_fit(sentence: str, least: int, most: int) -> None:
    taken = lead(sentence * 200)
    assert taken.endswith(sentence.strip())
    assert least <= len(taken) <= most


def test_a_text_without_sentences_is_cut() -> None:
    assert lead("a" * 5_000) == "a" * 900
    assert lead("Một. " + "a" * 5_000) == "Một. " + "a" * 895


def test_what_stands_after_the_lead_does_not_change_the_digest() -> None:
    long = "Một câu. " * 300
    same, other = (Document("a", "Tin", long + end, "vi") for end in ("x", "y"))
    assert digest_of(passages_of(same)) == digest_of(passages_of(other))
    assert digest_of(("a", "b")) != digest_of(("a b",)) != digest_of(("ab",))
