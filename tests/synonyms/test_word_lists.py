"""Word lists are data: each says what its labels mean, and a misspelt label is no empty list."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from synonyms.word_lists import word_list, word_rows

NAMES = (
    "first_names",
    "gate_words",
    "persons_vi",
    "persons_zh",
    "surnames_vi",
    "surnames_zh",
    "tokens",
)


@pytest.mark.parametrize("name", NAMES)
def test_each_label_is_explained_at_the_top(name: str) -> None:
    text = files("synonyms").joinpath("data", f"{name}.tsv").read_text("utf-8")
    comments = " ".join(line for line in text.splitlines() if line.startswith("#"))
    known = set(comments.replace(",", " ").replace(":", " ").replace(";", " ").split())
    for labels, words in word_rows(name):
        # The type of a place is a word of the gazetteer.
        assert labels[1:2] == ("rank",) or set(labels) <= known | {"gate"}, labels
        assert all(words), labels


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_twice_in_a_list(name: str) -> None:
    words = Counter((labels, word) for labels, own in word_rows(name) for word in own)
    assert [one for one, count in words.items() if count > 1] == []


def test_rows_of_one_label_are_one_list() -> None:
    rows = [words for labels, words in word_rows("surnames_vi") if labels == ("sure",)]
    assert len(rows) > 1
    assert word_list("surnames_vi", "sure") == tuple(word for words in rows for word in words)


def test_a_label_that_no_row_has_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"tokens\.tsv has no list particel"):
        word_list("tokens", "particel")
