"""A capitalised run of a Vietnamese text that may be a name, and the kind of rule that looks at
it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from indexer.analysis.tokens import Tokens
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun
from indexer.ner.vietnamese.lexicon import FREQUENT, PARTICLES, SURE, is_letter, office_beginnings
from indexer.ner.vietnamese.title_counts import NameEvidence
from synonyms.spelling import is_syllable

NO_NAME: Final = ""
"""The answer of a rule that takes a run for something else than a name."""

SHORTENED: Final = 3
"""Letters up to which capitals alone are an abbreviation, though they could be a syllable (EC)."""


@dataclass(frozen=True)
class RunCandidate:
    """A capitalised run, its text, and what the archive says of runs elsewhere.

    ``whole`` is a full name of the same document that the run may be a part of; None where there
    is none, and while full names are looked for.
    """

    run: CapitalisedRun
    tokens: Tokens
    evidence: NameEvidence
    whole: CapitalisedRun | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the run."""
        return self.run.keys

    @cached_property
    def is_vietnamese(self) -> bool:
        """Whether every key is spelt as a Vietnamese syllable."""
        return all(map(is_syllable, self.run.keys))

    @property
    def is_sure(self) -> bool:
        """Whether it begins with a surname that is nothing else."""
        return self.run.keys[0] in SURE

    @property
    def is_shortened(self) -> bool:
        """Whether it is a Vietnamese name whose given name is only its letter (*Trần Thị T*)."""
        *whole, last = self.run.keys
        return self.is_sure and len(whole) > 1 and is_letter(last) and all(map(is_syllable, whole))

    @property
    def is_abbreviation(self) -> bool:
        """Whether it is one like UBND TP, M.U, NN-PTNT; not THÙY TRANG."""
        tokens, run = self.tokens, self.run
        text = tokens.text[tokens.starts[run.first] : tokens.ends[run.last - 1]]
        is_short = len(run) == 1 and len(text) <= SHORTENED and text.isascii()
        return len(text) > 1 and text.isupper() and (is_short or not self.is_vietnamese)

    @property
    def begins_like_office(self) -> bool:
        """Whether it begins as an office or firm does and not with a sure surname."""
        return self.run.keys[:1] in office_beginnings() and not self.is_sure


Rule = Callable[[RunCandidate], str | None]


def decided_by(rules: Sequence[Rule], candidate: RunCandidate) -> str:
    """Return the reason of the first rule that decides; ``NO_NAME`` where it refuses or none
    does."""
    for rule in rules:
        reason = rule(candidate)
        if reason is not None:
            return reason
    return NO_NAME


def is_initials(run: CapitalisedRun) -> bool:
    """Tell whether a run is initials alone."""
    return all(map(is_letter, run.keys))


def is_part(run: CapitalisedRun) -> bool:
    """Tell whether a run is a given name or pen name without a surname, which may stand last
    (*Trang Phạm*)."""
    keys = run.keys
    if len(keys) == 1 or is_initials(run):
        return True
    if len(keys) == 2 and keys[0] in PARTICLES:
        return True
    is_short = len(keys) == 2 and all(map(is_syllable, keys)) and keys[0] not in SURE
    return is_short and keys[1] not in FREQUENT
