"""The budget of a request: seconds, and documents read whole. A client may leave before the end.

A thread cannot be stopped from outside, so every loop that grows with the archive asks the budget
whether it may go on. A step whose answer may be incomplete reads ``over`` and reports what it left
out; all others call ``check``, which ends the request.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from indexer.engines.protocol import (
    NEWEST,
    NO_FILTERS,
    DatedValue,
    Hit,
    Order,
    Reader,
    ReadRequest,
    ReadResult,
)
from indexer.kept_answers import FacetsKey, Kept, KeptFacets
from indexer.plan import Plan

SLICE: Final = 50
"""Hits or documents between two looks at the clock: 25 ms of reading documents whole."""


class Stopped(Exception):
    """Root of the errors that end a request before its answer."""


class OutOfTime(Stopped):
    """The request has used up its ``seconds`` or the documents it may read."""

    def __init__(self, seconds: float | None) -> None:
        self.seconds = seconds
        super().__init__("This takes longer than a request may take. Ask for less of it.")


class Abandoned(Stopped):
    """The client has left."""

    def __init__(self) -> None:
        super().__init__("Nobody waits for this answer any more.")


class Looked(Struct, frozen=True):
    """The documents that a step read, of those it would read with enough budget."""

    documents: int = 0
    of: int = 0

    @property
    def left_out(self) -> int:
        """Documents that were not read."""
        return self.of - self.documents

    def __add__(self, another: Looked) -> Looked:
        return Looked(self.documents + another.documents, self.of + another.of)


EVERYTHING: Final = Looked()
"""Of a step that left nothing out."""


class _Shared:
    """The state that a budget shares with its parts: documents read, and why it was stopped."""

    def __init__(self) -> None:
        self.read = 0
        self.stopped: Exception | None = None


class Budget:
    """Seconds from now, and documents; None is no limit. Safe to share between threads."""

    def __init__(self, seconds: float | None = None, documents: int | None = None) -> None:
        self.seconds = seconds
        self._end = None if seconds is None else time.monotonic() + seconds
        self._documents = documents
        self._shared = _Shared()

    def stop(self, why: Exception) -> None:
        """End the request from outside: the next use of its budget raises ``why``."""
        self._shared.stopped = self._shared.stopped or why

    @property
    def over(self) -> bool:
        """Whether time or documents are used up. Raises what the request was stopped with."""
        if self._shared.stopped is not None:
            raise self._shared.stopped
        if self._documents is not None and self._shared.read >= self._documents:
            return True
        return self._end is not None and time.monotonic() >= self._end

    def check(self) -> None:
        """Raise ``OutOfTime``, or the error it was stopped with, if the request must end."""
        if self.over:
            raise OutOfTime(self.seconds)

    def spend(self, documents: int) -> None:
        """Count documents that were read whole."""
        self._shared.read += documents

    def part(self, share: float) -> Budget:
        """Return a budget of this share of what is left, for a step that may stop early."""
        part = Budget(None if self._end is None else (self._end - time.monotonic()) * share)
        part._shared = self._shared
        if self._documents is not None:
            read = self._shared.read
            part._documents = read + int((self._documents - read) * share)
        return part

    def at_most(self, seconds: float) -> Budget:
        """Return this budget with no more seconds than so many from now, for one of many steps."""
        end = time.monotonic() + seconds
        step = Budget(None, self._documents)
        step.seconds = seconds
        step._end = end if self._end is None else min(end, self._end)
        step._shared = self._shared
        return step


class BudgetedReader:
    """A snapshot of the index that checks the budget before each answer.

    ``version`` names the state of the index that the snapshot is of, and ``kept`` has what was
    counted in it for others.
    """

    def __init__(
        self, reader: Reader, budget: Budget, version: str = "", kept: Kept | None = None
    ) -> None:
        self._reader = reader
        self._budget = budget
        self._version = version
        self._kept = kept or Kept()

    @property
    def size(self) -> int:
        """Documents in the snapshot."""
        return self._reader.size

    @property
    def exact(self) -> bool:
        """Whether ``known`` counts exactly."""
        return self._reader.exact

    def known(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Which of the terms exist, with an upper bound of their documents."""
        self._budget.check()
        return self._reader.known(field, terms)

    def run(self, request: ReadRequest) -> ReadResult:
        """Exact total, one page, facets and counts."""
        self._budget.check()
        if not request.facets:
            return self._counted(request)
        key = FacetsKey.of(request)
        kept = self._kept.facets.found(self._version, key)
        if kept is not None:
            result = self._counted(replace(request, facets=(), split={}))
            return replace(result, facets=kept.facets, split=kept.split)
        result = self._counted(request)
        self._kept.facets.keep(self._version, key, KeptFacets.of(result))
        return result

    def _counted(self, request: ReadRequest) -> ReadResult:
        """Answer a request, its counts out of what is kept."""
        if request.filters or not request.counts:
            return self._reader.run(request)
        kept = {
            name: count
            for name, plan in request.counts.items()
            if (count := self._kept.counts.found(self._version, plan)) is not None
        }
        new = {name: plan for name, plan in request.counts.items() if name not in kept}
        result = self._reader.run(replace(request, counts=new))
        for name, plan in new.items():
            self._kept.counts.keep(self._version, plan, result.counts[name])
        return replace(result, counts={**kept, **result.counts})

    def count(self, plan: Plan, filters: Mapping[str, Plan] = NO_FILTERS) -> int:
        """Documents of the plan within the filters, exactly."""
        self._budget.check()
        if filters:
            return self._reader.count(plan, filters)
        return self._kept.counts.answer(self._version, plan, lambda: self._reader.count(plan))

    def dated_values(self, plan: Plan, field: str, prefix: str) -> tuple[DatedValue, ...]:
        """The values that begin so, counted in the documents of the plan."""
        self._budget.check()
        return self._kept.values.answer(
            self._version,
            (plan, field, prefix),
            lambda: self._reader.dated_values(plan, field, prefix),
        )

    def values(self, field: str, prefix: str) -> tuple[tuple[str, int], ...]:
        """The values that begin so, with their documents."""
        self._budget.check()
        return self._reader.values(field, prefix)

    def every(
        self,
        plan: Plan,
        *,
        filters: Mapping[str, Plan] = NO_FILTERS,
        order: Order = NEWEST,
        others: Plan | None = None,
        most: int | None = None,
    ) -> Iterator[Hit]:
        """Every hit in order, streamed; then the others."""
        hits = self._reader.every(plan, filters=filters, order=order, others=others, most=most)
        for number, hit in enumerate(hits):
            if number % SLICE == 0:
                self._budget.check()
            yield hit

    def fetch(self, ids: Sequence[str]) -> dict[str, str]:
        """``stored`` of these documents."""
        found: dict[str, str] = {}
        for first in range(0, len(ids), SLICE):
            self._budget.check()
            found |= self._reader.fetch(ids[first : first + SLICE])
        self._budget.spend(len(found))
        return found
