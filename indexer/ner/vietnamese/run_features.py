"""What a linear model is told of a capitalised run: what its letters, its neighbours, its document
and the archive say, each as a word (name_model.py has their weights)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec import Struct, field

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, LOWER, Tokens
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun
from indexer.ner.vietnamese.lexicon import (
    KOREAN,
    PERSON_CUES,
    first_names,
    unsure,
    words_behind_people,
)
from indexer.ner.vietnamese.run_candidate import RunCandidate
from synonyms.pinyin import is_pinyin, split_glued
from synonyms.spelling import is_syllable
from synonyms.transliterations import parts_of_names, plain_letters

ENDING: Final = 3
"""Letters at the end of a foreign word that say what it may be (*-sky*, *-ez*)."""

MOST_BITS: Final = 4
"""How often is told in powers of two, up to 8 times and more."""

OPENING: Final = frozenset("\"'“‘«(")
"""Marks before the name of a work as well as before a name."""

_EDGE: Final = "^"
"""Before the first token of a text and behind its last."""


class Beside(NamedTuple):
    """What the rules took the runs before and behind a run for, if they are near: ``name``,
    ``none`` or ``far``."""

    before: str
    behind: str


class DocumentRuns(Struct, frozen=True):
    """What all the runs of a text say of each: how often runs of these keys stand there, which
    single keys somebody is called by (``called``) or stand by themselves (``alone``), and whose
    keys what only people do stands behind (``acting``)."""

    times: Counter[tuple[str, ...]] = field(default_factory=Counter)
    called: frozenset[str] = frozenset()
    alone: frozenset[str] = frozenset()
    acting: frozenset[tuple[str, ...]] = frozenset()

    @classmethod
    def of(cls, runs: Iterable[CapitalisedRun], acting: Iterable[tuple[str, ...]]) -> DocumentRuns:
        """Look at the runs of a text."""
        runs = list(runs)
        single = [run for run in runs if len(run) == 1]
        return cls(
            Counter(run.keys for run in runs),
            frozenset(run.keys[0] for run in single if run.cue in PERSON_CUES),
            frozenset(run.keys[0] for run in single if run.cue not in PERSON_CUES),
            frozenset(acting),
        )


def features(c: RunCandidate, said: DocumentRuns, reason: str, beside: Beside) -> Iterator[str]:
    """Yield the features of a run. ``reason`` is that of the rule that took it for a name, or
    nothing."""
    keys, run = c.keys, c.run
    shape, of_keys = _of_keys(keys)
    yield from of_keys
    yield f"rule={reason or 'none'} {shape}"
    if c.whole is not None:
        yield f"part of name={'given' if c.whole.keys[-len(keys) :] == keys else 'first'} {shape}"
    yield from _around(c.tokens, run)
    yield f"cue={run.cue or 'none'}"
    if run.cue:
        yield f"cue words={run.cue_words.lower()}"
    if run.begins_sentence:
        yield f"begins sentence {shape}"
    yield from _in_document(keys, said)
    yield from _in_archive(c, shape)
    yield f"beside={beside.before} {beside.behind}"
    if c.is_abbreviation or any(_in_capitals(c.tokens, at) for at in range(run.first, run.last)):
        yield f"capitals {shape}"


@lru_cache(maxsize=50_000)
def _of_keys(keys: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the shape of a run and what its keys alone say; names stand in the news again and
    again."""
    foreign = [key for key in keys if not is_syllable(key)]
    shape = "vi" if not foreign else "foreign" if len(foreign) == len(keys) else "mixed"
    found = [
        f"length={len(keys)} {shape}",
        f"first={_kind(keys[0])} {shape}",
        f"first key={keys[0]}",
        f"last key={keys[-1]}",
    ]
    if foreign:
        found += (f"second={_kind(key)}" for key in keys[1:2])
        found += (f"ending={key[-ENDING:]}" for key in foreign)
        found += (f"inner key={key}" for key in keys[1:-1])
        found += _listed(keys)
    found += (f"given={key}" for key in keys[1:] if is_syllable(key))
    if any(len(key) == 1 for key in keys):
        found.append("initial")
    if any(any(map(str.isdigit, key)) for key in keys):
        found.append("digits")
    return shape, tuple(found)


def _listed(keys: tuple[str, ...]) -> Iterator[str]:
    """Yield how common the words of a foreign name are in names of people: *Rio Ferdinand*, not
    *Aston Villa*. A name of pinyin says so."""
    often = [
        min(parts_of_names().get(plain_letters(key), 0).bit_length(), MOST_BITS) for key in keys
    ]
    yield f"listed first={often[0]}"
    yield f"listed last={often[-1]}"
    yield f"listed least={min(often)} {min(len(keys), MOST_BITS)}"
    if all(is_pinyin(key) or split_glued(key) for key in keys):
        yield f"pinyin {min(len(keys), MOST_BITS)}"


def _kind(key: str) -> str:
    """Say what the first word of a name may be."""
    if key in first_names():
        return "first name"
    if key in KOREAN:
        return "korean"
    if key in unsure():
        return "unsure"
    return "syllable" if is_syllable(key) else "foreign"


def _around(tokens: Tokens, run: CapitalisedRun) -> Iterator[str]:
    """Yield what stands before and behind a run."""
    keys, classes = tokens.keys, tokens.classes
    before = keys[run.first - 1] if run.first else _EDGE
    behind = keys[run.last] if run.last < len(keys) else _EDGE
    yield f"before={before}"
    yield f"behind={behind}"
    if run.first:
        yield f"before class={classes[run.first - 1]}"
        if classes[run.first - 1] == LOWER and run.first > 1:
            yield f"before two={keys[run.first - 2]} {before}"
    gap = tokens.pieces[2 * run.first]
    if gap.rstrip()[-1:] in OPENING:
        yield f"opened by {gap.rstrip()[-1]}"
    if run.last < len(keys):
        yield f"behind class={classes[run.last]}"
        if classes[run.last] == LOWER and run.last + 1 < len(keys):
            yield f"behind two={behind} {keys[run.last + 1]}"
        if classes[run.last] == LOWER and (keys[run.last - 1], behind) in dictionary_vi():
            yield f"begins word of {min(len(run), 3)}"
        if classes[run.last] != CAPITAL:
            yield "behind acts" if (behind,) in words_behind_people() else "behind no act"


def _in_document(keys: tuple[str, ...], said: DocumentRuns) -> Iterator[str]:
    """Yield what the rest of the document says."""
    if said.times[keys] > 1:
        yield "again"
    if keys in said.acting:
        yield "acts somewhere"
    for name, key in (("first", keys[0]), ("last", keys[-1])):
        if key in said.called:
            yield f"called by {name}"
        elif key in said.alone:
            yield f"{name} alone"


def _in_archive(c: RunCandidate, shape: str) -> Iterator[str]:
    """Yield what the archive says."""
    if c.evidence.is_person(c.keys):
        yield f"archive person {shape}"
    if c.evidence.is_other(c.keys):
        yield f"archive other {shape}"
    if shape != "foreign":
        words = sum(map(c.evidence.is_word, filter(is_syllable, c.keys)))
        yield f"words={'all' if words == len(c.keys) else min(words, 2)} {shape}"


def _in_capitals(tokens: Tokens, at: int) -> bool:
    raw = tokens.pieces[2 * at + 1]
    return len(raw) > 1 and raw.isupper()
