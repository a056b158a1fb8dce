"""Segmentation: plain words to query terms, each a name, a word, or a number.

A text is divided at punctuation and where the script changes. Then

* Han characters: up to four are one term; more are divided into names of the gazetteer and words
  (jieba-next);
* Latin without tones: up to four syllables are one term, more are one phrase with alternatives;
* Latin with tones: runs of capitals are names; the rest is divided into names of the gazetteer and
  words (underthesea).

A run that no document has as a whole is divided into the most likely names that some have.
``segmented_loosely`` gives the next, weaker division for a query that found nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from math import log
from typing import Final, Protocol

from indexer.analysis.segmenters import words_vi, words_zh
from indexer.analysis.tokens import CAPITAL, EITHER, HAN_CLASS, MARKS, Tokens, analyse
from search.expansion.foreign_words import may_be_foreign_han
from search.expansion.linking import LONGEST_NAME
from search.names.name_lookup import NameLookup
from search.terms.query_term import QueryTerm, term_of


class CountsTerms(Protocol):
    """What segmentation asks of the expander (search/expansion/term_expander.py)."""

    def documents(self, term: QueryTerm) -> int:
        """Return the number of documents with the term, in the forms it would be searched in."""

    def is_foreign_name(self, term: QueryTerm) -> bool:
        """Tell whether a Chinese term is the name of a foreigner whose Latin name exists."""


ALONE: Final = 1.0
"""Cost of a single syllable, in units of log(documents): that of a word e times as rare."""

ALONE_CAPITAL: Final = 12.0
"""Cost of a single capitalised syllable: that of a word e¹² = 160,000 times as rare, which is more
than any word of 55,526 documents can be. A name is not its syllables."""

_CAPITALS: Final = re.compile(f"{CAPITAL}[{CAPITAL}{EITHER}]+")
_WORD: Final = re.compile(r"\S+")
_DIGIT: Final = re.compile(r"\d")


def segment_text(text: str, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    """Return the terms of plain words, in order."""
    tokens = analyse(text)
    terms: list[QueryTerm] = []
    for run in _runs(text, tokens):
        if run.exact:
            terms.append(run)
        elif run.is_han:
            terms += _han_terms(run, names, expander)
        elif run.is_toneless:
            terms += (
                [run] if _is_one_term(run, names, expander) else _likeliest_terms(run, expander)
            )
        else:
            terms += _toned_terms(run, names, expander)
    return terms


def segmented_loosely(terms: list[QueryTerm]) -> list[QueryTerm] | None:
    """Return the words of terms as terms, a weaker condition; None if there are no more of them."""
    finer = [word for term in terms for word in _finer(term)]
    return finer if len(finer) > len(terms) else None


def _finer(term: QueryTerm) -> list[QueryTerm]:
    """Return the words of a term. A term that has only words of one token stays whole: a name that
    no document has must not become its syllables."""
    words = _words(term) if len(term.keys) > 1 and not term.exact else [term]
    return words if any(len(word.keys) > 1 for word in words) else [term]


def _runs(text: str, tokens: Tokens) -> Iterator[QueryTerm]:
    """Yield runs of tokens of one script between punctuation. A word with digits and other tokens
    (12/2024/NĐ-CP, 国函〔2024〕5号) is a run of its own, searched as typed."""
    labels: list[tuple[int, str]] = []
    for number, word in enumerate(_WORD.finditer(text)):
        first = len(labels)
        last = bisect_left(tokens.starts, word.end(), lo=first)
        inside = tokens.classes[first:last]
        is_code = EITHER in inside and len(inside) > 1 and _DIGIT.search(word[0])
        for at in range(first, last):
            if tokens.keys[at] in MARKS:
                labels.append((-1, ""))
            elif is_code:
                labels.append((number, "code"))
            else:
                labels.append((0, "han" if tokens.classes[at] == HAN_CLASS else "latin"))
    for (_, kind), group in groupby(range(len(tokens)), labels.__getitem__):
        run = list(group)
        if kind:
            yield term_of(text, tokens, run[0], run[-1] + 1, exact=kind == "code")


def _is_one_term(run: QueryTerm, names: NameLookup, expander: CountsTerms) -> bool:
    """Whether a run is one term: some document has it, or it is too short to divide."""
    return len(run.keys) == 1 or names.knows(run.keys) or expander.documents(run) > 0


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[Tokens, tuple[int, ...]]:
    """Return the tokens of a term's text, and the indexes of those that are not punctuation."""
    tokens = analyse(text)
    return tokens, tuple(at for at, key in enumerate(tokens.keys) if key not in MARKS)


