"""Divide a term into smaller ones: into names and words that are known, into the words of a
segmenter, or into the likeliest names that documents have."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from math import log
from typing import Final

from msgspec.structs import replace

from indexer.analysis.name_keys import Keys
from indexer.analysis.segmenters import words_vi, words_zh
from indexer.analysis.tokens import MARKS, Tokens, analyse
from search.expansion.linking import LONGEST_NAME
from search.names.lexicon_lookup import is_little, is_word, lexicon
from search.names.name_lookup import NameLookup
from search.query.counts_terms import CountsTerms
from search.terms.query_term import QueryTerm, term_of
from synonyms.spelling import is_han
from synonyms.surnames import SURNAMES_ZH

ALONE: Final = 1.0
"""Cost of a single syllable, in units of log(documents): that of a word e times as rare."""

ALONE_CAPITAL: Final = 12.0
"""Cost of a single capitalised syllable: that of a word e¹² = 160,000 times as rare, which is more
than any word of 55,526 documents can be. A name is not its syllables."""

LEXICON_HAN: Final = 3
"""Least characters of a word of the lexicon that is found before the segmenter has cut: two
neighbouring characters of two words often are a word as well (发展中国家: 中国)."""


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[Tokens, tuple[int, ...]]:
    """Return the tokens of a term's text, and the indexes of those that are not punctuation."""
    tokens = analyse(text)
    return tokens, tuple(at for at, key in enumerate(tokens.keys) if key not in MARKS)


def read_as(term: QueryTerm, meant: Keys) -> QueryTerm:
    """Return a term with the reading that was chosen for it, if it was typed without tones."""
    return replace(term, reading=meant) if term.is_toneless else term


def slice_of(term: QueryTerm, first: int, last: int) -> QueryTerm:
    tokens, kept = _words_of(term.text)
    piece = term_of(term.text, tokens, kept[first], kept[last - 1] + 1)
    if term.reading:
        return replace(piece, reading=term.reading[first:last])
    # Names may be foreign or in pinyin wherever they stand.
    is_toned = term.complete or not (term.is_toneless or term.is_han)
    return replace(piece, complete=True) if is_toned and piece.is_lower else piece


def words_in(term: QueryTerm, meant: Keys) -> list[QueryTerm]:
    """Return the words of a term by a segmenter, each made of whole tokens."""
    text = term.text if meant == term.keys else " ".join(meant)
    words = words_zh(text) if term.is_han else words_vi(text)
    lengths = [length for word in words for length in _lengths(word)]
    pieces: list[QueryTerm] = []
    at = 0
    for length in lengths:
        if length and at + length <= len(meant):
            pieces.append(read_as(slice_of(term, at, at + length), meant[at : at + length]))
        at += length
    # If the segmenter changed the text, words would be lost; then every token is a term.
    if sum(len(piece.keys) for piece in pieces) != len(meant):
        ones = range(len(meant))
        return [read_as(slice_of(term, at, at + 1), meant[at : at + 1]) for at in ones]
    return pieces


def _lengths(word: str) -> tuple[int, ...]:
    """Return the tokens of a word. One of two characters that no dictionary has and of which one is
    a little word is two words: the segmenter joins what it doesn't know (愿同, 日至, 之变)."""
    keys = tuple(analyse(word).keys)
    is_joined = (
        len(keys) == 2
        and is_han(keys[0])
        and keys[0] not in SURNAMES_ZH
        and any(is_little((key,)) for key in keys)
        and not is_word(keys)
    )
    return (1, 1) if is_joined else (len(keys),)


def pieces_of(term: QueryTerm) -> list[QueryTerm]:
    """Return the smaller terms of a term that no document has: its words, else its neighbouring
    pairs. A term of two tokens has none, nor has an exact one or a name: it must not become its
    syllables."""
    if term.exact or len(term.keys) <= 2:
        return []
    words = words_in(term, term.meant)
    if len(words) > 1 and any(len(word.keys) > 1 for word in words):
        return words
    if term.is_capital:
        return []
    return [slice_of(term, at, at + 2) for at in range(len(term.keys) - 1)]


def with_names(
    run: QueryTerm, meant: Keys, names: NameLookup, *, words: bool = True
) -> Iterator[tuple[QueryTerm, bool]]:
    """Divide a run at the longest names of the gazetteer, and with ``words`` at those of the
    lexicon, of two tokens or more (True)."""
    first = at = 0
    known_longest = max(names.longest, lexicon().longest)
    shortest = LEXICON_HAN if run.is_han else 2
    while at < len(meant):
        longest = min(known_longest, len(meant) - at)
        for length in range(longest, 1, -1):
            keys = meant[at : at + length]
            if names.knows(keys) or (words and length >= shortest and lexicon().knows(keys)):
                if first < at:
                    yield slice_of(run, first, at), False
                yield slice_of(run, at, at + length), True
                at += length
                first = at
                break
        else:
            at += 1
    if first < len(meant):
        yield slice_of(run, first, len(meant)), False


def known_terms(
    piece: QueryTerm, meant: Keys, names: NameLookup, expander: CountsTerms
) -> list[QueryTerm]:
    """Return a known word or name as a term; but a set phrase that no document has in the other
    script as the words that it is made of, which may cross."""
    whole = read_as(piece, meant)
    if len(meant) <= 2 or names.knows(meant) or expander.crosses(whole):
        return [whole]
    if lengths := _in_known_words(meant, names):
        ends = list(accumulate(lengths, initial=0))
        return [read_as(slice_of(piece, *one), meant[slice(*one)]) for one in pairwise(ends)]
    words = words_in(piece, meant)
    return words if all(len(one.keys) > 1 or is_word(one.meant) for one in words) else [whole]


def _in_known_words(keys: Keys, names: NameLookup) -> tuple[int, ...]:
    """Return the lengths of the fewest names and words of the lexicon that keys are made of, two or
    more, each of two tokens or more; none if they are not. A segmenter leaves 产品质量 whole."""
    best: list[tuple[int, ...] | None] = [()]
    for last in range(1, len(keys) + 1):
        ways = [
            (*before, last - first)
            for first in range(last - 1)
            if (before := best[first]) is not None
            and last - first < len(keys)
            and (names.knows(keys[first:last]) or lexicon().knows(keys[first:last]))
        ]
        best.append(min(ways, key=len, default=None))
    return best[-1] or ()


def likeliest_terms(run: QueryTerm, expander: CountsTerms) -> list[QueryTerm]:
    """Divide a run into terms that documents have, in the most likely way.

    Each term costs the logarithm of how rare it is, as in any segmentation by a dictionary with
    frequencies. A single syllable costs more, and much more if it is capitalised.
    """
    pieces = {
        (first, last): slice_of(run, first, last)
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
