"""The Chinese spellings of a foreign name that the archive has, and the words of a Chinese one.

A part of a name has the spellings of the list (synonyms/transliterations.py) and those made by
sound (sound_search.py). What is searched unasked (weight 0), each rule with its reason; the rest
is offered (rare):

1. the whole name, given name and surname side by side (安东尼奥·古特雷斯; the dot is no token);
2. of a whole name typed, the surname alone, if the whole name exists too, or if the surname is
   rare or mostly his here (``HIS_SHARE``): documents that say only 古特雷斯 are of him;
3. a single word: what is listed and fits; if nothing listed exists, the best made by sound, which
   must fit the better the shorter it is (``FIT_UNASKED``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from msgspec.structs import replace

from indexer import fields
from indexer.analysis.pairs import CAP, joined
from indexer.analysis.tokens import CAPITAL
from indexer.engines.protocol import Reader
from search.expansion.foreign_parts import (
    GIVEN,
    LISTED_FIT,
    OFTEN,
    PARTICLES,
    Part,
    form_of_part,
    han_parts,
    part_counts,
    ranked_forms,
)
from search.expansion.foreign_words import words_of_han
from search.expansion.frequencies import form_counts
from search.expansion.sound_search import FOUND, han_by_sound
from search.names.name_lookup import NameLookup
from search.terms.forms import ANY, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.pinyin import is_pinyin, split_glued
from synonyms.readings import Weight
from synonyms.spelling import is_syllable, tonings
from synonyms.transliteration_sounds import fit
from synonyms.transliterations import han_of_part, plain_letters
from synonyms.variants import canonical
from synonyms.word_lists import word_rows

LONGEST_NAME: Final = 5
"""Most words of a foreign name: Abu Bakr al-Baghdadi has four."""

HIS_SHARE: Final = 0.1
"""Least share of the documents with a surname that have the whole name: Nadal 6 of 8, Homan 3 of 3,
Ryan 2 of 20 (Paul Ryan)."""

ALMOST_HIS_SHARE: Final = 0.5
"""The same for a name that does not begin with a known given name: Eyal Zamir 1 of 1."""

RARE_SURNAME: Final = 10
"""Labels with a surname below which it is taken for one person's: Trump has 6, Guterres 5, Ryan
48, Smith 297."""

CAPITAL_SHARE: Final = 0.8
"""Least share of its documents that capitalise a word typed in lower case which is a name; as
interpretations.AS_TYPED_SHARE."""

WIDE: Final = 40
"""Most spellings of a surname by sound that are tried behind a given name, which proves one."""


def transliterated(reader: Reader, names: NameLookup, term: QueryTerm) -> tuple[Form, ...]:
    """Return the forms of a foreign name in the other script that exist, unasked ones first.

    A name of the gazetteer has its other names there already. A term in quotation marks has none.
    """
    if term.exact or names.knows(term.keys):
        return ()
    if term.is_han:
        forms = words_of_han(reader, term)
    elif term.is_latin:
        forms = _of_latin(reader, names, term)
    else:
        forms = []
    # Interpretations are of terms without tones; a Chinese term has none.
    reading = frozenset([tuple(map(canonical, term.keys))] if term.is_toneless else [])
    return tuple(
        replace(form, readings=reading) for form in sorted(forms, key=lambda form: form.weight)
    )


def is_vietnamese(key: str) -> bool:
    """Tell whether a word is a Vietnamese syllable, or one without its tones."""
    return is_syllable(key) or len(tonings(key)) > 1


def _is_chinese(keys: Iterable[str]) -> bool:
    """Tell whether words may all be pinyin: such a name has characters, no spelling by sound."""
    return all(is_pinyin(key) or split_glued(key) for key in keys)


def _of_latin(reader: Reader, names: NameLookup, term: QueryTerm) -> list[Form]:
    words = [plain_letters(key) for key in term.keys]
    surname = words[-1]
    if len(words) > LONGEST_NAME or all(map(is_vietnamese, term.keys)) or not surname.isalpha():
        return []
    if CAPITAL not in term.classes and not _is_capitalised(reader, term.keys):
        return []
    by_sound = not _is_chinese(words)
    if len(words) == 1:
        return _of_word(reader, words[0], by_sound)
    if any(entity.kind != "person" for entity in names.entities(term.keys[-1:])):
        # Real Madrid is not the city.
        return []
    # May is a Vietnamese word too: only the list spells it.
    wide = WIDE if by_sound and not is_vietnamese(surname) else 0
    found = han_parts(reader, surname, wide)
    middle = [word for word in words[1:-1] if word in PARTICLES]
    if middle and by_sound:
        found += han_parts(reader, "".join((*middle, surname)), WIDE)
    given = [word for word in words[:-1] if word not in PARTICLES]
    return _of_whole_name(reader, term, given, found)


def _is_capitalised(reader: Reader, keys: Collection[str]) -> bool:
    """Whether the archive writes those of the words that are not Vietnamese as names, or has none
    of them."""
    foreign = [key for key in keys if not is_vietnamese(key) and key not in PARTICLES]
    anyhow = reader.known(fields.BODY, foreign)
    capital = reader.known(fields.PAIR, [CAP + key for key in foreign])
    return all(capital.get(CAP + key, 0) >= CAPITAL_SHARE * anyhow.get(key, 0) for key in foreign)


def _is_given_name(word: str) -> bool:
    """Tell whether a name may begin with this word: *Real* and *Los* begin no person's."""
    if any(word in row.words for row in word_rows("first_names")):
        return True
    return any(count >= OFTEN and fit(word, han) >= LISTED_FIT for han, count in han_of_part(word))


