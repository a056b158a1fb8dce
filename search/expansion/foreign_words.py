"""The words of a foreign name that is typed in Chinese characters: 古特雷斯, Guterres."""

from __future__ import annotations

import re
from collections.abc import Collection
from itertools import product
from typing import Final

from msgspec.structs import replace

from indexer import fields
from indexer.analysis.pairs import CAP
from indexer.engines.protocol import Reader
from search.expansion.foreign_parts import (
    FIT_UNASKED,
    GIVEN,
    LISTED_FIT,
    OFFERED_MOST,
    PARTICLES,
    Part,
    fits_unasked,
    form_of_part,
    part_counts,
    ranked_forms,
)
from search.expansion.frequencies import form_counts
from search.expansion.sound_search import words_by_sound
from search.terms.forms import ANY, Form, FormKind
from search.terms.query_term import QueryTerm
from synonyms.readings import Weight
from synonyms.surnames import SURNAMES_ZH
from synonyms.transliteration_sounds import fit, sounds_of_character
from synonyms.transliterations import han_of_part, parts_of_han

LONGEST_HAN: Final = 12
"""Most characters of a foreign name: 弗拉基米尔·弗拉基米罗维奇 has as many."""

BEST_FIT: Final = FIT_UNASKED[0]
"""Least fit of a word for what may as well be a Chinese name, where it is rare."""

SEEN: Final = 3
"""Documents with a word made by sound for what may as well be a Chinese name (马克龙)."""

_DOT: Final = re.compile("[·・•‧・]")


def may_be_foreign_han(keys: Collection[str]) -> bool:
    """Tell whether Chinese characters may spell a foreign name: each is used so."""
    return 1 < len(keys) <= LONGEST_HAN and all(map(sounds_of_character, keys))


def words_of_han(reader: Reader, term: QueryTerm) -> list[Form]:
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
        if fits_unasked(part.fit, len(han) - 1)
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
    listed = [part for part in usable if part.is_listed]
    forms = ranked_forms(listed, part_counts(reader, listed))
    made = [part for part in usable if not part.listed]
    counts = form_counts(reader, [form_of_part(part.text) for part in made])
    own = [part for part in made if form_of_part(part.text) in counts]
    first = next((part for part in own if not _is_otherwise(part.text, han)), None)
    may_be_chinese = len(han) == 2 or (len(han) == 3 and han[0] in SURNAMES_ZH)
    for part in own[:OFFERED_MOST]:
        form = form_of_part(part.text)
        usual = part is first and fits_unasked(part.fit, len(han))
        usual = usual and (not may_be_chinese or counts[form] >= SEEN or part.fit >= BEST_FIT)
        forms.append(replace(form, weight=0 if usual else Weight.RARE))
    return forms


def _is_otherwise(word: str, han: str) -> bool:
    """Tell whether a word is spelt quite otherwise: in no spelling with half of the characters."""
    spellings = [own for own, count in han_of_part(word) if fit(word, own) >= LISTED_FIT]
    return bool(spellings) and not any(
        2 * len({*own} & {*han}) > max(len(own), len(han)) for own in spellings
    )
