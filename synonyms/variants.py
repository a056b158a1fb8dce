"""Name variants as rules on a syllable: Võ/Vũ, Hoàng/Huỳnh, Lý/Lí, Quý/Quí.

Pairs stand in ``data/variants.tsv``. That i and y alternate after h, k, l, m, t, s, v and qu where
nothing follows is a rule. One step of each kind, never a chain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import Final

from msgspec import Struct

from synonyms.spelling import place_tone, split_tone

_WEIGHTS: Final = {"name": 0, "old": 1}
_I_Y: Final = re.compile(r"(h|k|l|m|t|s|v|qu)([iy])")


class Variant(Struct, frozen=True):
    """Another spelling of a syllable, the rule that gives it, and its weight (0 best)."""

    syllable: str
    rule: str
    weight: int


@lru_cache(maxsize=1)
def _pairs() -> dict[str, tuple[Variant, ...]]:
    text = files("synonyms").joinpath("data", "variants.tsv").read_text("utf-8")
    found: dict[str, tuple[Variant, ...]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            left, right, rule = line.split("\t")
            for one, other in ((left, right), (right, left)):
                found[one] = (*found.get(one, ()), Variant(other, rule, _WEIGHTS[rule]))
    return found


def _other_i(syllable: str) -> str | None:
    base, tone = split_tone(syllable)
    match = _I_Y.fullmatch(base)
    if match is None:
        return None
    return place_tone(match[1] + ("y" if match[2] == "i" else "i"), tone)


@lru_cache(maxsize=100_000)
def variants_of(syllable: str) -> tuple[Variant, ...]:
    """Return the other spellings of a toned syllable, never itself."""
    found = list(_pairs().get(syllable, ()))
    other = _other_i(syllable)
    if other is not None:
        found.append(Variant(other, "i/y", 0))
    return tuple(found)


@lru_cache(maxsize=100_000)
def canonical(syllable: str) -> str:
    """Return one spelling for a syllable and its variants, so that they are one interpretation."""
    return min([syllable, *(one.syllable for one in variants_of(syllable))])
