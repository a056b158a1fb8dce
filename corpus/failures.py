"""Failures of one file: the first are listed one by one, the others counted.

A file of a million bad lines is one mistake, and a list of a million reasons helps nobody. Nothing
is lost in silence: the sum of ``count`` is what could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from corpus.document import Document, Failure

LISTED: Final = 100
"""Failures of a file that are listed, of either kind: lost or not."""


def listed(items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """The items as they come, of each file no more failures than a person reads; behind its last
    item a ``Failure`` with the number of the others.

    The items of a file stand together, as ``read_paths`` gives them.
    """
    path = ""
    kinds = {True: _Kind(lost=True), False: _Kind(lost=False)}
    for item in items:
        if item.path != path:
            yield from _rest(kinds, path)
            path = item.path
        if isinstance(item, Document) or kinds[item.lost].lists(item):
            yield item
    yield from _rest(kinds, path)


class _Kind:
    """Failures of one file that are all ``lost``, or all not."""

    def __init__(self, *, lost: bool) -> None:
        self.lost = lost
        self.begin()

    def begin(self) -> None:
        self._shown = self.left_out = self._first = self._last = 0

    def lists(self, failure: Failure) -> bool:
        """Whether this one is listed; if not it is counted."""
        if self._shown < LISTED:
            self._shown += 1
            return True
        self._first = self._first if self.left_out else failure.line
        self._last = failure.line
        self.left_out += failure.count
        return False

    def reason(self) -> str:
        """What is said of those that are not listed."""
        what = "could not be read" if self.lost else "were kept with a remark"
        return (
            f"{self.left_out} more {what}, from line {self._first} to {self._last}; of one file "
            f"{LISTED} are listed"
        )


def _rest(kinds: dict[bool, _Kind], path: str) -> Iterator[Failure]:
    for lost, kind in kinds.items():
        if kind.left_out:
            yield Failure(path, 0, kind.reason(), lost=lost, count=kind.left_out)
        kind.begin()
