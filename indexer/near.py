"""``Near`` verified on our own tokens, before an engine sees the plan."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from indexer import fields
from indexer.engines.protocol import Reader
from indexer.errors import IndexProblem
from indexer.plan import And, AnyOf, Near, Not, Or, Phrase, Plan, any_of
from indexer.records import from_stored
from indexer.tokens import STOP, analyse

CANDIDATES_LIMIT: Final = 20_000
"""Most documents that are read to verify one near: 10 s at 2,000 documents a second."""

BATCH: Final = 200


class TooManyCandidates(IndexProblem):
    """More documents hold both sides than can be read for one query."""


def resolved(reader: Reader, plan: Plan) -> Plan:
    """The plan with every ``Near`` replaced by the documents that hold it.

    Raises ``TooManyCandidates``.
    """
    match plan:
        case Near():
            return AnyOf(fields.ID, tuple(_verified(reader, plan)))
        case And(parts):
            return And(tuple(resolved(reader, part) for part in parts))
        case Or(parts):
            return Or(tuple(resolved(reader, part) for part in parts))
        case Not(part):
            return Not(resolved(reader, part))
        case _:
            return plan


def _verified(reader: Reader, near: Near) -> Iterator[str]:
    candidates = And((any_of(near.left), any_of(near.right)))
    if reader.run(candidates, limit=0).total > CANDIDATES_LIMIT:
        raise TooManyCandidates(
            f"More than {CANDIDATES_LIMIT} documents hold both sides of near; narrow the query."
        )
    hits = reader.every(candidates)
    while batch := [hit.id for hit in islice(hits, BATCH)]:
        for doc_id, stored in reader.fetch(batch).items():
            document = from_stored(stored)
            keys = [*analyse(document.title).keys, STOP, *analyse(document.body).keys]
            if is_near(keys, near):
                yield doc_id


def is_near(keys: list[str], near: Near) -> bool:
    """Whether two occurrences, one of each side and not overlapping, stand near enough."""
    left = list(_occurrences(keys, near.left))
    right = list(_occurrences(keys, near.right))
    return any(
        0 <= second[0] - first[1] <= near.within or 0 <= first[0] - second[1] <= near.within
        for first in left
        for second in right
    )


def _occurrences(keys: list[str], phrases: tuple[Phrase, ...]) -> Iterator[tuple[int, int]]:
    for phrase in phrases:
        sets = [frozenset(slot) for slot in phrase.slots]
        for at in range(len(keys) - len(sets) + 1):
            if all(keys[at + step] in wanted for step, wanted in enumerate(sets)):
                yield at, at + len(sets)
