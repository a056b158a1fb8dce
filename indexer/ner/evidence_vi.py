"""The pass over Vietnamese texts that gathers evidence of capitalised runs.

1. What a name follows is counted in every text, but only where it can be told: a pattern finds two
   capitals in a row, and where a word beside them says something, the words around are cut.
2. What is true of the language rather than of one archive (what is written small, what follows a
   capital) is counted in a sample: the texts whose digests are the smallest (archive.py). Which
   they are does not hang on their order.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from indexer.analysis.tokens import LOWER, analyse
from indexer.ner.capitalised_runs import CapitalisedRun, runs
from indexer.ner.lexicon_vi import before
from indexer.ner.title_counts import Keys

SAMPLE: Final = 3_000_000
"""Characters of the sample, some 700,000 words."""

WORD_TIMES: Final = 3
"""Times a pair stands in lower case from which it is a word."""

BEFORE: Final = 45
"""Characters before a capital that are cut into tokens: the longest words that say something, and a
plural before them, have 40."""

PERSON: Final = frozenset(("title", "pronoun"))
OTHER: Final = frozenset(("other", "place"))

_UPPER: Final = "".join(
    char for char in map(chr, chain(range(0x41, 0x250), range(0x1E00, 0x1F00))) if char.isupper()
)
_CAPITALS: Final = re.compile(
    rf"(?<![^\W_])[{_UPPER}][^\W_]*(?:[ \u00a0.'’-]{{1,2}}[{_UPPER}][^\W_]*)+"
)


@dataclass(frozen=True, slots=True)
class Sampled:
    """What the texts of the sample say; as in ``Evidence``."""

    lower: Counter[str]
    upper: Counter[str]
    words: Counter[Keys]
    ends: Counter[Keys]

    def to_json(self) -> str:
        """As text."""
        pairs = [[[*keys, count] for keys, count in one.items()] for one in (self.words, self.ends)]
        return json.dumps([self.lower, self.upper, *pairs], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Sampled:
        """What ``to_json`` wrote."""
        lower, upper, *pairs = json.loads(text)
        words, ends = ({tuple(keys): count for *keys, count in rows} for rows in pairs)
        return cls(Counter(lower), Counter(upper), Counter(words), Counter(ends))


def told(text: str) -> tuple[Counter[Keys], Counter[Keys]]:
    """How often each run of a text is said to be a person, and how often something else."""
    person: Counter[Keys] = Counter()
    other: Counter[Keys] = Counter()
    for run in _told(text):
        if run.says in PERSON:
            person[run.keys] += 1
        elif run.says in OTHER:
            other[run.keys] += 1
    return person, other


def counted(texts: Iterable[str]) -> Sampled:
    """What the texts of the sample say, in whatever order they come."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    pairs: Counter[Keys] = Counter()
    ends: Counter[Keys] = Counter()
    for text in texts:
        tokens = analyse(text)
        keys, classes = tokens.keys, tokens.classes
        lower.update(key for key, kind in zip(keys, classes, strict=True) if kind == LOWER)
        pairs.update(
            pair
            for pair, kinds in zip(pairwise(keys), pairwise(classes), strict=True)
            if kinds == (LOWER, LOWER)
        )
        for run in runs(tokens):
            if run.last < len(keys) and classes[run.last] == LOWER:
                ends[run.keys[-1], keys[run.last]] += 1
            upper.update(run.keys[1:] if run.opens else run.keys)
    begun = {key for key, _ in ends}
    kept = Counter({key: count for key, count in lower.items() if key in upper or key in begun})
    words = Counter({pair: pairs[pair] for pair in ends if pairs[pair] >= WORD_TIMES})
    return Sampled(kept, upper, words, ends)


def is_spaced(text: str) -> bool:
    """Whether a text is mostly written in Latin letters: more than a fifth of Vietnamese is spaces,
    of Chinese next to nothing."""
    return text.count(" ") * 10 > len(text)


def _told(text: str) -> Iterator[CapitalisedRun]:
    """The runs of two tokens and more that stand behind words that say what they are."""
    for match in _CAPITALS.finditer(text):
        start, stop = match.span()
        near = max(start - BEFORE, 0)
        before_it = text[max(text.rfind(" ", near, max(start - 1, 0)) + 1, near) : start]
        # A title may be written with a capital itself: Ông Donald Trump.
        if not _may_say(before_it) and not any(map(_may_say, match[0].split()[:-2])):
            continue
        # Not from within a word, which would be another one.
        left = text.find(" ", start - BEFORE, start) + 1 if start > BEFORE else 0
        right = text.find(" ", stop, stop + BEFORE)
        tokens = analyse(text[left : right if right >= 0 else stop + BEFORE])
        for run in runs(tokens):
            if len(run) > 1 and start <= left + tokens.starts[run.first] < stop:
                yield run


@lru_cache(maxsize=100_000)
def _may_say(raw: str) -> bool:
    """Whether words that say what follows them may end here."""
    keys = analyse(raw).keys
    return bool(keys) and keys[-1] in _telling()


@lru_cache(maxsize=1)
def _telling() -> frozenset[str]:
    return frozenset(keys[-1] for keys, says in before().items() if says in PERSON | OTHER)
