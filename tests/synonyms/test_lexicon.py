"""The lexicon: its lines are what its comment says."""

from __future__ import annotations

from collections import Counter

import pytest

from synonyms.lexicon import LexiconEntry, lexicon_entries
from synonyms.spelling import is_han, nfc

LEAST = 8_000
"""Words and set phrases that the project promises."""


@pytest.fixture(scope="module")
def entries() -> tuple[LexiconEntry, ...]:
    return lexicon_entries()


def test_it_is_as_large_as_promised(entries: tuple[LexiconEntry, ...]) -> None:
    assert len(entries) >= LEAST


def test_each_side_is_in_its_script_and_nfc(entries: tuple[LexiconEntry, ...]) -> None:
    for entry in entries:
        assert not any(map(is_han, "".join(entry.vi))), entry
        assert all(any(map(is_han, wording)) for wording in entry.zh), entry
        texts = (*entry.vi, *entry.zh, *entry.related)
        assert [nfc(text) for text in texts] == list(texts)


def test_no_wording_stands_twice_in_a_line_and_no_line_twice(
    entries: tuple[LexiconEntry, ...],
) -> None:
    for entry in entries:
        texts = (*entry.vi, *entry.zh)
        assert len(set(texts)) == len(texts), entry
        assert not set(entry.related) & set(texts), entry
    heads = Counter((entry.vi[0], entry.zh[0]) for entry in entries)
    assert not [head for head, count in heads.items() if count > 1]