def _slice(term: QueryTerm, first: int, last: int) -> QueryTerm:
    tokens, kept = _words_of(term.text)
    return term_of(term.text, tokens, kept[first], kept[last - 1] + 1)


def _words(term: QueryTerm) -> list[QueryTerm]:
    """Return the words of a term by a segmenter, each made of whole tokens."""
    lengths = [len(analyse(word)) for word in (words_zh if term.is_han else words_vi)(term.text)]
    pieces: list[QueryTerm] = []
    at = 0
    for length in lengths:
        if length and at + length <= len(term.keys):
            pieces.append(_slice(term, at, at + length))
        at += length
    # If the segmenter changed the text, words would be lost; then every token is a term.
    if sum(len(piece.keys) for piece in pieces) != len(term.keys):
        return [_slice(term, at, at + 1) for at in range(len(term.keys))]
    return pieces


def _with_names(run: QueryTerm, names: NameLookup) -> Iterator[tuple[QueryTerm, bool]]:
    """Divide a run at the longest names of the gazetteer of two tokens or more (True)."""
    first = at = 0
    while at < len(run.keys):
        longest = min(names.longest, len(run.keys) - at)
        for length in range(longest, 1, -1):
            if names.knows(run.keys[at : at + length]):
                if first < at:
                    yield _slice(run, first, at), False
                yield _slice(run, at, at + length), True
                at += length
                first = at
                break
        else:
            at += 1
    if first < len(run.keys):
        yield _slice(run, first, len(run.keys)), False


def _han_terms(run: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    if len(run.keys) <= LONGEST_NAME or names.knows(run.keys):
        return [run]
    if may_be_foreign_han(run.keys) and expander.is_foreign_name(run):
        return [run]
    terms: list[QueryTerm] = []
    for piece, is_name in _with_names(run, names):
        terms += [piece] if is_name else _words(piece)
    return terms


def _toned_terms(run: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    if run.is_capital or len(run.keys) == 1 or names.knows(run.keys):
        return [run] if _is_one_term(run, names, expander) else _likeliest_terms(run, expander)
    if run.is_lower and len(run.keys) <= LONGEST_NAME and _is_name(run, expander):
        return [run]
    terms: list[QueryTerm] = []
    at = 0
    for match in _CAPITALS.finditer(run.classes):
        if at < match.start():
            terms += _names_and_words(_slice(run, at, match.start()), names)
        name = _slice(run, *match.span())
        terms += [name] if _is_one_term(name, names, expander) else _likeliest_terms(name, expander)
        at = match.end()
    if at < len(run.keys):
        terms += _names_and_words(_slice(run, at, len(run.keys)), names)
    return terms


def _is_name(run: QueryTerm, expander: CountsTerms) -> bool:
    """Whether some document capitalises a lower-case run (vương đình huệ, not hội đàm cửa khẩu)."""
    capital = QueryTerm(run.text, run.keys, CAPITAL * len(run.keys))
    return expander.documents(capital) > 0


def _names_and_words(run: QueryTerm, names: NameLookup) -> list[QueryTerm]:
    terms: list[QueryTerm] = []
    for piece, is_name in _with_names(run, names):
        terms += [piece] if is_name else _words(piece)
    return terms


def _likeliest_terms(run: QueryTerm, expander: CountsTerms) -> list[QueryTerm]:
    """Divide a run into terms that documents have, in the most likely way.

    Each term costs the logarithm of how rare it is, as in any segmentation by a dictionary with
    frequencies. A single syllable costs more, and much more if it is capitalised.
    """
    pieces = {
        (first, last): _slice(run, first, last)
        for last in range(1, len(run.keys) + 1)
        for first in range(max(0, last - LONGEST_NAME), last)
    }
    found = {place: expander.documents(piece) for place, piece in pieces.items()}
    most = max(found.values()) + 1
    best: list[tuple[float, list[QueryTerm]]] = [(0.0, [])]
    for last in range(1, len(run.keys) + 1):
        options: list[tuple[float, list[QueryTerm]]] = []
        for first in range(max(0, last - LONGEST_NAME), last):
            piece = pieces[first, last]
            alone = last - first == 1
            if found[first, last] or alone:
                cost = log(most / max(found[first, last], 1))
                cost += (ALONE_CAPITAL if piece.is_capital else ALONE) if alone else 0
                options.append((best[first][0] + cost, [*best[first][1], piece]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]
