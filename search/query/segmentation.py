"""Segmentation: plain words to query terms, each a name, a word, or a number.

A text is divided at punctuation and where the script changes. Then

* Han characters: up to three are one term, and four unless they are two words; more are divided
  into names of the gazetteer, words of the lexicon, and words (jieba-next);
* Latin: what was left out is restored first (search/expansion/restoration.py), the tones of a text
  that has none and the capitals of one in lower case. Then runs of capitals are names, and the rest
  is divided into names of the gazetteer, words of the lexicon, and words (underthesea).

A run that no document has as a whole is divided into the most likely names that some have.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from math import log
from typing import Final, Protocol

from corpus.script_letters import HAN
from indexer.analysis.segmenters import words_vi, words_zh
from indexer.analysis.tokens import (
    CAPITAL,
    COMMA_CLASS,
    EITHER,
    HAN_CLASS,
    LOWER,
    MARKS,
    STOP_CLASS,
    Tokens,
    analyse,
)
from search.expansion.linking import LONGEST_NAME
from search.expansion.restoration import Restored
from search.names.lexicon_lookup import is_little, is_word, lexicon
from search.names.name_lookup import NameLookup
from search.terms.query_term import QueryTerm, term_of
from synonyms.spelling import is_syllable

Keys = tuple[str, ...]


class CountsTerms(Protocol):
    """What segmentation asks of the expander (search/expansion/term_expander.py)."""

    def documents(self, term: QueryTerm) -> int:
        """Return the number of documents with the term, in the forms it would be searched in."""

    def documents_as_name(self, term: QueryTerm) -> int:
        """Return the number of documents with a term without tones as the name it likeliest is."""

    def crosses(self, term: QueryTerm) -> bool:
        """Tell whether documents have the term in the other script."""

    def restored(self, term: QueryTerm) -> Restored:
        """Return what a Latin term leaves out: its tones if it has none, and capitals."""


ALONE: Final = 1.0
"""Cost of a single syllable, in units of log(documents): that of a word e times as rare."""

ALONE_CAPITAL: Final = 12.0
"""Cost of a single capitalised syllable: that of a word e¹² = 160,000 times as rare, which is more
than any word of 55,526 documents can be. A name is not its syllables."""

NAME_FACTOR: Final = 4
"""Times as many documents that words need to be meant by what is also a name without its tones:
*thư ký* (secretary, 107 documents) goes before *Thư Kỳ* (6)."""

LEXICON_HAN: Final = 3
"""Least characters of a word of the lexicon that is found before the segmenter has cut: two
neighbouring characters of two words often are a word as well (发展中国家: 中国)."""

FOREIGN: Final = "F"
"""Class, here only, of a word that is no Vietnamese syllable; it stands for itself (Panthers)."""

_NAMES: Final = re.compile(f"[{CAPITAL}{FOREIGN}][{CAPITAL}{FOREIGN}{EITHER}]+|{FOREIGN}")
_PIECE: Final = re.compile(rf"[{HAN}]{{1,6}}[〔\[［]\d{{4}}[〕\]］]第?\d+号|[{HAN}]+|[^\s{HAN}]+")
"""What may be a document's number: a Chinese one, or what stands between spaces and characters."""

_MARK_CLASSES: Final = (STOP_CLASS, COMMA_CLASS)
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
        else:
            terms += _latin_terms(run, names, expander)
    if len(terms) > 1 and len(terms[0].keys) == 1 and is_syllable(terms[0].keys[0]):
        # A capital at the beginning of a sentence says nothing.
        terms[0] = replace(terms[0], classes=LOWER)
    return terms


def telling(terms: list[QueryTerm]) -> list[QueryTerm]:
    """Return the terms without little words (là gì, 多少), unless they are all there is."""
    return [term for term in terms if term.exact or not is_little(term.meant)] or terms


def pieces_of(term: QueryTerm) -> list[QueryTerm]:
    """Return the smaller terms of a term that no document has: its words, else its neighbouring
    pairs. A term of two tokens has none, nor has an exact one or a name: it must not become its
    syllables."""
    if term.exact or len(term.keys) <= 2:
        return []
    words = _words(term, term.meant)
    if len(words) > 1 and any(len(word.keys) > 1 for word in words):
        return words
    if term.is_capital:
        return []
    return [_slice(term, at, at + 2) for at in range(len(term.keys) - 1)]


