"""Derive terms from finished tokens: pairs, name triples and capitalised words, once a document.

No pair reaches across a mark. A pair stands in the ``pair`` field as ``lưu_ninh`` whatever its
capitals, and once more for each way of capitals that the document has:

=========  =====================================================================================
``^a_b``   both capitalised; digits, roman numerals, particles and the tail behind a hyphen count
           as capitalised beside a capital (``^luân_2``, ``^jong_un``)
``~a_b``   the first capitalised, the second not, with no capital before and away from the start
           of a sentence (``~liên_hợp`` of *Liên hợp quốc*)
``=a_b``   otherwise, and only where the document also has one of the two above: without either,
           ``a_b`` alone says the same (see ``lower_case``)
=========  =====================================================================================

A **name triple** is one term, so that a name of three syllables costs no phrase:
``^tập_cận_bình`` of three capitalised syllables, ``习_近_平`` of three Han characters of which the
first is a surname. A capitalised word alone stands as ``^huế``, so that a name of one syllable can
be asked with its capital.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import compress, pairwise
from typing import Final

from indexer.analysis.tokens import CAPITAL, EITHER, HAN_CLASS, LOWER, MARKS, STOP_CLASS, Tokens
from indexer.plan import And, AnyOf, Not, Or, Plan
from synonyms.surnames import SURNAMES_ZH

CAP: Final = "^"
HALF: Final = "~"
OTHER: Final = "="

_THREE_HAN: Final = HAN_CLASS * 3
_CAPITAL: Final = re.compile(CAPITAL)
_CAP_PAIR: Final = re.compile("(?=C[CE]|EC)")
_CAP_TRIPLE: Final = re.compile("(?=C[CE][CE])")
_HALF_PAIR: Final = re.compile("(?<=[lEhc])(?=Cl)")


def joined(keys: Sequence[str], prefix: str = "") -> str:
    """Return the term of a pair or triple."""
    return prefix + "_".join(keys)


def pair_terms(tokens: Tokens) -> set[str]:
    """Return all terms of the pair field for one text."""
    keys, classes = tokens.keys, tokens.classes
    neighbours = list(pairwise(keys))
    terms = {
        f"{first}_{second}"
        for first, second in set(neighbours)
        if first not in MARKS and second not in MARKS
    }

    cap_at = [match.start() for match in _CAP_PAIR.finditer(classes)]
    half_at = [match.start() for match in _HALF_PAIR.finditer(classes)]
    if cap_at or half_at:
        cap = {neighbours[at] for at in cap_at}
        half = {neighbours[at] for at in half_at}
        neither = bytearray(b"\1") * len(neighbours)
        for at in cap_at:
            neither[at] = 0
        for at in half_at:
            neither[at] = 0
        other = (cap | half).intersection(compress(neighbours, neither))
        terms.update(joined(pair, CAP) for pair in cap)
        terms.update(joined(pair, HALF) for pair in half)
        terms.update(joined(pair, OTHER) for pair in other)
        terms.update(
            joined(keys[at : at + 3], CAP)
            for at in (match.start() for match in _CAP_TRIPLE.finditer(classes))
        )
    terms.update({CAP + keys[match.start()] for match in _CAPITAL.finditer(classes)})
    terms.update(
        "_".join(keys[at : at + 3])
        for at in compress(range(len(keys)), map(SURNAMES_ZH.__contains__, keys))
        if classes[at : at + 3] == _THREE_HAN
    )
    return terms


def is_han_triple(keys: Sequence[str]) -> bool:
    """Tell whether three Han characters are indexed as one term."""
    return len(keys) == 3 and keys[0] in SURNAMES_ZH


def lower_case(field: str, keys: Sequence[str]) -> Plan:
    """Return documents that hold the pair otherwise than with capitals, exactly."""
    plain, cap, half, other = (joined(keys, prefix) for prefix in ("", CAP, HALF, OTHER))
    without_capitals = And((AnyOf(field, (plain,)), Not(AnyOf(field, (cap, half)))))
    return Or((without_capitals, AnyOf(field, (other,))))


def case_of(classes: str, at: int, length: int) -> str:
    """Return how the ``length`` tokens from ``at`` are capitalised: CAP, HALF or OTHER."""
    found = classes[at : at + length]
    if CAPITAL in found and LOWER not in found:
        return CAP
    begins_plainly = at > 0 and classes[at - 1] not in (STOP_CLASS, CAPITAL)
    if begins_plainly and found[0] == CAPITAL and found[1:].strip(LOWER + EITHER) == "":
        return HALF
    return OTHER
