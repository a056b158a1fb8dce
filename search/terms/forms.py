"""Forms: the spellings of a query term, the plan that finds each, and where it stands in a text.

A form is a sequence of keys with a class of capitals. Finding and recognising it follow the same
rules as the pairs that were indexed (indexer/analysis/pairs.py).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from itertools import compress, count, pairwise
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.pairs import CAP, HALF, OTHER, case_of, is_han_triple, joined, lower_case
from indexer.analysis.tokens import EITHER, MARKS, Tokens, analyse
from indexer.plan import And, AnyOf, Nothing, Phrase, Plan, any_of
from synonyms.spelling import is_han

ANY: Final = ""
"""Any capitals: of Han forms, and of a form typed with some capitals and some not."""


class FormKind(StrEnum):
    """How a form follows from what was typed; the values stand in JSON and in addresses."""

    TYPED = "typed"
    LOWER = "lower"
    """As typed, but without the capitals."""
    HAN = "han"
    """Chinese characters for Vietnamese syllables."""
    HANVIET = "hanviet"
    """Vietnamese syllables for Chinese characters."""
    VARIANT = "variant"
    """Another usual spelling of a syllable (Võ, Vũ)."""
    TONELESS = "toneless"
    """A toned spelling of what was typed without tones."""
    PINYIN = "pinyin"
    ALIAS = "alias"
    """Another name of the same entity, from the gazetteer."""
    LEXICON = "lexicon"
    """Another wording of the same word, in either language, from the lexicon."""
    TRANSLITERATION = "transliteration"
    """A foreign name in the other script, by sound."""


OFFERED: Final = 3
"""Weight of a form that is never searched unless the reader switches it on: a broader word."""


class Form(Struct, frozen=True):
    """One spelling of a query term.

    ``case`` is CAP, HALF, OTHER or ANY. ``weight`` is that of the rarest reading used (0 primary,
    1 secondary, 2 rare, ``OFFERED``). ``readings`` are the interpretations the form belongs to;
    ``lesser`` are those it belongs to only if a Vietnamese form of the same reading exists.
    """

    keys: tuple[str, ...]
    case: str
    kind: FormKind
    weight: int = 0
    readings: frozenset[tuple[str, ...]] = frozenset()
    lesser: frozenset[tuple[str, ...]] = frozenset()
    text: str = ""

    @property
    def lang(self) -> str:
        """``zh`` for Han characters, else ``vi``, or ``latin`` for a spelling in pinyin."""
        if self.kind == FormKind.PINYIN and not is_han(self.keys[0]):
            return "latin"
        return "zh" if is_han(self.keys[0]) else "vi"

    @property
    def is_other_name(self) -> bool:
        """Whether this is another Vietnamese or Latin name of the entity, from the gazetteer."""
        return self.kind == FormKind.ALIAS and self.lang != "zh"

    @property
    def shown(self) -> str:
        """The form as a person writes it; forms that differ in capitals differ here too."""
        return self.text or spelt(self.keys, self.case)


def spelt(keys: tuple[str, ...], case: str) -> str:
    """Return keys as a person writes them: characters joined, syllables with spaces."""
    if is_han(keys[0]):
        return "".join(keys)
    if case == CAP:
        return " ".join(key[:1].upper() + key[1:] for key in keys)
    text = " ".join(keys)
    return text[:1].upper() + text[1:] if case == HALF else text


@lru_cache(maxsize=10_000)
def _is_free(key: str) -> bool:
    """Whether capitals mean nothing in a key: digits, roman numerals, particles (tokens.EITHER)."""
    return analyse(key).classes == EITHER or analyse(key.upper()).classes == EITHER


def _pair_plan(field: str, keys: tuple[str, str], case: str) -> Plan:
    if case == OTHER:
        return lower_case(field, keys)
    if case == CAP and all(map(_is_free, keys)):
        return AnyOf(field, (joined(keys),))
    return AnyOf(field, (joined(keys, case),))


def single_term(form: Form) -> str | None:
    """Return the term of the pair fields that finds exactly this form, or None."""
    length, case = len(form.keys), form.case
    if not MARKS.isdisjoint(form.keys):
        return None
    if length == 1 and case == CAP:
        return CAP + form.keys[0]
    if length == 2 and case in (ANY, CAP, HALF):
        return joined(form.keys, case)
    if length == 3 and case == CAP and not _is_free(form.keys[0]):
        return joined(form.keys, CAP)
    if length == 3 and case == ANY and is_han_triple(form.keys):
        return joined(form.keys)
    return None


def plan_of(form: Form, field: str = fields.PAIR) -> Plan:
    """Return the plan for documents with the form; with ``TITLE_PAIR``, with it in the title.

    A form of three syllables or more without a triple is its pairs and a phrase on ``BODY``.
    """
    term = single_term(form)
    if term is not None:
        return AnyOf(field, (term,))
    if len(form.keys) == 1:
        if field == fields.TITLE_PAIR:
            return AnyOf(field, form.keys)
        if form.case in (ANY, OTHER):
            return AnyOf(fields.BODY, form.keys)
        return Nothing()
    pairs = pairs_of(form)
    rest = ANY if form.case == HALF else form.case
    cases = [form.case, *[rest] * (len(pairs) - 1)]
    parts = [_pair_plan(field, pair, case) for pair, case in zip(pairs, cases, strict=False)]
    if len(form.keys) == 2:
        return parts[0]
    if field == fields.TITLE_PAIR and not pairs:
        parts = [AnyOf(field, (key,)) for key in form.keys if key not in MARKS]
    return And((*parts, Phrase(tuple((key,) for key in form.keys))))


def pairs_of(form: Form) -> list[tuple[str, str]]:
    """Return the indexed pairs of a form; no pair contains a punctuation mark."""
    return [pair for pair in pairwise(form.keys) if MARKS.isdisjoint(pair)]


def own_name_first(ranked: list[Form], among: Collection[Form] | None = None) -> list[Form]:
    """Return the forms with one of the name itself first, if another name of its entity leads.

    Who types *huu nghi quan* means Hữu Nghị Quan, however many documents say *Ải Nam Quan*. A form
    in the language of the other name goes first, if there is one; only forms ``among`` these do.
    """
    if not ranked or not ranked[0].is_other_name:
        return ranked
    own = [
        form for form in ranked if form.kind != FormKind.ALIAS and (among is None or form in among)
    ]
    own.sort(key=lambda form: form.lang == "zh")
    return [own[0], *(form for form in ranked if form is not own[0])] if own else ranked


def plan_of_any(forms: Iterable[Form], field: str = fields.PAIR) -> Plan:
    """Return the plan for documents with any of the forms, with one ``AnyOf`` a field."""
    terms: dict[str, dict[str, None]] = {}
    others: list[Plan] = []
    for form in forms:
        plan = plan_of(form, field)
        if isinstance(plan, AnyOf):
            terms.setdefault(plan.field, {}).update(dict.fromkeys(plan.terms))
        elif not isinstance(plan, Nothing):
            others.append(plan)
    parts: list[Plan] = [AnyOf(name, tuple(found)) for name, found in terms.items()]
    return any_of([*parts, *others]) if parts or others else Nothing()


def occurrences(forms: Iterable[Form], tokens: Tokens) -> Iterator[tuple[int, Form]]:
    """Yield (index of the first token, form) for each match, in the order of the text.

    If several forms begin at one token, only the longest is given; of equal ones that of exactly
    these capitals before one of any.
    """
    by_first: dict[str, list[Form]] = {}
    for form in forms:
        if form.keys[0] in tokens.distinct:
            by_first.setdefault(form.keys[0], []).append(form)
    if not by_first:
        return
    for candidates in by_first.values():
        candidates.sort(key=lambda form: (-len(form.keys), form.case == ANY))
    keys, classes = tokens.keys, tokens.classes
    for at in compress(count(), map(by_first.__contains__, keys)):
        for form in by_first[keys[at]]:
            length = len(form.keys)
            if tuple(keys[at : at + length]) != form.keys:
                continue
            if form.case == ANY or case_of(classes, at, length) == form.case:
                yield at, form
                break
