"""Verify ``Near`` on our own tokens, so that an engine never sees it in a plan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from indexer import fields
from indexer.analysis.tokens import STOP, analyse
from indexer.annotation.records import from_stored
from indexer.budget import Budget, Looked
from indexer.engines.batches import batches
from indexer.engines.protocol import Reader
from indexer.plan import And, AnyOf, Everything, Near, Not, Or, Phrase, Plan, any_of

SHARE: Final = 0.6
"""Largest share of the budget of a request for verifying; the rest runs the plan and reads the ten
documents of the page."""

BATCH: Final = 50
"""Documents between two looks at the budget: 25 ms of reading documents whole."""


def resolved(reader: Reader, plan: Plan, budget: Budget) -> tuple[Plan, Looked]:
    """Return the plan with the documents of every ``Near`` in its place, and how many were read.

    Of the documents with both sides the newest are read first; ``Looked`` says how many were read
    before the budget was used up. Within a ``Not`` all of them must be read, or documents would be
    found that must be excluded: then ``OutOfTime`` is raised.
    """
    verifier = _Verifier(reader, budget.part(SHARE))
    return verifier.resolved(plan), verifier.looked


def holds_near(plan: Plan) -> bool:
    """Whether a plan has a ``Near`` anywhere in it."""
    match plan:
        case Near():
            return True
        case And(parts) | Or(parts):
            return any(map(holds_near, parts))
        case Not(part):
            return holds_near(part)
        case _:
            return False


def documents_of(
    reader: Reader, plan: Plan, filters: Mapping[str, Plan], budget: Budget
) -> Iterator[list[str]]:
    """Yield every document of a plan within the filters, newest first, in batches.

    A batch may be empty: if a ``Near`` is rare, the caller gets control between batches and can
    let other work go on. Raises ``OutOfTime``.
    """
    near = holds_near(plan)
    hits = reader.every(without_near(plan), filters=filters)
    for batch in batches((hit.id for hit in hits), BATCH):
        budget.check()
        yield _holding(reader, plan, batch, budget) if near else batch


def _holding(reader: Reader, plan: Plan, batch: Sequence[str], budget: Budget) -> list[str]:
    """Return the documents of a batch that hold a plan with ``Near``, in their order."""
    here = AnyOf(fields.ID, tuple(batch))
    exact = _Verifier(reader, budget, here).resolved(plan)
    held = {hit.id for hit in reader.every(And((exact, here)))}
    return [doc_id for doc_id in batch if doc_id in held]


def without_near(plan: Plan) -> Plan:
    """Return a plan without ``Near`` that finds at least the documents of this one."""
    match plan:
        case Near(left, right):
            return And((any_of(left), any_of(right)))
        case And(parts):
            return And(tuple(map(without_near, parts)))
        case Or(parts):
            return Or(tuple(map(without_near, parts)))
        case Not(part) if holds_near(part):
            return Everything()
        case _:
            return plan


class _Verifier:
    """One walk over a plan, in the whole index or within the documents of another plan."""

    def __init__(self, reader: Reader, budget: Budget, within: Plan | None = None) -> None:
        self._reader = reader
        self._budget = budget
        self._within = () if within is None else (within,)
        self.looked = Looked()

    def resolved(self, plan: Plan) -> Plan:
        match plan:
            case Near():
                return AnyOf(fields.ID, tuple(self._verified(plan)))
            case And(parts):
                return And(tuple(map(self.resolved, parts)))
            case Or(parts):
                return Or(tuple(map(self.resolved, parts)))
            case Not(part):
                before = self.looked.left_out
                inner = self.resolved(part)
                if self.looked.left_out > before:
                    self._budget.check()
                return Not(inner)
            case _:
                return plan

    def _verified(self, near: Near) -> Iterator[str]:
        candidates = And((any_of(near.left), any_of(near.right), *self._within))
        total = self._reader.count(candidates)
        read = 0
        hits = self._reader.every(candidates)
        for batch in batches((hit.id for hit in hits), BATCH):
            if self._budget.over:
                break
            stored = self._reader.fetch(batch)
            read += len(batch)
            for doc_id in batch:
                document = from_stored(stored[doc_id])
                keys = [*analyse(document.title).keys, STOP, *analyse(document.body).keys]
                if is_near(keys, near):
                    yield doc_id
        self.looked += Looked(read, total)


def is_near(keys: list[str], near: Near) -> bool:
    """Whether two matches, one of each side and not overlapping, are near enough.

    Each match of the left looks up its neighbours among the sorted matches of the right: the time
    grows with the text, and not with the square of its repetitions.
    """
    left = list(_occurrences(keys, near.left))
    right = list(_occurrences(keys, near.right))
    firsts = sorted(first for first, _ in right)
    lasts = sorted(last for _, last in right)
    return any(
        _holds(firsts, last, last + near.within) or _holds(lasts, first - near.within, first)
        for first, last in left
    )


def _holds(ordered: list[int], low: int, high: int) -> bool:
    """Whether any number is between these, both included."""
    return bisect_left(ordered, low) < bisect_right(ordered, high)


def _occurrences(keys: list[str], phrases: tuple[Phrase, ...]) -> Iterator[tuple[int, int]]:
    for phrase in phrases:
        sets = [frozenset(slot) for slot in phrase.slots]
        for at in range(len(keys) - len(sets) + 1):
            if all(keys[at + step] in wanted for step, wanted in enumerate(sets)):
                yield at, at + len(sets)
