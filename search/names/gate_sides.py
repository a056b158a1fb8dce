"""The two sides of a crossing: a border gate and the gate across the border."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from search.request_errors import BadRequest
from synonyms.gazetteer import Entity, Gazetteer

SIDES: Final = ("VN", "CN")
"""As the gazetteer writes them, the Vietnamese side first."""

BOTH: Final = "both"
"""Asks for the two together."""


def gates_of(gazetteer: Gazetteer, entity: Entity | None) -> tuple[Entity, ...]:
    """Return the two gates of the crossing that a gate is one side of, the Vietnamese one first;
    none where it has no other side, or is the whole crossing."""
    if entity is None or (other := gazetteer.counterpart(entity)) is None:
        return ()
    by_side = {one.facts.get("side", ""): one for one in (entity, other)}
    return tuple(by_side[side] for side in SIDES) if set(by_side) == set(SIDES) else ()


def chosen_gates(gates: Sequence[Entity], entity_id: str, side: str) -> tuple[str, ...]:
    """Return the ids that are asked for by a side, or ``BOTH``, of these gates; the entity alone
    where no side is asked for, or it is no gate of two."""
    if not gates or not side:
        return (entity_id,)
    return tuple(one.id for one in gates if side in (BOTH, one.facts["side"]))


def checked_side(side: str) -> str:
    """Return a side that was asked for, or nothing. Raises ``BadRequest`` for what is none."""
    if side not in ("", BOTH, *SIDES):
        raise BadRequest("bad_side", value=side[:40], known=", ".join((*SIDES, BOTH)))
    return side