def _runs(text: str, tokens: Tokens) -> Iterator[QueryTerm]:
    """Yield runs of tokens of one script between punctuation. The number of a document
    (12/2024/NĐ-CP, 国函〔2024〕5号) is a run of its own, searched as typed."""
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
    for (_, kind), group in groupby(range(len(tokens)), labels.__getitem__):
        run = list(group)
        if kind:
            yield term_of(text, tokens, run[0], run[-1] + 1, exact=kind == "code")


def _han_terms(run: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    keys = run.keys
    if len(keys) <= 2 or names.knows(keys) or is_word(keys):
        return [run]
    terms: list[QueryTerm] = []
    for piece, is_name in _with_names(run, keys, names):
        terms += [piece] if is_name else _words(piece, piece.keys)
    if len(keys) > LONGEST_NAME or _are_words(terms):
        return terms
    # A name of three or four characters, unless nobody has it and a part of it is one.
    has_name = any(names.knows(one.keys) for one in terms)
    are_whole = has_name and all(len(one.keys) > 1 for one in terms)
    return terms if are_whole and not expander.documents(run) else [run]


def _are_words(terms: list[QueryTerm]) -> bool:
    return all(len(one.keys) > 1 and is_word(one.keys) for one in terms)


def _latin_terms(run: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    if _is_known(run.keys, names):
        return [run]
    if run.is_capital:
        return _name_terms(run, names, expander)
    found = expander.restored(run)
    if not run.is_lower:
        return _by_capitals(run, replace(found, classes=run.classes), names, expander)
    if run.is_toneless and (whole := _known_without_tones(run, found, names)):
        meant = whole.reading
        return _known_terms(run, meant, names, expander) if meant else [whole]
    if 1 < len(run.keys) <= LONGEST_NAME and _is_name(run, found, expander):
        return [run]
    if len(run.keys) <= 2:
        whole = _read(run, found.keys)
        return [whole] if len(run.keys) == 1 or expander.documents(whole) else _halves(whole)
    return _by_capitals(run, found, names, expander)


def _is_name(run: QueryTerm, found: Restored, expander: CountsTerms) -> bool:
    """Tell whether a short run in lower case is a name as a whole: what was restored is one, or,
    without tones, another name is spelt so and what was restored is hardly more frequent (*li khac
    cuong*, whose likeliest syllables are no words together)."""
    if _is_all_name(found):
        return expander.documents(run) > 0
    if not run.is_toneless:
        return False
    restored = expander.documents(_read(run, found.keys))
    return expander.documents_as_name(run) * NAME_FACTOR > restored


def _known_without_tones(run: QueryTerm, found: Restored, names: NameLookup) -> QueryTerm | None:
    """Return a run that is a known name or word without its tones; a word with its reading, while a
    name may be any that is spelt so."""
    named = set(names.toned(run.keys))
    if named:
        is_word = found.keys in named and not _is_all_name(found)
        return _read(run, found.keys) if is_word else run
    word = _word_of_lexicon(run.keys, found.keys)
    return replace(run, reading=word) if word else None


def _halves(term: QueryTerm) -> list[QueryTerm]:
    """Return a term of two syllables that no document has: whole if it is a word, for the other
    language may have it, else its syllables."""
    return [term] if is_word(term.meant) else [_slice(term, 0, 1), _slice(term, 1, 2)]


def _is_known(keys: Keys, names: NameLookup) -> bool:
    return names.knows(keys) or lexicon().knows(keys)


def _word_of_lexicon(typed: Keys, likeliest: Keys) -> Keys:
    """Return the word of the lexicon that was typed without tones, the likeliest if it is one."""
    words = list(lexicon().toned(typed))
    return likeliest if likeliest in words else (words[0] if words else ())


def _is_all_name(found: Restored) -> bool:
    return set(found.classes) == {CAPITAL}


def _read(term: QueryTerm, meant: Keys) -> QueryTerm:
    """Return a term with the reading that was chosen for it, if it was typed without tones."""
    return replace(term, reading=meant) if term.is_toneless else term


def _by_capitals(
    run: QueryTerm, found: Restored, names: NameLookup, expander: CountsTerms
) -> list[QueryTerm]:
    """Divide a run into names, where the classes have capitals, and what stands between."""
    classes = "".join(
        FOREIGN if one != EITHER and not is_syllable(key) else one
        for key, one in zip(found.keys, found.classes, strict=True)
    )
    terms: list[QueryTerm] = []
    at = 0
    for match in _NAMES.finditer(classes):
        if at < match.start():
            terms += _names_and_words(run, found, (at, match.start()), names, expander)
        terms += _name_terms(_slice(run, *match.span()), names, expander)
        at = match.end()
    if at < len(run.keys):
        terms += _names_and_words(run, found, (at, len(run.keys)), names, expander)
    return terms


def _name_terms(name: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    is_whole = names.knows(name.keys) or expander.documents(name) > 0
    return [name] if is_whole else _likeliest_terms(name, expander)


def _names_and_words(
    run: QueryTerm,
    found: Restored,
    place: tuple[int, int],
    names: NameLookup,
    expander: CountsTerms,
) -> list[QueryTerm]:
    part = _slice(run, *place)
    keys = found.keys[slice(*place)]
    terms: list[QueryTerm] = []
    at = 0
    for piece, is_name in _with_names(part, keys, names):
        own = keys[at : at + len(piece.keys)]
        at += len(piece.keys)
        terms += _known_terms(piece, own, names, expander) if is_name else _words(piece, own)
    return terms


def _known_terms(
    piece: QueryTerm, meant: Keys, names: NameLookup, expander: CountsTerms
) -> list[QueryTerm]:
    """Return a known word or name as a term; but a set phrase that no document has in the other
    script as the words that it is made of, which may cross."""
    whole = _read(piece, meant)
    if len(meant) <= 2 or names.knows(meant) or expander.crosses(whole):
        return [whole]
    words = _words(piece, meant)
    return words if all(len(one.keys) > 1 or is_word(one.meant) for one in words) else [whole]


def _with_names(run: QueryTerm, meant: Keys, names: NameLookup) -> Iterator[tuple[QueryTerm, bool]]:
    """Divide a run at the longest names of the gazetteer and words of the lexicon of two tokens or
    more (True)."""
    first = at = 0
    known_longest = max(names.longest, lexicon().longest)
    shortest = LEXICON_HAN if run.is_han else 2
    while at < len(meant):
        longest = min(known_longest, len(meant) - at)
        for length in range(longest, 1, -1):
            keys = meant[at : at + length]
            if names.knows(keys) or (length >= shortest and lexicon().knows(keys)):
                if first < at:
                    yield _slice(run, first, at), False
                yield _slice(run, at, at + length), True
                at += length
                first = at
                break
        else:
            at += 1
    if first < len(meant):
        yield _slice(run, first, len(meant)), False


@lru_cache(maxsize=64)
def _words_of(text: str) -> tuple[Tokens, tuple[int, ...]]:
    """Return the tokens of a term's text, and the indexes of those that are not punctuation."""
    tokens = analyse(text)
    return tokens, tuple(at for at, key in enumerate(tokens.keys) if key not in MARKS)


def _slice(term: QueryTerm, first: int, last: int) -> QueryTerm:
    tokens, kept = _words_of(term.text)
    piece = term_of(term.text, tokens, kept[first], kept[last - 1] + 1)
    if term.reading:
        return replace(piece, reading=term.reading[first:last])
    # Names may be foreign or in pinyin wherever they stand.
    is_toned = term.complete or not (term.is_toneless or term.is_han)
    return replace(piece, complete=True) if is_toned and piece.is_lower else piece


def _words(term: QueryTerm, meant: Keys) -> list[QueryTerm]:
    """Return the words of a term by a segmenter, each made of whole tokens."""
    text = term.text if meant == term.keys else " ".join(meant)
    lengths = [len(analyse(word)) for word in (words_zh if term.is_han else words_vi)(text)]
    pieces: list[QueryTerm] = []
    at = 0
    for length in lengths:
        if length and at + length <= len(meant):
            pieces.append(_read(_slice(term, at, at + length), meant[at : at + length]))
        at += length
    # If the segmenter changed the text, words would be lost; then every token is a term.
    if sum(len(piece.keys) for piece in pieces) != len(meant):
        ones = range(len(meant))
        return [_read(_slice(term, at, at + 1), meant[at : at + 1]) for at in ones]
    return pieces


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
