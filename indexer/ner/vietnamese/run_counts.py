"""Count what Vietnamese texts say of capitalised runs: the evidence on people's names.

1. ``count_cues``: what stands before a run is counted in every text. A pattern finds two capitals
   in a row; only where a word beside them is a known cue are the words around cut into tokens.
2. ``count_sample``: what is true of the language rather than of one archive (what is written small,
   what follows a capital) is counted in a sample, the texts whose digests are the smallest
   (indexer/ner/evidence/evidence_totals.py). Which these are does not depend on the order of the
   texts.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, compress, pairwise
from operator import and_
from typing import Final

from msgspec import Struct, field

from indexer.analysis.tokens import LOWER, analyse
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun, runs
from indexer.ner.vietnamese.lexicon import OTHER_CUES, PERSON_CUES, cues_before
from indexer.ner.vietnamese.title_counts import Keys

SAMPLE: Final = 3_000_000
"""Characters of the sample, some 700,000 words."""

WORD_TIMES: Final = 3
"""Times a pair stands in lower case from which it is a word."""

BEFORE: Final = 45
"""Characters before a capital that are cut into tokens: the longest cue and a plural before it have
40."""

_UPPER: Final = "".join(
    char for char in map(chr, chain(range(0x41, 0x250), range(0x1E00, 0x1F00))) if char.isupper()
)
_CAPITALS: Final = re.compile(
    rf"(?<![^\W_])[{_UPPER}][^\W_]*(?:[ \u00a0.'’-]{{1,2}}[{_UPPER}][^\W_]*)+"
)


class CueCounts(Struct, frozen=True):
    """By run of two keys and more: how often it stands behind words that announce a person, and
    behind words that announce anything else."""

    person: Counter[Keys] = field(default_factory=Counter)
    other: Counter[Keys] = field(default_factory=Counter)


class Sampled(Struct, frozen=True):
    """What is counted in the texts of the sample; the fields are those of ``TitleCounts``."""

    lower: Counter[str]
    upper: Counter[str]
    words: Counter[Keys]
    ends: Counter[Keys]

    def to_json(self) -> str:
        """Encode as text; ``from_json`` decodes it."""
        pairs = [[[*keys, count] for keys, count in one.items()] for one in (self.words, self.ends)]
        return json.dumps([self.lower, self.upper, *pairs], ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Sampled:
        """Decode what ``to_json`` encoded."""
        lower, upper, *pairs = json.loads(text)
        words, ends = ({tuple(keys): count for *keys, count in rows} for rows in pairs)
        return cls(Counter(lower), Counter(upper), Counter(words), Counter(ends))


def count_cues(text: str) -> CueCounts:
    """Count what stands before each capitalised run of a text."""
    found = CueCounts()
    for run in _runs_with_cues(text):
        if run.cue in PERSON_CUES:
            found.person[run.keys] += 1
        elif run.cue in OTHER_CUES:
            found.other[run.keys] += 1
    return found


def count_sample(texts: Iterable[str]) -> Sampled:
    """Count what is true of the language in the texts of the sample, in whatever order they
    come."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    pairs: Counter[Keys] = Counter()
    ends: Counter[Keys] = Counter()
    for text in texts:
        tokens = analyse(text)
        keys, classes = tokens.keys, tokens.classes
        is_lower = [kind == LOWER for kind in classes]
        lower.update(compress(keys, is_lower))
        pairs.update(compress(pairwise(keys), map(and_, is_lower, is_lower[1:])))
        for run in runs(tokens):
            if run.last < len(keys) and classes[run.last] == LOWER:
                ends[run.keys[-1], keys[run.last]] += 1
            upper.update(run.keys[1:] if run.begins_sentence else run.keys)
    begun = {key for key, _ in ends}
    kept = Counter({key: count for key, count in lower.items() if key in upper or key in begun})
    words = Counter({pair: pairs[pair] for pair in ends if pairs[pair] >= WORD_TIMES})
    return Sampled(kept, upper, words, ends)


def is_spaced(text: str) -> bool:
    """Tell whether a text is mostly written in Latin letters: more than a fifth of Vietnamese is
    spaces, of Chinese next to nothing."""
    return text.count(" ") * 10 > len(text)


def _runs_with_cues(text: str) -> Iterator[CapitalisedRun]:
    """Find the runs of two tokens and more that stand behind words that say what they are."""
    for match in _CAPITALS.finditer(text):
        start, stop = match.span()
        near = max(start - BEFORE, 0)
        before_it = text[max(text.rfind(" ", near, max(start - 1, 0)) + 1, near) : start]
        # A title may be written with a capital itself: Ông Donald Trump.
        if not _may_be_cue(before_it) and not any(map(_may_be_cue, match[0].split()[:-2])):
            continue
        # Not from within a word, which would be another one.
        left = text.find(" ", start - BEFORE, start) + 1 if start > BEFORE else 0
        right = text.find(" ", stop, stop + BEFORE)
        tokens = analyse(text[left : right if right >= 0 else stop + BEFORE])
        for run in runs(tokens):
            if len(run) > 1 and start <= left + tokens.starts[run.first] < stop:
                yield run


@lru_cache(maxsize=100_000)
def _may_be_cue(raw: str) -> bool:
    """Tell whether words that say what follows them may end here."""
    keys = analyse(raw).keys
    return bool(keys) and keys[-1] in _last_keys()


@lru_cache(maxsize=1)
def _last_keys() -> frozenset[str]:
    """Return the last keys of the words that are counted."""
    wanted = PERSON_CUES | OTHER_CUES
    return frozenset(keys[-1] for keys, cue in cues_before().items() if cue in wanted)
