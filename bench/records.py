"""``python -m bench.records``: what records cost as classes of the standard library and of msgspec.

Each kind has the fourteen fields of a mention (indexer/linking/mention.py). Printed are the
microseconds of making the class, of making one record, of a copy with another label, and of its
hash: the best of ``ROUNDS``.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from dataclasses import make_dataclass
from dataclasses import replace as replaced_dataclass
from functools import partial
from typing import Any, Final, NamedTuple

from msgspec import defstruct
from msgspec.structs import replace as replaced_struct

from indexer.linking.mention import PERSON, PLACE, Mention

ROUNDS: Final = 7
RECORDS: Final = 20_000
CLASSES: Final = 50
FIELDS: Final = list(Mention._fields)
VALUES: Final = tuple(Mention("body", 9, 18, "Lưu Ninh", "liu-ning", "person", PERSON, "listed"))


class Kind(NamedTuple):
    """A kind of records: makes its class, and copies one with another label."""

    name: str
    make: Callable[[], Any]
    copied: Callable[[Any], Any]


KINDS: Final = (
    Kind(
        "frozen dataclass with slots",
        lambda: make_dataclass("Made", FIELDS, frozen=True, slots=True),
        lambda one: replaced_dataclass(one, label=PLACE),
    ),
    Kind(
        "NamedTuple",
        lambda: NamedTuple("Made", [(name, Any) for name in FIELDS]),
        lambda one: one._replace(label=PLACE),
    ),
    Kind(
        "frozen msgspec.Struct",
        lambda: defstruct("Made", FIELDS, frozen=True),
        lambda one: replaced_struct(one, label=PLACE),
    ),
)


def microseconds(what: Callable[[], object], times: int) -> float:
    """Return the microseconds of one call, of the best round."""
    return min(timeit.repeat(what, number=times, repeat=ROUNDS)) / times * 1e6


def main() -> None:
    """Print the table."""
    print("| kind | class | record | copy | hash |\n|---|---|---|---|---|")
    for name, make, copied in KINDS:
        made: Any = make()
        one = made(*VALUES)
        row = (
            microseconds(make, CLASSES),
            microseconds(partial(made, *VALUES), RECORDS),
            microseconds(partial(copied, one), RECORDS),
            microseconds(partial(hash, one), RECORDS),
        )
        print(f"| {name} | {' | '.join(f'{cell:.2f}' for cell in row)} |")


if __name__ == "__main__":
    main()
