"""Which of the forms that exist are asked unless the reader says otherwise.

The rules, each with its reason, in the order they act:

1. A form through a rare reading is asked only when there is no other (宁 as *trữ*).
2. Reached from Chinese or without tones, or typed with capitals, a Vietnamese form must be
   capitalised; in lower case it is asked when no capitalised one exists, or when it is plainly a
   word and no name (``WORD_SHARE``).
3. A Han form that is a homophone by chance is not asked (``HOMOPHONE_SHARE``).
4. ASCII typed with capitals that is a name as it stands is not asked in other readings
   (*Nha Trang* against *Nhà Trắng*).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexer.analysis.pairs import CAP, HALF
from search.expansion.expander import Expansion
from search.expansion.interpretations import Interpretation
from search.terms.forms import ANY, Form
from synonyms.readings import Weight
from synonyms.surnames import SURNAMES_ZH

WORD_SHARE: Final = 8
"""A form is a word, not a name, if fewer than one in so many of its documents capitalise it: *hội
đàm* 6 of 76 on the news corpora, *Lưu Ninh* all."""

HOMOPHONE_SHARE: Final = 50
"""A Han form with fewer than one document for so many of the strongest, that neither begins with
a surname nor stands in the gazetteer, is a homophone by chance (忠国 beside 中国)."""


def asked(
    expansion: Expansion,
    is_known: Callable[[tuple[str, ...]], bool],
    chosen: Interpretation | None = None,
) -> frozenset[Form]:
    """The forms to ask, of all readings or of one that the reader chose.

    ``is_known`` says whether the gazetteer has these keys.
    """
    forms = _without_chance_homophones(expansion, is_known)
    forms = [form for form in forms if _capitals_fit(form, expansion)]
    wanted = chosen or reading_as_typed(expansion)
    if wanted is not None:
        forms = [form for form in forms if form in wanted.forms]
    usual = [form for form in forms if form.weight < Weight.RARE]
    return frozenset(usual or forms)


def reading_as_typed(expansion: Expansion) -> Interpretation | None:
    """The reading that stands for ASCII exactly as typed, if it is to be the only one asked.

    That takes capitals (on a telephone names come in lower case, *luu ninh*) and that it ranks
    first of all readings.
    """
    part = expansion.part
    if not part.is_capital or not expansion.interpretations:
        return None
    if any(form.kind == "pinyin" for form in expansion.found):
        # *Liu Ning* is right as it stands too, but stands for 刘宁.
        return None
    first = expansion.interpretations[0]
    own = any(form.keys == part.keys and form.case == CAP for form in first.forms)
    return first if own else None


def _capitals_fit(form: Form, expansion: Expansion) -> bool:
    if form.lang == "zh" or form.case in (CAP, HALF) or form.kind == "alias":
        return True
    part = expansion.part
    if form.case == ANY and len(form.keys) > 1:
        # A name that the gazetteer writes with some capitals and some not.
        return True
    is_toned = part.is_latin and not part.is_toneless
    if part.exact or (is_toned and not part.is_capital):
        return True
    capitals = sum(
        count
        for other, count in expansion.found.items()
        if other.keys == form.keys and other.case in (CAP, HALF)
    )
    if not capitals:
        return not is_toned or not _has_capitals(expansion)
    return (
        not part.is_capital
        and form.weight == Weight.PRIMARY
        and _is_word(capitals, expansion.found[form])
    )


def _has_capitals(expansion: Expansion) -> bool:
    return any(form.case in (CAP, HALF) for form in expansion.found)


def _is_word(capitals: int, other: int) -> bool:
    return capitals * WORD_SHARE < other


def _without_chance_homophones(
    expansion: Expansion, is_known: Callable[[tuple[str, ...]], bool]
) -> list[Form]:
    """All but the Han forms that share their sound with a far stronger one by chance."""
    strongest: dict[tuple[str, ...], int] = {}
    for form, count in expansion.found.items():
        if form.lang == "zh":
            for reading in form.readings:
                strongest[reading] = max(count, strongest.get(reading, 0))
    return [
        form
        for form, count in expansion.found.items()
        if form.kind not in ("han", "pinyin")
        or form.keys[0] in SURNAMES_ZH
        or is_known(form.keys)
        or any(count * HOMOPHONE_SHARE >= strongest[reading] for reading in form.readings)
    ]
