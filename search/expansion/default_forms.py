"""The forms of a term that are searched by default.

The rules, each with its reason:

1. A form through a rare reading is searched only if there is no other (宁 as *trữ*).
2. If the term is Chinese, has no tones or is capitalised, a Vietnamese form must be capitalised. In
   lower case it is searched only if no capitalised form exists, or if it is clearly a word and not
   a name (``WORD_SHARE``).
3. A Han form that only happens to be a homophone is not searched (``HOMOPHONE_SHARE``).
4. If ASCII with capitals is a name as it is typed, its other readings are not searched
   (*Nha Trang*, not *Nhà Trắng*).
5. If a term without tones is a word (the segmenter has chosen its reading), this reading is
   searched in any capitals, and no other, but for names of whom or what the archive mentions.
6. A word crosses by its readings only to a word: *thủ tướng* is 首相 and not 手将. Not to a false
   friend, a word that the lexicon has for other things only: *thư ký* (secretary) is read 书记,
   which is *bí thư*.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from indexer.analysis.pairs import CAP, HALF
from search.expansion.expansion import Expansion
from search.expansion.interpretations import Interpretation
from search.names.lexicon_lookup import is_word, lexicon
from search.terms.forms import ANY, OFFERED, Form, FormKind
from synonyms.readings import Weight
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical

NOT_SPELT: Final = (FormKind.ALIAS, FormKind.LEXICON)
"""Kinds of forms that no rule spells: their capitals are as they should be."""

WORD_SHARE: Final = 8
"""A form is a word, not a name, if fewer than one in so many of its documents capitalise it: *hội
đàm* 6 of 76 on the news corpora, *Lưu Ninh* all."""

HOMOPHONE_SHARE: Final = 50
"""A Han form with fewer than one document for so many of the strongest, that neither begins with
a surname nor stands in the gazetteer, is a homophone by chance (忠国 beside 中国)."""


def default_forms(
    expansion: Expansion,
    is_known: Callable[[tuple[str, ...]], bool],
    chosen: Interpretation | None = None,
) -> frozenset[Form]:
    """Return the forms to search, of all readings or of the chosen one.

    ``is_known`` says whether the gazetteer has a name with these keys.
    """
    forms = _without_chance_homophones(expansion, is_known)
    forms = [form for form in forms if form.weight < OFFERED]
    forms = [form for form in forms if _crosses_to_a_word(form, expansion, is_known)]
    meant = reading_meant(expansion)
    if chosen is None and meant is not None:
        forms = [form for form in forms if form in meant.forms or _is_name(form, expansion)]
    else:
        forms = [form for form in forms if _capitals_fit(form, expansion)]
        wanted = chosen or reading_as_typed(expansion)
        if wanted is not None:
            forms = [form for form in forms if form in wanted.forms]
    usual = [form for form in forms if form.weight < Weight.RARE]
    return frozenset(usual or forms)


def _is_name(form: Form, expansion: Expansion) -> bool:
    """Whether a form is a name, as which the archive mentions somebody or something."""
    if form.lang != "zh" and form.case != CAP:
        return False
    return not expansion.named.isdisjoint(form.readings)


def reading_meant(expansion: Expansion) -> Interpretation | None:
    """Return the reading that was chosen for a term without tones; one without forms if none of it
    exists."""
    wanted = tuple(map(canonical, expansion.term.reading))
    if not wanted:
        return None
    found = (one for one in expansion.interpretations if one.reading == wanted)
    return next(found, Interpretation(wanted, "", (), 0))


def _crosses_to_a_word(
    form: Form, expansion: Expansion, is_known: Callable[[tuple[str, ...]], bool]
) -> bool:
    term = expansion.term
    if form.kind not in (FormKind.HAN, FormKind.HANVIET) or is_known(form.keys):
        return True
    if term.is_capital or (term.is_toneless and not term.reading):
        return True
    if lexicon().are_false_friends(term.meant, form.keys):
        return False
    if term.is_han and form.case in (CAP, HALF):
        return True
    return not is_word(term.meant) or is_word(form.keys)


def reading_as_typed(expansion: Expansion) -> Interpretation | None:
    """Return the reading of ASCII exactly as typed if only that is searched, else None.

    The term must have capitals (on a telephone people type names in lower case, *luu ninh*) and
    this reading must rank first.
    """
    term = expansion.term
    if not term.is_capital or not expansion.interpretations:
        return None
    if any(form.kind == FormKind.PINYIN for form in expansion.found):
        # *Liu Ning* is correct as typed too, but means 刘宁.
        return None
    first = expansion.interpretations[0]
    own = any(form.keys == term.keys and form.case == CAP for form in first.forms)
    return first if own else None


def _capitals_fit(form: Form, expansion: Expansion) -> bool:
    if form.lang == "zh" or form.case in (CAP, HALF) or form.kind in NOT_SPELT:
        return True
    term = expansion.term
    if form.case == ANY and len(form.keys) > 1:
        # A name that the gazetteer writes partly in capitals.
        return True
    is_toned = term.is_latin and not term.is_toneless
    if term.exact or (is_toned and not term.is_capital):
        return True
    capitals = sum(
        count
        for other, count in expansion.found.items()
        if other.keys == form.keys and other.case in (CAP, HALF)
    )
    if not capitals:
        return not is_toned or not _has_capitals(expansion)
    return (
        not term.is_capital
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
    """Return the forms without Han homophones that are far rarer than another Han form."""
    strongest: dict[tuple[str, ...], int] = {}
    for form, count in expansion.found.items():
        if form.lang == "zh":
            for reading in form.readings:
                strongest[reading] = max(count, strongest.get(reading, 0))
    return [
        form
        for form, count in expansion.found.items()
        if form.kind not in (FormKind.HAN, FormKind.PINYIN)
        or form.keys[0] in SURNAMES_ZH
        or is_known(form.keys)
        or any(count * HOMOPHONE_SHARE >= strongest[reading] for reading in form.readings)
    ]
