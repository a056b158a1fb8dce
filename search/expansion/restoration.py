"""Restore what a query leaves out: the tones, and the capitals of names.

The tones of a whole text are chosen together, by what stands side by side in the archive: of all
spellings of ``hop tac kinh te`` the one whose neighbouring pairs are most likely, each given the
syllable before it (a bigram model whose counts are those of the index, found by Viterbi's
algorithm). Capitals follow in the same way: a pair is a piece of a name if most of its documents
capitalise it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, product
from math import log
from typing import Final

from msgspec import Struct

from indexer import fields
from indexer.analysis.pairs import CAP, joined
from indexer.analysis.tokens import CAPITAL, LOWER
from indexer.engines.protocol import Reader
from search.names.lexicon_lookup import is_word
from synonyms.spelling import tonings

BIGRAM: Final = 0.95
"""Share of the pair in the likelihood of a syllable; the rest is its own frequency. Of the words of
bench/tones.py .8 restores .89, .9 .92 and .95 .93 (at a factor of 10)."""

WORD_FACTOR: Final = 30
"""Times as likely that a pair is meant if it is a word: *kho bãi* (warehouses) stands in fewer
documents than *khó bài*, of which nobody thinks. Of the same words 1 restores .79, 3 .87, 10 .92
and 30 .93 (at a share of .9)."""

NAME_SHARE: Final = 0.5
"""Least share of the documents of a pair that capitalise both syllables if it is of a name. The
pairs of *Lưu Ninh* have 1, those of *hội đàm* .08 (WORD_SHARE in default_forms.py)."""


class Restored(Struct, frozen=True):
    """The likeliest keys of a text, and the classes of its tokens with the capitals of names."""

    keys: tuple[str, ...]
    classes: str


def restored(reader: Reader, keys: Sequence[str], *, toneless: bool) -> Restored:
    """Restore neighbouring tokens of one script; tones only if the text has none."""
    found = _toned(reader, keys) if toneless else tuple(keys)
    return Restored(found, _with_capitals(reader, found))


def _toned(reader: Reader, keys: Sequence[str]) -> tuple[str, ...]:
    places: list[dict[str, int]] = []
    for key in keys:
        known = reader.known(fields.BODY, tonings(key))
        places.append(known or {key: 1})
    best: dict[str, tuple[float, tuple[str, ...]]] = {
        one: (log(count), (one,)) for one, count in places[0].items()
    }
    for left, right in pairwise(places):
        terms = {joined(pair): pair for pair in product(left, right)}
        known = reader.known(fields.PAIR, terms)
        pairs = {
            terms[term]: count * (WORD_FACTOR if is_word(terms[term]) else 1)
            for term, count in known.items()
        }
        best = _extended(best, left, right, pairs, reader.size)
    return max(best.values(), key=lambda one: (one[0], one[1]))[1]


def _extended(
    best: Mapping[str, tuple[float, tuple[str, ...]]],
    left: Mapping[str, int],
    right: Mapping[str, int],
    pairs: Mapping[tuple[str, str], int],
    size: int,
) -> dict[str, tuple[float, tuple[str, ...]]]:
    """Return for each syllable of the next place the likeliest way to it."""
    found = {}
    for one, count in right.items():
        alone = (1 - BIGRAM) * count / max(size, 1)
        found[one] = max(
            (
                score + log(BIGRAM * pairs.get((before, one), 0) / left[before] + alone),
                (*path, one),
            )
            for before, (score, path) in best.items()
        )
    return found


def _with_capitals(reader: Reader, keys: Sequence[str]) -> str:
    """Return the classes of tokens, capital where a pair of a name stands."""
    classes = [LOWER] * len(keys)
    neighbours = list(pairwise(keys))
    terms = [joined(pair, case) for pair in neighbours for case in ("", CAP)]
    known = reader.known(fields.PAIR, terms)
    for at, pair in enumerate(neighbours):
        anyhow = known.get(joined(pair), 0)
        if anyhow and known.get(joined(pair, CAP), 0) >= NAME_SHARE * anyhow:
            classes[at] = classes[at + 1] = CAPITAL
    return "".join(classes)
