"""Recognise people's names in Vietnamese text, without a list of people.

1. Find the capitalised runs (capitalised_runs.py).
2. Trim each (trimmed_runs.py): what begins another word, stands before a foreign name, or is a
   place.
3. Decide which are full names, by rules (rules.py): a surname, a foreign first name,
   the title before it, and what the archive says elsewhere (title_counts.py).
4. Decide which of the others, a bare surname or given name, are parts of a full name of the same
   document.
5. Review all of it by what speaks for and against each (name_model.py).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Final

from indexer.analysis.tokens import MARKS, Tokens
from indexer.ner.person_name import PersonName
from indexer.ner.vietnamese.capitalised_runs import CapitalisedRun
from indexer.ner.vietnamese.document_names import (
    FullNames,
    RecognisedRun,
    called_again,
    named_again,
    named_in_lists,
)
from indexer.ner.vietnamese.lexicon import is_letter, words_behind_people
from indexer.ner.vietnamese.name_model import REASON, NameModel, Ruled, is_certain, our_model
from indexer.ner.vietnamese.offices import (
    is_title_of_other,
    title_after,
    title_behind,
    titles_before,
)
from indexer.ner.vietnamese.rules import FULL_NAME_RULES, PART_RULES
from indexer.ner.vietnamese.run_candidate import (
    NO_NAME,
    RunCandidate,
    decided_by,
    is_part,
)
from indexer.ner.vietnamese.run_features import DocumentRuns
from indexer.ner.vietnamese.title_counts import Keys, NameEvidence
from indexer.ner.vietnamese.trimmed_runs import TokenRange, trimmed_runs

ACTS: Final = "acts"
"""The reason of a run that no rule takes for a name, but whose name is followed by an act of people
(*chia sẻ*, *sinh năm*) somewhere in the text."""

SHORTENED: Final = frozenset(("jr", "sr"))
"""What ends a name with a dot of its own."""


def vietnamese_people(
    tokens: Tokens,
    evidence: NameEvidence,
    taken: Iterable[TokenRange] = (),
    known: Container[Keys] = (),
    model: NameModel | None = None,
) -> list[PersonName]:
    """Recognise the people named in a text, in order.

    ``taken`` are the tokens of places and organisations, which are no part of a name. What the
    rules take for a ``known`` person the model is not asked about; ``model`` is ours unless another
    is given.
    """
    runs = list(trimmed_runs(tokens, evidence, taken))
    said = DocumentRuns.of(runs, {run.keys for run in runs if len(run) > 1 and _acts(run, tokens)})
    ruled = _ruled(runs, said, known, tokens, evidence)
    named = (model or our_model()).names(ruled, said)
    full_names = FullNames(one.run for one in named if not is_part(one.run))
    asked = {one.candidate.run.first for one in ruled}
    left = (run for run in runs if run.first not in asked)
    named += _parts(left, tokens, evidence, full_names)
    named.sort(key=lambda one: one.run.first)
    people = [one.run for one in named]
    named = [_with_own_reason(one, tokens, evidence, people) for one in named]
    return [_name(tokens, one, full_names, people) for one in named]


def _ruled(
    runs: Sequence[CapitalisedRun],
    said: DocumentRuns,
    known: Container[Keys],
    tokens: Tokens,
    evidence: NameEvidence,
) -> list[Ruled]:
    """Return what the rules take for names and parts of names, and what else may be one: all but
    single syllables that stand for nobody."""
    full: list[RecognisedRun] = []
    others: list[CapitalisedRun] = []
    for run in (one for one in runs if len(one) > 1):
        reason = decided_by(FULL_NAME_RULES, RunCandidate(run, tokens, evidence))
        if not reason and run.keys in said.acting:
            reason = ACTS
        if reason:
            full.append(RecognisedRun(run, reason))
        else:
            others.append(run)
    full, others = named_again(full, others)
    full, others = named_in_lists(full, others, tokens)
    others += (run for run in runs if len(run) == 1)
    full_names = FullNames(one.run for one in full if not is_part(one.run))
    parts = _parts(others, tokens, evidence, full_names)
    again = called_again([*full, *parts], others)
    reasons = {one.run.first: one.reason for one in (*full, *parts, *again)}
    ruled = []
    for run in runs:
        candidate = RunCandidate(run, tokens, evidence, full_names.whole_of(run))
        reason = reasons.get(run.first, NO_NAME)
        if reason or _may_be_name(candidate):
            ruled.append(Ruled(candidate, reason, is_certain(candidate, reason, known)))
    return ruled


def _may_be_name(c: RunCandidate) -> bool:
    """Tell whether a run may be a name that no rule knows: a syllable alone says too little."""
    return len(c.run) > 1 or not c.is_vietnamese or c.whole is not None


def _parts(
    runs: Iterable[CapitalisedRun],
    tokens: Tokens,
    evidence: NameEvidence,
    full_names: FullNames,
) -> list[RecognisedRun]:
    """Return the runs that a rule takes for parts of names."""
    found = []
    for run in runs:
        candidate = RunCandidate(run, tokens, evidence, full_names.whole_of(run))
        if reason := decided_by(PART_RULES, candidate):
            found.append(RecognisedRun(run, reason))
    return found


def _acts(run: CapitalisedRun, tokens: Tokens) -> bool:
    """Tell whether what stands behind a run is what only people do, or an age (*Hùng (36 tuổi*)."""
    at = run.last
    keys = tokens.keys
    if any(tuple(keys[at : at + length]) in words_behind_people() for length in (1, 2)):
        return True
    inside = keys[at + 1 : at + 3] if at < len(keys) and keys[at] in MARKS else []
    return len(inside) == 2 and (
        (inside[0].isdigit() and inside[1] == "tuổi") or (inside[0] == "sn" and inside[1].isdigit())
    )


def _with_own_reason(
    one: RecognisedRun, tokens: Tokens, evidence: NameEvidence, people: Sequence[CapitalisedRun]
) -> RecognisedRun:
    """Return a name that was taken for one by the office behind it, where this is another person's,
    with what else speaks for it (*Tô Lâm, Bộ trưởng Quốc phòng Ngô Xuân Lịch*): another rule, or
    else the model that left it."""
    if one.reason != "title_after" or not is_title_of_other(one.run, tokens, people):
        return one
    others = [rule for rule in FULL_NAME_RULES if rule is not title_behind]
    reason = decided_by(others, RunCandidate(one.run, tokens, evidence))
    return RecognisedRun(one.run, reason or REASON)


def _name(
    tokens: Tokens,
    recognised: RecognisedRun,
    full_names: FullNames,
    people: Sequence[CapitalisedRun],
) -> PersonName:
    run = recognised.run
    start, end = tokens.starts[run.first], tokens.ends[run.last - 1]
    is_shortened = is_letter(run.keys[-1]) or run.keys[-1] in SHORTENED
    if is_shortened and tokens.text.startswith(".", end):
        # anh Đ., em P.T.T., Donald Trump Jr.
        end += 1
    partial = is_part(run)
    whole = full_names.whole_of(run) if partial else None
    return PersonName(
        start=start,
        end=end,
        surface=tokens.text[start:end],
        partial=partial,
        title=title_after(run, tokens, people) or titles_before(run, tokens),
        full=tokens.text[tokens.starts[whole.first] : tokens.ends[whole.last - 1]] if whole else "",
        reason=recognised.reason,
        detail=run.cue_words,
    )
