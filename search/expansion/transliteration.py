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

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Final

from indexer import fields
from indexer.analysis.pairs import CAP, joined
from indexer.analysis.tokens import CAPITAL
from indexer.engines.protocol import Reader
from search.expansion.frequencies import form_counts
from search.expansion.sound_search import FOUND, LEAST_FIT, han_by_sound, words_by_sound
from search.names.name_lookup import NameLookup
from search.terms.forms import ANY, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.pinyin import is_pinyin, split_glued
from synonyms.readings import Weight
from synonyms.spelling import is_syllable, tonings
from synonyms.surnames import SURNAMES_ZH
from synonyms.transliteration_sounds import fit, sounds_of_character
from synonyms.transliterations import han_of_part, parts_of_han, plain_letters
from synonyms.variants import canonical
from synonyms.word_lists import word_rows

LONGEST_NAME: Final = 5
"""Most words of a foreign name: Abu Bakr al-Baghdadi has four."""

LONGEST_HAN: Final = 12
"""Most characters of a foreign name: 弗拉基米尔·弗拉基米罗维奇 has as many."""

HIS_SHARE: Final = 0.1
"""Least share of the documents with a surname that have the whole name: Nadal 6 of 8, Homan 3 of 3,
Ryan 2 of 20 (Paul Ryan)."""

RARE_SURNAME: Final = 10
"""Labels with a surname below which it is taken for one person's: Trump has 6, Guterres 5, Ryan
62, Smith 297."""

CAPITAL_SHARE: Final = 0.8
"""Least share of its documents that capitalise a word typed in lower case which is a name; as
interpretations.AS_TYPED_SHARE."""

LISTED_FIT: Final = -6.0
"""Least fit of a listed spelling: nine of ten have more. Below it stand translations and mistakes of
the list; they count only in whole names."""

FIT_UNASKED: Final = {2: -1.7, 3: -2.6}
"""Least fit of a spelling made by sound that is searched unasked, by its characters. Two are often
another word or a part of one; of four or more every one that fits at all is the name."""

BEST_FIT: Final = FIT_UNASKED[2]
"""Least fit of a word for what may as well be a Chinese name, where it is rare."""

TWO_CHARACTERS: Final = 5
"""Least letters of a word that two characters may spell by sound (Homan, not Sung)."""

MOSTLY: Final = 4
"""Times as many documents as all others made by sound that one of two characters needs."""

SEEN: Final = 3
"""Documents with a word made by sound for what may as well be a Chinese name (马克龙)."""

OFTEN: Final = 3
"""Least labels of a listed spelling that is searched unasked beside a more frequent one."""

PARTICLES: Final = frozenset(
    "al el de da di del della der den van von bin ibn la le dos du ben".split()
)
"""Words between given name and surname, which Chinese writes with the surname or leaves out."""

WIDE: Final = 160
"""Most spellings of a surname by sound that are tried behind a given name, which proves one."""

OFFERED: Final = 3
"""Most forms of one name that are offered."""

GIVEN: Final = 8
"""Most spellings of a given name that whole names are made of."""

_DOT: Final = re.compile("[·・•‧・]")


@dataclass(frozen=True, slots=True)
class Part:
    """A spelling of a part of a name: in how many labels it is listed (0: made by sound)."""

    text: str
    listed: int
    fit: float

    @property
    def is_listed(self) -> bool:
        """Whether it stands in the list, often or so that it sounds like the name."""
        return self.listed >= OFTEN or (self.listed > 0 and self.fit >= LISTED_FIT)


def transliterated(reader: Reader, names: NameLookup, term: QueryTerm) -> tuple[Form, ...]:
    """Return the forms of a foreign name in the other script that exist, unasked ones first.

    A name of the gazetteer has its other names there already. A term in quotation marks has none.
    """
    if term.exact or names.knows(term.keys):
        return ()
    if term.is_han:
        forms = _of_han(reader, term)
    elif term.is_latin:
        forms = _of_latin(reader, names, term)
    else:
        forms = []
    # Interpretations are of terms without tones; a Chinese term has none.
    reading = frozenset([tuple(map(canonical, term.keys))] if term.is_toneless else [])
    return tuple(
        replace(form, readings=reading) for form in sorted(forms, key=lambda form: form.weight)
    )


