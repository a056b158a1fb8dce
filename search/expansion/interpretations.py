"""Interpretations of a name typed without tones: its forms grouped by toned reading, and ranked.

Variants are one reading (Lý/Lí, Võ/Vũ). A Han form belongs to the readings of the best weight that
connect it with what was typed; but if some of its readings exist as capitalised Vietnamese forms,
only to these (武德担 is Vũ Đức Đam, although 担 is more often read đảm).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from math import log
from typing import Final

from msgspec import Struct

from indexer.analysis.pairs import CAP, HALF
from search.terms.forms import Form, FormKind, own_name_first, spelt
from synonyms.surnames import SURNAMES_ZH

Reading = tuple[str, ...]
"""Canonical toned syllables."""

PINYIN_FACTOR: Final = 0.3
"""Factor for a reading that only pinyin gives: a person who types ``bao an`` means Bảo An rather
than 宝安 in its English spelling."""


class Interpretation(Struct, frozen=True):
    """One reading with its existing forms, best first, and the name it is shown by."""

    reading: Reading
    name: str
    forms: tuple[Form, ...]
    score: float


def score(capitalised: int, anyhow: int, han: int, han_is_name: bool) -> float:
    """Return how likely a reading is meant, from the documents that have it as a name (with its
    capitalised Vietnamese forms, or somebody called so), those with its Vietnamese forms in any
    capitals, and those with its Han forms.

    The formula of the prototype (DESIGN, Measured: the right one first for 189 of 193 names). If no
    Vietnamese document has it, a Han form that begins with a surname ranks before one that does
    not.
    """
    vietnamese = 0.0
    if capitalised:
        share = capitalised / max(anyhow, capitalised)
        vietnamese = log(1 + capitalised) * share * (1 + log(1 + han))
    return vietnamese + (0.1 if han_is_name and not capitalised else 0.05) * log(1 + han)


def group(
    found: Mapping[Form, int],
    most: Mapping[tuple[str, ...], int],
    people: Mapping[Reading, int],
    spelling_of: Callable[[Reading], str],
) -> list[Interpretation]:
    """Return the interpretations, best first.

    ``found`` has the documents of each form, ``most`` those of each Vietnamese key sequence in any
    capitals, ``people`` those that mention somebody with this reading, in whichever script: *ton
    duong* is rather 孙杨, of whom two documents tell, than one Tôn Đường. ``spelling_of`` gives the
    spelling of a name in the gazetteer, or nothing.
    """
    written = {
        reading
        for form in found
        if form.lang == "vi" and form.case in (CAP, HALF)
        for reading in form.readings
    }
    grouped: dict[Reading, list[Form]] = defaultdict(list)
    for form in found:
        chosen = (form.readings & written) or (form.lesser & written) or form.readings
        for reading in chosen:
            grouped[reading].append(form)
    interpretations = [
        _interpretation(reading, forms, found, most, people, spelling_of)
        for reading, forms in grouped.items()
    ]
    return sorted(interpretations, key=lambda one: (-one.score, one.name, one.reading))


AS_TYPED_SHARE: Final = 0.8
"""Least share of its documents that capitalise ASCII which is a name as typed: *Nha Trang* nearly
always, *thanh long* (dragon fruit) seldom."""

AS_TYPED_RIVAL: Final = 4
"""Times as many documents that a toned name needs to go before the name as typed: *Lưu Ninh* before
the *Luu Ninh* of a few English texts."""


def as_typed_first(
    ranked: list[Interpretation], typed: Form, found: Mapping[Form, int], anyhow: int
) -> list[Interpretation]:
    """Put the reading without marks first if it is a name as typed: ASCII may be complete.

    It is one if ``AS_TYPED_SHARE`` of its documents (``anyhow``) capitalise it and no other form is
    ``AS_TYPED_RIVAL`` times as frequent.
    """
    own = found.get(typed, 0)
    rival = max(
        (found[form] for form in found if form.case == CAP and form.keys != typed.keys), default=0
    )
    if not own or own < AS_TYPED_SHARE * anyhow or own * AS_TYPED_RIVAL < rival:
        return ranked
    return sorted(ranked, key=lambda one: all(form.keys != typed.keys for form in one.forms))


def named_first(ranked: list[Interpretation], named: Collection[Reading]) -> list[Interpretation]:
    """Put the readings that name a known person, place or gate before the others: *thanh long* is
    first Thành Long, whom the texts mention, however many others are called so."""
    return sorted(ranked, key=lambda one: one.reading not in named)


def absorbed(ranked: list[Interpretation], typed: tuple[str, ...]) -> list[Interpretation]:
    """Merge readings if what was typed is a known name of another reading: *Liu Ning*, Lưu Ninh.

    The reading as typed has all forms of the other and takes its place.
    """
    own = next((one for one in ranked if any(form.keys == typed for form in one.forms)), None)
    if own is None:
        return ranked
    inside = [one for one in ranked if one is not own and set(one.forms) < set(own.forms)]
    first = min(ranked.index(one) for one in (own, *inside))
    kept = [one for one in ranked if one is not own and one not in inside]
    return [*kept[:first], own, *kept[first:]]


def _interpretation(
    reading: Reading,
    forms: list[Form],
    found: Mapping[Form, int],
    most: Mapping[tuple[str, ...], int],
    people: Mapping[Reading, int],
    spelling_of: Callable[[Reading], str],
) -> Interpretation:
    vietnamese = [form for form in forms if form.lang != "zh"]
    han = [form for form in forms if form.lang == "zh"]
    capitals = [form for form in vietnamese if form.case in (CAP, HALF)]
    capitalised = max(sum(found[form] for form in capitals), people.get(reading, 0))
    anyhow = sum(most.get(keys, 0) for keys in {form.keys for form in vietnamese})
    han_count = sum(found[form] for form in han)
    names = [form for form in han if form.keys[0] in SURNAMES_ZH]
    value = score(capitalised, anyhow, han_count, bool(names))
    if all(form.kind in (FormKind.PINYIN, FormKind.HANVIET) for form in forms):
        value *= PINYIN_FACTOR
    ranked = sorted(forms, key=lambda form: (form.weight, -found[form], form.shown))
    # No reading is called by another name of the same entity, however frequent that is.
    own = [form for form in capitals if not form.is_other_name]
    best = max(own, key=lambda form: (found[form], form.shown), default=None)
    name = best.shown if best else spelling_of(reading) or spelt(reading, CAP if names else "")
    return Interpretation(reading, name, tuple(own_name_first(ranked)), value)
