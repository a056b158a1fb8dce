"""Read the word lists in ``data``: words with the label under which a rule looks for them.

A list is a tab-separated file. ``#`` begins a comment line, and the comment at the top says what
each label means and where its words come from. The first other line names the columns; the last
one is ``words``, with ``|`` between them. Rows with the same labels are one list.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple


class WordRow(NamedTuple):
    """One row: the cells before the last, and the words, in the order of the file."""

    labels: tuple[str, ...]
    words: tuple[str, ...]


def list_file(name: str) -> Path:
    """Return the file of a word list."""
    return Path(__file__).with_name("data") / f"{name}.tsv"


@lru_cache(maxsize=16)
def word_rows(name: str) -> tuple[WordRow, ...]:
    """Return the rows of ``data/{name}.tsv`` in order. Raises ``ValueError`` for a row with more or
    fewer cells than there are columns."""
    text = list_file(name).read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        *labels, words = line.split("\t")
        if len(labels) + 1 != len(columns):
            raise ValueError(f"{name}.tsv: not {len(columns)} cells: {line[:40]!r}")
        rows.append(WordRow(tuple(labels), tuple(map(str.strip, words.split("|")))))
    return tuple(rows)


def word_list(name: str, *labels: str) -> tuple[str, ...]:
    """Return the words under these labels, in the order of the file. Raises ``KeyError`` where
    there are none."""
    found = tuple(word for row in word_rows(name) if row.labels == labels for word in row.words)
    if not found:
        raise KeyError(f"{name}.tsv has no list {' '.join(labels)}")
    return found