def may_be_foreign_han(keys: Collection[str]) -> bool:
    """Tell whether Chinese characters may spell a foreign name: each is used so."""
    return 1 < len(keys) <= LONGEST_HAN and all(map(sounds_of_character, keys))


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
    found = _han_parts(reader, surname, WIDE if by_sound else 0)
    middle = [word for word in words[1:-1] if word in PARTICLES]
    if middle and by_sound:
        found += _han_parts(reader, "".join((*middle, surname)), WIDE)
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


def _han_parts(reader: Reader, word: str, by_sound: int) -> list[Part]:
    """Return the listed spellings of a part, and at most so many made by sound."""
    found = [Part(han, count, fit(word, han)) for han, count in han_of_part(word)]
    known = {part.text for part in found}
    made = han_by_sound(reader, word, by_sound) if by_sound else []
    return found + [
        Part(one.text, 0, one.fit)
        for one in made
        if one.text not in known and (len(one.text) > 2 or len(word) >= TWO_CHARACTERS)
    ]


def _of_word(reader: Reader, word: str, by_sound: bool) -> list[Form]:
    """Return the forms of one word."""
    parts = _han_parts(reader, word, FOUND if by_sound else 0)
    usable = [part for part in parts if len(part.text) > 1 and (part.is_listed or not part.listed)]
    return _ranked(reader, usable)


def _ranked(reader: Reader, parts: Collection[Part]) -> list[Form]:
    """Return the forms of a name of one part, by rule 3; at most ``OFFERED`` of them offered."""
    forms = {_form(part.text): part for part in parts}
    counts = form_counts(reader, list(forms))
    listed = [form for form in counts if forms[form].is_listed]
    if listed:
        best = max(listed, key=lambda form: (forms[form].listed, counts[form], form.keys))
        usual = [form for form in listed if form is best or forms[form].listed >= OFTEN]
    else:
        usual = _best_by_sound(forms, counts)
    others = [
        form
        for form in counts
        if form not in usual and not any(form.shown in one.shown for one in usual)
    ]
    others.sort(key=lambda form: (-forms[form].fit, form.keys))
    return [*usual, *(replace(form, weight=Weight.RARE) for form in others[:OFFERED])]


def _best_by_sound(forms: Mapping[Form, Part], counts: Mapping[Form, int]) -> list[Form]:
    """Return the form made by sound that is searched unasked, or none."""
    if not counts:
        return []
    long = [form for form in counts if len(form.keys) > 2]
    best = max(long or counts, key=lambda form: (forms[form].fit, form.keys))
    if not long:
        best = max(counts, key=lambda form: (counts[form], form.keys))
        if counts[best] < MOSTLY * (sum(counts.values()) - counts[best]):
            return []
    return [best] if _fits_unasked(forms[best].fit, len(best.keys)) else []


def _fits_unasked(value: float, characters: int) -> bool:
    return value >= FIT_UNASKED.get(characters, LEAST_FIT)


def _form(text: str) -> Form:
    """Return the form of a spelling: characters, or one capitalised word."""
    if text.isascii():
        return Form((text,), CAP, FormKind.TRANSLITERATION)
    return Form(tuple(text), ANY, FormKind.TRANSLITERATION)


def _of_whole_name(
    reader: Reader, term: QueryTerm, given: Collection[str], surnames: Collection[Part]
) -> list[Form]:
    """Return the whole names that exist, and the surname alone, by rules 1 and 2."""
    whole = _whole_names(reader, _given_names(reader, given), surnames)
    found = form_counts(reader, list(whole))
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
        alone = form_counts(reader, [_form(part.text) for part in usable if part.text in proved])
        return [*kept, *alone]
    ranked = _ranked(reader, usable)
    sure = 1 if _is_given_name(next(iter(given), "")) else 2
    his = _is_his(reader, term)
    return [
        form if his and len(form.keys) > sure else replace(form, weight=Weight.RARE)
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
        _form(text): part
        for text, left, right, part in names
        if len(text) > 2 and joined((left, right)) in known
    }


def _is_his(reader: Reader, term: QueryTerm) -> bool:
    """Tell whether a surname alone is likely of this person: it is rare, or the archive's documents
    with it are mostly his, or none has it."""
    if sum(count for _, count in han_of_part(plain_letters(term.keys[-1]))) < RARE_SURNAME:
        return True
    surname = CAP + term.keys[-1]
    anyhow = reader.known(fields.PAIR, [surname]).get(surname, 0)
    typed = Form(term.keys, ANY, FormKind.TYPED)
    return sum(form_counts(reader, [typed]).values()) >= HIS_SHARE * anyhow


