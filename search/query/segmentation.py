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
from typing import Final

from msgspec.structs import replace

from indexer.analysis.name_keys import Keys
from indexer.analysis.tokens import CAPITAL, EITHER, LOWER, analyse
from search.expansion.foreign_words import may_be_foreign_han
from search.expansion.linking import LONGEST_NAME
from search.expansion.restoration import Restored
from search.names.lexicon_lookup import is_little, is_word, lexicon
from search.names.name_lookup import NameLookup
from search.query.counts_terms import CountsTerms
from search.query.pieces import (
    known_terms,
    likeliest_terms,
    read_as,
    slice_of,
    with_names,
    words_in,
)
from search.query.text_runs import runs_of
from search.terms.query_term import QueryTerm
from synonyms.spelling import is_syllable
from synonyms.surnames import SURNAMES_ZH

NAME_FACTOR: Final = 4
"""Times as many documents that words need to be meant by what is also a name without its tones:
*thư ký* (secretary, 107 documents) goes before *Thư Kỳ* (6)."""


FOREIGN: Final = "F"
"""Class, here only, of a word that is no Vietnamese syllable; it stands for itself (Panthers)."""

_NAMES: Final = re.compile(f"[{CAPITAL}{FOREIGN}][{CAPITAL}{FOREIGN}{EITHER}]+|{FOREIGN}")


