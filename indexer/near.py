"""``Near`` verified on our own tokens, before an engine sees the plan."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Final

from indexer import fields
from indexer.analysis.tokens import STOP, analyse
from indexer.annotation.records import from_stored
from indexer.budget import Budget, Looked
from indexer.engines.protocol import Reader
from indexer.plan import And, AnyOf, Everything, Near, Not, Or, Phrase, Plan, any_of

SHARE: Final = 0.6
"""Of the budget of a request, what verifying takes at most: the rest runs the plan and reads the
ten documents of the page."""

BATCH: Final = 50


def resolved(reader: Reader, plan: Plan, budget: Budget) -> tuple[Plan, Looked]:
    """The plan with every ``Near`` replaced by the documents that hold it.

    Of those that hold both sides the newest are read first; ``Looked`` says how many were read
    before the budget was used up. Within a ``Not`` every one has to be read, else documents would
    be found that should be taken away: there ``OutOfTime`` is raised.
    """
    verifier = _Verifier(reader, budget.part(SHARE))
    return verifier.resolved(plan), verifier.looked


def documents_of(
    reader: Reader, plan: Plan, filters: Mapping[str, Plan], budget: Budget
) -> Iterator[list[str]]:
    """Every document of a plan within the filters, newest first, in batches as they are verified.

    A batch may be empty, so that who streams them can let others go on: the first document of a
    ``Near`` that hardly ever holds may be an archive away. Raises ``OutOfTime``.
    """
    near = _holds_near(plan)
    hits = reader.every(_relaxed(plan), filters=filters)
    while batch := [hit.id for hit in islice(hits, BATCH)]:
        budget.check()
        if near:
            here = AnyOf(fields.ID, tuple(batch))
            exact = _Verifier(reader, budget, here).resolved(plan)
            held = {hit.id for hit in reader.every(And((exact, here)))}
            batch = [doc_id for doc_id in batch if doc_id in held]
        yield batch


def _holds_near(plan: Plan) -> bool:
    match plan:
        case Near():
            return True
        case And(parts) | Or(parts):
            return any(map(_holds_near, parts))
        case Not(part):
            return _holds_near(part)
        case _:
            return False


def _relaxed(plan: Plan) -> Plan:
    """A plan without ``Near`` that finds at least what this one finds."""
    match plan:
        case Near(left, right):
            return And((any_of(left), any_of(right)))
        case And(parts):
            return And(tuple(map(_relaxed, parts)))
        case Or(parts):
            return Or(tuple(map(_relaxed, parts)))
        case Not(part) if _holds_near(part):
            return Everything()
        case _:
            return plan


class _Verifier:
    """One walk over a plan, of the whole index or within a plan."""

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
        while not self._budget.over and (batch := [hit.id for hit in islice(hits, BATCH)]):
            stored = self._reader.fetch(batch)
            read += len(batch)
            for doc_id in batch:
                document = from_stored(stored[doc_id])
                keys = [*analyse(document.title).keys, STOP, *analyse(document.body).keys]
                if is_near(keys, near):
                    yield doc_id
        self.looked += Looked(read, total)


def is_near(keys: list[str], near: Near) -> bool:
    """Whether two occurrences, one of each side and not overlapping, stand near enough.

    Each occurrence of the left looks up its neighbours among those of the right, so that the time
    grows with the text and not with the square of what it repeats.
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
    """Whether any number lies within these, both included."""
    return bisect_left(ordered, low) < bisect_right(ordered, high)


def _occurrences(keys: list[str], phrases: tuple[Phrase, ...]) -> Iterator[tuple[int, int]]:
    for phrase in phrases:
        sets = [frozenset(slot) for slot in phrase.slots]
        for at in range(len(keys) - len(sets) + 1):
            if all(keys[at + step] in wanted for step, wanted in enumerate(sets)):
                yield at, at + len(sets)
