"""Spellings of one part of a foreign name, and which of them are searched unasked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final
from weakref import WeakKeyDictionary

from msgspec import Struct
from msgspec.structs import replace

from indexer.analysis.pairs import CAP
from indexer.engines.protocol import Reader
from search.expansion.frequencies import form_counts
from search.expansion.sound_search import han_by_sound
from search.terms.forms import ANY, Form, FormKind
from synonyms.readings import Weight
from synonyms.transliteration_sounds import fit
from synonyms.transliterations import han_of_part

LISTED_FIT: Final = -6.0
"""Least fit of a listed spelling: nine of ten have more. Below it stand translations and mistakes
of the list; they count only in whole names."""

FIT_UNASKED: Final = (-1.7, -2.6, -2.9)
"""Least fit of a spelling made by sound that is searched unasked, of two, three, and four
characters or more. Two are often another word or a part of one."""

TWO_CHARACTERS: Final = 5
"""Least letters of a word that two characters may spell by sound (Homan, not Sung)."""

MOSTLY: Final = 4
"""Times as many documents as all others made by sound that one of two characters needs."""

OFTEN: Final = 3
"""Least labels of a listed spelling that is searched unasked beside a more frequent one."""

OFFERED_MOST: Final = 3
"""Most forms of one name that are offered."""

GIVEN: Final = 8
"""Most spellings of a given name that whole names are made of."""

PARTICLES: Final = frozenset(
    "al el de da di del della der den van von bin ibn la le dos du ben".split()
)
"""Words between given name and surname, which Chinese writes with the surname or leaves out."""


class Part(Struct, frozen=True):
    """A spelling of a part of a name: in how many labels it is listed (0: made by sound)."""

    text: str
    listed: int
    fit: float

    @property
    def is_listed(self) -> bool:
        """Whether it stands in the list, often or so that it sounds like the name."""
        return self.listed >= OFTEN or (self.listed > 0 and self.fit >= LISTED_FIT)


def han_parts(reader: Reader, word: str, by_sound: int) -> list[Part]:
    """Return the listed spellings of a part, and at most so many made by sound.

    Those of one snapshot are kept: segmentation asks for each slice of a text that has the word.
    """
    kept = _kept.setdefault(reader, {})
    if (word, by_sound) not in kept:
        kept[word, by_sound] = _han_parts(reader, word, by_sound)
    return list(kept[word, by_sound])


_kept: Final[WeakKeyDictionary[Reader, dict[tuple[str, int], list[Part]]]] = WeakKeyDictionary()


def _han_parts(reader: Reader, word: str, by_sound: int) -> list[Part]:
    found = [Part(han, count, fit(word, han)) for han, count in han_of_part(word)]
    known = {part.text for part in found}
    made = han_by_sound(reader, word, by_sound) if by_sound else []
    return found + [
        Part(one.text, 0, one.fit)
        for one in made
        if one.text not in known and (len(one.text) > 2 or len(word) >= TWO_CHARACTERS)
    ]


def part_counts(reader: Reader, parts: Collection[Part]) -> dict[Form, int]:
    """Return the documents of the forms of parts, without forms that have none."""
    forms = dict.fromkeys(form_of_part(part.text) for part in parts)
    return form_counts(reader, list(forms), are_guessed=True)


def ranked_forms(parts: Collection[Part], found: Mapping[Form, int]) -> list[Form]:
    """Return the forms of a name of one part that exist, by rule 3, at most ``OFFERED_MOST`` of
    them offered. ``found`` has their documents."""
    forms = {form_of_part(part.text): part for part in parts}
    counts = {form: found[form] for form in forms if form in found}
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
    return [*usual, *(replace(form, weight=Weight.RARE) for form in others[:OFFERED_MOST])]


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
    return [best] if fits_unasked(forms[best].fit, len(best.keys)) else []


def fits_unasked(value: float, characters: int) -> bool:
    """Tell whether a spelling by sound fits well enough to be searched unasked."""
    return value >= FIT_UNASKED[min(characters, 4) - 2]


def form_of_part(text: str) -> Form:
    """Return the form of a spelling: characters, or one capitalised word."""
    if text.isascii():
        return Form((text,), CAP, FormKind.TRANSLITERATION)
    return Form(tuple(text), ANY, FormKind.TRANSLITERATION)