def _of_han(reader: Reader, term: QueryTerm) -> list[Form]:
    pieces = [re.sub(r"\s", "", piece) for piece in _DOT.split(term.text)]
    if not may_be_foreign_han(term.keys) or not all(pieces):
        return []
    texts = _han_pieces(pieces, term.keys)
    if len(texts) == 1:
        parts = _latin_parts(reader, texts[0])
        forms = _ranked_words(reader, texts[0], parts)
        return forms or _behind_particle(reader, texts[0])
    firsts = [part.text for part in _latin_parts(reader, texts[0])][:GIVEN]
    lasts = {part.text: part for part in _latin_parts(reader, texts[-1])}
    whole = {
        Form((first, last), CAP, FormKind.TRANSLITERATION): last
        for first, last in product(firsts, lasts)
    }
    found = form_counts(reader, list(whole))
    proved = {whole[form] for form in found}
    alone = _ranked_words(reader, texts[-1], lasts.values())
    return [
        *found,
        *(
            replace(form, weight=0 if form.keys[0] in proved else Weight.RARE) if proved else form
            for form in alone
        ),
    ]


def _behind_particle(reader: Reader, han: str) -> list[Form]:
    """Return the forms of a name that begins with a particle: 德米斯图拉, de Mistura."""
    if len(han) < 4:
        return []
    own = [word for word in PARTICLES if fit(word, han[0]) >= LISTED_FIT]
    parts = _latin_parts(reader, han[1:]) if own else []
    forms = [
        Form((word, part.text), ANY, FormKind.TRANSLITERATION)
        for word, part in product(own, parts)
        if _fits_unasked(part.fit, len(han) - 1)
    ]
    return list(form_counts(reader, forms))


def _han_pieces(pieces: list[str], keys: tuple[str, ...]) -> list[str]:
    """Return the parts of a name as keys (simplified characters)."""
    texts: list[str] = []
    at = 0
    for piece in pieces:
        texts.append("".join(keys[at : at + len(piece)]))
        at += len(piece)
    return texts if at == len(keys) else ["".join(keys)]


def _latin_parts(reader: Reader, han: str) -> list[Part]:
    """Return the words that the archive capitalises which a Chinese part spells, likeliest
    first."""
    listed = dict(parts_of_han(han))
    known = reader.known(fields.PAIR, [CAP + word for word in listed])
    found = [
        Part(word, count, fit(word, han)) for word, count in listed.items() if CAP + word in known
    ]
    if not any(part.is_listed for part in found):
        made = words_by_sound(reader, han) if len(han) > 1 else []
        found += [Part(one.text, 0, one.fit) for one in made if one.text not in listed]
    return found


def _ranked_words(reader: Reader, han: str, parts: Collection[Part]) -> list[Form]:
    """Return words as forms, by rule 3.

    A Chinese name or word is offered no word made by sound unasked, nor is one that is written
    otherwise in Chinese (*North* is 诺斯, not 诺尔特).
    """
    usable = [part for part in parts if len(han) > 1 and (part.is_listed or not part.listed)]
    forms = _ranked(reader, [part for part in usable if part.is_listed])
    made = [part for part in usable if not part.listed]
    counts = form_counts(reader, [_form(part.text) for part in made])
    own = [part for part in made if _form(part.text) in counts]
    first = next((part for part in own if not _is_otherwise(part.text, han)), None)
    may_be_chinese = len(han) == 2 or (len(han) == 3 and han[0] in SURNAMES_ZH)
    for part in own[:OFFERED]:
        form = _form(part.text)
        usual = part is first and _fits_unasked(part.fit, len(han))
        usual = usual and (not may_be_chinese or counts[form] >= SEEN or part.fit >= BEST_FIT)
        forms.append(replace(form, weight=0 if usual else Weight.RARE))
    return forms


def _is_otherwise(word: str, han: str) -> bool:
    """Tell whether a word is spelt quite otherwise: in no spelling with half of the characters."""
    spellings = [own for own, count in han_of_part(word) if fit(word, own) >= LISTED_FIT]
    return bool(spellings) and not any(
        2 * len({*own} & {*han}) > max(len(own), len(han)) for own in spellings
    )
