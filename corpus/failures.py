"""Failures of one file: the first are listed one by one, the others counted.

A file of a million bad lines is one mistake, and a list of a million reasons helps nobody. Nothing
is lost in silence: the sum of ``count`` is what could not be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from corpus.document import Document, Failure

LISTED: Final = 100
"""Failures of a file that are listed, of either kind: lost or not."""


def listed(items: Iterable[Document | Failure]) -> Iterator[Document | Failure]:
    """The items as they come, of each file no more failures than a person reads: behind its last
    item a ``Failure`` with the number of those left out, and the last one, which may say why the
    file was given up.

    The items of a file stand together, as ``read_paths`` gives them.
    """
    path = ""
    kinds = {lost: _Kind(lost=lost) for lost in (False, True)}
    for item in items:
        if item.path != path:
            yield from chain.from_iterable(kind.rest(path) for kind in kinds.values())
            path = item.path
        if isinstance(item, Document) or kinds[item.lost].lists(item):
            yield item
    yield from chain.from_iterable(kind.rest(path) for kind in kinds.values())


class _Kind:
    """Failures of one file that are all ``lost``, or all not."""

    def __init__(self, *, lost: bool) -> None:
        self._lost = lost
        self._begin()

    def _begin(self) -> None:
        self._shown = 0
        self._left_out = 0
        self._lines = (0, 0)
        self._last: Failure | None = None

    def lists(self, failure: Failure) -> bool:
        """Whether this one is listed; if not it is kept as the last, and the one before counted."""
        if self._shown < LISTED:
            self._shown += 1
            return True
        if self._last is not None:
            line = self._last.line
            self._lines = (self._lines[0] if self._left_out else line, line)
            self._left_out += self._last.count
        self._last = failure
        return False

    def rest(self, path: str) -> Iterator[Failure]:
        """What is said of those that were not listed; then the next file begins."""
        if self._left_out:
            what = "could not be read" if self._lost else "were kept with a remark"
            first, last = self._lines
            reason = f"{self._left_out:,} more {what}, from line {first} to {last}"
            yield Failure(path, 0, reason, lost=self._lost, count=self._left_out)
        if self._last is not None:
            yield self._last
        self._begin()