def _of_word(reader: Reader, word: str, by_sound: bool) -> list[Form]:
    """Return the forms of one word."""
    parts = han_parts(reader, word, FOUND if by_sound else 0)
    usable = [part for part in parts if len(part.text) > 1 and (part.is_listed or not part.listed)]
    return ranked_forms(usable, part_counts(reader, usable))


def _of_whole_name(
    reader: Reader, term: QueryTerm, given: Collection[str], surnames: Collection[Part]
) -> list[Form]:
    """Return the whole names that exist, and the surname alone, by rules 1 and 2."""
    surname = plain_letters(term.keys[-1])
    counts = part_counts(reader, surnames)
    there = [part for part in surnames if form_of_part(part.text) in counts]
    whole = _whole_names(reader, _given_names(reader, given), there) if there else {}
    found = form_counts(reader, list(whole), are_guessed=True)
    # Of 马纳福特 and 马纳福, which begins it, only the longer is the name.
    kept = [
        form
        for form in found
        if not any(form is not one and one.shown.startswith(form.shown) for one in found)
    ]
    proved = {whole[form].text for form in kept}
    usable = [
        part
        for part in surnames
        if len(part.text) > 1 and (part.is_listed or not part.listed or part.text in proved)
    ]
    if proved:
        return [*kept, *(form_of_part(part.text) for part in usable if part.text in proved)]
    ranked = ranked_forms(usable, counts)
    if _is_given_name(next(iter(given), "")):
        least, his = 2, _is_rare(surname) or _share(reader, term) >= HIS_SHARE
    else:
        # It may be no person's name at all: Skull Island, App Store.
        least, his = 3, _share(reader, term) >= ALMOST_HIS_SHARE
    return [
        form if his and len(form.keys) >= least else replace(form, weight=Weight.RARE)
        for form in ranked
    ]


def _given_names(reader: Reader, given: Collection[str]) -> list[str]:
    """Return spellings of the given names: those listed, and some by sound of the first (of
    *Michael* the list knows Taiwan's 麦可 best)."""
    found = dict.fromkeys(han for word in given for han, _ in han_of_part(word)[:GIVEN])
    for word in [*given][:1]:
        found |= dict.fromkeys(one.text for one in han_by_sound(reader, word, GIVEN))
    return list(found)


def _whole_names(
    reader: Reader, firsts: Collection[str], surnames: Collection[Part]
) -> dict[Form, Part]:
    """Return the whole names whose parts stand side by side somewhere, with their surname."""
    names = [
        (first + last.text, first[-1], last.text[0], last) for first in firsts for last in surnames
    ]
    known = reader.known(fields.PAIR, {joined(pair) for _, *pair, _ in names})
    return {
        form_of_part(text): part
        for text, left, right, part in names
        if len(text) > 2 and joined((left, right)) in known
    }


def _is_rare(surname: str) -> bool:
    return sum(count for _, count in han_of_part(surname)) < RARE_SURNAME


def _share(reader: Reader, term: QueryTerm) -> float:
    """Return which share of the archive's documents with the surname have the whole name; 1 where
    none has it."""
    surname = CAP + term.keys[-1]
    anyhow = reader.known(fields.PAIR, [surname]).get(surname, 0)
    typed = Form(term.keys, ANY, FormKind.TYPED)
    return sum(form_counts(reader, [typed]).values()) / anyhow if anyhow else 1.0
