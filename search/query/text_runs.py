"""The runs of a text: neighbouring tokens of one script between punctuation, and what is one thing
though punctuation stands in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from corpus.script_letters import HAN
from indexer.analysis.tokens import COMMA_CLASS, EITHER, HAN_CLASS, MARKS, STOP_CLASS, Tokens
from search.names.name_lookup import NameLookup
from search.terms.query_term import QueryTerm, term_of, without_marks

_PIECE: Final = re.compile(rf"[{HAN}]{{1,6}}[〔\[［]\d{{4}}[〕\]］]第?\d+号|[{HAN}]+|[^\s{HAN}]+")
"""What may be a document's number: a Chinese one, or what stands between spaces and characters."""

_MARK_CLASSES: Final = (STOP_CLASS, COMMA_CLASS)
_DIGIT: Final = re.compile(r"\d")


def runs_of(text: str, tokens: Tokens, names: NameLookup) -> Iterator[QueryTerm]:
    """Yield runs of tokens of one script between punctuation. The number of a document
    (12/2024/NĐ-CP, 国函〔2024〕5号) is a run of its own, searched as typed. A name that is written
    with a mark inside (*đường sắt Thành Đô - Côn Minh*) is one run, without the mark."""
    labels = _labels(text, tokens)
    for number, (first, last) in enumerate(_names_with_marks(tokens, names)):
        labels[first:last] = [(number, "name")] * (last - first)
    for (_, kind), group in groupby(range(len(tokens)), labels.__getitem__):
        run = list(group)
        if kind:
            term = term_of(text, tokens, run[0], run[-1] + 1, exact=kind == "code")
            yield without_marks(term) if kind == "name" else term


def _labels(text: str, tokens: Tokens) -> list[tuple[int, str]]:
    """Return for each token which run it is of, and of what kind that is; no kind for a mark."""
    labels: list[tuple[int, str]] = []
    for number, word in enumerate(_PIECE.finditer(text)):
        first = len(labels)
        last = bisect_left(tokens.starts, word.end(), lo=first)
        inside = [one for one in tokens.classes[first:last] if one not in _MARK_CLASSES]
        is_code = EITHER in inside and len(inside) > 1 and _DIGIT.search(word[0])
        for at in range(first, last):
            if tokens.keys[at] in MARKS:
                labels.append((-1, ""))
            elif is_code:
                labels.append((number, "code"))
            else:
                labels.append((0, "han" if tokens.classes[at] == HAN_CLASS else "latin"))
    return labels


def _names_with_marks(tokens: Tokens, names: NameLookup) -> Iterator[tuple[int, int]]:
    """Yield where names of the gazetteer stand that have a mark inside, the longest of each
    place."""
    keys = tuple(tokens.keys)
    marks = [at for at, key in enumerate(keys) if key in MARKS]
    at = 0
    while marks and at < marks[-1]:
        longest = min(names.longest_with_marks, len(keys) - at)
        ends = (at + length for length in range(longest, 2, -1))
        end = next((end for end in ends if names.has_marks(keys[at:end])), 0)
        if end:
            yield at, end
        at = end or at + 1
