"""One part of a query to its forms: what exists of all the ways it may be written.

The steps for a name of two to four syllables:

1. each syllable or character becomes slots of alternatives (search/expansion/alternatives.py);
2. the reader says which paths through the slots exist (search/expansion/candidates.py);
3. a Vietnamese path becomes its ways of capitals, a Han path a form; the gazetteer adds what no
   rule gives, a Chinese name its pinyin;
4. the forms are counted (frequencies.py), told apart by reading where tones are missing
   (interpretations.py), and those that are asked unless told otherwise chosen (default_forms.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Final

from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.engines.protocol import Reader
from search.expansion.alternatives import (
    Slot,
    han_of_pinyin,
    han_of_syllable,
    vietnamese_of_character,
    vietnamese_of_syllable,
)
from search.expansion.candidates import Path, Paths, existing
from search.expansion.frequencies import counts
from search.expansion.interpretations import (
    Interpretation,
    Reading,
    absorbed,
    as_typed_first,
    group,
)
from search.names.name_lookup import NameLookup
from search.terms.forms import ANY, Form
from search.terms.query_term import QueryTerm
from synonyms.pinyin import is_pinyin, pinyin_spellings, split_glued
from synonyms.readings import Weight
from synonyms.spelling import is_syllable
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical

LONGEST_NAME: Final = 4
"""Most syllables whose forms are listed; a longer part is asked as typed or as a phrase with
alternatives (search/expansion/phrase_of_alternatives.py)."""

PINYIN_PATHS: Final = 24
"""Most Chinese names that a name in pinyin is carried on to Vietnamese for, most frequent first.
``li shi`` has hundreds; the ones behind are single documents."""

READINGS_LIMIT: Final = 16
"""Most readings one Han form may speak for; four polyphones of two readings have as many."""


@dataclass(slots=True)
class Expansion:
    """All forms of one part that exist, with their documents in the whole index.

    ``most`` bounds the documents of a Vietnamese key sequence in any capitals. A part typed with
    tones or in Chinese has no ``interpretations``.
    """

    part: QueryTerm
    found: dict[Form, int] = field(default_factory=dict)
    most: dict[tuple[str, ...], int] = field(default_factory=dict)
    interpretations: list[Interpretation] = field(default_factory=list)
    capped: bool = False

    def add(self, paths: Paths) -> tuple[Path, ...]:
        """Take note of what exists; gives the paths."""
        self.capped = self.capped or paths.capped
        self.most.update({path.keys: path.most for path in paths.found})
        return paths.found


def expand(reader: Reader, aliases: NameLookup, part: QueryTerm) -> Expansion:
    """The forms of a part that exist; a part in quotation marks is asked as typed."""
    expansion = Expansion(part)
    if part.exact or not (part.is_han or part.is_latin):
        forms = [Form(part.keys, ANY, "typed", text=part.text)]
    elif part.is_han:
        forms = _of_han(reader, expansion)
    elif part.is_toneless:
        return _of_toneless(reader, aliases, expansion)
    else:
        forms = _of_toned(reader, expansion)
    if not part.exact:
        forms += aliases.forms(part.keys)
    _count(reader, expansion, forms)
    return expansion


def _count(reader: Reader, expansion: Expansion, forms: Iterable[Form]) -> None:
    """Count the forms; of two that are written alike the first stays, for the readings of both.

    A form counted before keeps its readings, save that what was typed may name it (*Hong Kong*
    names Hồng Kông, which toneless syllables lead to as well).
    """
    found = expansion.found
    own = tuple(map(canonical, expansion.part.keys))
    distinct: dict[tuple[tuple[str, ...], str], Form] = {
        (form.keys, form.case): form for form in found
    }
    for form in forms:
        known = distinct.setdefault((form.keys, form.case), form)
        if form.readings <= known.readings:
            continue
        if known not in found or own in form.readings:
            merged = replace(known, readings=known.readings | form.readings)
            distinct[form.keys, form.case] = merged
            if known in found:
                found[merged] = found.pop(known)
    found.update(counts(reader, [form for form in distinct.values() if form not in found]))


def _vietnamese(
    path: Path, kind: str = "", cases: Sequence[str] = (CAP, HALF, OTHER)
) -> list[Form]:
    """The ways of capitals of a Vietnamese path."""
    kinds = [part.kind for part in path.alternatives]
    own = kind or ("variant" if "variant" in kinds else kinds[0])
    readings = frozenset([tuple(map(canonical, path.keys))])
    return [Form(path.keys, case, own, path.weight, readings) for case in cases]


def _han(path: Path) -> Form:
    """The form of a Han path, with the readings that connect it: those of the best weight, and
    apart from them the others that are in use."""
    weighted: dict[Reading, int] = {}
    for choice in product(*(part.syllables for part in path.alternatives)):
        reading = tuple(syllable for syllable, _ in choice)
        weight = sum(weight for _, weight in choice)
        weighted[reading] = min(weight, weighted.get(reading, weight))
    best = sorted(weighted, key=lambda reading: (weighted[reading], reading))[:READINGS_LIMIT]
    least = weighted[best[0]]
    readings = frozenset(one for one in best if weighted[one] == least)
    lesser = frozenset(one for one in best if least < weighted[one] < Weight.RARE)
    return Form(path.keys, ANY, path.alternatives[0].kind, path.weight, readings, lesser)


def _through(reader: Reader, expansion: Expansion, slots: Sequence[Slot]) -> tuple[Path, ...]:
    if not 1 < len(slots) <= LONGEST_NAME or not all(slots):
        return ()
    return expansion.add(existing(reader, slots))


def _of_han(reader: Reader, expansion: Expansion) -> list[Form]:
    keys = expansion.part.keys
    forms = [Form(keys, ANY, "typed")]
    for path in _through(reader, expansion, [vietnamese_of_character(key) for key in keys]):
        forms += _vietnamese(path)
    if 1 < len(keys) <= LONGEST_NAME:
        forms += [Form(spelling, CAP, "pinyin") for spelling in pinyin_spellings(keys)]
    return forms


def _of_toned(reader: Reader, expansion: Expansion) -> list[Form]:
    part = expansion.part
    forms = _toned(reader, expansion, loose=False)
    if len(part.keys) > 1 and not any(map(expansion.most.get, [form.keys for form in forms])):
        # A syllable without marks beside toned ones may have lost them; only now is that tried.
        forms += _toned(reader, expansion, loose=True)
    return forms


def _toned(reader: Reader, expansion: Expansion, *, loose: bool) -> list[Form]:
    part = expansion.part
    keys = part.keys
    vietnamese = [vietnamese_of_syllable(key, loose and key.isascii()) for key in keys]
    if len(keys) == 1:
        return _single_toned(part, vietnamese[0])
    asked = part.cases
    forms = [Form(keys, case, "typed") for case in asked]
    if part.is_capital:
        forms.append(Form(keys, OTHER, "lower"))
    for path in _through(reader, expansion, vietnamese):
        if path.keys != keys:
            forms += _vietnamese(path, cases=asked)
    han = [han_of_syllable(key, loose and key.isascii()) for key in keys]
    forms += map(_han, _through(reader, expansion, han))
    return forms


def _single_toned(part: QueryTerm, slot: Slot) -> list[Form]:
    """A syllable alone: itself and its variants. Its capital can be asked, but not the absence of
    one: the other form takes any."""
    forms = [Form(part.keys, CAP, "typed")] if part.is_capital else []
    forms.append(Form(part.keys, ANY, "lower" if part.is_capital else "typed"))
    case = CAP if part.is_capital else ANY
    forms += [
        Form((one.key,), case, one.kind, one.weight) for one in slot.values() if one.kind != "typed"
    ]
    return forms


def _of_toneless(reader: Reader, aliases: NameLookup, expansion: Expansion) -> Expansion:
    part = expansion.part
    keys = part.keys
    vietnamese = [vietnamese_of_syllable(key, True) for key in keys]
    if len(keys) == 1:
        forms = _single_toneless(reader, expansion, vietnamese[0])
    else:
        forms = _vietnamese_typed(keys)
        for path in _through(reader, expansion, vietnamese):
            if path.keys != keys:
                forms += _vietnamese(path)
        forms += map(_han, _through(reader, expansion, [han_of_syllable(k, True) for k in keys]))
    for spelling in _spellings(keys):
        forms += _by_pinyin(reader, aliases, expansion, spelling)
    _count(reader, expansion, forms)
    _add_aliases(reader, aliases, expansion)
    ranked = absorbed(group(expansion.found, expansion.most, SURNAMES_ZH), keys)
    typed = next((form for form in expansion.found if (form.keys, form.case) == (keys, CAP)), None)
    if typed is not None:
        anyhow = expansion.most.get(keys, 0)
        ranked = as_typed_first(ranked, typed, expansion.found, anyhow)
    expansion.interpretations = ranked
    return expansion


def _vietnamese_typed(keys: tuple[str, ...]) -> list[Form]:
    readings = frozenset([tuple(map(canonical, keys))])
    return [Form(keys, case, "typed", readings=readings) for case in (CAP, HALF, OTHER)]


def _single_toneless(reader: Reader, expansion: Expansion, slot: Slot) -> list[Form]:
    forms = []
    for one in slot.values():
        readings = frozenset([(canonical(one.key),)])
        forms += [
            Form((one.key,), case, one.kind, one.weight, readings, text=text)
            for case, text in ((CAP, ""), (ANY, one.key))
        ]
    anyhow = counts(reader, [form for form in forms if form.case == ANY])
    expansion.most.update({form.keys: count for form, count in anyhow.items()})
    return forms


def _spellings(keys: tuple[str, ...]) -> list[tuple[str, ...]]:
    """What was typed as syllables of pinyin: as it stands, or its glued words split (Xi Jinping).

    A word that is a Vietnamese syllable is not split.
    """
    if all(map(is_pinyin, keys)):
        return [keys] if len(keys) > 1 else []
    ways = [((key,),) if is_pinyin(key) or is_syllable(key) else split_glued(key) for key in keys]
    spellings = [tuple(syllable for word in words for syllable in word) for words in product(*ways)]
    return [one for one in spellings if len(one) <= LONGEST_NAME and all(map(is_pinyin, one))]


def _by_pinyin(
    reader: Reader, aliases: NameLookup, expansion: Expansion, spelling: tuple[str, ...]
) -> list[Form]:
    """Chinese names spelt so, and what their readings give in Vietnamese: the one second hop.

    Of glued words only names are taken: *China* is not 吃那.
    """
    typed = expansion.part.keys
    paths = _through(reader, expansion, [han_of_pinyin(key) for key in spelling])
    if spelling != typed:
        paths = tuple(
            path
            for path in paths
            if aliases.knows(path.keys) or (len(typed) > 1 and path.keys[0] in SURNAMES_ZH)
        )
    forms = [_han(path) for path in paths]
    for path in paths[:PINYIN_PATHS]:
        slots = [vietnamese_of_character(key) for key in path.keys]
        for vietnamese in _through(reader, expansion, slots):
            if vietnamese.weight == 0:
                forms += _vietnamese(vietnamese, "hanviet", (CAP, HALF))
    return forms


def _add_aliases(reader: Reader, aliases: NameLookup, expansion: Expansion) -> None:
    """The gazetteer's other names of every toned name found, and of those it knows itself."""
    keys = expansion.part.keys
    own = {form.keys for form in expansion.found if form.lang == "vi"}
    forms: list[Form] = []
    for name in sorted(own | {keys} | set(aliases.toned(keys))):
        readings = frozenset([tuple(map(canonical, name))])
        others = list(aliases.forms(name))
        is_long = len(keys) > LONGEST_NAME and name not in own
        if len(name) > 1 and (aliases.is_mixed(name) or (is_long and aliases.knows(name))):
            others.append(Form(name, ANY, "toneless"))
        forms += [replace(form, readings=readings) for form in others]
    _count(reader, expansion, forms)