def segment_text(text: str, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    """Return the terms of plain words, in order."""
    tokens = analyse(text)
    terms: list[QueryTerm] = []
    for run in runs_of(text, tokens, names):
        if run.exact:
            terms.append(run)
        elif run.is_han:
            terms += _han_terms(run, names, expander)
        else:
            terms += _latin_terms(run, names, expander)
    if len(terms) > 1 and _may_begin_a_sentence(terms[0], names):
        terms[0] = replace(terms[0], classes=LOWER)
    return terms


def _may_begin_a_sentence(first: QueryTerm, names: NameLookup) -> bool:
    """Tell whether the capital of a first syllable says nothing: it is no name (Mỹ)."""
    return len(first.keys) == 1 and is_syllable(first.keys[0]) and not names.knows(first.keys)


def telling(terms: list[QueryTerm]) -> list[QueryTerm]:
    """Return the terms without little words (là gì, 多少), unless they are all there is."""
    return [term for term in terms if term.exact or not is_little(term.meant)] or terms


def _han_terms(run: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    keys = run.keys
    if len(keys) <= 2 or names.knows(keys):
        return [run]
    if is_word(keys):
        return known_terms(run, keys, names, expander)
    if len(keys) > LONGEST_NAME and may_be_foreign_han(keys) and expander.is_foreign_name(run):
        return [run]
    terms: list[QueryTerm] = []
    for piece, is_name in with_names(run, keys, names):
        terms += [piece] if is_name else words_in(piece, piece.keys)
    if len(keys) > LONGEST_NAME or _are_words(terms, names):
        return terms
    if expander.documents(run):
        return [run]
    # Nobody has it: it may be a name all the same, if it begins with a surname.
    return [run] if keys[0] in SURNAMES_ZH else terms


def _are_words(terms: list[QueryTerm], names: NameLookup) -> bool:
    """Tell whether each is a word or a known name (经济合作, 书记刘宁)."""
    return all(len(one.keys) > 1 and (is_word(one.keys) or names.knows(one.keys)) for one in terms)


def _latin_terms(run: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    if run.is_capital:
        return _name_terms(run, names, expander)
    if _names_something(run.keys, names):
        return known_terms(run, run.keys, names, expander)
    found = expander.restored(run)
    if names.knows(run.keys) or lexicon().knows(run.keys):
        # A word without any tone (thanh long) is spelt as a name is without its own (Thành Long).
        as_typed = Restored(run.keys, found.classes)
        if run.is_toneless and run.is_lower and _is_name(run, as_typed, expander):
            return [run]
        return known_terms(run, run.keys, names, expander)
    if not run.is_lower:
        return _by_capitals(run, replace(found, classes=run.classes), names, expander)
    return _whole(run, found, names, expander) or _by_capitals(run, found, names, expander)


def _names_something(keys: Keys, names: NameLookup) -> bool:
    """Tell whether these are the name of something that is no word."""
    return any(entity.kind != "term" for entity in names.entities(keys))


def _whole(
    run: QueryTerm, found: Restored, names: NameLookup, expander: CountsTerms
) -> list[QueryTerm]:
    """Return a run in lower case that is one name, word or syllable; nothing if it is more."""
    known = _known_without_tones(run, found, names) if run.is_toneless else None
    if known is not None and not known.reading:
        return [known]
    likeliest = replace(found, keys=known.reading) if known else found
    if 1 < len(run.keys) <= LONGEST_NAME and _is_name(run, likeliest, expander):
        return [run]
    if known is not None:
        return known_terms(known, known.reading, names, expander)
    if len(run.keys) > 2:
        return []
    whole = read_as(run, found.keys)
    return [whole] if len(run.keys) == 1 or expander.documents(whole) else _halves(whole)


def _is_name(run: QueryTerm, found: Restored, expander: CountsTerms) -> bool:
    """Tell whether a short run in lower case is a name as a whole: what was restored is one, or,
    without tones, another name is spelt so and what was restored is hardly more frequent (*li khac
    cuong*, whose likeliest syllables are no words together)."""
    if _is_all_name(found):
        return expander.documents(run) > 0
    if not run.is_toneless:
        return False
    restored = expander.documents_as_words(run, found.keys)
    return expander.documents_as_name(run, found.keys) * NAME_FACTOR > restored


def _known_without_tones(run: QueryTerm, found: Restored, names: NameLookup) -> QueryTerm | None:
    """Return a run that is a known name or word without its tones; a word with its reading, while a
    name may be any that is spelt so."""
    named = set(names.toned(run.keys))
    if named:
        is_term = found.keys in named and not _is_all_name(found)
        return read_as(run, found.keys) if is_term else run
    word = _word_of_lexicon(run.keys, found.keys)
    return replace(run, reading=word) if word else None


def _halves(term: QueryTerm) -> list[QueryTerm]:
    """Return a term of two syllables that no document has: whole if it is a word, for the other
    language may have it, else its syllables."""
    return [term] if is_word(term.meant) else [slice_of(term, 0, 1), slice_of(term, 1, 2)]


def _word_of_lexicon(typed: Keys, likeliest: Keys) -> Keys:
    """Return the word of the lexicon that was typed without tones, the likeliest if it is one."""
    words = list(lexicon().toned(typed))
    return likeliest if likeliest in words else (words[0] if words else ())


def _is_all_name(found: Restored) -> bool:
    return set(found.classes) == {CAPITAL}


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
        terms += _name_terms(slice_of(run, *match.span()), names, expander)
        at = match.end()
    if at < len(run.keys):
        terms += _names_and_words(run, found, (at, len(run.keys)), names, expander)
    return terms


def _name_terms(name: QueryTerm, names: NameLookup, expander: CountsTerms) -> list[QueryTerm]:
    if names.knows(name.keys):
        return [name]
    parts = list(with_names(name, name.keys, names, words=False))
    if len(parts) > 1 and all(is_name for _, is_name in parts):
        # Việt Nam Trung Quốc: each is a name, although some write them side by side.
        return [part for part, _ in parts]
    return [name] if expander.documents(name) else likeliest_terms(name, expander)


def _names_and_words(
    run: QueryTerm,
    found: Restored,
    place: tuple[int, int],
    names: NameLookup,
    expander: CountsTerms,
) -> list[QueryTerm]:
    part = slice_of(run, *place)
    keys = found.keys[slice(*place)]
    terms: list[QueryTerm] = []
    at = 0
    for piece, is_name in with_names(part, keys, names):
        own = keys[at : at + len(piece.keys)]
        at += len(piece.keys)
        terms += known_terms(piece, own, names, expander) if is_name else words_in(piece, own)
    return terms
