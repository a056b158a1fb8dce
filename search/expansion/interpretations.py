"""What a name typed without tones may mean: its forms grouped by toned reading, and ranked.

Variants are one reading (Lý/Lí, Võ/Vũ). A Han form speaks for the readings that connect it with
what was typed, those of the best weight; but if capitalised Vietnamese forms bear some of its
readings out, for these (武德担 is Vũ Đức Đam, though 担 is oftener read đảm).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import log
from typing import Final

from indexer.analysis.pairs import CAP, HALF
from search.terms.forms import Form, spelt

Reading = tuple[str, ...]
"""Canonical toned syllables."""

PINYIN_FACTOR: Final = 0.3
"""A reading that only pinyin leads to, beside one that the toneless spelling itself gives: who
types ``bao an`` means Bảo An before 宝安 by way of its English spelling."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """One reading with the forms that exist of it, best first."""

    reading: Reading
    name: str
    forms: tuple[Form, ...]
    score: float


def score(capitalised: int, anyhow: int, han: int, han_is_name: bool) -> float:
    """How likely a reading is meant, from documents with the capitalised Vietnamese form, with it
    in any capitals, and with its Han forms.

    The formula of the prototype (DESIGN, Measured: right first for 189 of 193 names); where no
    Vietnamese document has it, a Han form that begins with a surname goes before one that does not.
    """
    vietnamese = 0.0
    if capitalised:
        share = capitalised / max(anyhow, capitalised)
        vietnamese = log(1 + capitalised) * share * (1 + log(1 + han))
    return vietnamese + (0.1 if han_is_name and not capitalised else 0.05) * log(1 + han)


def group(
    found: Mapping[Form, int], most: Mapping[tuple[str, ...], int], surnames: frozenset[str]
) -> list[Interpretation]:
    """Interpretations, best first.

    ``found`` counts documents of each form; ``most`` of each Vietnamese key sequence in any
    capitals.
    """
    borne_out = {
        reading
        for form in found
        if form.lang == "vi" and form.case in (CAP, HALF)
        for reading in form.readings
    }
    grouped: dict[Reading, list[Form]] = defaultdict(list)
    for form in found:
        chosen = (form.readings & borne_out) or (form.lesser & borne_out) or form.readings
        for reading in chosen:
            grouped[reading].append(form)
    interpretations = [
        _interpretation(reading, forms, found, most, surnames) for reading, forms in grouped.items()
    ]
    return sorted(interpretations, key=lambda one: (-one.score, one.name, one.reading))


AS_TYPED_SHARE: Final = 0.8
AS_TYPED_RIVAL: Final = 4


def as_typed_first(
    ranked: list[Interpretation], typed: Form, found: Mapping[Form, int], anyhow: int
) -> list[Interpretation]:
    """ASCII is not the same as toneless: *Nha Trang* is right as it stands.

    The reading without marks goes first if it is a name (capitalised in ``AS_TYPED_SHARE`` of its
    documents: *thanh long* is a fruit) and no other is ``AS_TYPED_RIVAL`` times as frequent (an
    English text's *Luu Ninh*).
    """
    own = found.get(typed, 0)
    rival = max(
        (found[form] for form in found if form.case == CAP and form.keys != typed.keys), default=0
    )
    if not own or own < AS_TYPED_SHARE * anyhow or own * AS_TYPED_RIVAL < rival:
        return ranked
    return sorted(ranked, key=lambda one: all(form.keys != typed.keys for form in one.forms))


def absorbed(ranked: list[Interpretation], typed: tuple[str, ...]) -> list[Interpretation]:
    """One reading where what was typed is a known name of another: *Liu Ning* of Lưu Ninh.

    Its reading holds all of the other's forms and takes its place.
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
    surnames: frozenset[str],
) -> Interpretation:
    vietnamese = [form for form in forms if form.lang != "zh"]
    han = [form for form in forms if form.lang == "zh"]
    capitals = [form for form in vietnamese if form.case in (CAP, HALF)]
    capitalised = sum(found[form] for form in capitals)
    anyhow = sum(most.get(keys, 0) for keys in {form.keys for form in vietnamese})
    han_count = sum(found[form] for form in han)
    names = [form for form in han if form.keys[0] in surnames]
    value = score(capitalised, anyhow, han_count, bool(names))
    if all(form.kind == "pinyin" or form.kind == "hanviet" for form in forms):
        value *= PINYIN_FACTOR
    ranked = sorted(forms, key=lambda form: (form.weight, -found[form], form.shown))
    best = max(capitals, key=lambda form: (found[form], form.shown), default=None)
    name = best.shown if best else spelt(reading, CAP if names else "")
    return Interpretation(reading, name, tuple(ranked), value)
