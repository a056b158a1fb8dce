"""Remember what an index answered for as long as it stays the same.

Who turns to the next page or narrows what was found asks again how many documents have each form,
and how often each entity is mentioned, which depends on the commit alone: 0.1 to 4 ms each for what
stands in thousands of documents (20,957 documents). The facets of what was found cost most where
much was.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Final, Generic, TypeVar

from msgspec import Struct

from indexer.engines.protocol import DatedValue, Pairs, ReadRequest, ReadResult
from indexer.plan import And, AnyOf, Near, Not, Or, Phrase, Plan

MOST: Final = 50_000
"""Parts of answers, or of questions, that are kept at most, 100 to 400 bytes each; of what was not
asked for longest they go first."""

Key = TypeVar("Key", bound=Hashable)
Answer = TypeVar("Answer")


class KeptAnswers(Generic[Key, Answer]):
    """The answers of one state of an index; safe to share between threads. ``parts`` says how much
    room a question and its answer take."""

    def __init__(self, parts: Callable[[Key, Answer], int], most: int = MOST) -> None:
        self._parts = parts
        self._most = most
        self._lock = threading.Lock()
        self._version = ""
        self._size = 0
        self._kept: OrderedDict[Key, Answer] = OrderedDict()

    def found(self, version: str, key: Key) -> Answer | None:
        """Return what is kept of this state of the index."""
        with self._lock:
            found = self._kept.get(key) if version == self._version else None
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, version: str, key: Key, answer: Answer) -> None:
        """Keep an answer; those of another state are forgotten."""
        with self._lock:
            if version != self._version:
                self._kept.clear()
                self._version, self._size = version, 0
            if key not in self._kept:
                self._kept[key] = answer
                self._size += self._parts(key, answer)
            while self._size > self._most:
                self._size -= self._parts(*self._kept.popitem(last=False))

    def answer(self, version: str, key: Key, asked: Callable[[], Answer]) -> Answer:
        """Return the answer in this state of the index, which ``asked`` gives the first time."""
        kept = self.found(version, key)
        if kept is None:
            kept = asked()
            self.keep(version, key, kept)
        return kept


ValuesKey = tuple[Plan, str, str]
"""A plan, a field and the beginning of the values."""


class FacetsKey(Struct, frozen=True):
    """What the facets of an answer follow from."""

    plan: Plan
    filters: tuple[tuple[str, Plan], ...]
    facets: tuple[str, ...]
    split: tuple[tuple[str, str], ...]
    values: int

    @classmethod
    def of(cls, request: ReadRequest) -> FacetsKey:
        """Return the key of a request."""
        return cls(
            request.plan,
            tuple(request.filters.items()),
            tuple(request.facets),
            tuple(request.split.items()),
            request.values,
        )


class KeptFacets(Struct, frozen=True):
    """The facets of an answer, as ``ReadResult`` has them."""

    facets: Mapping[str, Pairs]
    split: Mapping[str, Mapping[str, Pairs]]

    @classmethod
    def of(cls, result: ReadResult) -> KeptFacets:
        """Return those of an answer."""
        return cls(result.facets, result.split)

    def parts(self) -> int:
        """Return how many values these are."""
        parts = (part for of_value in self.split.values() for part in of_value.values())
        return sum(map(len, self.facets.values())) + sum(map(len, parts))


class Kept:
    """What is kept of one index: the dated values of a field, documents of a plan in the whole
    index, and the facets of answers."""

    def __init__(self) -> None:
        self.values: KeptAnswers[ValuesKey, tuple[DatedValue, ...]] = KeptAnswers(
            lambda _, values: len(values) + 1
        )
        self.counts: KeptAnswers[Plan, int] = KeptAnswers(lambda plan, _: terms_of(plan) + 1)
        self.facets: KeptAnswers[FacetsKey, KeptFacets] = KeptAnswers(
            lambda key, kept: (
                kept.parts() + sum(map(terms_of, (key.plan, *(plan for _, plan in key.filters))))
            )
        )


def terms_of(plan: Plan) -> int:
    """Return how many terms and parts a plan has."""
    found = 0
    left = [plan]
    while left:
        match left.pop():
            case And(parts) | Or(parts):
                left += parts
                found += len(parts)
            case Not(part):
                left.append(part)
            case AnyOf(_, terms):
                found += len(terms)
            case Phrase(slots):
                found += sum(map(len, slots))
            case Near(before, after):
                left += (*before, *after)
            case _:
                found += 1
    return found
